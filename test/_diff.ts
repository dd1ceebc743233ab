// Where two JSON values differ, as JSON pointers, and whether the errata account for it.
import type { Change } from '../src/core/api/errata.ts';

/** Pointers to every place where the two differ: a value, a type, or a member that only one has. */
export function differences(printed: unknown, served: unknown, at = ''): string[] {
  if (isObject(printed) && isObject(served) && Array.isArray(printed) === Array.isArray(served)) {
    const keys = new Set([...Object.keys(printed), ...Object.keys(served)]);
    return [...keys].flatMap((key) => {
      const pointer = `${at}/${key}`;
      if (!(key in printed) || !(key in served)) return [pointer];
      return differences(printed[key], served[key], pointer);
    });
  }
  return Object.is(printed, served) ? [] : [at];
}

/** The differences that no change accounts for. Lists whose order may change are compared in one order. */
export function unexplained(printed: unknown, served: unknown, changes: readonly Change[]): string[] {
  const bodies = changes.filter((change) => 'body' in change);
  const ordered = bodies.filter((change) => change.how === 'order').map((change) => change.body);
  const left = ordered.reduce(sortAt, printed);
  const right = ordered.reduce(sortAt, served);
  const allowed = bodies.filter((change) => change.how !== 'order').map((change) => toPattern(change.body));
  return differences(left, right).filter((pointer) => !allowed.some((pattern) => pattern.test(pointer)));
}

/** JSON as a careless author prints it: with commas after last members. */
export function parseLeniently(text: string): unknown {
  return JSON.parse(text.replaceAll(/,(\s*[}\]])/g, '$1'));
}

function toPattern(pointer: string): RegExp {
  const parts = pointer
    .split('/')
    .map((part) => (part === '*' ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}(/|$)`);
}

function sortAt(value: unknown, pointer: string): unknown {
  const [, key, ...rest] = pointer.split('/');
  if (key === undefined) return Array.isArray(value) ? [...value].sort(byIdentity) : value;
  if (!isObject(value) || !(key in value)) return value;
  const inner = sortAt(value[key], rest.length > 0 ? `/${rest.join('/')}` : '');
  return { ...value, [key]: inner };
}

function byIdentity(a: unknown, b: unknown): number {
  return identity(a) < identity(b) ? -1 : 1;
}

function identity(value: unknown): string {
  return isObject(value) && 'id' in value ? String(value.id).padStart(20, '0') : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
