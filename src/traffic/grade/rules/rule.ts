// A rule: something that good clients do, with its public source, judged on one trial.
import type { Run } from '../run.ts';

export interface Verdict {
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** The observation, as a sentence. */
  readonly says: string;
}

export interface Rule {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  /** Its weight. */
  readonly points: number;
  judge(run: Run): Verdict;
}

export const passed = (says: string): Verdict => ({ verdict: 'passed', says });
export const failed = (says: string): Verdict => ({ verdict: 'failed', says });
export const skipped = (says: string): Verdict => ({ verdict: 'skipped', says });
