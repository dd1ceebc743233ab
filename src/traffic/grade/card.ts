// The card: the verdict of every rule on every trial, and the points.

import { rules } from './rules/index.ts';
import type { Rule, Verdict } from './rules/rule.ts';
import type { Run } from './run.ts';

export interface Mark extends Verdict {
  readonly trial: string;
}

export interface RuleMarks extends Pick<Rule, 'id' | 'says' | 'source' | 'points'> {
  readonly verdict: Verdict['verdict'];
  readonly marks: readonly Mark[];
  /** The points that it earned: the share of its trials that passed. */
  readonly earned: number;
}

export interface Card {
  readonly client: string;
  readonly api: string;
  /** The version of Standin that graded. */
  readonly version: string;
  readonly rules: readonly RuleMarks[];
  readonly runs: readonly Run[];
  /** From 0 to 100; skipped rules do not count. */
  readonly score: number;
}

export function cardOf(about: Pick<Card, 'client' | 'api' | 'version'>, runs: readonly Run[]): Card {
  const marked = rules.map((rule) => marksOf(rule, runs));
  const counted = marked.filter(({ verdict }) => verdict !== 'skipped');
  const sum = (of: 'points' | 'earned') => counted.reduce((total, each) => total + each[of], 0);
  return {
    ...about,
    rules: marked,
    runs,
    score: counted.length === 0 ? 0 : Math.round((100 * sum('earned')) / sum('points')),
  };
}

function marksOf({ judge, ...rule }: Rule, runs: readonly Run[]): RuleMarks {
  const marks = runs.map((run) => ({ trial: run.trial, ...judge(run) }));
  const judged = marks.filter(({ verdict }) => verdict !== 'skipped');
  const passed = judged.filter(({ verdict }) => verdict === 'passed').length;
  return {
    ...rule,
    marks,
    verdict: judged.length === 0 ? 'skipped' : passed === judged.length ? 'passed' : 'failed',
    earned: judged.length === 0 ? 0 : (rule.points * passed) / judged.length,
  };
}
