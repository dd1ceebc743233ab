// Overlay documents (1.0, 1.1): small repairs of a document, applied to a copy before anything is read from it.
import { createRequire } from 'node:module';
import { isObject, membersOf, within } from './library.ts';
import { mistake } from './mistake.ts';
import type { Place, Source } from './place.ts';

const load = createRequire(import.meta.url);

/** The document with the actions of an overlay applied. */
export function overlaid(document: Source, overlay: Source): Source {
  const value = structuredClone(document.value);
  const whole = { source: overlay, pointer: '', value: overlay.value };
  if (!/^1\.[01]\./.test(String(within(whole, 'overlay')?.value)))
    throw mistake(whole, 'it is not an Overlay document of version 1.0 or 1.1.');
  const actions = within(whole, 'actions');
  for (const [, action] of membersOf(actions)) apply(value, action);
  return { ...document, value };
}

function apply(document: unknown, action: Place): void {
  const { query } = load('json-p3') as typeof import('json-p3');
  const find = (key: string) => {
    const path = within(action, key);
    if (typeof path?.value !== 'string') throw mistake(action, `the action has no ${key}.`);
    try {
      return [...query(path.value, document as never)];
    } catch (cause) {
      throw mistake(path, `'${path.value}' is not a JSONPath: ${(cause as Error).message}.`);
    }
  };
  const found = find('target');
  if (found.length === 0)
    throw mistake(action, `its target '${within(action, 'target')!.value}' matches nothing in the document.`);
  const remove = within(action, 'remove')?.value === true;
  const update = within(action, 'copy') ? find('copy')[0]?.value : within(action, 'update')?.value;
  for (const { location, value } of remove ? found.reverse() : found) {
    const last = location.at(-1)!;
    const parent = location
      .slice(0, -1)
      .reduce((at, key) => (at as Record<string, unknown>)[key], document) as Record<string, unknown>;
    if (remove) Array.isArray(parent) ? parent.splice(Number(last), 1) : delete parent[last];
    else if (Array.isArray(value)) (value as unknown[]).push(structuredClone(update));
    else if (location.length === 0 || isObject(value)) merge(value as Record<string, unknown>, update);
    else parent[last] = structuredClone(update);
  }
}

function merge(into: Record<string, unknown>, from: unknown): void {
  if (!isObject(from)) return;
  for (const [key, value] of Object.entries(from)) {
    const before = into[key];
    if (isObject(before) && isObject(value)) merge(before as Record<string, unknown>, value);
    else if (Array.isArray(before) && Array.isArray(value)) before.push(...structuredClone(value));
    else into[key] = structuredClone(value);
  }
}
