// `standin import`: make records of recorded traffic, as a world for a Standin. Exit 0: done; 2: there is nothing to import.
import { readFileSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Reading, readingNames } from '../core/api/errata.ts';
import { Problem } from '../core/values/problem.ts';
import { silenceProblem } from '../core/values/silence.ts';
import { oneLine } from '../core/values/visible.ts';
import { redactUrl } from '../core/worlds/redact.ts';
import { type Imported, importTraffic } from '../import-traffic.ts';
import { createFetch } from '../outward/fetch.ts';
import { caOption, readCa } from './flags/ca.ts';
import { print } from './terminal/print.ts';

interface ImportFlags {
  readonly api: string;
  readonly url?: string;
  readonly at: 'first' | 'last';
  readonly profile: Reading;
  readonly out?: string;
  readonly to?: string;
  readonly ca?: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description('Make a world with records from recorded traffic (HAR).')
    .argument('<archive>', 'the HTTP archive')
    .requiredOption('--api <api>', 'the API of the traffic')
    .option('--url <url>', 'the base URL of the exchanges to use (default: the most frequent)')
    .addOption(
      new Option('--at <instant>', 'the instant of the clock: of the first or the last request')
        .choices(['first', 'last'])
        .default('last'),
    )
    .addOption(
      new Option('--profile <profile>', 'the reading of each erratum in the world')
        .choices(readingNames)
        .default('corrected'),
    )
    .option('--out <file>', 'write the world there instead of to stdout')
    .option('--to <url>', 'import it into a world of a running Standin, such as http://127.0.0.1:4010/~seen')
    .addOption(caOption())
    .addHelpText(
      'after',
      '\nExample:\n  standin import traffic.har --api copr --to http://127.0.0.1:4010/~seen',
    )
    .action(run);
}

async function run(archive: string, { api, url, at, profile, out, to, ca }: ImportFlags): Promise<void> {
  const imported = await importTraffic({
    api,
    har: readFileSync(archive, 'utf8'),
    at,
    profile,
    ...(url !== undefined && { url }),
  });
  const text = JSON.stringify(imported.world);
  if (to !== undefined) await put(to, text, ca);
  if (out !== undefined) writeFileSync(out, `${text}\n`);
  else if (to === undefined) print(text);
  tell(imported);
}

/** On stderr, because stdout may be the world. */
function tell({ records, misfits }: Imported): void {
  const shown = `${records.slice(0, 20).join(', ')}${records.length > 20 ? ' …' : ''}`;
  process.stderr.write(`${records.length} records: ${oneLine(shown)}\n`);
  if (misfits.length > 0)
    process.stderr.write(`What does not fit:\n${misfits.map((each) => `  ${oneLine(each)}\n`).join('')}`);
}

async function put(base: string, text: string, ca: string | undefined): Promise<void> {
  const token = process.env.STANDIN_ADMIN_TOKEN;
  const headers = { 'content-type': 'application/json', ...(token && { 'x-standin-token': token }) };
  const fetch = createFetch({ ...(ca !== undefined && { ca: readCa(ca) }) });
  const response = await fetch(`${base.replace(/\/+$/, '')}/__standin/world`, {
    method: 'PUT',
    headers,
    // A redirect would take the token along to whoever it names.
    redirect: 'manual',
    body: text,
  }).catch((error) => {
    throw silenceProblem(redactUrl(base), error, 'Is the Standin running?');
  });
  if (response.ok) return;
  throw new Problem(502, 'Import refused', {
    detail: `${base} answered ${response.status}: ${(await response.text()).slice(0, 500)}`,
    hint: 'Start it with the same APIs.',
  });
}
