// The differences of two JSON values, by JSON Pointer.
import { escapePointer } from '../../core/values/pointer.ts';

export interface Difference {
  readonly pointer: string;
  /** Undefined if one of them has no value there. */
  readonly before: unknown;
  readonly after: unknown;
}

export function* differencesOf(before: unknown, after: unknown, pointer = ''): Generator<Difference> {
  if (before === after) return;
  if (isHolder(before) && isHolder(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differencesOf(before[name], after[name], `${pointer}/${escapePointer(name)}`);
    return;
  }
  yield { pointer, before, after };
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
