// `standin errata`: the ledger of places where a document contradicts itself or the service.
import { Argument, Command } from 'commander';
import { answerUnder, type ProbeAnswer } from '../contract/probes/probe.ts';
import type { Erratum, ProbeRequest, Reading } from '../core/api/errata.ts';
import { linesOf } from '../core/values/lines.ts';
import { unknownName } from '../core/values/problem.ts';
import { apisNamed, createStandin } from '../standin.ts';
import { paint, print } from './terminal/print.ts';

/** Both sides of an erratum are shown at one instant. */
const instant = '2026-01-31T12:00:00Z';

export function errataCommand(): Command {
  return new Command('errata')
    .description(
      'Show where the documents contradict themselves or the services, and what each reading serves.',
    )
    .addArgument(
      new Argument(
        '[api-or-erratum]',
        'an API, or the id of one erratum to see the responses of its readings',
      ),
    )
    .option('--json', 'print everything as JSON')
    .action(show);
}

async function show(wanted: string | undefined, { json }: { json?: boolean }): Promise<void> {
  if (wanted?.includes('/') && !/\.(ya?ml|json)$/i.test(wanted)) return showOne(find(wanted), json ?? false);
  const errata = apisNamed(wanted).flatMap((api) => api.errata);
  if (json) return print(JSON.stringify(errata, null, 2));
  const width = Math.max(...errata.map(({ id }) => id.length));
  for (const { id, readings, says } of errata) {
    print(
      `${paint('bold', id.padEnd(width))}  ${Object.keys(readings).sort().join(' ').padEnd(26)}  ${says}`,
    );
  }
  const several = errata.filter(({ readings }) => Object.keys(readings).length > 1).length;
  print(
    `\n${errata.length} errata, ${several} of them with different responses. Compare them with: standin errata <id>`,
  );
}

function find(id: string): Erratum {
  const errata = apisNamed().flatMap((api) => api.errata);
  const found = errata.find((erratum) => erratum.id === id);
  if (!found)
    throw unknownName(
      'erratum',
      id,
      errata.map((each) => each.id),
    );
  return found;
}

interface Served {
  readonly reading: Reading;
  readonly answer: ProbeAnswer;
}

async function showOne(erratum: Erratum, json: boolean): Promise<void> {
  const names = Object.keys(erratum.readings).sort() as Reading[];
  const served: Served[] = [];
  if (erratum.probe)
    for (const reading of names)
      served.push({ reading, answer: await answerUnder(erratum, reading, openAt) });
  if (json) return print(JSON.stringify({ ...erratum, served }, null, 2));
  print(`${paint('bold', erratum.id)}  (lines ${linesOf(erratum.lines)}; ${erratum.clauses.join(', ')})\n`);
  print(`  says     ${erratum.says}\n  against  ${erratum.against}\n  why      ${erratum.why}`);
  if (erratum.source) print(`  source   ${erratum.source}`);
  for (const reading of names)
    print(`\n${paint('cyan', reading)}  ${erratum.readings[reading]}${sideOf(erratum, served, reading)}`);
}

function sideOf({ probe }: Erratum, served: readonly Served[], reading: Reading): string {
  const answer = served.find((each) => each.reading === reading)?.answer;
  if (!answer || !probe) return '';
  const headers = Object.entries(answer.headers).map(([name, value]) => `\n  ${name}: ${value}`);
  const request = [...(probe.before ?? []), probe.request].map((request) => `\n  > ${textOf(request)}`);
  return `${request.join('')}\n  < ${answer.status}${headers.join('')}\n  ${answer.body}`;
}

/** A request as one line. */
function textOf({ method = 'GET', path, headers = {}, body, text }: ProbeRequest): string {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const lines = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value}'`);
  return `${method} ${path}${lines.join('')}${sent === undefined ? '' : ` -d '${sent}'`}`;
}

function openAt(readings: Readonly<Record<string, Reading>>) {
  return createStandin({ clock: 'frozen', at: instant, readings }).fetch;
}
