// The Pact contracts: complete, well-formed, the same each time; kept by Standin, and broken by who breaks it.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterEach, describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { pactOf, pactText } from '../../src/contract/pact/pact.ts';
import type { InteractionResult } from '../../src/contract/pact/results.ts';
import { verifyPact } from '../../src/contract/pact/run.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { createStandin, type StandinOptions } from '../../src/index.ts';
import { listen } from '../../src/server/port/listen.ts';

const apis: Api[] = Object.values(registry);
const validate = formats.default(new Ajv2020()).compile(readJson('test/contract/_pact-v4.schema.json'));
const timeoutMs = 60_000;

/** The operations that show how far something is. */
const showing: Readonly<Record<string, readonly string[]>> = {
  codearts: ['list-build-records'],
  copr: ['get-build-task', 'list-build-tasks'],
  'copr-waiting': ['list-waiting-builds'],
  entrecode: ['read-build', 'list-builds'],
  erigones: ['get-task-status', 'get-task-done'],
};

/** What is between two supporting operations alone. */
const hopByHop = ['content-length', 'connection', 'keep-alive', 'transfer-encoding'];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

describe.each(apis.map((api) => [api.name, api] as const))('the contract of %s', (name, api) => {
  const pact = pactOf(api);

  it('lies beside its clauses as it is derived, the same each time', () => {
    const file = readFileSync(`contracts/${name}/documentation-${name}.pact.json`, 'utf8');
    expect(pactText(pact)).toBe(file);
    expect(pactText(pactOf(api))).toBe(file);
  });

  it('is a pact of version 4 in which every interaction has a key and a description of its own', () => {
    validate(JSON.parse(pactText(pact)));
    expect(validate.errors).toBe(null);
    for (const member of ['key', 'description'] as const)
      expect(new Set(pact.interactions.map((each) => each[member])).size).toBe(pact.interactions.length);
  });

  it('matches its own examples, by patterns that Rust understands as well', () => {
    const text = pactText(pact);
    expect(text).not.toMatch(/"match": "(contentType|values)"/);
    for (const [, regex] of text.matchAll(/"regex": "(.*)"/g))
      expect(regex).not.toMatch(/\(\?[^:]|\\\\[1-9]/);
  });

  it('has every operation of the document with every status, redirects aside, which the verifier follows', () => {
    const observed = Object.values(documentsOf(name).exchanges).filter(
      ({ source }) => source.kind === 'observed',
    );
    const beyond = new Set(observed.map((each) => `${each.operation.split('/')[1]} ${each.response.status}`));
    const shown = new Set(
      pact.interactions.map((each) => `${each.key.split('.')[0]} ${each.response.status}`),
    );
    const promised = api.operations
      .filter((each) => each.clauses.length > 0 && !each.under)
      .flatMap((each) => Object.keys(each.responses).map((status) => `${each.id} ${status}`))
      .filter((each) => !/ 3\d\d$/.test(each));
    expect(promised.filter((each) => !shown.has(each) && !beyond.has(each))).toEqual([]);
  });

  it('has every phase of what moves', () => {
    const phases = api.presets.filter((preset) => preset.name.includes('-is-'));
    expect(phases).toHaveLength(Object.keys(api.lifecycle.states).length);
    const shown = new Set(
      pact.interactions.flatMap(({ key, providerStates = [], response }) =>
        response.body ? providerStates.map((state) => `${key.split('.')[0]}: ${state.name}`) : [],
      ),
    );
    const due = showing[name]!.flatMap((id) => phases.map((preset) => `${id}: ${preset.says}`));
    const missing = due.filter((each) => !shown.has(each));
    expect(missing).toEqual([]);
  });

  it('is kept by Standin, over a socket, with its states set through one URL and no code between', async () => {
    const url = await serve();
    const results = await verify(api, url, url);
    expect(results.map(({ key }) => key)).toEqual(pact.interactions.map(({ key }) => key));
    expect(results.filter((each) => !each.ok)).toEqual([]);
  });
});

describe('a server that leaves out one member', () => {
  const mutants = [
    ['codearts', 'total_record'],
    ['copr', 'ended_on'],
    ['copr-waiting', 'submitted_on'],
    ['entrecode', 'describedby'],
    ['erigones', 'task_id'],
  ] as const;

  it.each(mutants)('of %s breaks its contract in each interaction that has %s', async (name, member) => {
    const api = apis.find((each) => each.name === name)!;
    const standin = await serve();
    const mutant = await serveThrough(standin, (text) => without(text, member));
    const results = await verify(api, mutant, standin);
    const due = pactOf(api).interactions.filter(({ response }) =>
      JSON.stringify(response.body ?? {}).includes(`"${member}"`),
    );
    expect(due.length).toBeGreaterThan(0);
    const broken = results.filter((each) => !each.ok);
    expect(broken.map(({ key }) => key)).toEqual(due.map(({ key }) => key));
    for (const { mismatches } of broken) {
      expect(mismatches[0]).toMatchObject({ kind: 'BodyMismatch', path: expect.stringMatching(/^\$/) });
      expect(mismatches.map(({ text }) => text).join()).toContain(member);
    }
  });
});

describe('the verifier', () => {
  const copr = registry.copr as Api;

  it('says of each mismatch where it is, what was expected and what came', async () => {
    const standin = await serve();
    const mutant = await serveThrough(standin, (text) =>
      text.replace('"state":"running"', '"state":"pending"'),
    );
    const results = await verify(copr, mutant, standin);
    const detail = results.find(({ key }) => key === 'get-build-task.running')!;
    expect(detail).toMatchObject({ ok: false, description: 'get-build-task: running' });
    expect(detail.mismatches).toEqual([
      {
        kind: 'BodyMismatch',
        path: '$.build_task.state',
        expected: '"running"',
        actual: '"pending"',
        text: expect.stringContaining('pending'),
      },
    ]);
  });

  it('asks a server with other ids for those that its state URL names', async () => {
    const standin = await serve();
    const paths: string[] = [];
    const elsewhere = await serveThrough(standin, (text) => text, paths);
    const states = await serveThrough(standin, (text) => text.replace('"build_id":106882', '"build_id":31'));
    await verify(copr, elsewhere, states);
    expect(paths).toContain('/api_2/build_tasks/31/fedora-41-x86_64');
    expect(paths).toContain('/api_2/build_tasks?build_id=31&state=running');
    expect(paths).not.toContain('/api_2/build_tasks/106882/fedora-41-x86_64');
  });

  it('sends the headers that it is given in place of those of the contract, and nowhere else', async () => {
    const url = await serve({ credentials: { codearts: ['the secret'] } });
    const codearts = registry.codearts as Api;
    const strangers = (await verify(codearts, url, url)).filter((each) => !each.ok);
    expect(strangers.map(({ key }) => key)).toContain('list-build-records.documented');
    const known = await verify(codearts, url, url, { 'X-Auth-Token': 'the secret' });
    expect(known.filter((each) => !each.ok)).toEqual([]);
  });

  it('goes on where a server hangs up: the one interaction fails', async () => {
    const began = performance.now();
    const standin = await serve();
    const hangsUp = createServer(async ({ url = '', socket }, response) => {
      if (url.includes('state=pending')) return socket.destroy();
      const { status, headers, body } = await fetch(standin + url);
      response.writeHead(status, { 'content-type': headers.get('content-type') ?? '' });
      response.end(Buffer.from(await new Response(body).arrayBuffer()));
    }).listen(0, '127.0.0.1');
    await once(hangsUp, 'listening');
    open.push(async () => hangsUp.close());
    const results = await verify(
      copr,
      `http://127.0.0.1:${(hangsUp.address() as AddressInfo).port}`,
      standin,
    );
    expect(results.filter((each) => !each.ok).map(({ key }) => key)).toEqual(['list-build-tasks.pending']);
    // It does not wait for an answer that will never come.
    expect(performance.now() - began).toBeLessThan(timeoutMs / 4);
  });

  it('says which state could not be brought about, at once', async () => {
    const standin = await serve();
    const began = performance.now();
    const results = await verify(copr, standin, `${standin}/nowhere`);
    const broken = results.filter((each) => !each.ok);
    expect(broken.length).toBeGreaterThan(10);
    expect(broken[0]!.mismatches).toMatchObject([{ kind: 'error', text: expect.stringContaining('state') }]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('is not needed: without it, a sentence says how to add it', async () => {
    const pact = pactOf(copr);
    const verdict = await verifyPact({ pact, url: 'http://127.0.0.1:1', timeoutMs, lookIn: [tmpdir()] });
    expect(verdict).toEqual({
      available: false,
      hint: expect.stringContaining('npm i -D @pact-foundation/pact@16'),
    });
  });

  it('that takes too long is ended, and the error says so', async () => {
    const silent = await listen(() => new Promise(() => {}), { host: '127.0.0.1', port: 0 });
    open.push(() => silent.close(0));
    const run = verifyPact({ pact: pactOf(copr), url: silent.url, timeoutMs: 1_500 });
    await expect(run).rejects.toThrow('It did not end within 1500 ms.');
  });
});

/** A Standin with the real time, on a free port. */
async function serve(options: StandinOptions = {}): Promise<string> {
  const standin = createStandin({ strict: true, ...options });
  open.push(() => standin.close());
  return standin.listen();
}

/** A server that changes what another answers, given the text and the path with its query. */
async function serveThrough(
  target: string,
  change: (text: string, path: string) => string,
  paths: string[] = [],
): Promise<string> {
  const server = await listen(
    async (request) => {
      const path = request.url.slice(new URL(request.url).origin.length);
      paths.push(path);
      const { method } = request;
      const body = (await request.text()) || null;
      const headers = new Headers(request.headers);
      for (const name of hopByHop) headers.delete(name);
      const response = await fetch(target + path, { method, headers, body, redirect: 'manual' });
      const content = new Headers(response.headers);
      for (const name of hopByHop) content.delete(name);
      return new Response(change(await response.text(), path), { status: response.status, headers: content });
    },
    { host: '127.0.0.1', port: 0 },
  );
  open.push(() => server.close(0));
  return server.url;
}

async function verify(
  api: Api,
  url: string,
  statesAt: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly InteractionResult[]> {
  const stateUrl = `${statesAt}/__standin/pact/states`;
  const verdict = await verifyPact({ pact: pactOf(api), url, stateUrl, headers, timeoutMs });
  if (!verdict.available) throw new Error(verdict.hint);
  return verdict.results;
}

function without(text: string, member: string): string {
  try {
    return JSON.stringify(JSON.parse(text, (key, value) => (key === member ? undefined : value)));
  } catch {
    return text;
  }
}

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8'));
}
