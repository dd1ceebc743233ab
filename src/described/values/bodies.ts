// Bodies: a base with values at its places, made without changing shared objects.

import type { Schema } from '../../core/api/documents.ts';
import { partsOf, valueAt } from '../../core/values/pointer.ts';
import { isObject } from '../source/library.ts';
import type { Rule, Subject } from './subject.ts';

/** The value of a place: by a rule, or further inside. */
interface Spot {
  rule: Rule | undefined;
  readonly inner: Map<string, Spot>;
}

export type Fill = (base: unknown, subject: Subject) => unknown;

/** Returns a function that sets the values of all fields in a body. */
export function fillerOf(fields: readonly { readonly pointer: string; readonly rule: Rule }[]): Fill {
  const root: Spot = { rule: undefined, inner: new Map() };
  for (const { pointer, rule } of fields) {
    let at = root;
    for (const part of partsOf(pointer)) {
      const next = at.inner.get(part) ?? { rule: undefined, inner: new Map() };
      at.inner.set(part, next);
      at = next;
    }
    at.rule = rule;
  }
  return (base, subject) => filled(root, base, subject);
}

function filled({ rule, inner }: Spot, base: unknown, subject: Subject): unknown {
  const value = rule ? rule(subject) : base;
  if (inner.size === 0 || value === null) return value;
  if (Array.isArray(value)) return filledItems(value, inner, subject);
  const made: Record<string, unknown> = isObject(value) ? { ...value } : {};
  for (const [name, spot] of inner) {
    const member = filled(spot, made[name], subject);
    if (member === undefined) delete made[name];
    else made[name] = member;
  }
  return made;
}

function filledItems(items: readonly unknown[], inner: Spot['inner'], subject: Subject): unknown[] {
  const made = [...items];
  for (const [name, spot] of inner) made[Number(name)] = filled(spot, made[Number(name)], subject);
  return made;
}

/** Merges two values, member by member; lists are replaced. */
export function merged(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over === undefined ? under : over;
  const made: Record<string, unknown> = { ...under };
  for (const [name, value] of Object.entries(over)) made[name] = merged(made[name], value);
  return made;
}

/** A copy with a value at a place; missing places on the way are created. */
export function withAt(value: unknown, pointer: string, what: unknown): unknown {
  const [first, ...rest] = partsOf(pointer);
  if (first === undefined) return what;
  const inner = rest.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (Array.isArray(value))
    return value.map((item, index) => (index === Number(first) ? withAt(item, inner, what) : item));
  const before = isObject(value) ? value : {};
  return { ...before, [first]: withAt(before[first], inner, what) };
}

/** A copy without the member at a place. */
export function without(body: unknown, pointer: string): unknown {
  const parts = pointer.split('/');
  const last = parts.pop()!;
  const holder = valueAt(body, parts.join('/'));
  if (!isObject(holder)) return body;
  const { [last.replaceAll('~1', '/').replaceAll('~0', '~')]: _, ...rest } = holder;
  return parts.length === 1 ? rest : withAt(body, parts.join('/'), rest);
}

/** The schemas that describe a place in a schema; none if it is not allowed. `open`: whether any value may be there. */
export function schemasAt(
  schemas: Readonly<Record<string, Schema>>,
  schema: Schema | undefined,
  pointer: string,
): { readonly found: readonly Schema[]; readonly open: boolean } {
  let here = alternatives(schemas, schema);
  for (const part of partsOf(pointer)) {
    const open = here.length === 0 || here.some((each) => isOpen(each));
    here = here.flatMap((each) => alternatives(schemas, memberOf(each, part)));
    if (here.length === 0) return { found: [], open };
  }
  return { found: here, open: false };
}

function isOpen(schema: Schema): boolean {
  const { additionalProperties: more, properties, items, $ref, allOf, anyOf } = schema;
  return (more !== undefined && more !== false) || (!properties && !items && !$ref && !allOf && !anyOf);
}

function memberOf(schema: Schema, name: string): Schema | undefined {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  if (Object.hasOwn(properties, name)) return properties[name];
  if (/^(\d+|\*)$/.test(name) && schema.items) return schema.items as Schema;
  return undefined;
}

/** A schema with all its references and parts. */
function alternatives(
  schemas: Readonly<Record<string, Schema>>,
  schema: Schema | undefined,
  seen: readonly string[] = [],
): Schema[] {
  if (!isObject(schema)) return [];
  const name = typeof schema.$ref === 'string' ? schema.$ref.replace('.schema.json', '') : undefined;
  const target =
    name === undefined || seen.includes(name) ? [] : alternatives(schemas, schemas[name], [...seen, name]);
  const branches = ['allOf', 'anyOf'].flatMap((key) => (schema[key] ?? []) as Schema[]);
  return [schema, ...target, ...branches.flatMap((each) => alternatives(schemas, each, seen))];
}
