// `standin record`: a proxy in front of a server that writes the traffic as an HTTP archive, and may judge it. Exit 0: it
// was recorded, and passed if it was judged; 1: it failed; 3: nothing could be judged.
import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Finding, Report } from '../contract/judge/finding.ts';
import { reporters } from '../contract/reports/index.ts';
import { Problem } from '../core/values/problem.ts';
import { oneLine } from '../core/values/visible.ts';
import { redactUrl } from '../core/worlds/redact.ts';
import { type Recorder, record } from '../record.ts';
import type { Passed } from '../traffic/record/passed.ts';
import { caOption, readCa } from './flags/ca.ts';
import { toPort } from './flags/flag-values.ts';
import { endOnSignals } from './terminal/ending.ts';
import { paint, print, sayFailure, useColour } from './terminal/print.ts';

interface RecordFlags {
  readonly to: string;
  readonly out: string;
  readonly port: number;
  readonly host: string;
  readonly ca?: string;
  readonly redact: readonly string[];
  readonly verify?: string;
  readonly overwrite?: boolean;
  readonly quiet?: boolean;
}

export function recordCommand(): Command {
  return new Command('record')
    .description('Record the traffic between a client and a server as an HTTP archive (HAR 1.2).')
    .requiredOption('--to <url>', 'the base URL of the server to forward requests to')
    .requiredOption('--out <file>', 'the archive; the file is a complete HAR at any time')
    .option('-p, --port <port>', 'the port for clients; 0 = any free one', toPort, 4010)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(caOption())
    .addOption(
      new Option('--redact <name>', 'a further secret header, parameter or member; may be repeated')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'none'),
    )
    .option('--verify <api>', 'judge the traffic by this API, and report at the end')
    .option('--overwrite', 'replace an existing archive')
    .option('-q, --quiet', 'do not print a line for each request')
    .addHelpText(
      'after',
      '\nExample:\n  standin record --to https://copr.example.com --out traffic.har --verify copr',
    )
    .action(run);
}

async function run(flags: RecordFlags): Promise<void> {
  if (!flags.overwrite && existsSync(flags.out))
    throw new Problem(409, 'File exists', {
      detail: `${flags.out} already exists.`,
      given: flags.out,
      hint: 'Give another --out, or replace it with --overwrite.',
    });
  const recorder = await record({
    ...flags,
    ...(flags.ca !== undefined && { ca: readCa(flags.ca) }),
    ...(!flags.quiet && { onPassed: printPassed }),
    onFinding: printFinding,
  });
  print(`\nRecording ${paint('cyan', recorder.url)} to ${redactUrl(flags.to)}, into ${flags.out}\n`);
  print(`${paint('dim', 'Ctrl-C stops it.')}\n`);
  endOnSignals(() => finish(recorder, flags), sayFailure);
}

/** The report goes to stdout, and its verdict decides the exit code. */
async function finish(recorder: Recorder, { out }: RecordFlags): Promise<void> {
  const report = await recorder.close().catch((error) => {
    // Traffic of another API is still recorded.
    if (!(error instanceof Problem)) throw error;
    sayFailure(error);
    return undefined;
  });
  print(`\n${recorder.count()} exchanges in ${out}`);
  if (report) process.stdout.write(reporters.pretty(report, { colour: useColour() }));
  process.exitCode = report ? exitCodes[report.verdict] : 0;
}

const exitCodes: Readonly<Record<Report['verdict'], number>> = { passed: 0, failed: 1, skipped: 3 };

function printPassed({ method, url, response, failed }: Passed): void {
  const status = response?.status ?? 0;
  const colour = status === 0 || status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  const { pathname, search } = new URL(redactUrl(url));
  print(
    `  ${paint(colour, String(status || '---'))}  ${oneLine(`${method.padEnd(6)} ${pathname}${search}${failed ? `  ${failed}` : ''}`)}`,
  );
}

function printFinding({ clause, expected, actual, pointer = '' }: Finding): void {
  print(
    `  ${paint('red', 'failed')}  ${oneLine(`${clause} ${pointer}: expected ${expected}, got ${actual}`)}`,
  );
}
