// Texts that all reports share: a finding's facts, the reasons for skipped clauses, the verdict.
import { linesOf } from '../../core/values/lines.ts';
import type { ClauseVerdict, Finding, Followed, Report, Severity, Shown } from '../judge/finding.ts';
import { cut } from './visible.ts';

/** How many characters of expected and actual values are shown; the JSON report has all. */
const most = 2000;

/** The facts of a finding: labels and texts, in reading order. */
export function factsOf(finding: Finding): (readonly [label: string, text: string])[] {
  const { shown, pointer, by, reading } = finding;
  const facts: [string, string | undefined][] = [
    ['says', finding.says],
    ['document', placeOf(finding)],
    ['found by', `${by.layer} ${by.name}`],
    ['request', shown && requestLine(shown)],
    ['response', shown && `status ${shown.response.status}`],
    ['at', pointer === '' ? 'the whole body' : pointer],
    ['expected', cut(finding.expected, most)],
    ['actual', cut(finding.actual, most)],
    ['repeat', shown?.curl],
    ['reading', reading && `${reading.erratum}: the server follows ${reading.follows}`],
    ['', finding.times > 1 ? `and ${finding.times - 1} more like it` : undefined],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

/** The facts of a finding as lines of text. */
export function textOf(finding: Finding): string {
  const lines = factsOf(finding).map(([label, text]) => (label === '' ? text : `${label}: ${text}`));
  return [finding.clause, ...lines].join('\n');
}

/** The lines of the document: `copr-build-tasks.rst:43,69-71`. */
export function placeOf({ document, lines }: Pick<Finding, 'document' | 'lines'>): string {
  return lines.length === 0 ? document : `${document}:${linesOf(lines, ',')}`;
}

export function requestLine({ request }: Shown): string {
  return `${request.method} ${request.url}`;
}

export function findingsOf(report: Report, severity: Severity): Finding[] {
  return report.findings.filter((finding) => finding.severity === severity);
}

/** The verdict on each clause. A failed clause that the report does not list is added to the list. */
export function clausesOf({ clauses, findings }: Report): readonly ClauseVerdict[] {
  const listed = new Set(clauses.map(({ id }) => id));
  const joined = new Map<string, ClauseVerdict>();
  for (const { severity, clause: id, says, lines } of findings)
    if (severity === 'failed' && !listed.has(id))
      joined.set(id, { id, says, lines, kind: 'asserted', verdict: 'failed', checks: 1 });
  return [...clauses, ...joined.values()];
}

/** The skipped clauses by reason. */
export function skippedBy(report: Report): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  for (const { id, verdict, why = 'No exchange shows it.' } of clausesOf(report))
    if (verdict === 'skipped') reasons.set(why, [...(reasons.get(why) ?? []), id]);
  return reasons;
}

/** How many entries of an archive were left out, and why each was; empty if none was. */
export function leftOutOf({ notes = [] }: Report): readonly string[] {
  return notes.length === 0 ? [] : [`${plural(notes.length, 'note')} on what was left out:`, ...notes];
}

/** The reading that the server follows, and what it serves. */
export function followedOf({ follows, readings, acceptable, why }: Followed): string {
  if (!follows) return why ?? 'no exchange shows it';
  const served =
    follows === 'neither' ? 'The server follows none of the readings.' : (readings[follows] ?? '');
  return acceptable ? served : `(not acceptable) ${served}`;
}

/** The report in a line: `passed: 27 of 30 clauses passed, 3 skipped`. */
export function verdictLine(report: Report): string {
  const clauses = clausesOf(report);
  const count = (verdict: ClauseVerdict['verdict']) =>
    clauses.filter((clause) => clause.verdict === verdict).length;
  const unusual = findingsOf(report, 'unusual').length;
  const rest = (['failed', 'skipped'] as const)
    .map((verdict) => ({ verdict, clauses: count(verdict) }))
    .filter(({ clauses }) => clauses > 0)
    .map(({ verdict, clauses }) => `, ${clauses} ${verdict}`);
  return `${report.verdict}: ${count('passed')} of ${plural(clauses.length, 'clause')} passed${rest.join('')}${unusual > 0 ? `, ${unusual} unusual` : ''}`;
}

/** How long it took, as `3.2 s`. */
export function secondsOf({ tookMs }: Report): string {
  return `${(tookMs / 1000).toFixed(1)} s`;
}

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What was sent that may have changed something, a line each. */
export function writesOf({ writes = [] }: Report): string[] {
  return writes.map(({ method, path, status, why }) => {
    const came = status === 0 ? 'no response' : `status ${status}`;
    return `${method} ${path}: ${came}. ${why}`;
  });
}

/** The same, and after it what is left on the server. */
export function changesOf(report: Report): string[] {
  return [...writesOf(report), ...(report.left ?? []).map((each) => `left: ${each}`)];
}
