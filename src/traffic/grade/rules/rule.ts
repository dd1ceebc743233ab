// What a rule is: a promise of good clients with the public source it rests on, judged on one trial.
import type { Run } from '../run.ts';

export interface Verdict {
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** What was seen, as a sentence. */
  readonly says: string;
}

export interface Rule {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  /** How much it counts. */
  readonly points: number;
  judge(run: Run): Verdict;
}

export const passed = (says: string): Verdict => ({ verdict: 'passed', says });
export const failed = (says: string): Verdict => ({ verdict: 'failed', says });
export const skipped = (says: string): Verdict => ({ verdict: 'skipped', says });
