// Annotations attach to files of the repository that a service shows. The document is in none, so its clauses can be written to a
// file there, and the findings point at the lines of that file. The text depends on the clauses alone: it changes when they do.
import type { Finding, Report } from '../judge/finding.ts';
import { clausesOf } from './words.ts';

export interface Annotated {
  /** What the file holds: Markdown, a heading for each clause. */
  readonly text: string;
  /** The same report, whose findings point at the lines of the file. */
  readonly report: Report;
}

/** `file`: the path by which the service knows the file, with `/`. */
export function annotated(report: Report, file: string): Annotated {
  const lines = [
    `# What ${report.api} promises`,
    '',
    `The clauses that Standin judges by, in its own words. They are read from ${report.document.name}.`,
    '',
  ];
  const placeOf = new Map<string, Finding['lines']>();
  for (const { id, says, lines: source } of namedIn(report)) {
    placeOf.set(id, [[lines.length + 1, lines.length + 3]]);
    const where = source
      .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
      .join(', ');
    lines.push(`## ${id}`, '', `${says}${where ? ` (${report.document.name}:${where})` : ''}`, '');
  }
  const findings = report.findings.map((finding) => ({
    ...finding,
    document: file,
    lines: placeOf.get(finding.clause) ?? [],
  }));
  return { text: lines.join('\n'), report: { ...report, findings } };
}

/** Each clause, and what findings name beside the clauses, by id. */
function namedIn(report: Report): readonly Pick<Finding & { id: string }, 'id' | 'says' | 'lines'>[] {
  const byId = new Map(
    report.findings.map((finding) => [finding.clause, { ...finding, id: finding.clause }]),
  );
  const all = new Map<string, Pick<Finding & { id: string }, 'id' | 'says' | 'lines'>>(byId);
  for (const clause of clausesOf(report)) all.set(clause.id, clause);
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
