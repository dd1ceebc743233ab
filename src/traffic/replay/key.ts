// What makes two requests the same: method, path, query in any order, and the body where there is one.
import { parsed } from '../decode.ts';

/** Stands where a secret was taken out of a recording: any value fits. */
export const hidden = '(redacted)';

export interface Key {
  readonly method: string;
  readonly path: string;
  /** Sorted by name, then value. */
  readonly query: readonly (readonly [string, string])[];
  /** JSON where it is some, else text; undefined without one. */
  readonly body: unknown;
}

export function keyOf(method: string, url: URL, body: string | undefined): Key {
  const query = [...url.searchParams].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return { method, path: url.pathname, query, body: body ? (parsed(body) ?? body) : undefined };
}

/** Whether a request is the one that was recorded, save for its secrets. */
export function fits(recorded: Key, sent: Key): boolean {
  return (
    recorded.method === sent.method &&
    recorded.path === sent.path &&
    alike(recorded.query, sent.query) &&
    (recorded.body === undefined || alike(recorded.body, sent.body))
  );
}

function alike(recorded: unknown, sent: unknown): boolean {
  if (recorded === hidden) return true;
  if (typeof recorded === 'string' && typeof sent === 'string' && recorded.includes(hidden))
    return alikeText(recorded, sent);
  if (typeof recorded !== 'object' || typeof sent !== 'object' || !recorded || !sent)
    return recorded === sent;
  if (Array.isArray(recorded) !== Array.isArray(sent)) return false;
  const [names, others] = [Object.keys(recorded), Object.keys(sent)];
  return (
    names.length === others.length &&
    names.every(
      (name) => Object.hasOwn(sent, name) && alike(recorded[name as never], sent[name as never] as unknown),
    )
  );
}

/** Both texts are the same around what was taken out. */
function alikeText(recorded: string, sent: string): boolean {
  const parts = recorded.split(hidden);
  if (!sent.startsWith(parts[0]!) || !sent.endsWith(parts.at(-1)!)) return false;
  let at = 0;
  for (const part of parts) {
    const found = sent.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
