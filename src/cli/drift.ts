// `standin drift`: how the responses of a server differ from before, or from the document. Exit 0: no difference that counts;
// 1: there is one; 3: the two have nothing in common.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { ReporterName } from '../contract/reports/index.ts';
import { unknownName } from '../core/values/problem.ts';
import { drift, driftApi } from '../drift.ts';
import { toReport } from '../drift-report.ts';
import { type DriftClass, driftClasses } from '../traffic/drift/difference.ts';
import { pretty } from '../traffic/drift/pretty.ts';
import { say } from './terminal/print.ts';
import { checkOutput, toReporters } from './verify/flags.ts';
import { writeReports } from './verify/output.ts';

interface DriftFlags {
  readonly api?: string;
  readonly url?: string;
  readonly reporter: readonly ReporterName[];
  readonly output?: string;
  readonly failOn: readonly DriftClass[];
}

export function driftCommand(): Command {
  return new Command('drift')
    .description(
      'Show how the responses of a server differ from before, or from the document, in recorded traffic (HAR).',
    )
    .argument('<before>', 'the HTTP archive')
    .argument('[after]', 'an archive that was recorded later (default: the document and its mock)')
    .option(
      '--api <api>',
      'the API of the traffic, by name or by the file that describes it (default: the most frequent)',
    )
    .option('--url <url>', 'the base URL of the exchanges to use (default: the most frequent)')
    .option(
      '--reporter <names>',
      'pretty, json, junit, sarif, github, html; separated by commas',
      toReporters,
      ['pretty'],
    )
    .option('--output <path>', 'the file for the report; with several reporters, a folder')
    .option(
      '--fail-on <classes>',
      'exit 1 on these differences: server, document, mock, volatile; or none',
      toClasses,
      ['server', 'document', 'mock'],
    )
    .addHelpText(
      'after',
      `
Differences that an erratum already explains are shown, and fail nothing.

Examples:
  standin drift monday.har friday.har
  standin drift traffic.har --api copr`,
    )
    .action(run);
}

async function run(before: string, after: string | undefined, flags: DriftFlags): Promise<void> {
  const { api, url, failOn } = flags;
  checkOutput(flags);
  const har = readFileSync(before);
  const chosen = driftApi({ har, ...(api !== undefined && { api }) });
  const found = await drift({
    api: chosen,
    har,
    ...(after !== undefined && { after: readFileSync(after) }),
    ...(url !== undefined && { url }),
    names: [basename(before), basename(after ?? '')],
  });
  writeReports(toReport(chosen, found), flags, {
    pretty: (_, options) => pretty(found, options),
    json: () => `${JSON.stringify(found, null, 2)}\n`,
  });
  if (found.inCommon === 0) say('The two have no operation in common, so nothing was compared.');
  const failed = found.differences.some((each) => !each.known && failOn.includes(each.class));
  process.exitCode = found.inCommon === 0 ? 3 : failed ? 1 : 0;
}

function toClasses(text: string): DriftClass[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const known = driftClasses.find((each) => each === name);
    if (known === undefined)
      throw new InvalidArgumentError(String(unknownName('class', name, [...driftClasses, 'none']).message));
    return known;
  });
}
