// Clients of the five APIs, tested against Pact's own mock as their authors would do it. The pacts that come of it are kept
// by Standin, and agree with the contracts that are derived from the documents.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { MatchersV3, PactV4 } from '@pact-foundation/pact';
import { afterAll, describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { type PactFile, pactOf } from '../../src/contract/pact/pact.ts';
import { verifyPact } from '../../src/contract/pact/run.ts';
import type { Api } from '../../src/core/api/api.ts';
import { createStandin } from '../../src/index.ts';
import {
  createCodeArtsClient,
  createCoprBackend,
  createCoprClient,
  createEntrecodeClient,
  createErigonesClient,
} from './_clients.ts';

const { eachLike, integer, like, nullValue, regex, string } = MatchersV3;

/** One interaction of a consumer: what it needs, asks, expects, and makes of it. */
interface Wish {
  /** The interaction of our contract that it should agree with. */
  readonly like: string;
  readonly states: readonly (readonly [string, Record<string, string | number>])[];
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
  use(url: string): Promise<unknown>;
  readonly gets: unknown;
}

const examples = 'the examples of the document are there, and nothing else';
const coprTask = { build_id: 106882, chroot_name: 'fedora-41-x86_64' };
const platformID = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const job = '48c66c6002964721be537cdc6ce0297b';
const task = '1e1d1-9f7c3a52-61d0-4e8b-a2c4';
const running = {
  ...{ build_id: integer(106882), chroot_name: string('fedora-41-x86_64'), state: 'running' },
  ...{ started_on: integer(1772366399), ended_on: nullValue() },
};
const took = { ...coprTask, state: 'running', started_on: 1772366399, ended_on: null };
const entrecodeBuild = (buildID: number, successful: string) => ({
  buildID: integer(buildID),
  started: regex('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$', '2026-03-01T12:00:00.000Z'),
  successful,
});

const consumers: Readonly<Record<string, readonly Wish[]>> = {
  copr: [
    {
      like: 'get-build-task.running',
      states: [['build {build_id} is running', coprTask]],
      path: '/api_2/build_tasks/106882/fedora-41-x86_64',
      body: { build_task: running },
      use: (url) => createCoprClient(url).task(106882, 'fedora-41-x86_64'),
      gets: took,
    },
    {
      like: 'list-build-tasks.running',
      states: [['build {build_id} is running', coprTask]],
      path: '/api_2/build_tasks',
      query: { build_id: '106882', state: 'running' },
      body: { build_tasks: eachLike({ build_task: running }) },
      use: (url) => createCoprClient(url).tasks(106882, 'running'),
      gets: [took],
    },
  ],
  'copr-waiting': [
    {
      like: 'list-waiting-builds.corrected',
      states: [[examples, {}]],
      path: '/waiting_builds/',
      body: { builds: eachLike({ id: integer(4), chroots: string('fedora-17-i386 fedora-17-x86_64') }) },
      use: (url) => createCoprBackend(url).waiting(),
      gets: [{ id: 4, chroots: ['fedora-17-i386', 'fedora-17-x86_64'] }],
    },
  ],
  codearts: [
    {
      like: 'list-build-records.documented',
      states: [[examples, {}]],
      path: `/v3/jobs/${job}/build-info-records`,
      query: {
        ...{ start_time: '2023-12-01 00:00:00', end_time: '2023-12-31 23:59:59' },
        ...{ page_index: '0', page_size: '1' },
      },
      headers: { 'X-Auth-Token': 'any' },
      body: {
        result: {
          total_record: regex('^\\d+$', '44'),
          job_build_states: eachLike({ number: integer(44), state: 'SUCCESS' }),
        },
      },
      use: (url) =>
        createCodeArtsClient(url, 'any').records(job, '2023-12-01 00:00:00', '2023-12-31 23:59:59'),
      gets: { total: 44, newest: { number: 44, state: 'SUCCESS' } },
    },
  ],
  entrecode: [
    {
      like: 'read-build.running',
      states: [['build {buildID} is running', { buildID: 300001, platformID }]],
      path: '/platform/build',
      query: { buildID: '300001' },
      body: entrecodeBuild(300001, 'running'),
      use: async (url) => (await createEntrecodeClient(url).build(300001)).successful,
      gets: 'running',
    },
    {
      like: 'list-builds.all',
      states: [
        ['build {buildID} is running', { buildID: 300001, platformID }],
        ['build {buildID} is success', { buildID: 300002, platformID }],
      ],
      path: '/platform/build',
      query: { platformID },
      body: {
        _embedded: {
          'ec:app/build': MatchersV3.arrayContaining(
            entrecodeBuild(300001, 'running'),
            entrecodeBuild(300002, 'success'),
          ),
        },
      },
      use: async (url) =>
        (await createEntrecodeClient(url).builds(platformID)).map((build) => build.successful),
      gets: ['running', 'success'],
    },
  ],
  erigones: [
    {
      like: 'list-tasks.documented',
      states: [[examples, {}]],
      path: '/api/task/',
      body: eachLike(regex('^[0-9a-z]+(-[0-9a-f]+)+$', '0-fdc277df-84d6-4102-a6d5')),
      use: (url) => createErigonesClient(url).tasks(),
      gets: ['0-fdc277df-84d6-4102-a6d5'],
    },
    {
      like: 'get-task-done.succeeded',
      states: [['task {task_id} is SUCCESS', { task_id: task }]],
      path: `/api/task/${task}/done/`,
      body: { done: true, task_id: like(task) },
      use: (url) => createErigonesClient(url).isDone(task),
      gets: true,
    },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'standin-consumer-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.entries(consumers))('a client of %s', (name, wishes) => {
  const api = Object.values(registry as Record<string, Api>).find((each) => each.name === name)!;
  const ours = pactOf(api);

  it.each(wishes)('gets by Pact what it needs of $like', async (wish) => {
    const pact = new PactV4({ consumer: 'client', provider: name, dir: folder, logLevel: 'error' });
    const unready = pact.addInteraction();
    for (const [state, params] of wish.states) unready.given(state, { api: name, ...params });
    await unready
      .uponReceiving(wish.like)
      .withRequest('GET', wish.path, (request) => {
        if (wish.query) request.query(wish.query);
        if (wish.headers) request.headers(wish.headers);
      })
      .willRespondWith(200, (response) => {
        response.headers({ 'Content-Type': api.wire.contentType });
        response.jsonBody(wish.body);
      })
      .executeTest(async ({ url }) => {
        expect(await wish.use(url)).toEqual(wish.gets);
        // The mock needs a moment to see that the request was made.
        await after(5);
      });
  });

  it('has a pact that Standin keeps', async () => {
    await using standin = createStandin({ strict: true });
    const url = await standin.listen();
    const stateUrl = `${url}/__standin/pact/states`;
    const verdict = await verifyPact({ pact: pactIn(name), url, stateUrl, timeoutMs: 60_000 });
    expect(verdict).toMatchObject({ available: true });
    const results = verdict.available ? verdict.results : [];
    expect(results.map((each) => each.description).sort()).toEqual(wishes.map((wish) => wish.like).sort());
    expect(results.filter((each) => !each.ok)).toEqual([]);
  });

  it.each(wishes)('agrees with our contract about $like', (wish) => {
    const its = pactIn(name).interactions.find((each) => each.description === wish.like)!;
    const same = ours.interactions.find((each) => each.key === wish.like)!;
    expect(request(its)).toEqual(request(same));
    expect(its.response.status).toBe(same.response.status);
    expect(its.providerStates!.map((state) => state.name)).toEqual(
      same.providerStates!.map((state) => state.name),
    );
    if (same.response.body)
      expect(strangersIn(its.response.body!.content, same.response.body.content)).toEqual([]);
  });
});

function pactIn(provider: string): PactFile {
  return JSON.parse(readFileSync(join(folder, `client-${provider}.json`), 'utf8'));
}

function request({ request }: PactFile['interactions'][number]) {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { method: request.method, path: request.path, query: request.query, headers };
}

/** Where what a consumer expects is not in ours, or of another type: null is a type of its own. Lists by their first. */
function strangersIn(its: unknown, ours: unknown, at = '$'): string[] {
  if (typeOf(its) !== typeOf(ours)) return [`${at}: ${typeOf(its)} and not ${typeOf(ours)}`];
  if (Array.isArray(its)) return strangersIn(its[0], (ours as unknown[])[0], `${at}[0]`);
  if (typeOf(its) !== 'object') return [];
  return Object.entries(its as object).flatMap(([name, member]) =>
    strangersIn(member, (ours as Record<string, unknown>)[name], `${at}.${name}`),
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
