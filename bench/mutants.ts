// Who notices that a server breaks its contract: the mutants of copr, before `standin verify` and before Prism's validating proxy, which
// is given the OpenAPI document that Standin exports. `npm run bench mutants`. It takes some minutes.
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mutantsFor } from '../src/contract/mutate/mutants.ts';
import { openApiOf } from '../src/contract/openapi/openapi.ts';
import { parseReading, resolveReadings } from '../src/core/api/errata.ts';
import { apisNamed, createStandin } from '../src/standin.ts';
import { mutateApi } from '../src/verify.ts';
import { freePort } from './rig/launch.ts';
import { programOf } from './rig/peers.ts';
import { keep, publish, table } from './rig/results.ts';

const [api] = apisNamed('copr');
const mutants = mutantsFor(api!).filter(({ equivalent, optional }) => !equivalent && !optional);
const kindOf = (id: string) => id.split('/')[1]!;
const [upstream, front] = [await freePort(), await freePort()];
const proxy = await startPrism();
const usual = new Set(await violationsBy(undefined));
const byPrism = new Set<string>();
for (const { id } of mutants) {
  const found = await violationsBy(id);
  if (found.some((each) => !usual.has(each))) byPrism.add(id);
}
proxy.kill();
const { tried } = await mutateApi(api!);
const byVerify = new Set(tried.filter(({ outcome }) => outcome === 'killed').map(({ mutant }) => mutant));

const kinds = [...new Set(mutants.map(({ id }) => kindOf(id)))].sort();
const rows = kinds.map((kind) => {
  const own = mutants.filter(({ id }) => kindOf(id) === kind);
  const count = (noticed: ReadonlySet<string>) => `${own.filter(({ id }) => noticed.has(id)).length}`;
  return [kind, `${own.length}`, count(byPrism), count(byVerify)];
});
const total = [
  'all',
  `${mutants.length}`,
  `${byPrism.size}`,
  `${mutants.filter(({ id }) => byVerify.has(id)).length}`,
];
keep('mutants', {
  mutants: mutants.map(({ id }) => ({ id, prism: byPrism.has(id), verify: byVerify.has(id) })),
});
publish('mutants', table(['mutants of copr', 'how many', 'Prism proxy', 'standin verify'], [...rows, total]));
// Prism keeps connections open.
process.exit(0);

async function startPrism() {
  const file = join(mkdtempSync(join(tmpdir(), 'standin-bench-')), 'openapi.json');
  const readings = resolveReadings(api!.errata, parseReading('corrected'));
  const described = [{ surface: api!, title: api!.title }];
  writeFileSync(
    file,
    JSON.stringify(openApiOf(described, { version: '1', url: `http://127.0.0.1:${upstream}`, readings })),
  );
  const args = ['proxy', file, `http://127.0.0.1:${upstream}`, '-p', `${front}`, '-v', 'error'];
  const child = spawn(process.execPath, [programOf('@stoplight/prism-cli', 'prism'), ...args], {
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 1200; tries++) {
    await setTimeout(100);
    if (
      await fetch(`http://127.0.0.1:${front}/`).then(
        () => true,
        () => false,
      )
    )
      return child;
  }
  throw new Error('Prism did not start.');
}

/** What Prism says of the responses of a server, asked for everything before, while and after builds run. */
async function violationsBy(mutant: string | undefined): Promise<readonly string[]> {
  const standin = createStandin({
    apis: ['copr'],
    clock: 'frozen',
    at: '2026-01-31T12:00:00Z',
    seed: 7,
    fill: { copr: 30 },
    ...(mutant && { mutant }),
  });
  await standin.listen({ port: upstream });
  try {
    for (const scenario of ['succeeds', 'fails'] as const)
      await standin.records.create({ api: 'copr', scenario });
    const found: string[] = [];
    for (const by of ['0s', '10s', '1h']) {
      await standin.clock.advance(by);
      for (const path of pathsOf(await standin.records.list({ api: 'copr', limit: 12 })))
        found.push(...(await complaintsAbout(path)));
    }
    return found;
  } finally {
    await standin.close();
  }
}

function pathsOf(records: readonly { readonly url: string }[]): readonly string[] {
  const list = '/api_2/build_tasks';
  const states = ['importing', 'pending', 'running', 'succeeded', 'failed', 'canceled'];
  return [
    ...[
      list,
      `${list}?limit=2`,
      `${list}?limit=2&offset=2`,
      `${list}?limit=abc`,
      `${list}?build_id=1`,
      `${list}/1/none-at-all`,
    ],
    ...[`${list}?owner=nobody`, `${list}?project_id=1`, ...states.map((state) => `${list}?state=${state}`)],
    ...records.map(({ url }) => new URL(url).pathname),
  ];
}

async function complaintsAbout(path: string): Promise<readonly string[]> {
  const response = await fetch(`http://127.0.0.1:${front}${path}`).catch(() => undefined);
  if (!response) return [`${path} broke off`];
  const header = response.headers.get('sl-violations');
  await response.arrayBuffer();
  const said: { location: readonly string[]; code?: string; message: string }[] = header
    ? JSON.parse(header)
    : [];
  return said
    .filter(({ location }) => location[0] === 'response')
    .map(
      ({ location, code, message }) =>
        `${response.status} ${location
          .slice(1)
          .filter((part) => !/^\d+$/.test(part))
          .join('/')} ${code} ${message}`,
    );
}
