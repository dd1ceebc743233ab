// JSON with its parts in colours; anything else as the text that it is.
import type { ComponentChildren } from 'preact';

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A text that is longer is shown without colours. */
const mostColoured = 100_000;

/** Indented, if it is JSON. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function Json({ value, name }: { value: unknown; name: string }) {
  const text = typeof value === 'string' ? pretty(value) : (JSON.stringify(value, null, 2) ?? '');
  return (
    <pre class="json" tabIndex={0} role="group" aria-label={name}>
      {coloured(text)}
    </pre>
  );
}

export function coloured(text: string): ComponentChildren {
  if (text.length > mostColoured) return text;
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, quoted, colon] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    const kind = quoted === undefined ? 'value' : colon === undefined ? 'string' : 'name';
    parts.push(<span class={`json-${kind}`}>{whole}</span>);
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
