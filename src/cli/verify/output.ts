// Where the reports of `standin verify` go: to the terminal, to a file, or to a folder.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../../contract/judge/finding.ts';
import { annotated } from '../../contract/reports/annotate.ts';
import { type ReporterName, reporters } from '../../contract/reports/index.ts';
import type { Reporter } from '../../contract/reports/reporter.ts';
import { useColour } from '../terminal/print.ts';

const endings: Readonly<Record<ReporterName, string>> = {
  pretty: 'txt',
  json: 'json',
  junit: 'xml',
  sarif: 'sarif',
  github: 'github.txt',
  html: 'html',
};

interface Destination {
  readonly reporter: readonly ReporterName[];
  readonly output?: string;
  readonly undecided?: boolean;
  readonly annotateInto?: string;
}

/** Reports whose findings a service attaches to files of a repository. */
const annotating: readonly ReporterName[] = ['github', 'sarif'];

/**
 * Writes each report. `own`: reporters that replace the usual ones. Folders that are missing are made; a person at the
 * terminal sees the pretty one beside a folder.
 */
export function writeReports(
  report: Report,
  { reporter, output, annotateInto, undecided = false }: Destination,
  own: Partial<Record<ReporterName, Reporter>> = {},
): void {
  const pointing = annotateInto === undefined ? report : pointingInto(annotateInto, report);
  const text = (name: ReporterName, colour: boolean) =>
    (own[name] ?? reporters[name])(annotating.includes(name) ? pointing : report, { colour, undecided });
  if (output === undefined) {
    for (const name of reporter) process.stdout.write(text(name, useColour()));
    return;
  }
  if (reporter.length === 1 && !isFolder(output)) {
    writeFile(output, text(reporter[0]!, false));
    return;
  }
  for (const name of reporter) writeFile(join(output, `${report.api}.${endings[name]}`), text(name, false));
  if (reporter.includes('pretty')) process.stdout.write(text('pretty', useColour()));
}

/** Writes the clauses into a folder of the repository; the report then points at the lines there. */
function pointingInto(folder: string, report: Report): Report {
  const file = join(folder, `${report.api}.clauses.md`);
  const { text, report: pointing } = annotated(report, file.replaceAll('\\', '/'));
  writeFile(file, text);
  return pointing;
}

function writeFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function isFolder(path: string): boolean {
  return path.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}
