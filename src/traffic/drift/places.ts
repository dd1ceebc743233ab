// What the document says of a place in a response: the clause, the errata, and whether a member may be left out.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import { placeAt } from '../../core/api/schema-places.ts';
import type { Fact } from './facts.ts';

export interface SchemaPlace {
  readonly clause: string;
  readonly errata: readonly string[];
  /** Known, and neither required nor a matter of an erratum. */
  readonly optional: boolean;
}

export function placeInSchema(
  api: Api,
  { operation: id, status, place }: Fact,
  pointer: string,
  words: readonly string[],
): SchemaPlace {
  const operation = api.operations.find((each) => each.id === id)!;
  const clause = operation.clauses[0] ?? api.invariants.order;
  const { schemas } = documentsOf(api.name, api.folder);
  const schemaName = operation.responses[status];
  if (!place.startsWith('/') || !schemaName)
    return { clause, errata: errataOf(api, operation.clauses, words), optional: false };
  const name = pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const own = placeAt(schemas, schemaName, pointer);
  const around = placeAt(schemas, schemaName, pointer.slice(0, pointer.lastIndexOf('/')));
  const known = around.described.some(({ properties }) => Object.hasOwn((properties ?? {}) as object, name));
  const errata = [
    ...(known ? own.described.flatMap(errataIn) : []),
    ...around.described.filter((each) => demands(each, name)).flatMap(errataIn),
  ];
  const required = around.described.some((each) => ((each.required ?? []) as string[]).includes(name));
  return {
    clause: operation.clauses.length > 0 ? clauseOfSchema(schemas, schemaName, operation, pointer) : clause,
    errata: differing(api, errata),
    optional: known && !required && differing(api, errata).length === 0,
  };
}

/** Those that servers can read in several ways. */
function differing({ errata }: Api, ids: readonly string[]): string[] {
  return errata
    .filter(({ id, readings }) => ids.includes(id) && Object.keys(readings).length > 1)
    .map(({ id }) => id);
}

function errataIn(schema: Schema): string[] {
  return (schema['x-errata'] ?? []) as string[];
}

/** Whether a reading makes a member required. */
function demands(schema: Schema, name: string): boolean {
  const corrected = schema['x-corrected'] as { required?: string[] } | undefined;
  return (corrected?.required ?? []).includes(name);
}

/** Of what no schema describes, a status or a header: those of the operation whose readings tell of one of these. */
function errataOf(api: Api, clauses: readonly string[], words: readonly string[]): string[] {
  const speaks = (text: string) => words.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  const speaking = api.errata.filter(
    (each) =>
      each.clauses.some((clause) => clauses.includes(clause)) && Object.values(each.readings).some(speaks),
  );
  return differing(
    api,
    speaking.map(({ id }) => id),
  );
}

/** Whether a place is the one that names the state of a record: then its words are words apart. */
export function namesState(
  api: Api,
  { operation: id, status }: Pick<Fact, 'operation' | 'status'>,
  pointer: string,
): boolean {
  const { schemas } = documentsOf(api.name, api.folder);
  const schemaName = api.operations.find((each) => each.id === id)?.responses[status];
  return (
    !!schemaName &&
    placeAt(schemas, schemaName, pointer).described.some((schema) =>
      ((schema['x-clauses'] ?? []) as string[]).includes(api.invariants.order),
    )
  );
}
