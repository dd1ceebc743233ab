// Schemas that say nothing of members beyond them, so that one such member hides nothing else that is wrong.
import type { Schema } from './documents.ts';

type Schemas = Readonly<Record<string, Schema>>;

const known = new WeakMap<Schemas, Schemas>();

/** The same schemas, open to members beyond them; the same ones for the same schemas. */
export function opened(schemas: Schemas): Schemas {
  const before = known.get(schemas);
  if (before) return before;
  const open = openOne(schemas) as Schemas;
  known.set(schemas, open);
  return open;
}

function openOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openOne);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (closing.has(key) && member === false) return [];
    // Two alternatives may be told apart by their members alone: once open, a value may have both.
    return [[key === 'oneOf' && Array.isArray(member) ? 'anyOf' : key, openOne(member)] as const];
  });
  return Object.fromEntries(members);
}

const closing = new Set(['additionalProperties', 'unevaluatedProperties']);
