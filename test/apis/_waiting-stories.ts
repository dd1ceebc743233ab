// The stories of waiting builds that the documented API in code and its twin written as data both have to keep.
import { expect } from 'vitest';
import { type Stage, type Story, startOfTime } from '../_standin.ts';

const list = '/waiting_builds/';
const unix = (ms: number) => (startOfTime + ms) / 1_000;

// biome-ignore lint/suspicious/noExplicitAny: tests look into builds of both schemas.
export type Listed = any;
export const buildsOf = async ({ send }: Pick<Stage, 'send'>): Promise<Listed[]> =>
  (await send(list)).body.builds;
export const idsOf = async (stage: Pick<Stage, 'send'>) => (await buildsOf(stage)).map((build) => build.id);

/** A build as the attributes of `copr-waiting` name its facts. */
export interface Submitted {
  readonly build_id?: number;
  readonly copr_id?: number;
  readonly copr?: string;
  readonly user_id?: number;
  readonly owner_id?: number;
  readonly pkgs?: readonly string[];
  readonly chroots?: readonly string[];
  readonly copr_chroots?: readonly string[];
  readonly repos?: readonly string[] | null;
}

/** An implementation: its name, and how its attributes write a build. */
export interface Twin {
  readonly api: string;
  attributes(build: Submitted): object;
}

export function waitingStories(told: Story, { api, attributes }: Twin, options = {}): void {
  const story: Story = (name, play) => told(name, play, options);
  const submit = ({ standin }: Stage, build: Submitted = {}, more: object = {}) =>
    standin.records.create({ api, attributes: { ...attributes(build) }, ...more });

  story('shows a build while it waits, dated when it was submitted', async (stage) => {
    await stage.standin.clock.advance('90s');
    await submit(stage, { build_id: 7 });
    const waiting = {
      id: 7,
      submitted_on: unix(90_000),
      started_on: null,
      ended_on: null,
      results: null,
      canceled: false,
    };
    expect((await buildsOf(stage)).at(-1)).toMatchObject(waiting);
    await stage.standin.clock.advance('2999ms');
    expect((await buildsOf(stage)).at(-1)).toMatchObject(waiting);
  });

  story('prints the two builds of the page as they are printed', async (stage) => {
    expect(await buildsOf(stage)).toEqual([
      {
        ...{
          id: 4,
          copr_id: 3,
          user_id: 1,
          results: null,
          started_on: null,
          canceled: false,
          ended_on: null,
        },
        copr: {
          ...{ id: 3, owner_id: 1, name: 'baz', repos: 'http://foo/repo http://bar/repo' },
          chroots: 'fedora-rawhide-i386',
        },
        submitted_on: 1351153692,
        pkgs: 'http://foo/pkg-1.src.rpm http://foo/spam-2.src.rpm',
        chroots: 'fedora-rawhide-i386',
      },
      {
        ...{
          id: 5,
          copr_id: 5,
          user_id: 1,
          results: null,
          started_on: null,
          canceled: false,
          ended_on: null,
        },
        copr: { id: 5, owner_id: 2, name: 'ff2', repos: null, chroots: 'fedora-17-i386 fedora-17-x86_64' },
        submitted_on: 1351157544,
        pkgs: 'http://foo/pkg.src.rpm',
        chroots: 'fedora-17-i386 fedora-17-x86_64',
      },
    ]);
  });

  story('lets it vanish when it starts; that it succeeds is in its record', async (stage) => {
    const { standin } = stage;
    const { id } = await submit(stage, { build_id: 7 });
    const state = async () => (await standin.records.get(api, id)).state;
    expect([await idsOf(stage), await state()]).toEqual([[4, 5, 7], 'waiting']);
    await standin.clock.advance('3s');
    expect([await idsOf(stage), await state()]).toEqual([[4, 5], 'running']);
    await standin.clock.advance('6s');
    expect([await idsOf(stage), await state()]).toEqual([[4, 5], 'succeeded']);
  });

  story('dates every step rightly when the clock jumps over all of them', async (stage) => {
    const { id } = await submit(stage);
    await stage.standin.clock.advance('1d');
    const { state, timeline } = await stage.standin.records.get(api, id);
    expect(state).toBe('succeeded');
    expect(timeline.map((step) => [step.state, Date.parse(step.at) - startOfTime])).toEqual([
      ['waiting', 0],
      ['running', 3_000],
      ['succeeded', 9_000],
    ]);
    expect(await idsOf(stage)).toEqual([4, 5]);
  });

  story('fails when the scenario says so, and a failed build waits no more', async (stage) => {
    await stage.standin.scenarios.set({ queue: { [api]: ['fails'] } });
    const { id } = await submit(stage);
    await stage.standin.clock.advance('1h');
    expect((await stage.standin.records.get(api, id)).state).toBe('failed');
    expect(await idsOf(stage)).not.toContain(Number(id));
  });

  story('lists a canceled build no more, whether it waited or ran', async (stage) => {
    const { records, clock } = stage.standin;
    await submit(stage, { build_id: 7 });
    await submit(stage, { build_id: 8 });
    await records.command(api, '7', 'cancel');
    expect(await idsOf(stage)).toEqual([4, 5, 8]);
    await clock.advance('3s');
    await records.command(api, '8', 'cancel');
    await clock.advance('1h');
    expect((await records.get(api, '8')).state).toBe('canceled');
    expect(await idsOf(stage)).toEqual([4, 5]);
  });

  story('keeps the builds of the page waiting until a command cuts in', async (stage) => {
    await stage.standin.clock.advance('3650d');
    expect(await idsOf(stage)).toEqual([4, 5]);
    await stage.standin.records.command(api, '4', 'cancel');
    await stage.standin.records.command(api, '5', 'succeed');
    expect(await idsOf(stage)).toEqual([]);
  });

  story('shows ten of eleven, and the eleventh when one of them starts', async (stage) => {
    const { clock } = stage.standin;
    for (let build_id = 21; build_id >= 13; build_id--) {
      await submit(stage, { build_id }, { lasts: { waiting: build_id === 20 ? '10s' : '1h' } });
      await clock.advance('1s');
    }
    const ten = [4, 5, 21, 20, 19, 18, 17, 16, 15, 14];
    expect(await idsOf(stage)).toEqual(ten);
    await clock.advance('1999ms');
    expect(await idsOf(stage)).toEqual(ten);
    await clock.advance('1ms');
    expect(await idsOf(stage)).toEqual([4, 5, 21, 19, 18, 17, 16, 15, 14, 13]);
  });

  story('puts builds of the same instant in the order in which they came', async (stage) => {
    for (const build_id of [9, 7, 8]) await submit(stage, { build_id });
    expect(await idsOf(stage)).toEqual([4, 5, 9, 7, 8]);
  });

  story('claims nothing: who asks again gets the same, whatever they ask for', async (stage) => {
    const { send } = stage;
    for (let build_id = 6; build_id <= 16; build_id++) await submit(stage, { build_id });
    const first = await send(list);
    expect(first.body.builds).toHaveLength(10);
    expect(first.headers.get('content-type')).toBe('application/json');
    expect((await send(list)).text).toBe(first.text);
    for (const query of ['limit=3', 'offset=2', 'limit=abc', 'state=running'])
      expect((await send(`${list}?${query}`)).text, query).toBe(first.text);
    const headers = { accept: 'text/html, application/xml' };
    expect(await send(list, { headers })).toMatchObject({ status: 200, text: first.text });
  });

  story('names a copr twice and its owner apart from who submitted the build', async (stage) => {
    await submit(stage, { build_id: 7, copr_id: 12, user_id: 31, owner_id: 32 });
    const build = (await buildsOf(stage)).at(-1);
    expect(build).toMatchObject({ copr_id: 12, user_id: 31, copr: { id: 12, owner_id: 32 } });
    for (const each of await buildsOf(stage)) expect(each.copr.id).toBe(each.copr_id);
  });

  story('keeps the chroots that a build was submitted for when its copr has changed', async (stage) => {
    const chroots = ['fedora-41-i386', 'fedora-41-x86_64'];
    await submit(stage, { build_id: 6, copr_id: 6, chroots, copr_chroots: ['fedora-42-x86_64'] });
    expect((await buildsOf(stage)).at(-1)).toMatchObject({
      id: 6,
      chroots: 'fedora-41-i386 fedora-41-x86_64',
      copr: { id: 6, chroots: 'fedora-42-x86_64' },
    });
  });

  story('has a preset for every state, and only a build that waits is listed', async (stage) => {
    for (const state of ['waiting', 'running', 'succeeded', 'failed', 'canceled']) {
      const [made] = await stage.standin.presets.create({ api, name: `build-is-${state}` });
      expect((await stage.standin.records.get(api, made!.id)).state).toBe(state);
      expect((await idsOf(stage)).includes(Number(made!.id)), state).toBe(state === 'waiting');
    }
  });

  story('shows nothing under a preferred state other than waiting', async ({ send }) => {
    const under = async (state: string) => (await send(list, { headers: { prefer: `state=${state}` } })).body;
    expect((await under('waiting')).builds).toHaveLength(2);
    expect(await under('canceled')).toEqual({ builds: [] });
  });

  story('answers other methods and addresses with an error of its own', async ({ send }) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, headers } = await send(list, { method });
      expect([status, headers.get('allow')], method).toEqual([405, 'GET']);
    }
    for (const path of [`${list}5`, `${list}x/y`]) expect((await send(path)).status, path).toBe(404);
  });
}

/** What the twin as data needs code for: facts that several builds share, and answers of the web framework. */
export function codedStories(told: Story, { api, attributes }: Twin, options = {}): void {
  const story: Story = (name, play) => told(name, play, options);
  const submit = ({ standin }: Pick<Stage, 'standin'>, build: Submitted) =>
    standin.records.create({ api, attributes: { ...attributes(build) } });

  story('remembers a copr: a later build in it needs only its id', async (stage) => {
    await submit(stage, { copr_id: 12, copr: 'tools', repos: null });
    await submit(stage, { copr_id: 12 });
    const [first, second] = (await buildsOf(stage)).slice(-2);
    expect(second.copr).toEqual(first.copr);
    expect(second.copr).toMatchObject({ id: 12, name: 'tools', repos: null });
    await submit(stage, {});
    expect((await buildsOf(stage)).at(-1).copr_id).toBe(13);
  });

  story('takes no build with chroots of two releases', async (stage) => {
    await expect(submit(stage, { chroots: ['fedora-41-x86_64', 'fedora-42-x86_64'] })).rejects.toMatchObject({
      status: 400,
      title: 'Several releases',
    });
  });

  story('leads to the slash, and keeps a world in the address', async ({ send }) => {
    const { status, headers } = await send('/waiting_builds');
    expect([status, headers.get('location')]).toEqual([301, '/waiting_builds/']);
    const other = await send('/~other/waiting_builds');
    expect([other.status, other.headers.get('location')]).toEqual([301, '/~other/waiting_builds/']);
  });

  story('refuses in HTML what it does not know', async ({ send }) => {
    const { headers, text } = await send(list, { method: 'DELETE' });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('<h1>Method Not Allowed</h1>');
  });
}
