// `standin coverage`: what cites each clause of the documents. Exit 1 when something has no citation or no clause.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Argument, Command } from 'commander';
import { type ApiCoverage, coverageOf } from '../contract/coverage/coverage.ts';
import { checkDocument, type DocumentCoverage, type KnownLine } from '../contract/coverage/document.ts';
import { coveragePage } from '../contract/coverage/page.ts';
import type { Api } from '../core/api/api.ts';
import { documentsOf } from '../core/api/documents.ts';
import { linesOf } from '../core/values/lines.ts';
import { detailOf, Problem } from '../core/values/problem.ts';
import { apisNamed } from '../standin.ts';
import { paint, print } from './terminal/print.ts';

interface CoverageFlags {
  readonly json?: boolean;
  readonly document?: string;
  readonly html?: string;
}

export function coverageCommand(): Command {
  return new Command('coverage')
    .description(
      "Show what cites each clause of the documents, and check a document's text against its clauses.",
    )
    .addArgument(new Argument('[api]', 'which API (default: all five)'))
    .option(
      '--document <file>',
      'the text of a document: check that every line has a clause or a reason to have none',
    )
    .option('--html <file>', 'with --document: write its lines as an HTML page, coloured by kind')
    .option('--json', 'print everything as JSON')
    .action(cover);
}

function cover(name: string | undefined, flags: CoverageFlags): void {
  if (flags.html !== undefined && flags.document === undefined) {
    throw new Problem(400, 'No document', {
      detail: '--html needs the text of a document.',
      hint: 'Give it with --document <file>.',
    });
  }
  const apis = flags.document === undefined ? apisNamed(name) : [apiOf(flags.document, name)];
  const coverages = apis.map(coverageOf);
  const checked = flags.document === undefined ? undefined : check(apis[0]!, flags.document);
  if (flags.html !== undefined && checked) writeFileSync(flags.html, coveragePage(coverages[0]!, checked));
  if (flags.json) print(JSON.stringify({ apis: coverages, ...(checked && { document: checked }) }, null, 2));
  else {
    for (const coverage of coverages) printCoverage(coverage, apis.length === 1);
    if (checked) printDocument(coverages[0]!, checked);
  }
  const lacking = coverages.some(
    ({ clauses, unknown }) => unknown.length > 0 || clauses.some((each) => each.lacks),
  );
  if (lacking || (checked && !isWhole(checked))) process.exitCode = 1;
}

function apiOf(file: string, name: string | undefined): Api {
  const apis = apisNamed(name);
  const api = name === undefined ? apis.find((each) => each.document === basename(file)) : apis[0];
  if (api) return api;
  throw new Problem(400, 'Unknown document', {
    detail: `'${basename(file)}' is not the document of an API.`,
    hint: `Name the API too, or use the document's own file name: ${apis.map((each) => each.document).join(', ')}.`,
  });
}

function check(api: Api, file: string): DocumentCoverage {
  try {
    return checkDocument(documentsOf(api.name, api.folder).ledger, readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Problem(400, 'Cannot read document', {
      detail: detailOf(error),
      hint: 'Give a readable file.',
    });
  }
}

function isWhole({ same, lines }: DocumentCoverage): boolean {
  return same && lines.every((line) => !line.orphan);
}

function printCoverage({ api, document, kinds, clauses, unknown }: ApiCoverage, detailed: boolean): void {
  const lacking = clauses.filter((each) => each.lacks);
  const counts = Object.entries(kinds).map(([kind, count]) => `${String(count).padStart(4)} ${kind}`);
  const verdict =
    lacking.length + unknown.length === 0
      ? paint('green', 'all stand')
      : paint('red', `${lacking.length + unknown.length} lack a citation`);
  print(`${paint('bold', api.padEnd(13))} ${document.name.padEnd(28)}${counts.join('')}   ${verdict}`);
  if (detailed)
    for (const each of clauses)
      print(
        `  ${linesOf(each.clause.lines, ',').padEnd(10)} ${each.clause.kind.padEnd(12)} ${each.clause.id}\n${' '.repeat(26)}${byKind(each.citations, each.clause.why)}`,
      );
  for (const { clause, lacks } of lacking)
    print(`  ${paint('red', clause.id)}: ${clause.kind}, but ${lacks}`);
  for (const { by, where, clause } of unknown)
    print(`  ${paint('red', clause)}: cited by ${by} ${where}, but there is no such clause`);
}

function printDocument({ clauses }: ApiCoverage, { same, sha256, lines, missing }: DocumentCoverage): void {
  const expected = 'the document that the ledger was written for';
  const verdict = same ? expected : paint('red', `not ${expected}`);
  print(`\n${lines.length} lines, SHA-256 ${sha256.slice(0, 12)}…: ${verdict}`);
  const printStanding = (line: KnownLine) => {
    if (line.leftOut !== undefined) print(`    left out: ${line.leftOut}`);
    for (const { id } of line.clauses) {
      print(`    ${id}: ${byKind(clauses.find((each) => each.clause.id === id)?.citations ?? [])}`);
    }
  };
  const changed = lines.filter((line) => line.changed);
  for (const line of changed) {
    print(`  line ${line.number} has changed: ${line.text.trim()}`);
    printStanding(line);
  }
  for (const line of missing) {
    print(`  line ${line.number} of that document is missing`);
    printStanding(line);
  }
  const orphans = lines.filter((line) => line.orphan);
  for (const line of orphans) print(`  line ${line.number} belongs to no clause: ${line.text.trim()}`);
  if (!same && changed.length + missing.length === 0) print('  only line ends or the end of the file differ');
  if (same && orphans.length === 0)
    print('every line with content belongs to a clause or is left out for a reason');
}

function byKind(citations: ApiCoverage['unknown'], why = 'not cited'): string {
  const text = [...new Set(citations.map(({ by, where }) => `${by} ${where}`))].join(', ');
  return text === '' ? why : text;
}
