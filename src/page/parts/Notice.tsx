// What went wrong: what failed, why, and what to do.
import type { Signal } from '@preact/signals';
import type { Problem } from '../link/send.ts';

export function Notice({ problem }: { problem: Signal<Problem | undefined> }) {
  if (!problem.value) return null;
  const { title, detail, hint } = problem.value;
  return (
    <div class="notice" role="alert">
      <b>{title}</b> {detail} {hint && <span class="faint">{hint}</span>}
      <button type="button" class="plain" aria-label="Dismiss" onClick={() => (problem.value = undefined)}>
        ✕
      </button>
    </div>
  );
}
