// Invariants written as generators of checks, each about a clause.
import type { Check, Invariant, InvariantBook, Trace } from './invariant.ts';

/** What a single exchange shows of a reading. */
export type Sign = NonNullable<InvariantBook['signs']>[number];

/** One thing that was checked, and how it came out. */
export interface Checked extends Check {
  readonly right: boolean;
  /** Without the API, as in `list/limit`. */
  readonly clause: string;
}

/** An invariant that rests on our model alone, and on no sentence of the document. Breaking it is unusual. */
export function modelled(invariant: Invariant): Invariant {
  return {
    ...invariant,
    judge: (trace, judge) =>
      invariant.judge(trace, (right, check) => judge(right, { unusual: true, ...check })),
  };
}

/** The errata whose other reading answers with exactly this status; any other status is no reading's. */
export function excusesOf(status: number, byStatus: Readonly<Record<number, string>>): string[] {
  const erratum = byStatus[status];
  return erratum === undefined ? [] : [erratum];
}

/** Makes the invariants of an API. Names and clauses are without it. */
export function invariantsOf(api: string) {
  return (
    name: string,
    says: string,
    clauses: readonly string[],
    checks: (trace: Trace) => Iterable<Checked>,
  ): Invariant => ({
    id: `${api}/${name}`,
    says,
    clauses: clauses.map((clause) => `${api}/${clause}`),
    judge(trace, judge) {
      for (const { right, clause, ...check } of checks(trace))
        judge(right, { ...check, clause: `${api}/${clause}` });
    },
  });
}
