// Schemas allow every reading of their document. Where a place is known to be read as `corrected`, they allow less:
// `x-corrected` beside `x-errata` is then required as well.
import type { Schema } from './documents.ts';

/** The same schemas, with each `x-corrected` in force if all errata of its place are read as `corrected`. */
export function narrow(
  schemas: Readonly<Record<string, Schema>>,
  isCorrected: (erratum: string) => boolean,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([schemaName, schema]) => [
      schemaName,
      narrowOne(schema, isCorrected) as Schema,
    ]),
  );
}

function narrowOne(value: unknown, isCorrected: (erratum: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => narrowOne(each, isCorrected));
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-corrected': corrected, ...plain } = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, narrowOne(member, isCorrected)]),
  );
  const errata = (plain['x-errata'] ?? []) as readonly string[];
  if (corrected === undefined || !errata.every(isCorrected)) return plain;
  return { ...plain, allOf: [...((plain.allOf as unknown[]) ?? []), corrected] };
}

const known = new WeakMap<Readonly<Record<string, Schema>>, Readonly<Record<string, Schema>>>();

/** The same schemas, but open to unknown members. The same input always gives the same output object. */
export function opened(schemas: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  const before = known.get(schemas);
  if (before) return before;
  const open = openOne(schemas) as Readonly<Record<string, Schema>>;
  known.set(schemas, open);
  return open;
}

function openOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openOne);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    if (closing.has(key) && member === false) return [];
    // Two alternatives may differ in their members alone: once open, a value may match both.
    return [[key === 'oneOf' && Array.isArray(member) ? 'anyOf' : key, openOne(member)] as const];
  });
  return Object.fromEntries(members);
}

const closing = new Set(['additionalProperties', 'unevaluatedProperties']);
