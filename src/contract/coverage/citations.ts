// What cites which clause: schemas, operations, lifecycles, presets, errata, exchanges and invariants name clause ids.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';

export interface Citation {
  readonly by: 'schema' | 'operation' | 'lifecycle' | 'preset' | 'erratum' | 'exchange' | 'invariant';
  /** The citing thing, and the place in it. */
  readonly where: string;
  readonly clause: string;
}

/** Every citation that an API makes. */
export function citationsOf(api: Api): readonly Citation[] {
  const { schemas, exchanges } = documentsOf(api.name, api.folder);
  const cite = (by: Citation['by'], where: string, clauses: readonly string[]) =>
    clauses.map((clause) => ({ by, where, clause }));
  return [
    ...Object.entries(schemas).flatMap(([schemaName, schema]) => schemaCitations(schema, schemaName)),
    ...api.operations.flatMap(({ id, clauses }) => cite('operation', id, clauses)),
    ...Object.entries(api.lifecycle.states).flatMap(([state, { clauses }]) =>
      cite('lifecycle', state, clauses),
    ),
    ...Object.entries(api.lifecycle.commands ?? {}).flatMap(([kind, { clauses }]) =>
      cite('lifecycle', kind, clauses),
    ),
    ...api.presets.flatMap(({ name, clauses }) => cite('preset', name, clauses)),
    ...api.errata.flatMap(({ id, clauses }) => cite('erratum', id, clauses)),
    ...Object.entries(exchanges).flatMap(([file, { clauses }]) => cite('exchange', file, clauses)),
    ...api.invariants.invariants.flatMap(({ id, clauses }) => cite('invariant', id, clauses)),
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
