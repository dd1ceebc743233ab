// `standin grade`: run a polling client through trials and write its card. Exit 0: it has enough points; 1: it has not.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { unknownName } from '../core/values/problem.ts';
import { gradeClient } from '../grade.ts';
import type { Card } from '../traffic/grade/card.ts';
import { cardReporters } from '../traffic/grade/reports/index.ts';
import { print, useColour } from './terminal/print.ts';
import { createProgressLine } from './terminal/progress.ts';

type ReporterName = keyof typeof cardReporters;

interface GradeFlags {
  readonly life: string;
  readonly patience: string;
  readonly wait: number;
  readonly jobs: number;
  readonly trial: readonly string[];
  readonly reporter: readonly ReporterName[];
  readonly output?: string;
  readonly minScore?: number;
  readonly name?: string;
}

const endings: Readonly<Record<ReporterName, string>> = {
  pretty: 'txt',
  json: 'json',
  junit: 'xml',
  html: 'html',
};

export function gradeCommand(): Command {
  return new Command('grade')
    .description('Run a polling client through trials, and grade it.')
    .argument('<api>', 'which API the client polls')
    .argument('<command...>', 'the client, after --: it is started once for each trial')
    .option('--life <duration>', 'the duration of a job', '6s')
    .option('--patience <duration>', 'the time that the client has for one trial', '60s')
    .option('--wait <seconds>', 'the seconds in Retry-After', toNumber, 2)
    .option('--jobs <count>', 'how many trials run at once', toNumber, 8)
    .addOption(
      new Option('--trial <name>', 'run only this trial; may be repeated')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'all'),
    )
    .addOption(
      new Option('--reporter <names>', 'pretty, json, junit, html; separated by commas')
        .argParser(toReporters)
        .default(['pretty'], 'pretty'),
    )
    .option('--output <folder>', 'write a file for each reporter there; the pretty one is still printed')
    .option('--min-score <points>', 'exit 1 below this many of 100 points', toNumber)
    .option('--name <name>', 'the name of the client on the card')
    .addHelpText(
      'after',
      `
The client finds the job in its environment: STANDIN_URL (the base URL), STANDIN_BUILD (its id), STANDIN_RECORD_URL (the
URL that shows it), STANDIN_HEADERS (JSON: headers that the API needs), STANDIN_TOKEN, and STANDIN_<ATTRIBUTE> for each
attribute. Exit code 0 means that the job succeeded, any other that it did not.

Example:
  standin grade copr --min-score 80 -- node my-client.js`,
    )
    .action(run);
}

async function run(api: string, command: string[], flags: GradeFlags): Promise<void> {
  const progress = createProgressLine(process.stderr);
  let done = 0;
  const card = await gradeClient({
    api,
    client: command as [string, ...string[]],
    life: flags.life,
    patience: flags.patience,
    wait: flags.wait,
    jobs: flags.jobs,
    ...(flags.trial.length > 0 && { trials: flags.trial }),
    ...(flags.name !== undefined && { name: flags.name }),
    onRun: ({ trial, ending }) => progress.show(`${++done} trials … ${trial}: ${ending.how}`),
  });
  progress.clear();
  write(card, flags);
  process.exitCode = card.score < (flags.minScore ?? 0) ? 1 : 0;
}

function write(card: Card, { reporter, output }: GradeFlags): void {
  const text = (name: ReporterName, colour: boolean) => cardReporters[name](card, { colour });
  if (output === undefined)
    return void process.stdout.write(reporter.map((name) => text(name, useColour())).join(''));
  mkdirSync(output, { recursive: true });
  for (const name of reporter) writeFileSync(join(output, `grade.${endings[name]}`), text(name, false));
  if (reporter.includes('pretty')) process.stdout.write(text('pretty', useColour()));
  else print(`${card.score} of 100 points, reports in ${output}`);
}

function toReporters(text: string): ReporterName[] {
  return text.split(',').map((name) => {
    if (Object.hasOwn(cardReporters, name)) return name as ReporterName;
    throw unknownName('reporter', name, Object.keys(cardReporters));
  });
}

function toNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('It must be a number of at least 0.');
}
