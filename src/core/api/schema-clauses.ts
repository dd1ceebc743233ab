// Which clauses a schema rests on, as a whole and at one place of a value.
import type { Schema } from './documents.ts';
import type { Operation } from './operation.ts';
import { placeAt, schemaNameOf } from './schema-places.ts';

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
