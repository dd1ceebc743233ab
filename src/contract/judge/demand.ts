// What a user demands of a report: which severities fail it, and how much must have been judged.
import type { ClauseVerdict, Report, Severity } from './finding.ts';

/** The severities that can fail a report. `extra` cannot, because an unknown member breaks nothing. */
export const demandable = ['failed', 'unusual', 'skipped', 'erratum'] as const satisfies readonly Severity[];
export type Demandable = (typeof demandable)[number];

export interface Demand {
  /** Default: failed. */
  readonly failOn?: readonly Demandable[];
  /** The share of the judgeable clauses that must be judged, from 0 to 1. */
  readonly minJudged?: number;
}

/** Why a report does not meet a demand, a sentence each; empty if it does. */
export function unmet(report: Report, { failOn = ['failed'], minJudged = 0 }: Demand): string[] {
  const reasons = demandable.filter((each) => failOn.includes(each)).flatMap((each) => found(report, each));
  const all = report.clauses.filter(canBeJudged);
  const judged = all.filter(({ verdict }) => verdict !== 'skipped').length;
  if (all.length > 0 && judged < minJudged * all.length)
    reasons.push(
      `${judged} of ${all.length} clauses were judged (${percent(judged / all.length)}), but at least ${percent(minJudged)} are required.`,
    );
  return reasons;
}

function found({ findings, clauses }: Report, severity: Demandable): string[] {
  const count =
    severity === 'skipped'
      ? clauses.filter((clause) => canBeJudged(clause) && clause.verdict === 'skipped').length
      : findings.filter((finding) => finding.severity === severity).length;
  const what = severity === 'skipped' ? 'clause' : 'finding';
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}: ${severity}.`];
}

/** Whether any behaviour of a server can pass or fail a clause. */
export function canBeJudged({ kind }: ClauseVerdict): boolean {
  return kind !== 'informative' && kind !== 'untestable';
}

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
