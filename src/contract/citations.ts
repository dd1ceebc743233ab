// Who rests on which clause: schemas, operations, lifecycles, givens, errata, exchanges and laws name the ids.
import type { Api } from '../core/api.ts';
import { documentsOf, type Schema } from '../core/documents.ts';

export interface Citation {
  readonly by: 'schema' | 'operation' | 'lifecycle' | 'given' | 'erratum' | 'exchange' | 'law';
  /** Which one, and where in it. */
  readonly where: string;
  readonly clause: string;
}

/** Every citation that an API makes. */
export function citationsOf(api: Api): readonly Citation[] {
  const { schemas, exchanges } = documentsOf(api.name, api.folder);
  const cite = (by: Citation['by'], where: string, clauses: readonly string[]) =>
    clauses.map((clause) => ({ by, where, clause }));
  return [
    ...Object.entries(schemas).flatMap(([shape, schema]) => schemaCitations(schema, shape)),
    ...api.operations.flatMap(({ id, clauses }) => cite('operation', id, clauses)),
    ...Object.entries(api.lifecycle.states).flatMap(([state, { clauses }]) =>
      cite('lifecycle', state, clauses),
    ),
    ...Object.entries(api.lifecycle.commands ?? {}).flatMap(([kind, { clauses }]) =>
      cite('lifecycle', kind, clauses),
    ),
    ...api.givens.flatMap(({ name, clauses }) => cite('given', name, clauses)),
    ...api.errata.flatMap(({ id, clauses }) => cite('erratum', id, clauses)),
    ...Object.entries(exchanges).flatMap(([file, { clauses }]) => cite('exchange', file, clauses)),
    ...api.laws.laws.flatMap(({ id, clauses }) => cite('law', id, clauses)),
  ];
}

function schemaCitations(schema: Schema, where: string): Citation[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === 'x-clauses') {
      return (value as string[]).map((clause) => ({ by: 'schema' as const, where, clause }));
    }
    if (typeof value !== 'object' || value === null) return [];
    const inner = keyword === 'properties' ? where : `${where}/${keyword}`.replace(/\/(items|\d+)$/, '');
    return schemaCitations(value as Schema, inner);
  });
}
