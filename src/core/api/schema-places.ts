// The places of a value and the schemas that describe them, through references and alternatives.
import type { Schema } from './documents.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** A place in a schema. */
export interface Place {
  /** The schemas that describe it. */
  readonly described: readonly Schema[];
  /** The clauses that speak of it, else those of the nearest place around it that has any. */
  readonly clauses: readonly string[];
  /** The places within it that were looked up, by name. */
  readonly within: Map<string, Place>;
}

/** Invariants look up the clause of every fact that they check, so each place is resolved only once. */
const wholes = new WeakMap<Schemas, Map<string, Place>>();

export function placeAt(schemas: Schemas, schemaName: string, pointer: string): Place {
  let place = wholeOf(schemas, schemaName);
  for (const part of pointer.split('/').slice(1)) {
    const within = placeWithin(schemas, place, part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (!within) break;
    place = within;
  }
  return place;
}

export function wholeOf(schemas: Schemas, schemaName: string): Place {
  const known = wholes.get(schemas) ?? new Map<string, Place>();
  wholes.set(schemas, known);
  const whole = known.get(schemaName) ?? toPlace(resolved(schemas, schemas[schemaName]), []);
  known.set(schemaName, whole);
  return whole;
}

/** Undefined where no schema describes it. */
export function placeWithin(
  schemas: Schemas,
  { within, described, clauses }: Place,
  name: string,
): Place | undefined {
  const known = within.get(name);
  if (known) return known;
  const found = described.flatMap((place) => resolved(schemas, memberOf(place, name)));
  if (found.length === 0) return undefined;
  const place = toPlace(found, clauses);
  within.set(name, place);
  return place;
}

function toPlace(described: readonly Schema[], around: readonly string[]): Place {
  const own = described.flatMap((schema) => (schema['x-clauses'] ?? []) as string[]);
  return { described, clauses: own.length > 0 ? own : around, within: new Map() };
}

function memberOf(schema: Schema, name: string): Schema | undefined {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  if (Object.hasOwn(properties, name)) return properties[name];
  return (/^\d+$/.test(name) ? schema.items : undefined) as Schema | undefined;
}

/** A schema with its references and each of its alternatives. */
function resolved(schemas: Schemas, schema: Schema | undefined): Schema[] {
  if (typeof schema !== 'object') return [];
  const target = typeof schema.$ref === 'string' ? resolved(schemas, schemas[schemaNameOf(schema.$ref)]) : [];
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (schema[key] ?? []) as Schema[]);
  return [schema, ...target, ...branches.flatMap((branch) => resolved(schemas, branch))];
}

export function schemaNameOf(ref: string): string {
  return ref.replace('.schema.json', '');
}
