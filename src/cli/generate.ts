// `standin generate`: any number of rows of a schema, on stdout or in a file.
import { createWriteStream, fstatSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Argument, Command, Option } from 'commander';
import { formatFor, formatNames, parseFormat } from '../fixture/formats.ts';
import { toJson } from '../fixture/json.ts';
import { parseShard, rowsOf, type Shard, whole } from '../fixture/shard.ts';
import { schemaNames } from '../fixture/source.ts';
import { chunksOf, writeTexts } from '../fixture/write.ts';
import { sourceFor, wholeNumber } from '../generate.ts';
import type { AnyOptions } from '../generate-types.ts';
import { apisNamed, isFile } from '../standin.ts';
import { toWhole as toCount } from './flags/flag-values.ts';
import { checkThreads, inParallel, makeSlices } from './generate/parallel.ts';
import { print } from './terminal/print.ts';
import { createProgressLine } from './terminal/progress.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface GenerateFlags extends Mutable<Omit<AnyOptions, 'readings'>> {
  readonly n: number;
  readonly from: number;
  readonly format: string;
  readonly out?: string;
  readonly shard: Shard;
  readonly parallel: number;
}

export function generateCommand(): Command {
  return new Command('generate')
    .description('Write lifelike records: valid, consistent, and any number of them.')
    .addArgument(
      new Argument(
        '[schema]',
        'such as copr/build-task, or batches.standin.yaml#Batch (without it: list the schemas)',
      ),
    )
    .addOption(new Option('-n <rows>', 'how many, up to 16777216').default(1000).argParser(toWhole('n')))
    .option('--state <state>', 'only records in this state')
    .option(
      '--scenario <name>',
      'only records with this scenario: succeeds, fails, canceled, stuck, instant, slow',
    )
    .option(
      '--at <instant>',
      'the instant at which they are shown, ISO 8601 (default: always 2026-01-31T12:00:00Z)',
    )
    .addOption(
      new Option('--seed <number>', 'seed of all randomness, up to 9007199254740991')
        .default(1)
        .argParser(toWhole('seed')),
    )
    .addOption(
      new Option('--from <row>', 'the number of the first row, up to 16777216')
        .default(0)
        .argParser(toWhole('from')),
    )
    .addOption(
      new Option('--shard <part>', 'only this part of the run, as 3/16; the parts in order are the run')
        .default(whole, '1/1')
        .argParser(parseShard),
    )
    .addOption(
      new Option('--parallel <threads>', 'make the rows in this many threads').default(1).argParser(toCount),
    )
    .option('--format <format>', formatNames.join(', '), 'ndjson')
    .option('--out <file>', 'the output file; for exchange a folder, with a file for each row')
    .option('--profile <profile>', 'which reading of each erratum: literal, corrected, observed', 'corrected')
    .option('--edge', 'boundary values only')
    .option('--invalid <clause>', 'break exactly this clause, or this invariant, in every row')
    .action(run);
}

async function run(schemaName: string | undefined, flags: GenerateFlags): Promise<void> {
  if (schemaName === undefined) return print(schemaNames(apisNamed()).join('\n'));
  // `copr/build-task` is a schema, although it looks like a path.
  const isSchema = apisNamed().some((api) => schemaName.startsWith(`${api.name}/`));
  if (!isSchema && isFile(schemaName) && !schemaName.includes('#'))
    return print(namesIn(schemaName).join('\n'));
  const { format: given, out, shard, parallel, ...options } = flags;
  checkThreads(parallel);
  const name = parseFormat(given);
  const { source, from, n } = sourceFor(schemaName, options);
  const format = formatFor(name, source);
  // A schema of a part of responses is refused before a folder is created.
  if (name === 'exchange' && n > 0) source.exchange(from);
  if (!isMainThread) return makeSlices(format, { from, n });
  const part = rowsOf({ from, n }, shard);
  const progress = createProgressLine(process.stderr);
  const onProgress = (rows: number) => progress.show(`${schemaName}: ${rows} of ${part.n} rows`);
  const goesToFile = out !== undefined || fstatSync(1).isFile();
  const watched = { from, n, shard, ...(goesToFile && { onProgress }) };
  const texts = () => (parallel > 1 ? inParallel(parallel, watched) : chunksOf(format, watched));
  if (out !== undefined && name === 'exchange')
    await writeFiles(out, source.exchange, { ...watched, ...part });
  else if (out !== undefined) await writeFileOf(out, (stream) => writeTexts(stream, texts()));
  else await writeTexts(process.stdout, texts());
  progress.clear();
}

/** The schemas of an API that a file describes, in the form that `generate` accepts. */
function namesIn(file: string): string[] {
  return apisNamed(file).flatMap(({ fixtures }) =>
    Object.keys(fixtures?.schemas ?? {}).map((name) => `${file}#${name}`),
  );
}

async function writeFileOf(file: string, write: (stream: NodeJS.WritableStream) => Promise<void>) {
  const stream = createWriteStream(file);
  const failed = new Promise<never>((_, reject) => stream.on('error', reject));
  await Promise.race([write(stream), failed]);
  await Promise.race([new Promise<void>((done) => stream.end(done)), failed]);
}

type Exchanges = ReturnType<typeof sourceFor>['source']['exchange'];

/** A file for each exchange, as `fixtures/` has them. */
async function writeFiles(
  folder: string,
  exchange: Exchanges,
  { from, n, onProgress }: { from: number; n: number; onProgress?: (rows: number) => void },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = from; index < from + n; index++) {
    const each = exchange(index);
    const file = `${each.operation.split('/')[1]}.${each.case}.json`;
    await writeFile(join(folder, file), `${toJson(each)}\n`);
    if (index % 256 === 0) onProgress?.(index - from + 1);
  }
}

/** Parses a flag; a text that is not a number is passed on, so that the error shows it. */
function toWhole(name: 'n' | 'from' | 'seed'): (text: string) => number {
  const isExact = (text: string) => /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text));
  return (text) => wholeNumber(name, isExact(text) ? Number(text) : (text as never));
}
