// A request that cannot be served. It is thrown where the reason is found; the API words the response.
import type { Refusal } from '../../core/api/operation.ts';
import { type Problem, sentencesOf } from '../../core/values/problem.ts';

export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** A limit that was reached; the API words the response. */
export function refusedBy(problem: Problem): Refused {
  return new Refused({ kind: 'limit', status: problem.status, says: sentencesOf(problem) });
}
