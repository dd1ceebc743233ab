// A described API beside a documented one: reads and starts; and how long a large document takes to load beside its parse.
// `npm run bench described [rounds] [seconds]`: 7 rounds of 3 seconds, in turn.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiFromFile } from '../src/described/api.ts';
import { type Contender, launch, type Running } from './rig/launch.ts';
import { type Figures, type Send, send, warm } from './rig/load.ts';
import { keep, load, median, publish, spread, table } from './rig/results.ts';

const [rounds, seconds] = [Number(process.argv[3] ?? 7), Number(process.argv[4] ?? 3)];
const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
const example = 'examples/batches/batches.standin.yaml';
const loadBefore = load();
process.setMaxListeners(0);

const reads = await compareReads();
const starts = await compareStarts();
const loads = compareLoads();
keep('described', { rounds, seconds, load: { before: loadBefore, after: load() }, reads, starts, loads });
publish('described', textOf());

interface Read {
  readonly documented: Figures;
  readonly described: Figures;
}

/** A detail read of each, in turn. */
async function compareReads(): Promise<Read[]> {
  const documented = await serve('documented', ['copr'], '/api_2/build_tasks?limit=1');
  const described = await serve('described', ['--api', example], '/__standin/health');
  const [first, second] = [await detailOf(documented, 'copr'), await detailOf(described, 'batches')];
  // The same headers for both: what a request carries costs as well.
  const headers = second.headers ?? {};
  const [one, other] = [
    { ...first, headers },
    { ...second, headers },
  ];
  await warm(documented, one);
  await warm(described, other);
  const found: Read[] = [];
  for (let round = 0; round < rounds; round++)
    found.push({
      documented: await send(documented, one, seconds),
      described: await send(described, other, seconds),
    });
  await documented.stop();
  await described.stop();
  return found;
}

function contender(name: string, apis: readonly string[]): Contender {
  return {
    name,
    command: (port) => [process.execPath, 'dist/cli/main.js', 'serve', ...apis, '--quiet', '-p', `${port}`],
  };
}

function serve(name: string, apis: readonly string[], path: string): Promise<Running> {
  return launch(contender(name, apis), path);
}

/** The request for a record that goes on for as long as the bench does. */
async function detailOf({ url }: Running, api: string): Promise<Send> {
  const response = await fetch(`${url}/__standin/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api, scenario: 'stuck' }),
  });
  const record = (await response.json()) as { url: string; headers: Record<string, string> };
  return { path: record.url.replace(url, ''), headers: record.headers };
}

interface Start {
  readonly without: number;
  readonly with: number;
}

/** From the start of a process to its first 200, without and with a document of a hundred operations; processor time in ms. */
async function compareStarts(): Promise<Start[]> {
  const lifecycle = join(folder, 'hundred.standin.yaml');
  writeFileSync(join(folder, 'hundred.json'), JSON.stringify(documentOf(25)));
  writeFileSync(
    lifecycle,
    `standin: 1\ndocument: hundred.json\nrecords:\n  jobs0:\n    scenarios: { succeeds: [queued 2s, running 5s, done] }\n`,
  );
  const spent = async (apis: readonly string[]) => {
    const server = await launch(contender('start', apis), '/api_2/build_tasks?limit=1');
    const ms = server.processorMs();
    await server.stop();
    return ms;
  };
  const found: Start[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = { without: await spent(['copr']), with: await spent(['copr', '--api', lifecycle]) };
    // The first round warms up the disk.
    if (round > 0) found.push(pair);
  }
  return found;
}

/** A document with four operations and a schema for each kind of job; `more`: how long its examples are. */
function documentOf(kinds: number, more = 0): object {
  const printed = Array.from({ length: more }, (_, m) => ({
    ...{ id: m, name: `The one of number ${m}`, url: `https://example.com/${m}`, tags: ['a', 'b'], on: true },
  }));
  const example = { id: 'one', status: 'queued', more: printed };
  const shows = (n: number) => ({
    200: {
      description: 'It.',
      content: { 'application/json': { schema: { $ref: `#/components/schemas/Job${n}` }, example } },
    },
  });
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  const numbers = Array.from({ length: kinds }, (_, n) => n);
  const paths = numbers.flatMap((n) => [
    [
      `/jobs${n}`,
      {
        post: { operationId: `create${n}`, responses: shows(n) },
        get: { operationId: `list${n}`, responses: shows(n) },
      },
    ],
    [
      `/jobs${n}/{id}`,
      {
        get: { operationId: `get${n}`, parameters, responses: shows(n) },
        delete: { operationId: `delete${n}`, parameters, responses: shows(n) },
      },
    ],
  ]);
  const Job = {
    type: 'object',
    required: ['id', 'status'],
    properties: {
      id: { type: 'string' },
      status: { type: 'string', enum: ['queued', 'running', 'done', 'failed'] },
      created_at: { type: 'integer' },
    },
  };
  return {
    openapi: '3.0.3',
    info: { title: 'Jobs', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(numbers.map((n) => [`Job${n}`, Job])) },
  };
}

interface Load {
  readonly parse: number;
  readonly load: number;
}

/** A document of 13 MB: its parse, and all that loading does, in turn; processor time in ms. */
function compareLoads(): Load[] {
  const file = join(folder, 'large.standin.yaml');
  const text = JSON.stringify(documentOf(250, 80), null, 1);
  writeFileSync(join(folder, 'large.json'), text);
  writeFileSync(
    file,
    readFileSync(join(folder, 'hundred.standin.yaml'), 'utf8').replace('hundred.json', 'large.json'),
  );
  const found: Load[] = [];
  for (let round = 0; round <= rounds; round++) {
    const parse = spentOn(() => JSON.parse(readFileSync(join(folder, 'large.json'), 'utf8')));
    const whole = spentOn(() => apiFromFile(file));
    if (round > 0) found.push({ parse, load: whole });
  }
  return found;
}

function spentOn(work: () => unknown): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function textOf(): string {
  const ratio = (key: 'rate' | 'cost') =>
    reads.map(({ documented, described }) =>
      key === 'rate' ? described.rate / documented.rate : documented.cost / described.cost,
    );
  const rows = [
    ['detail read, rate: described ÷ documented', spread(ratio('rate')), '≥ 0.9'],
    ['detail read, processor time: documented ÷ described', spread(ratio('cost')), '≥ 0.9'],
    [
      'start with a document of 100 operations, beside without (ms of processor)',
      spread(
        starts.map((each) => each.with - each.without),
        0,
      ),
      '< 100',
    ],
    [
      `load of a document of ${Math.round(readFileSync(join(folder, 'large.json')).length / 1e6)} MB ÷ its parse`,
      spread(loads.map((each) => each.load / each.parse)),
      '≤ 1.1',
    ],
  ];
  const medians = `Of the documented API ${Math.round(median(reads.map(({ documented }) => documented.cost)))} µs for each response.`;
  return [
    `Load average ${loadBefore} before and ${load()} after; ${rounds} rounds of ${seconds} s each, in turn. ${medians}`,
    table(['what', 'measured', 'wanted'], rows),
  ].join('\n\n');
}
