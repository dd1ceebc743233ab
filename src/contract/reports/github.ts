// Workflow commands of GitHub Actions: each finding becomes an annotation at its line of the document.
import type { Finding, Report, Severity } from '../judge/finding.ts';
import { visible } from './visible.ts';
import { changesOf, findingsOf, leftOutOf, skippedBy, textOf, verdictLine } from './words.ts';

type Command = 'error' | 'warning' | 'notice';

/** Skipped clauses get no annotation; if nothing was judged, one warning says so. */
const commands: readonly (readonly [Severity, Command])[] = [
  ['failed', 'error'],
  ['unusual', 'warning'],
  ['erratum', 'notice'],
  ['extra', 'notice'],
];

export function github(report: Report): string {
  const annotations = commands.flatMap(([severity, command]) =>
    findingsOf(report, severity).map((finding) => annotation(command, finding)),
  );
  const title = `Standin verify ${report.api}`;
  if (report.verdict === 'skipped')
    annotations.push(line('warning', { title: `${title}: nothing could be judged` }, reasonsOf(report)));
  const notes = leftOutOf(report);
  if (notes.length > 0) annotations.push(line('warning', { title: `${title}: left out` }, notes.join('\n')));
  const changes = changesOf(report);
  if (changes.length > 0)
    annotations.push(line('notice', { title: `${title}: what was sent` }, changes.join('\n')));
  annotations.push(line('notice', { title }, verdictLine(report)));
  return annotations.map((each) => `${each}\n`).join('');
}

function annotation(command: Command, finding: Finding): string {
  const [first] = finding.lines;
  const place = first ? { line: String(first[0]), endLine: String(first[1]) } : {};
  const title = `${finding.severity}: ${finding.clause}`;
  return line(command, { file: finding.document, ...place, title }, textOf(finding));
}

function reasonsOf(report: Report): string {
  const reasons = [...skippedBy(report)].map(([reason, clauses]) => `${reason}: ${clauses.join(', ')}`);
  return reasons.join('\n') || 'There was nothing to judge.';
}

function line(command: Command, properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${command} ${given.join(',')}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
