// Which clauses a schema rests on, as a whole and at one place of a value.
import type { Schema } from './documents.ts';
import type { Operation } from './operation.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** Every clause that a schema rests on, those of the schemas it refers to included. */
export function clausesOf(schemas: Schemas, schemaName: string, seen = new Set<string>()): Set<string> {
  if (seen.has(schemaName)) return new Set();
  seen.add(schemaName);
  return collect(schemas, schemas[schemaName], seen);
}

function collect(schemas: Schemas, value: unknown, seen: Set<string>): Set<string> {
  const found = new Set<string>();
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'x-clauses') for (const clause of member as string[]) found.add(clause);
    else if (key === '$ref')
      for (const clause of clausesOf(schemas, schemaNameOf(String(member)), seen)) found.add(clause);
    else for (const clause of collect(schemas, member, seen)) found.add(clause);
  }
  return found;
}

/**
 * The clause that a finding about a place in a schema cites: the nearest that the schema names, of several one of the same
 * part of the document as the operation; if it names none, what the operation rests on. `pointer` is a JSON Pointer.
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

/** A place in a schema. */
interface Place {
  /** What describes it. */
  readonly described: readonly Schema[];
  /** The clauses that speak of it, else those of the nearest place around it that has any. */
  readonly clauses: readonly string[];
  /** The places within it that were asked for, by their names. */
  readonly within: Map<string, Place>;
}

/** Invariants ask for the clause of every fact that they check, so what a place is, is found out once. */
const wholes = new WeakMap<Schemas, Map<string, Place>>();

function placeAt(schemas: Schemas, schemaName: string, pointer: string): Place {
  let place = wholeOf(schemas, schemaName);
  for (const part of pointer.split('/').slice(1)) {
    const within = placeWithin(schemas, place, part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (!within) break;
    place = within;
  }
  return place;
}

function wholeOf(schemas: Schemas, schemaName: string): Place {
  const known = wholes.get(schemas) ?? new Map<string, Place>();
  wholes.set(schemas, known);
  const whole = known.get(schemaName) ?? toPlace(resolved(schemas, schemas[schemaName]), []);
  known.set(schemaName, whole);
  return whole;
}

/** Undefined where no schema describes it. */
function placeWithin(
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

/** A schema and whatever it stands for: what it refers to, and each of its alternatives. */
function resolved(schemas: Schemas, schema: Schema | undefined): Schema[] {
  if (typeof schema !== 'object') return [];
  const target = typeof schema.$ref === 'string' ? resolved(schemas, schemas[schemaNameOf(schema.$ref)]) : [];
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (schema[key] ?? []) as Schema[]);
  return [schema, ...target, ...branches.flatMap((branch) => resolved(schemas, branch))];
}

function schemaNameOf(ref: string): string {
  return ref.replace('.schema.json', '');
}
