// The places of the bodies that documents describe, and the JSON types that some reading allows there: found without the
// validator that is to be tested with them.

import type { Api } from '../../src/core/api/api.ts';
import { documentsOf, type Exchange, type Schema } from '../../src/core/api/documents.ts';
import { operationFor } from '../../src/core/api/matching.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** A place in a response of which the document prints, or we made, an example. */
export interface Described {
  readonly exchange: Exchange;
  /** Names of members and numbers of items. */
  readonly path: readonly string[];
  readonly kinds: ReadonlySet<string>;
}

/** One value of each JSON type; a fraction is a number and no integer. */
export const valuesByKind: Readonly<Record<string, unknown>> = {
  null: null,
  integer: 7,
  number: 7.5,
  string: 'seven',
  boolean: true,
  object: {},
  array: [],
};

const all = new Set(Object.keys(valuesByKind));

/** Each place of each schema once, in the first exchange that has it. */
export function describedPlaces(api: Api): readonly Described[] {
  const { schemas, exchanges } = documentsOf(api.name, api.folder);
  const found = new Map<string, Described>();
  for (const exchange of Object.values(exchanges)) {
    const operation = api.operations.find(({ id }) => `${api.name}/${id}` === exchange.operation);
    const schemaName = operation?.responses[exchange.response.status];
    const { body } = exchange.response;
    if (
      !operation ||
      !isOf(api, operation.id, exchange) ||
      operation.clauses.length === 0 ||
      !schemaName ||
      body === undefined
    )
      continue;
    for (const { path, schemas: here } of placesIn(schemas, [schemas[schemaName]!], body, [])) {
      const key = [schemaName, ...path.map((part) => (/^\d+$/.test(part) ? '*' : part))].join('/');
      const kinds = union(here.map((schema) => kindsOf(schemas, schema)));
      if (!found.has(key) && kinds.size < all.size) found.set(key, { exchange, path, kinds });
    }
  }
  return [...found.values()];
}

/** An example as it is printed may be a request of another operation by the reading that is corrected. */
function isOf(api: Api, id: string, { request: { method, path, query = {} } }: Exchange): boolean {
  const request = { method, path, query: new Map(Object.entries(query)) };
  return operationFor(api, request, () => true)?.operation.id === id;
}

interface Placed {
  readonly path: readonly string[];
  readonly schemas: readonly Schema[];
}

function* placesIn(
  schemas: Schemas,
  described: readonly Schema[],
  value: unknown,
  path: readonly string[],
): Generator<Placed> {
  if (typeof value !== 'object' || value === null) return;
  const parts = described.flatMap((schema) => partsOf(schemas, schema));
  // The first items of a list show what all of them show.
  const members = Array.isArray(value) ? value.slice(0, 1) : value;
  for (const [name, member] of Object.entries(members)) {
    const here = parts.flatMap((part) => {
      const schema = Array.isArray(value) ? part.items : (part.properties as Schemas | undefined)?.[name];
      return typeof schema === 'object' ? [schema as Schema] : [];
    });
    if (here.length === 0) continue;
    yield { path: [...path, name], schemas: here };
    yield* placesIn(schemas, here, member, [...path, name]);
  }
}

/** A schema, what it refers to, and its alternatives. */
function partsOf(schemas: Schemas, schema: Schema): readonly Schema[] {
  const named = typeof schema.$ref === 'string' ? [schemas[schema.$ref.replace('.schema.json', '')]!] : [];
  const others = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (schema[key] ?? []) as Schema[]);
  return [schema, ...[...named, ...others].flatMap((each) => partsOf(schemas, each))];
}

function kindsOf(schemas: Schemas, schema: Schema): ReadonlySet<string> {
  if (typeof schema !== 'object') return all;
  const { $ref, type, allOf = [], anyOf, oneOf } = schema as { $ref?: string; [key: string]: unknown };
  const values = (schema.enum ?? ('const' in schema ? [schema.const] : undefined)) as unknown[] | undefined;
  return [
    type === undefined ? all : new Set([type].flat().flatMap(kindsOfType)),
    values === undefined ? all : new Set(values.map(kindOf)),
    typeof $ref === 'string' ? kindsOf(schemas, schemas[$ref.replace('.schema.json', '')]!) : all,
    ...(allOf as Schema[]).map((each) => kindsOf(schemas, each)),
    ...[anyOf, oneOf].map((branches) =>
      branches === undefined ? all : union((branches as Schema[]).map((each) => kindsOf(schemas, each))),
    ),
  ].reduce((left, right) => new Set(Array.from(left).filter((kind) => right.has(kind))));
}

const kindsOfType = (type: unknown): readonly string[] =>
  type === 'number' ? ['number', 'integer'] : [`${type}`];

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((each) => [...each]));
}
