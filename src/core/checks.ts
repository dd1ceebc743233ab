// Laws that are written as the checks they make: one after the other, each about a clause.
import type { Check, Law, Trail } from './law.ts';

/** One thing that was checked, and how it came out. */
export interface Checked extends Check {
  readonly right: boolean;
  /** Without the API, as in `list/limit`. */
  readonly clause: string;
}

/** Makes the laws of an API. Names and clauses are without it. */
export function lawsOf(api: string) {
  return (
    name: string,
    says: string,
    clauses: readonly string[],
    checks: (trail: Trail) => Iterable<Checked>,
  ): Law => ({
    id: `${api}/${name}`,
    says,
    clauses: clauses.map((clause) => `${api}/${clause}`),
    judge(trail, judge) {
      for (const { right, clause, ...check } of checks(trail))
        judge(right, { ...check, clause: `${api}/${clause}` });
    },
  });
}
