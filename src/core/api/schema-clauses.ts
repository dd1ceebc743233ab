// Which clauses a schema rests on, as a whole and at one place of a value.
import type { Schema } from './documents.ts';
import type { Operation } from './operation.ts';
import { placeAt, schemaNameOf } from './schema-places.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** In a longer list the first items show what all of them show. */
const mostItems = 1_000;

/**
 * The clauses that a value of a schema shows: those of the places that it has. An empty list shows nothing about entries.
 */
export function clausesShown(schemas: Schemas, schemaName: string, value: unknown): Set<string> {
  const shown = new Set(clausesAt(schemas, schemas[schemaName], value));
  return hasEmptyList(value) ? new Set([...shown].filter((clause) => !clause.endsWith('/example'))) : shown;
}

function* clausesAt(schemas: Schemas, schema: Schema | undefined, value: unknown): Generator<string> {
  if (typeof schema !== 'object') return;
  yield* (schema['x-clauses'] ?? []) as string[];
  if (typeof schema.$ref === 'string') yield* clausesAt(schemas, schemas[schemaNameOf(schema.$ref)], value);
  for (const branch of (schema.allOf ?? []) as Schema[]) yield* clausesAt(schemas, branch, value);
  for (const key of ['anyOf', 'oneOf'])
    for (const branch of (schema[key] ?? []) as Schema[])
      if (couldBe(schemas, branch, value)) yield* clausesAt(schemas, branch, value);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value))
    for (const item of value.slice(0, mostItems)) yield* clausesAt(schemas, schema.items as Schema, item);
  else
    for (const [name, member] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
      if (Object.hasOwn(value, name))
        yield* clausesAt(schemas, member, (value as Record<string, unknown>)[name]);
}

/** Whether a value may match an alternative, by its type, its constant and its required members. */
function couldBe(schemas: Schemas, schema: Schema, value: unknown): boolean {
  const { $ref, type, required = [] } = schema as { $ref?: string; type?: unknown; required?: string[] };
  if ($ref !== undefined) return couldBe(schemas, schemas[schemaNameOf($ref)] ?? {}, value);
  if ('const' in schema && schema.const !== value) return false;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  if (type !== undefined && ![type].flat().some((name) => name === typeOf(value, name))) return false;
  const isObject = typeof value === 'object' && value !== null;
  return !isObject || required.every((name) => Object.hasOwn(value, name));
}

function typeOf(value: unknown, wanted: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return wanted === 'integer' && Number.isInteger(value) ? 'integer' : typeof value;
}

/** Whether a list in it has no entries. Each clause asks it of the same bodies, and a log has thousands of entries. */
export function hasEmptyList(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const known = withEmptyList.get(value);
  if (known !== undefined) return known;
  const found = isEmptyOrHolds(value);
  withEmptyList.set(value, found);
  return found;
}

const withEmptyList = new WeakMap<object, boolean>();

function isEmptyOrHolds(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) && value.length === 0) || Object.values(value).some(isEmptyOrHolds);
}

/**
 * The clause that a finding about a place in a schema cites: the nearest that the schema names. Of several, one from the
 * same part of the document as the operation; of none, the first of the operation. `pointer` is a JSON Pointer.
 */
export function clauseOfSchema(
  schemas: Schemas,
  schemaName: string,
  operation: Operation,
  pointer = '',
): string {
  const home = operation.clauses[0]!.split('/').slice(0, 2).join('/');
  const { clauses } = placeAt(schemas, schemaName, pointer);
  const nearest = clauses.length > 0 ? clauses : operation.clauses;
  return nearest.find((clause) => clause.startsWith(`${home}/`)) ?? nearest[0]!;
}
