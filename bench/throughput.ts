// Requests per second of a simulated read, list and create, beside a bare server that writes the same bytes and, for the
// read, beside Hono and the peers. `npm run bench throughput [rounds] [seconds]`: 7 rounds of 3 seconds for each, after each has been
// asked until its rate is steady. That takes 9 minutes.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, launch, type Running } from './rig/launch.ts';
import { type Figures, type Send, send, warm, wrkVersion } from './rig/load.ts';
import { type Preset, peers } from './rig/peers.ts';
import { columnOf, keep, load, machine, median, publish, spread, table } from './rig/results.ts';
import { someTask, standinWith } from './rig/standin.ts';

const [rounds, seconds] = [Number(process.argv[3] ?? 7), Number(process.argv[4] ?? 3)];
/** Peers that are far away need no more to be sure of it. */
const [near, roundsOfOthers] = [/^(node:http|Hono|Standin|WireMock)/, Math.min(rounds, 3)];
const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
const node = process.execPath;
const [few, many] = [1_000, 1_000_000];
const forCreates = ['--fill', 'entrecode=1000'];

/** What one server did in one comparison, a figure for each round. */
interface Run {
  readonly name: string;
  readonly figures: readonly Figures[];
}

process.setMaxListeners(0);
const loadBefore = load();
const wrk = wrkVersion();
const standin = await launch(standinWith('Standin', few, forCreates), '/api_2/build_tasks?limit=1');
const large = await launch(
  standinWith('Standin, a million records', many, forCreates),
  '/api_2/build_tasks?limit=1',
);
const detail: Send = { path: await someTask(standin) };
const detailOfMany: Send = { path: await someTask(large) };
const list: Send = { path: '/api_2/build_tasks?state=succeeded&limit=20&offset=100' };
const create = await creation(standin);
const preset = await responseTo(standin, detail);
const { contenders, versions } = peers(preset);
const absent: Record<string, string> = {};

const reads = await compare([
  ...(await bare('node:http', preset)),
  ...(await bare('Hono', preset)),
  { server: standin, request: detail },
  { server: large, request: detailOfMany },
  ...(await started(contenders, detail.path)),
]);
await large.stop();
const lists = await compare([
  ...(await bare('node:http', await responseTo(standin, list), list)),
  { server: standin, request: list },
]);
const creates = await compare([
  ...(await bare('node:http', await responseTo(standin, create), create)),
  { server: standin, request: create },
]);
await standin.stop();

keep('throughput', {
  rounds,
  seconds,
  load: { before: loadBefore, after: load() },
  versions: { wrk, ...versions },
  bytes: preset.body.length,
  absent,
  runs: { detail: reads, list: lists, create: creates },
});
publish(
  'throughput',
  [
    `Load average ${loadBefore} before and ${load()} after, on ${machine().cores} cores; ${rounds} rounds of ${seconds} s each, in turn.`,
    targets(),
    tableOf('a detail read', reads),
    tableOf('a page of 20 of a list filtered by state', lists),
    tableOf('a create', creates),
    ...Object.entries(absent).map(([name, why]) => `${name} could not be measured: ${why}`),
  ].join('\n\n'),
);

/** What creates a build of entrecode. */
async function creation({ url }: Running): Promise<Send> {
  const response = await fetch(`${url}/__standin/records?api=entrecode&limit=1`);
  const [record] = ((await response.json()) as { records: { attributes: { platformID: string } }[] }).records;
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
  const body = JSON.stringify({ comment: 'by the bench' });
  return {
    method: 'POST',
    path: `/platform/build?platformID=${record!.attributes.platformID}`,
    headers,
    body,
  };
}

async function responseTo({ url }: Running, { path, ...init }: Send): Promise<Preset> {
  const response = await fetch(url + path, init);
  const body = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${body}`);
  return { path, status: response.status, type: response.headers.get('content-type')!, body };
}

interface RequestHead {
  readonly server: Running;
  readonly request: Send;
}

async function bare(
  name: 'node:http' | 'Hono',
  response: Preset,
  request: Send = { path: response.path },
): Promise<RequestHead[]> {
  const file = join(folder, `${response.status}-${response.body.length}.txt`);
  writeFileSync(file, response.body);
  const program = `bench/contenders/${name === 'Hono' ? 'hono' : 'node-http'}.mjs`;
  const command = (port: number) =>
    [
      node,
      program,
      `${port}`,
      `${request.method === 'POST' ? 200 : response.status}`,
      response.type,
      file,
    ] as const;
  return [{ server: await launch({ name, command }, response.path), request }];
}

/** Those that can be started. */
async function started(all: readonly Contender[], path: string): Promise<RequestHead[]> {
  const running: RequestHead[] = [];
  for (const contender of all) {
    try {
      running.push({ server: await launch(contender, path), request: { path } });
    } catch (error) {
      absent[contender.name] = (error as Error).message;
    }
  }
  return running;
}

/** Asks each in turn, round by round, once each has been warmed; stops those that are needed no more. */
async function compare(all: readonly RequestHead[]): Promise<Run[]> {
  const runs = all.map(({ server }) => ({ name: server.name, figures: [] as Figures[] }));
  for (const { server, request } of all)
    await warm(server, request, server.warmUp === undefined ? {} : { atLeast: server.warmUp });
  for (let round = 0; round < rounds; round++) {
    for (const [index, { server, request }] of all.entries()) {
      if (round >= roundsOfOthers && !near.test(server.name)) continue;
      runs[index]!.figures.push(await send(server, request, seconds));
    }
  }
  for (const { server } of all) if (server !== standin) await server.stop();
  return runs;
}

/** The ratios that are wanted, with what this run says of them. */
function targets(): string {
  const of = (name: string) => reads.find((run) => run.name.startsWith(name));
  const ratio = (one: Run | undefined, other: Run | undefined, key: 'rate' | 'p99' = 'rate') =>
    (one?.figures ?? []).flatMap((each, round) => {
      const beside = other?.figures[round]?.[key];
      return beside === undefined ? [] : [each[key] / beside];
    });
  const [bareList, standinList] = lists;
  const [bareCreate, standinCreate] = creates;
  const wanted: readonly (readonly [string, number[], '>=' | '<=', number])[] = [
    ['detail read ÷ bare `node:http`', ratio(of('Standin'), of('node:http')), '>=', 0.7],
    ['detail read ÷ bare Hono', ratio(of('Standin'), of('Hono')), '>=', 0.82],
    ['detail read ÷ WireMock without its journal', ratio(of('Standin'), of('WireMock, no')), '>=', 1.25],
    ['detail read ÷ WireMock with its journal', ratio(of('Standin'), of('WireMock, j')), '>=', 2.5],
    ['list page filtered by state ÷ bare', ratio(standinList, bareList), '>=', 0.45],
    ['create ÷ bare', ratio(standinCreate, bareCreate), '>=', 0.35],
    ['p99 of a detail read ÷ bare', ratio(of('Standin'), of('node:http'), 'p99'), '<=', 2],
    ['rate at 1,000,000 records ÷ rate at 1,000', ratio(of('Standin, a'), of('Standin')), '>=', 0.9],
  ];
  const rows = wanted.map(([what, seen, sign, bound]) => {
    const isMet = sign === '>=' ? median(seen) >= bound : median(seen) <= bound;
    return [
      what,
      `${sign} ${bound}`,
      spread(seen),
      seen.length === 0 ? 'not measured' : isMet ? 'met' : '**missed**',
    ];
  });
  return table(['ratio', 'wanted', 'this run', ''], rows);
}

/** Ratios are made within a round, so that a busy machine is busy for both. The first run is what others are held against. */
function tableOf(what: string, runs: readonly Run[]): string {
  const [base] = runs as [Run, ...Run[]];
  const ratio = ({ figures }: Run, key: 'rate' | 'p99') =>
    spread(figures.map((each, round) => each[key] / base.figures[round]![key]));
  const rows = runs.map((run) => [
    run.name,
    median(columnOf(run.figures, 'rate')).toFixed(0),
    ratio(run, 'rate'),
    median(columnOf(run.figures, 'p99')).toFixed(1),
    ratio(run, 'p99'),
    median(columnOf(run.figures, 'cost')).toFixed(1),
    `${(median(columnOf(run.figures, 'share')) * 100).toFixed(0)} %`,
    `${columnOf(run.figures, 'errors').reduce((sum, each) => sum + each, 0)}`,
  ]);
  return table(
    [what, 'answers/s', 'of bare', 'p99 ms', 'of bare', 'µs of processor each', "wrk's share", 'errors'],
    rows,
  );
}
