// What makes two requests equal: method, path, query in any order, and the body.
import { parsed } from '../decode.ts';

/** The placeholder for a removed secret: any value matches. */
export const hidden = '(redacted)';

export interface Key {
  readonly method: string;
  readonly path: string;
  /** Sorted by name, then value. */
  readonly query: readonly (readonly [string, string])[];
  /** JSON if possible, otherwise text; undefined without a body. */
  readonly body: unknown;
}

export function keyOf(method: string, url: URL, body: string | undefined): Key {
  const query = [...url.searchParams].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return { method, path: url.pathname, query, body: body ? (parsed(body) ?? body) : undefined };
}

/** Whether a request equals a recorded one, except for its secrets. */
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

/** Whether both texts are equal around removed secrets. */
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
