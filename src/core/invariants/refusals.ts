// The invariant of what is asked in vain: for what is not there, or without what must be given.
import type { Invariant, Seen } from './invariant.ts';

/** A request that must be refused. */
export interface Vain {
  readonly clause: string;
  /** What is wrong with it, as a phrase. */
  readonly why: string;
  readonly operation: string;
  isMeant(query: Seen['request']['query'], seen: Seen): boolean;
  /** The one status that is right; any of 400 to 499 if left out. */
  readonly status?: number | undefined;
}

export function refusalInvariant(api: string, vain: readonly Vain[]): Invariant {
  return {
    id: `${api}/refused`,
    clauses: [...new Set(vain.map(({ clause }) => clause))],
    says: 'What is asked for in vain is refused.',
    judge(trace, judge) {
      for (const { clause, why, operation, isMeant, status } of vain) {
        for (const seen of trace.seen) {
          const actual = seen.response.status;
          if (seen.operation !== operation || isUnwilling(actual)) continue;
          if (!isMeant(seen.request.query, seen)) continue;
          const right = status === undefined ? actual >= 400 : actual === status;
          const expected = `${status === undefined ? 'a refusal' : `status ${status}`}: ${why}`;
          judge(right, { seen, clause, expected, actual: `status ${actual}` });
        }
      }
    },
  };
}

/** Whether a server says that it will not, now or for this caller: nothing follows from that. */
export function isUnwilling(status: number): boolean {
  return [401, 403, 407, 429, 502, 503, 504].includes(status);
}
