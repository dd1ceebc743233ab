// The store, held against the plain truth: every list is a filter over all records, each at its snapshot.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StandinRecord, snapshotAt, timelineOf } from '../../src/core/records/snapshot.ts';
import { createMemoryStore } from '../../src/core/store/memory-store.ts';
import type { Ordering, RecordQuery, Store, TransitionQuery } from '../../src/core/store/store.ts';
import { instant, records, type Traits } from './_records.ts';

const ordering: Ordering<Traits> = {
  order: ({ attributes }) => attributes.order,
  indexes: {
    group: ({ attributes }) => attributes.group,
    name: ({ attributes }) => `group ${attributes.group}`,
  },
};
const apis = ['tale', 'song'];
const createStore = () => createMemoryStore(Object.fromEntries(apis.map((api) => [api, ordering])));
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const api = fc.constantFrom(...apis);

describe('a store', () => {
  it('answers, after any history, as if it filtered all records at the instant it is asked about', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        let truth: Truth = { store: createStore(), records: [], now: 0 };
        for (const each of steps) truth = await each(truth);
      }),
      { numRuns: 400 },
    );
  });

  it('answers the same from a snapshot, written down and read back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.array(question), async (steps, questions) => {
        let truth: Truth = { store: createStore(), records: [], now: 0 };
        for (const each of steps) truth = await each(truth);
        await truth.store.putParent('tale', 'group', '1', { name: 'first' });
        const serial = await truth.store.serial('tales');
        const copy = createStore();
        await copy.restore(JSON.parse(JSON.stringify(await truth.store.snapshot())));
        for (const send of questions) await send({ ...truth, store: copy });
        expect(await copy.parent('tale', 'group', '1')).toEqual({ name: 'first' });
        expect(await copy.serial('tales')).toBe(serial + 1);
        expect(await copy.snapshot()).toMatchObject({ records: (await truth.store.snapshot()).records });
      }),
    );
  });

  it('answers as truly after a jump over thousands of transitions as after one', async () => {
    const store = createStore();
    const plan = [{ state: 'queued', lasts: 40 }, { state: 'running', lasts: 300 }, { state: 'succeeded' }];
    const all: StandinRecord<Traits>[] = Array.from({ length: 5_000 }, (_, i) => ({
      ...tale,
      id: `r${i}`,
      created: (i * 37) % 1_000,
      plan,
      attributes: { group: i % 3, order: (i * 7) % 501 },
    }));
    for (const each of all) await store.put(each);
    // Now a few are due, now thousands at once; lists and histories are asked for before and after.
    for (const now of [0, 1, 5, 41, 45, 300, 302, 700, 1_339, 1_340, 5_000]) {
      for (const states of [['queued'], ['running'], ['succeeded', 'running']]) {
        const truly = all.filter((each) => states.includes(snapshotAt(each, now).state));
        const page = await store.page('tale', { now, states, where: { index: 'group', value: 1 }, limit: 7 });
        expect(page.total, `${states} at ${now}`).toBe(
          truly.filter((each) => each.attributes.group === 1).length,
        );
        const entered = all.flatMap((each) => timelineOf(each)).filter((each) => each.at <= now);
        const steps = await store.transitions('tale', { now, states, newestFirst: true, limit: 3 });
        expect(steps.total).toBe(entered.filter((each) => states.includes(each.state)).length);
      }
      const next = all
        .flatMap(timelineOf)
        .map((each) => each.at)
        .filter((at) => at > now);
      expect(await store.nextTransition(now)).toBe(next.length > 0 ? Math.min(...next) : undefined);
    }
  });

  it('takes an empty set of states for none, whether or not all were asked for before', async () => {
    const store = createStore();
    await store.put({ ...tale, id: 'a' });
    for (const order of [
      [undefined, []],
      [[], undefined],
    ] as const)
      for (const wanted of order) {
        const query = { now: 0, ...(wanted && { states: wanted }) };
        expect((await store.page('tale', query)).total, `${wanted}`).toBe(wanted ? 0 : 1);
        expect((await store.transitions('tale', query)).total, `${wanted}`).toBe(wanted ? 0 : 1);
      }
  });

  it('keeps a place in line for a record that is replaced, and none for one that is removed', async () => {
    const store = createStore();
    const list = async () => (await store.page('tale', { now: 0 })).items.map((record) => record.id);
    for (const id of ['a', 'b', 'c']) await store.put({ ...tale, id });
    await store.put({ ...tale, id: 'a', created: 1 });
    expect(await list()).toEqual(['a', 'b', 'c']);
    expect(await store.remove('tale', 'b')).toBe(true);
    expect(await store.remove('tale', 'b')).toBe(false);
    await store.put({ ...tale, id: 'b' });
    expect(await list()).toEqual(['a', 'c', 'b']);
  });

  it('never gives a serial number twice', async () => {
    const store = createStore();
    expect([await store.serial('a'), await store.serial('a'), await store.serial('b')]).toEqual([1, 2, 1]);
    await store.raiseSerial('a', 10);
    await store.raiseSerial('a', 5);
    expect(await store.serial('a')).toBe(11);
  });

  it('knows only its own APIs and their indexes', async () => {
    const store = createStore();
    await expect(store.page('poem', { now: 0 })).rejects.toThrow("no records of 'poem'");
    const where = { index: 'colour', value: 1 };
    await expect(store.page('tale', { now: 0, where })).rejects.toThrow("no index 'colour'");
  });

  it('forgets everything of one API, and nothing of another', async () => {
    const store = createStore();
    await store.put({ ...tale, id: 'a' });
    for (const api of ['tale', 'tales']) {
      await store.putParent(api, 'group', '1', {});
      await store.serial(`${api} creations`);
    }
    await store.clear('tale');
    expect(await store.snapshot()).toEqual({
      records: [],
      parents: [{ api: 'tales', kind: 'group', id: '1', parent: {} }],
      serials: [['tales creations', 1]],
    });
  });

  it('forgets everything when it is cleared', async () => {
    const store = createStore();
    await store.put({ ...tale, id: 'a' });
    await store.putParent('tale', 'group', '1', {});
    await store.serial('a');
    await store.clear();
    expect(await store.snapshot()).toEqual({ records: [], parents: [], serials: [] });
    expect(await store.page('tale', { now: 0 })).toEqual({ items: [], total: 0 });
  });
});

const tale: Omit<StandinRecord<Traits>, 'id'> = {
  api: 'tale',
  created: 0,
  plan: [{ state: 'queued' }],
  commands: [],
  attributes: { group: 0, order: 0 },
};

/** A store, and what it ought to hold: the records in the order of their arrival. */
interface Truth {
  readonly store: Store;
  readonly records: readonly StandinRecord<Traits>[];
  readonly now: number;
}
type Step = (truth: Truth) => Promise<Truth>;

/** A step that shows in a counterexample what it does. */
function shown<T>(name: string, data: T, play: Step): Step {
  return Object.assign(play, { [fc.toStringMethod]: () => `${name} ${JSON.stringify(data)}` });
}

const put: fc.Arbitrary<Step> = api
  .chain((api) => records(api, ids))
  .map((record) =>
    shown('put', record, async (truth) => {
      await truth.store.put(record);
      const at = truth.records.findIndex((each) => each.api === record.api && each.id === record.id);
      const kept = at < 0 ? [...truth.records, record] : truth.records.with(at, record);
      return { ...truth, records: kept };
    }),
  );

const remove: fc.Arbitrary<Step> = fc.tuple(api, ids).map(([api, id]) =>
  shown('remove', { api, id }, async (truth) => {
    const kept = truth.records.filter((each) => each.api !== api || each.id !== id);
    expect(await truth.store.remove(api, id)).toBe(kept.length < truth.records.length);
    expect(await truth.store.get(api, id)).toBe(undefined);
    return { ...truth, records: kept };
  }),
);

const advance: fc.Arbitrary<Step> = fc
  .nat(12)
  .map((by) => shown('advance', by, async (truth) => ({ ...truth, now: truth.now + by })));

/** How long ago the instant is that is asked about: most often it is now, but requests may overlap. */
const ago = fc.oneof({ arbitrary: fc.constant(0), weight: 6 }, { arbitrary: fc.nat(20), weight: 1 });
/** So few that the same is asked again, and what was remembered for it is put to use. */
const stateSet = fc.constantFrom<string[]>(['queued'], ['running', 'paused'], ['canceled', 'queued'], []);
const paging = { offset: fc.nat(5), limit: fc.nat(5), newestFirst: fc.boolean() };
const bound = fc.integer({ min: -1, max: 6 });
const where = fc.oneof(
  fc.record({ index: fc.constant('group'), value: fc.nat(3) }),
  fc.record({ index: fc.constant('name'), value: fc.nat(3).map((group) => `group ${group}`) }),
);
const pageQuery = fc.record(
  { where, states: stateSet, range: fc.record({ from: bound, to: bound }), ...paging },
  { requiredKeys: [] },
);
const transitionQuery = fc.record({ states: stateSet, since: instant, ...paging }, { requiredKeys: [] });

const requestPage: fc.Arbitrary<Step> = fc.tuple(api, ago, pageQuery).map(([api, ago, rest]) =>
  shown('page', { api, ago, ...rest }, async (truth) => {
    const query = { now: truth.now - ago, ...rest } as RecordQuery;
    const expected = filterOf(truth.records, api, query);
    expect(await truth.store.page(api, query)).toEqual({
      items: cut(expected, query),
      total: expected.length,
    });
    return truth;
  }),
);

const requestTransitions: fc.Arbitrary<Step> = fc.tuple(api, ago, transitionQuery).map(([api, ago, rest]) =>
  shown('transitions', { api, ago, ...rest }, async (truth) => {
    const query = { now: truth.now - ago, ...rest } as TransitionQuery;
    const { items, total } = await truth.store.transitions(api, query);
    const expected = stepsOf(truth.records, api, query);
    expect(total).toBe(expected.length);
    expect(items.map(({ record, state, at }) => ({ record, state, at }))).toEqual(cut(expected, query));
    return truth;
  }),
);

const requestNext: fc.Arbitrary<Step> = ago.map((ago) =>
  shown('next transition', { ago }, async (truth) => {
    const now = truth.now - ago;
    const due = truth.records
      .filter((record) => record.seenAt === undefined)
      .flatMap((record) => timelineOf(record).map((step) => step.at))
      .filter((at) => at > now);
    expect(await truth.store.nextTransition(now)).toBe(due.length > 0 ? Math.min(...due) : undefined);
    return truth;
  }),
);

const question = fc.oneof(requestPage, requestTransitions, requestNext);
const step = fc.oneof(
  { arbitrary: put, weight: 4 },
  { arbitrary: remove, weight: 1 },
  { arbitrary: advance, weight: 2 },
  { arbitrary: question, weight: 5 },
);

function filterOf(all: Truth['records'], api: string, { now, where, states, range }: RecordQuery) {
  return all
    .filter((record) => record.api === api)
    .filter((record) => !where || ordering.indexes[where.index]!(record) === where.value)
    .filter((record) => !states || states.includes(snapshotAt(record, now).state))
    .filter(
      (record) => !range || (ordering.order(record) >= range.from && ordering.order(record) <= range.to),
    )
    .toSorted((a, b) => ordering.order(a) - ordering.order(b));
}

function stepsOf(all: Truth['records'], api: string, { now, states, since }: TransitionQuery) {
  return all
    .filter((record) => record.api === api)
    .flatMap((record) =>
      snapshotAt(record, now)
        .entered.filter((step) => step.at <= (record.seenAt ?? now))
        .map(({ state, at }) => ({ record, state, at })),
    )
    .filter((step) => !states || states.includes(step.state))
    .filter((step) => since === undefined || step.at >= since)
    .toSorted((a, b) => a.at - b.at);
}

function cut<T>(
  all: readonly T[],
  { newestFirst, offset = 0, limit = all.length }: { newestFirst?: boolean; offset?: number; limit?: number },
): T[] {
  return (newestFirst ? all.toReversed() : all).slice(offset, offset + limit);
}
