// Text to be copied.
import { useSignal } from '@preact/signals';

export function Code({ text, name }: { text: string; name: string }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text).catch(() => {});
    copied.value = true;
    setTimeout(() => (copied.value = false), 1_500);
  };
  return (
    <div class="code">
      <pre tabIndex={0} role="group" aria-label={name}>
        {text}
      </pre>
      <button type="button" onClick={copy} aria-label={`Copy: ${name}`}>
        {copied.value ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
