// From the start of a process to its first 200, beside a bare Hono server and the peers. `npm run bench start [rounds]`.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Contender, launch } from './rig/launch.ts';
import { type Preset, peers } from './rig/peers.ts';
import { columnOf, keep, load, median, publish, spread, table } from './rig/results.ts';

const rounds = Number(process.argv[3] ?? 11);
/** Peers take seconds, and their figures are far enough away to be sure of them sooner. */
const roundsOfPeers = Math.min(rounds, 3);
const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
const node = process.execPath;
const serve = (name: string, ...apis: string[]): Contender => ({
  name,
  command: (port) => [node, 'dist/cli/main.js', 'serve', ...apis, '--quiet', '-p', `${port}`],
});

process.setMaxListeners(0);
const loadBefore = load();
const preset = await printedTask();
const file = join(folder, 'body.json');
writeFileSync(file, preset.body);
const bundled = join(folder, 'hono.mjs');
await build({
  ...{ entryPoints: ['bench/contenders/hono.mjs'], outfile: bundled, bundle: true },
  ...{ platform: 'node', format: 'esm', logLevel: 'warning' },
});
const written = ['200', preset.type, file] as const;
const program = (name: string, path: string): Contender => ({
  name,
  command: (port) => [node, path, `${port}`, ...written],
});
const { contenders, versions } = peers(preset);
const all: readonly Contender[] = [
  program('Hono, bundled', bundled),
  program('Hono', 'bench/contenders/hono.mjs'),
  program('node:http', 'bench/contenders/node-http.mjs'),
  serve('Standin, all APIs'),
  serve('Standin, one API', 'copr'),
  ...contenders,
];

/** What a start took, in ms: until the first 200, and of that as processor time. */
interface Start {
  readonly until: number;
  readonly processor: number;
}
const starts = new Map(all.map((each) => [each.name, [] as Start[]]));
const absent: Record<string, string> = {};
// The first round warms up the disk.
for (let round = 0; round <= rounds; round++) {
  for (const each of all) {
    if (each.name in absent || (contenders.includes(each) && round > roundsOfPeers)) continue;
    try {
      const server = await launch(each, preset.path);
      if (round > 0) starts.get(each.name)!.push({ until: server.startMs, processor: server.processorMs() });
      await server.stop();
    } catch (error) {
      absent[each.name] = (error as Error).message;
    }
  }
}

keep('start', {
  rounds,
  load: { before: loadBefore, after: load() },
  versions,
  absent,
  starts: Object.fromEntries(starts),
});
const [base] = [...starts.values()] as [Start[]];
const rows = [...starts].map(([name, figures]) => [
  name,
  spread(columnOf(figures, 'until'), 0),
  spread(figures.map(({ until }, round) => until / base[round]!.until)),
  median(columnOf(figures, 'processor')).toFixed(0),
]);
publish(
  'start',
  [
    `Load average ${loadBefore} before and ${load()} after, on two cores; ${rounds} rounds, ${roundsOfPeers} for the peers.`,
    table(['to the first 200', 'ms', 'of bundled Hono', 'processor ms'], rows),
    ...Object.entries(absent).map(([name, why]) => `${name} could not be measured: ${why}`),
  ].join('\n\n'),
);

/** A detail read that a Standin answers as soon as it has begun: the example of the document. */
async function printedTask(): Promise<Preset> {
  const server = await launch(serve('Standin', 'copr'), '/api_2/build_tasks');
  const response = await fetch(`${server.url}/api_2/build_tasks?limit=1`);
  const [task] = ((await response.json()) as { build_tasks: { _links: { self: { href: string } } }[] })
    .build_tasks;
  const path = task!._links.self.href;
  const detail = await fetch(server.url + path);
  const body = await detail.text();
  await server.stop();
  return { path, status: detail.status, type: detail.headers.get('content-type')!, body };
}
