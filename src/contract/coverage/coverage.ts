// What cites each clause of a document, and which lines of the document have no clause.
import type { Api } from '../../core/api/api.ts';
import { type Clause, clauseKinds, documentsOf, type Ledger } from '../../core/api/documents.ts';
import { type Citation, citationsOf } from './citations.ts';

export interface ClauseCoverage {
  readonly clause: Clause;
  readonly citations: readonly Citation[];
  /** Why the citations do not justify its kind, or undefined. */
  readonly lacks?: string;
}

export interface ApiCoverage {
  readonly api: string;
  readonly document: Ledger['document'];
  readonly kinds: Readonly<Record<Clause['kind'], number>>;
  readonly clauses: readonly ClauseCoverage[];
  /** Citations of clauses that do not exist. */
  readonly unknown: readonly Citation[];
}

/** The citations that justify a kind; the other kinds need none. */
const earnedBy: Partial<Record<Clause['kind'], readonly Citation['by'][]>> = {
  asserted: ['schema', 'exchange', 'invariant'],
  simulated: ['operation', 'lifecycle'],
  erratum: ['erratum'],
};

export function coverageOf(api: Api): ApiCoverage {
  const { ledger } = documentsOf(api.name, api.folder);
  const citations = citationsOf(api);
  const citing = (id: string) => citations.filter((citation) => citation.clause === id);
  const clauses = ledger.clauses.map((clause) => toCoverage(clause, citing(clause.id)));
  const known = new Set(ledger.clauses.map((clause) => clause.id));
  const count = (kind: Clause['kind']) => ledger.clauses.filter((clause) => clause.kind === kind).length;
  return {
    api: api.name,
    document: ledger.document,
    kinds: Object.fromEntries(clauseKinds.map((kind) => [kind, count(kind)])) as ApiCoverage['kinds'],
    clauses,
    unknown: citations.filter((citation) => !known.has(citation.clause)),
  };
}

function toCoverage(clause: Clause, citations: readonly Citation[]): ClauseCoverage {
  const earners = earnedBy[clause.kind];
  if (!earners || citations.some(({ by }) => earners.includes(by))) return { clause, citations };
  return { clause, citations, lacks: `no ${earners.join(' or ')} cites it` };
}
