// The invariant of requests that must fail: for something that is not there, or without a required part.
import type { Invariant, Seen } from './invariant.ts';

/** A request that must be refused. */
export interface Vain {
  readonly clause: string;
  /** What is wrong with the request, as a phrase. */
  readonly why: string;
  readonly operation: string;
  isMeant(query: Seen['request']['query'], seen: Seen): boolean;
  /** The only correct status. Default: any of 400 to 499. */
  readonly status?: number | undefined;
}

export function refusalInvariant(api: string, vain: readonly Vain[]): Invariant {
  return {
    id: `${api}/refused`,
    clauses: [...new Set(vain.map(({ clause }) => clause))],
    says: 'A request that must fail is refused.',
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

/** Whether a server refuses this caller, or refuses now: that proves nothing. A 500 does: it is the service that fails. */
export function isUnwilling(status: number): boolean {
  return [401, 403, 407, 429, 502, 503, 504].includes(status);
}

/** Whether a request is refused for how it was sent, of which any server or gateway has its own idea. */
export function isForTheSending(status: number): boolean {
  return [402, 406, 408, 411, 412, 413, 414, 415, 416, 417, 421, 425, 426, 428, 431, 451].includes(status);
}
