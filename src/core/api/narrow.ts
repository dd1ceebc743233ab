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

/**
 * The same, written as if there had never been another reading: what is in force takes the place of what it narrows, and what
 * is never there is left out.
 */
export function settle(
  schemas: Readonly<Record<string, Schema>>,
  isCorrected: (erratum: string) => boolean,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      (settleOne(schema, isCorrected) ?? nothing) as Schema,
    ]),
  );
}

const nothing = { not: {} };

/** Undefined for what is never there. */
function settleOne(value: unknown, isCorrected: (erratum: string) => boolean): unknown {
  if (Array.isArray(value))
    return value.map((each) => settleOne(each, isCorrected)).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-corrected': corrected, ...plain } = value as Record<string, unknown>;
  const inForce =
    corrected !== undefined && ((plain['x-errata'] ?? []) as readonly string[]).every(isCorrected);
  if (inForce && corrected === false) return undefined;
  const isClosed = plain.additionalProperties === false || plain.unevaluatedProperties === false;
  const members = Object.entries(plain).flatMap(([name, member]) => {
    const settled =
      name === 'properties'
        ? settleProperties(member, isCorrected, isClosed)
        : settleOne(member, isCorrected);
    return settled === undefined ? [] : [[name, settled] as const];
  });
  const settled = withoutLoneChoice(Object.fromEntries(members));
  return inForce ? strengthened(settled, corrected as Schema) : settled;
}

/** A choice of which one alternative is left is no choice. */
function withoutLoneChoice(schema: Schema): Schema {
  const { anyOf, ...others } = schema;
  if (!Array.isArray(anyOf) || anyOf.length !== 1 || Object.keys(anyOf[0]).some((key) => key in others))
    return schema;
  return { ...others, ...anyOf[0] };
}

/** A member that is never there needs no mention where unknown ones are refused. */
function settleProperties(
  value: unknown,
  isCorrected: (erratum: string) => boolean,
  isClosed: boolean,
): unknown {
  const members = Object.entries(value as Record<string, unknown>).map(
    ([name, member]) => [name, settleOne(member, isCorrected) ?? nothing] as const,
  );
  return Object.fromEntries(members.filter(([, member]) => !isClosed || member !== nothing));
}

const ofText = ['pattern', 'minLength', 'maxLength', 'format'];

/** Two patterns are both to be met; what only concerns text says nothing of what is none any more. */
function strengthened(plain: Schema, { pattern, ...corrected }: Schema): Schema {
  const required = [plain.required, corrected.required].flatMap((each) => (each ?? []) as string[]);
  const isText = corrected.type === undefined || [corrected.type].flat().includes('string');
  const kept = Object.entries(plain).filter(([name]) => isText || !ofText.includes(name));
  const twice = pattern !== undefined && plain.pattern !== undefined;
  return {
    ...Object.fromEntries(kept),
    ...corrected,
    ...(pattern !== undefined && (twice ? { allOf: [{ pattern }] } : { pattern })),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
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
