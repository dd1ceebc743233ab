// A world is JSON: exported and imported, it answers as before, and goes on as it would have.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { createValidator } from '../../src/core/api/schema.ts';
import { createStandin, type Standin, type WorldState } from '../../src/index.ts';
import { setStage, startOfTime, stories } from '../_standin.ts';

const apis = Object.values(registry);
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';

describe('a world', () => {
  it('answers every request as before when it was exported and imported, and fares on alike', async () => {
    await fc.assert(
      fc.asyncProperty(
        setup,
        fc.array(step, { maxLength: 14 }),
        fc.array(step, { maxLength: 5 }),
        async (...given) => {
          const [{ profile, clock }, before, after] = given;
          const one = createStandin({ profile, clock, at: startOfTime });
          // The other begins as differently as it can: nothing of that may be seen later.
          const other = createStandin({ seed: 99, clock: 'x60', scenarios: { defaults: { copr: 'fails' } } });
          await play(one, before);
          await other.import(JSON.parse(JSON.stringify(await one.export())));
          expect(await textOf(other)).toBe(await textOf(one));
          await play(one, after);
          await play(other, after);
          expect(await textOf(other)).toBe(await textOf(one));
          expect(await answersOf(other)).toEqual(await answersOf(one));
        },
      ),
      { numRuns: 30 },
    );
  });
});

const setup = fc.record({
  profile: fc.constantFrom('literal', 'corrected', 'observed'),
  clock: fc.constantFrom('frozen', 'step:2s'),
});

interface Step {
  readonly method: string;
  readonly path: string | ((ids: readonly Named[]) => string | undefined);
  readonly json?: unknown;
}

interface Named {
  readonly api: string;
  readonly id: string;
}

const api = fc.constantFrom(...apis.map((each) => each.name));
const nth = (path: (record: Named) => string) =>
  fc.nat().map((position) => (all: readonly Named[]) => {
    const record = all[position % Math.max(1, all.length)];
    return record && path(record);
  });
const ofRecord = ({ api: name, id }: Named) => `/__standin/records/${name}/${encodeURIComponent(id)}`;
const scenario = fc.constantFrom('succeeds', 'fails', 'canceled', 'stuck', 'instant', 'slow');
const post = (path: string, json: fc.Arbitrary<unknown>) =>
  json.map((body) => ({ method: 'POST', path, json: body }));

/** What may happen to a world: by the control API, by the vendors' own calls, and by time. */
const step: fc.Arbitrary<Step> = fc.oneof(
  post('/__standin/records', fc.record({ api, scenario }, { requiredKeys: ['api'] })),
  post(`/platform/build?platformID=${platform}`, fc.record({ comment: fc.string({ unit: 'binary' }) })),
  nth((record) => `${ofRecord(record)}/commands`).chain((path) =>
    fc.constantFrom('cancel', 'fail', 'succeed').map((kind) => ({ method: 'POST', path, json: { kind } })),
  ),
  nth(ofRecord).map((path) => ({ method: 'DELETE', path })),
  fc
    .integer({ min: 1, max: 200_000 })
    .map((by) => ({ method: 'POST', path: '/__standin/clock/advance', json: { by } })),
  fc.constant({ method: 'POST', path: '/__standin/clock/next' }),
  fc.record({ api, scenario }).map((each) => ({
    method: 'PUT',
    path: '/__standin/scenarios',
    json: { queue: { [each.api]: [each.scenario] }, lasts: { '*': { '*': '3s' } } },
  })),
  fc
    .constantFrom(
      ...apis.flatMap(({ name, presets }) => presets.map((preset) => ({ api: name, name: preset.name }))),
    )
    .map((json) => ({ method: 'POST', path: '/__standin/presets', json })),
  fc.constant({ method: 'GET', path: '/api_2/build_tasks' }),
);

async function play(standin: Standin, steps: readonly Step[]): Promise<void> {
  for (const { method, path: given, json } of steps) {
    const path = typeof given === 'string' ? given : given(await standin.records.list());
    if (path === undefined) continue;
    const body =
      json === undefined
        ? {}
        : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
    const { status } = await standin.fetch(path, { method, ...body });
    expect(status, `${method} ${path}`).toBeLessThan(500);
  }
}

/** Every record, and every request that the documents print, asked of every API. */
async function answersOf(standin: Standin): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const send = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await standin.fetch(path, { headers });
    // The id of a request follows from how many there were before: no world has those of another.
    const text = (await response.text()).replaceAll(/"request_id":"\w+"/g, '"request_id":"…"');
    answers[path] = `${response.status} ${text}`;
  };
  for (const { url, headers } of await standin.records.list()) await send(url, headers);
  for (const { name } of apis) {
    for (const { request } of Object.values(documentsOf(name).exchanges)) {
      const query = request.query ? `?${new URLSearchParams(request.query)}` : '';
      if (request.method === 'GET') await send(request.path + query, request.headers);
    }
  }
  for (const part of ['clock', 'records', 'scenarios']) await send(`/__standin/${part}`);
  return answers;
}

async function textOf(standin: Standin): Promise<string> {
  return (await standin.fetch('/__standin/world')).text();
}

stories('an exported world', (story) => {
  story('is what its schema says, under its own name and prefix', async ({ send, standin }) => {
    await send('/~one/__standin/clock/advance', { json: { by: '1h' } });
    const { body, headers } = await send('/~one/__standin/world');
    expect(headers.get('content-type')).toBe('application/json');
    const validator = createValidator(documentsOf('standin').schemas);
    expect(await validator.violations('world-state', body)).toEqual([]);
    expect(body.clock).toEqual({ factor: 0, step: 0, instant: startOfTime + 3_600_000 });
    expect(body).toEqual(await standin.world('one').export());
    const named = { 'x-standin-world': 'two' };
    const response = await send('/__standin/world', { method: 'PUT', json: body, headers: named });
    expect(response.body).toEqual({ now: '2026-03-01T13:00:00.000Z', clock: 'frozen' });
    expect((await send('/~two/__standin/world')).text).toBe((await send('/~one/__standin/world')).text);
    expect((await send('/__standin/clock')).body.now).toBe('2026-03-01T12:00:00.000Z');
  });

  story('may be larger than other requests', async ({ send }) => {
    const { body } = await send('/__standin/world');
    const padding = 'x'.repeat(2_000_000);
    const record = body.records.find((each: { api: string }) => each.api === 'erigones');
    record.attributes.message = padding;
    expect(await send('/__standin/world', { method: 'PUT', json: body })).toMatchObject({ status: 200 });
    expect((await send('/__standin/world')).text).toContain(padding);
    expect(await send('/__standin/records', { json: { api: padding } })).toMatchObject({ status: 413 });
  });

  story('is refused where it is none, with what to do, and nothing of it is taken', async ({ send }) => {
    const { body: world, text } = await send('/__standin/world');
    const wrongs: [string, unknown, RegExp][] = [
      ['/format', 'else', /not a standin-world.*"format"/],
      ['/version', 3, /version 3.*reads version 2/],
      ['/version', 0, /version 0.*reads version 2/],
      ['/more', 1, /'more' is not known/],
      ['/apis/0', 'kettle', /the API 'kettle', which this Standin does not serve/],
      ['/apis', ['copr'], /no api 'codearts'/],
      ['/readings', { 'copr/nothing': 'literal' }, /no erratum 'copr\/nothing'/],
      ['/clock/instant', 1e300, /'instant'.*<= 253402300799999/],
      ['/clock/factor', 1e300, /'factor'.*<= 1000000000/],
      [
        '/records/0/commands',
        [{ kind: 'fail', at: -1e12, plan: [{ state: 'failed' }] }],
        /'fail' (came before|leads)/,
      ],
      ['/records/0/created', -1e14, /'created'.*>= /],
      ['/records/0/mirrorOf', 'kettle', /no api 'kettle'/],
      ['/parents/0/parent', {}, /parents\/0, .* is missing/],
      ['/parents/1', world.parents[0], /nother one has the same kind and id/],
      ['/clock/factor', 'fast', /'factor'.*type number/],
      ['/serials/0', ['copr creations', -1], /'1' at \/serials\/0\/1.*>= 0/],
      ['/serials/0', ['kettle creations', 1], /no api 'kettle'/],
      ['/parents/0/api', 'kettle', /no api 'kettle'/],
      ['/scenarios/lasts/copr', { boiling: 1 }, /no state that lasts 'boiling'/],
      ['/scenarios/defaults/kettle', 'fails', /no api 'kettle'/],
      ['/records/5', world.records[4], /records\/5, .*nother one has the same id/],
      ['/records/3/created', undefined, /'created' is missing at \/records\/3/],
      ['/records/0/attributes/number', 'one', /records\/0, codearts.*'number'/],
      ['/records/0/attributes/colour', 'red', /no attribute 'colour'/],
      ['/records/0/id', 'another', /attributes are those of '/],
      ['/records/0/plan', [{ state: 'boiling' }], /no state 'boiling'/],
      ['/records/0/plan', [], /'plan'/],
      ['/records/0/commands', [{ kind: 'boil', at: 1, plan: world.records[0].plan }], /command 'boil'/],
    ];
    for (const [pointer, value, says] of wrongs) {
      const response = await send('/__standin/world', { method: 'PUT', json: spoilt(world, pointer, value) });
      expect(response, pointer).toMatchObject({ status: 400, body: { hint: expect.any(String) } });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.body.detail).toMatch(says);
      expect((await send('/__standin/world')).text).toBe(text);
    }
  });
});

/** A copy with another value at one place. */
function spoilt(world: object, pointer: string, value: unknown): object {
  const copy = structuredClone(world);
  const path = pointer.split('/').slice(1);
  // biome-ignore lint/suspicious/noExplicitAny: any member of a JSON.
  const holder = path.slice(0, -1).reduce((at: any, member) => at[member], copy);
  holder[path.at(-1)!] = value;
  return copy;
}

it('is a copy: what a program does to it changes no world, before and after it was given', async () => {
  const { standin } = await setStage();
  const world = await standin.export();
  const text = JSON.stringify(world);
  const changeable = (of: WorldState) => of.records[0]!.attributes as { number: number };
  changeable(world).number = 7_000;
  expect(JSON.stringify(await standin.export())).toBe(text);
  const again: WorldState = JSON.parse(text);
  await standin.import(again);
  changeable(again).number = 7_000;
  expect(JSON.stringify(await standin.export())).toBe(text);
});

it('takes an API that it did not know as a world that begins would', async () => {
  const { standin } = await setStage({ apis: ['copr'] });
  const { standin: larger, send } = await setStage({ apis: ['copr', 'erigones'] });
  await larger.import(await standin.export());
  expect((await send('/__standin/records?api=erigones')).body.records.length).toBeGreaterThan(0);
});
