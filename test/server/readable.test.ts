// Whatever is accepted can be read again: after any requests, a world that is exported can be imported and is the same. And
// whatever is imported works, or is refused and nothing has changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { lastingStates } from '../../src/core/records/lifecycle.ts';
import { createStandin, type Standin } from '../../src/index.ts';
import { adminSurface } from '../../src/server/control/index.ts';
import { createWorlds } from '../../src/server/worlds.ts';
import { startOfTime } from '../_standin.ts';
import { type OperationRequest, requestTo } from '../fuzz/calls.ts';

const apis = Object.values(registry);
const admin = adminSurface(apis, createWorlds({ apis }));
const world = '/~w/__standin/world';

/** Sends a request of which everything is bytes; undefined for one that `fetch` does not send. */
async function send(
  standin: Standin,
  { method, path, headers, body }: Pick<OperationRequest, 'method' | 'path' | 'headers' | 'body'>,
) {
  let request: Request;
  try {
    const bytes = body === undefined ? {} : { body: Buffer.from(body, 'latin1') };
    request = new Request(`http://localhost${path}`, {
      method,
      headers: headers as [string, string][],
      ...bytes,
    });
  } catch {
    return undefined;
  }
  const response = await standin.fetch(request).catch(() => undefined);
  return response && { status: response.status, text: await response.text() };
}

const get = async (standin: Standin, path: string) =>
  (await send(standin, { method: 'GET', path, headers: [] }))!;
const json = (method: string, path: string, given: unknown) => ({
  method,
  path: `/~w${path}`,
  headers: [
    ['content-type', 'application/json'],
    ['authorization', 'Basic bG9naW46dG9rZW4='],
    ['x-auth-token', 'any'],
  ] as const,
  body: Buffer.from(JSON.stringify(given)).toString('latin1'),
});

const words = fc.constantFrom(
  '',
  ' ',
  'a b',
  '.',
  '.x',
  'x'.repeat(300),
  '@',
  '-',
  '0',
  '\u2028',
  'fedora-rawhide-a b',
  'a-b-c',
  '1:x',
);
const durations = fc.constantFrom(0, 1, 0.1, '1d', '365250d', '3652d');

/** A record that somebody asks for by the control API: mostly well-formed, and at the edge of what is accepted. */
const creation = fc.constantFrom(...apis).chain((each) => {
  const state = fc.constantFrom(...Object.keys(each.lifecycle.states));
  const lasting = fc.constantFrom('*', ...lastingStates(each.lifecycle));
  const stage = fc.record({ state, lasts: durations });
  const fates = {
    scenario: fc.constantFrom('succeeds', 'slow', 'stuck', 'instant', 'canceled'),
    state,
    attributes: attributesOf(each),
    lasts: fc.dictionary(lasting, durations, { maxKeys: 2 }),
  };
  return fc.oneof(
    fc.record({ api: fc.constant(each.name), ...fates }, { requiredKeys: ['api'] }),
    fc.record({ api: fc.constant(each.name), plan: fc.array(stage, { minLength: 1, maxLength: 2 }) }),
  );
});

/** What clients may well send. */
const likely = fc.oneof(
  creation.map((given) => json('POST', '/__standin/records', given)),
  creation.map((given) => json('POST', '/__standin/records', given)),
  words.map((word) => json('PUT', `/api/vm/${encodeURIComponent(word)}/status/start/`, {})),
  words.map((username) => json('POST', '/api/accounts/login/', { username, password: 'x' })),
  words.map((chroot) =>
    json('POST', '/api_2/builds', {
      project_id: 10,
      srpm_url: 'http://a.example/x.src.rpm',
      chroots: [chroot],
    }),
  ),
  fc.tuple(words, words).map(([owner, name]) => json('POST', '/platform/app', { owner, name })),
  fc
    .record(
      {
        clock: fc.constantFrom('x1000000000', 'real', 'step:365250d', 'frozen', `x${'9'.repeat(300)}`),
        at: fc.constantFrom('9999-12-31T23:59:59.999Z', '9999-12-31T12:00:00Z', '3000-01-01'),
      },
      { requiredKeys: [] },
    )
    .map((given) => json('PUT', '/__standin/clock', given)),
  fc
    .constantFrom('cancel', 'fail', 'succeed', 'kill')
    .chain((kind) => fc.constantFrom(...apis.map((each) => each.name)).map((name) => ({ kind, name })))
    .map(({ kind, name }) => ({ command: kind, of: name })),
  fc.constant(json('POST', '/__standin/reset', {})),
);

/** Attributes of one API, some of them at the edge of what they can be. */
function attributesOf({ name, folder, record }: (typeof apis)[number]) {
  const schema = documentsOf(name, folder).schemas[record.schemaName]!;
  const values = fc.oneof(
    words,
    fc.integer({ min: 1, max: 2_147_483_647 }),
    fc.constantFrom('20260301.99999999999999999999', '20260301.123456789012345'),
    fc.array(words, { minLength: 1, maxLength: 2 }),
  );
  return fc.dictionary(fc.constantFrom(...Object.keys(schema.properties as object)), values, { maxKeys: 2 });
}

type Drawn = OperationRequest | ReturnType<typeof json> | { command: string; of: string };

async function play(standin: Standin, request: Drawn): Promise<void> {
  if (!('command' in request)) {
    const response = await send(standin, request);
    if (response && !('how' in request))
      expect(response.status, `${JSON.stringify(request)} ${response.text}`).toBeLessThan(500);
    return;
  }
  const { records = [] } = JSON.parse((await get(standin, `/~w/__standin/records?api=${request.of}`)).text);
  const record = records.at(-1);
  if (record)
    await play(
      standin,
      json('POST', `/__standin/records/${record.api}/${encodeURIComponent(record.id)}/commands`, {
        kind: request.command,
      }),
    );
}

/** Whether a request removes the world, or adds faults that our own requests would meet. */
const isNeutral = ({ victim }: OperationRequest) => !/import-world|drop-world/.test(victim);
const request: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 3, arbitrary: likely },
  { weight: 2, arbitrary: requestTo(apis, 'w') },
  { weight: 1, arbitrary: requestTo([admin], 'w').filter(isNeutral) },
);

describe('a world', () => {
  it('can be read again whatever requests were accepted', async () => {
    const setup = fc.record({
      profile: fc.constantFrom('literal', 'corrected', 'observed'),
      clock: fc.constantFrom('frozen', 'step:2s', 'x1000000000', 'step:365250d'),
      at: fc.constantFrom(
        startOfTime,
        Date.parse('9999-12-31T23:00:00Z'),
        Date.parse('0001-01-01T00:00:00Z'),
        -1,
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        setup,
        fc.array(request, { minLength: 5, maxLength: 40, size: 'max' }),
        async (options, requests) => {
          const standin = createStandin(options);
          for (const each of requests) await play(standin, each);
          const { text } = await get(standin, world);
          const other = createStandin({ seed: 99 });
          const response = (await send(other, {
            method: 'PUT',
            path: world,
            headers: [['content-type', 'application/json']],
            body: Buffer.from(text).toString('latin1'),
          }))!;
          expect(response.status, response.text).toBe(200);
          expect((await get(other, world)).text).toBe(text);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 60) },
    );
  });

  it.each(apis.map(({ name }) => name))(
    'works at the end of time: what %s plans for later never comes',
    async (api) => {
      const standin = createStandin({
        at: Date.parse('9999-12-31T23:59:59Z'),
        clock: 'frozen',
        strict: true,
      });
      const created = (await send(standin, json('POST', '/__standin/records', { api })))!;
      expect(created.status, created.text).toBe(201);
      expect(JSON.parse(created.text).timeline).toHaveLength(1);
      const listed = await get(standin, '/~w/__standin/records');
      expect(listed.status, listed.text).toBe(200);
      const next = (await send(standin, json('POST', '/__standin/clock/next', {})))!;
      expect(JSON.parse(next.text), next.text).toMatchObject({ transitions: [] });
      const { text } = await get(standin, world);
      const other = createStandin();
      expect((await send(other, json('PUT', '/__standin/world', JSON.parse(text))))!.status).toBe(200);
      expect((await get(other, world)).text).toBe(text);
    },
  );

  it('that is imported works whatever is in it, or is refused and nothing has changed', async () => {
    const whole = JSON.parse(await wholeWorld());
    expect((await send(createStandin(), json('PUT', '/__standin/world', whole)))!.text).toContain('now');
    const damages = fc.array(damage(whole), { minLength: 1, maxLength: 2 });
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const standin = createStandin({ at: startOfTime, clock: 'frozen' });
        const before = (await get(standin, world)).text;
        const given = all.reduce((so, { pointer, value }) => changed(so, pointer, value), whole);
        const response = (await send(standin, json('PUT', '/__standin/world', given)))!;
        if (response.status !== 200) {
          expect(response.status, response.text).toBe(400);
          expect((await get(standin, world)).text).toBe(before);
          return;
        }
        taken++;
        await expectWorks(standin);
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
    expect(taken).toBeGreaterThan(0);
  });
});

/** A world in which there is something of every kind. */
async function wholeWorld(): Promise<string> {
  const standin = createStandin({ at: startOfTime, clock: 'frozen' });
  const requests = [
    ...apis.map(({ name }) => json('POST', '/__standin/records', { api: name, scenario: 'stuck' })),
    json('POST', '/api/accounts/login/', { username: 'ann', password: 'x' }),
    json('POST', '/v3/auth/tokens', iam),
    json('POST', '/__standin/faults', { fault: 'codearts:latency=1ms' }),
    json('PUT', '/__standin/scenarios', { queue: { copr: ['fails'] }, lasts: { '*': { '*': '10s' } } }),
    json('POST', '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13', {}),
    json('PUT', '/api/vm/web01/status/start/', {}),
    json('POST', '/__standin/clock/advance', { by: '1m' }),
    json('POST', '/deployment?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13&buildID=1', {}),
  ];
  for (const each of requests) await play(standin, each);
  const { records } = JSON.parse((await get(standin, '/~w/__standin/records')).text);
  for (const { api, id, sample } of records)
    if (!sample)
      await send(
        standin,
        json('POST', `/__standin/records/${api}/${encodeURIComponent(id)}/commands`, { kind: 'fail' }),
      );
  return (await get(standin, world)).text;
}

const iam = {
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'ann', password: 'x', domain: { name: 'd' } } },
    },
    scope: { project: { name: 'p' } },
  },
};

interface Damage {
  readonly pointer: readonly string[];
  readonly value: unknown;
}

/** Another value at one place of a world, or none. */
function damage(whole: unknown): fc.Arbitrary<Damage> {
  const value = fc.oneof(
    fc.constantFrom(
      0,
      -1,
      1e300,
      -1e300,
      0.5,
      2 ** 53,
      253_402_300_799_999,
      -62_135_596_800_000,
      8.64e15,
      1e-300,
    ),
    fc.constantFrom(null, undefined, true, '', 'x', '-', '\u202e', [], {}, [null], { a: 1 }, '9'.repeat(400)),
    fc.constantFrom(...Object.keys(registryStates)),
    fc.integer({ min: 1, max: 9_000 }),
    fc.string(),
  );
  return fc.record({ pointer: pointerIn(whole), value });
}

const registryStates = Object.assign({}, ...apis.map((each) => each.lifecycle.states)) as object;

/** A way into a JSON, each level with the same chance to be its end. */
function pointerIn(value: unknown, path: readonly string[] = []): fc.Arbitrary<readonly string[]> {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length === 0) return fc.constant(path);
  const deeper = fc
    .constantFrom(...names)
    .chain((name) => pointerIn((value as Record<string, unknown>)[name], [...path, name]));
  return path.length === 0
    ? deeper
    : fc.oneof({ weight: 1, arbitrary: fc.constant(path) }, { weight: 6, arbitrary: deeper });
}

function changed(holder: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (typeof holder !== 'object' || holder === null) return holder;
  const copy = (Array.isArray(holder) ? [...holder] : { ...holder }) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, value);
  return copy;
}

/** Every record, list and sample can be asked for, and records be created, commanded and exported. */
async function expectWorks(standin: Standin): Promise<void> {
  const ask = async (each: ReturnType<typeof json>) => {
    const response = (await send(standin, each))!;
    expect(response.status, `${each.method} ${each.path}: ${response.text}`).toBeLessThan(500);
    return response.text;
  };
  const look = async (path: string) => {
    const response = await get(standin, `/~w${path}`);
    expect(response.status, `${path}: ${response.text}`).toBeLessThan(500);
    return response.text;
  };
  await ask(json('PUT', '/__standin/clock', { clock: 'step:1s' }));
  const { records } = JSON.parse(await look('/__standin/records'));
  for (const { url, api, id, sample } of records) {
    await look(
      new URL(url, 'http://localhost').pathname.replace('/~w', '') + new URL(url, 'http://localhost').search,
    );
    if (!sample)
      await ask(
        json('POST', `/__standin/records/${api}/${encodeURIComponent(id)}/commands`, { kind: 'cancel' }),
      );
  }
  for (const { name } of apis) {
    for (const { request: printed } of Object.values(documentsOf(name).exchanges))
      if (printed.method === 'GET')
        await look(printed.path + (printed.query ? `?${new URLSearchParams(printed.query)}` : ''));
    await ask(json('POST', '/__standin/records', { api: name }));
  }
  for (const path of [
    '/',
    '/platform?_list',
    '/api/vm/',
    '/api/vm/web01/status/',
    '/api_2/builds',
    '/api_2/projects',
    '/api/task/log/',
    '/codesource?appID=1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84',
    '/deployment?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
  ])
    await look(path);
  await ask(json('POST', '/api/accounts/login/', { username: 'ann', password: 'x' }));
  await ask(json('POST', '/__standin/clock/next', {}));
  await ask(json('PUT', '/__standin/world', JSON.parse(await look('/__standin/world'))));
}
