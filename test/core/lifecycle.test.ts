// The invariants of time: what a record is at an instant, whoever asks and however often.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandRules, defineLifecycle, isFinal } from '../../src/core/records/lifecycle.ts';
import { checkPlan, lengthOf, type Plan, planFor, planInto, scenarios } from '../../src/core/records/plan.ts';
import { type StandinRecord, snapshotAt, snapshotIn, timelineOf } from '../../src/core/records/snapshot.ts';
import { facts, instant, lifecycle, plan, record, states } from './_records.ts';

const later = fc.integer({ min: 0, max: 1_000 });
const createdWith = (plan: Plan, created: number): StandinRecord => ({
  api: 'tale',
  id: 'a',
  created,
  plan,
  commands: [],
  attributes: {},
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('a record, read', () => {
  it('answers the same however often and in whatever order it is asked', () => {
    fc.assert(
      fc.property(record, fc.array(instant, { minLength: 1 }), (record, instants) => {
        const before = JSON.stringify(record);
        const forwards = instants.map((now) => facts(snapshotAt(record, now)));
        const backwards = instants.toReversed().map((now) => facts(snapshotAt(record, now)));
        expect(backwards.toReversed()).toEqual(forwards);
        expect(JSON.stringify(record)).toBe(before);
      }),
    );
  });

  it('only moves forward: what it has entered by now, it has entered for ever', () => {
    fc.assert(
      fc.property(record, instant, later, (record, now, more) => {
        const { entered } = snapshotAt(record, now);
        const after = snapshotAt(record, now + more).entered;
        expect(after.slice(0, entered.length)).toEqual(entered);
        expect(after).toEqual(timelineOf(record).slice(0, after.length));
      }),
    );
  });

  it('never has a step dated before the one that led to it', () => {
    fc.assert(
      fc.property(record, (record) => {
        const instants = timelineOf(record).map((step) => step.at);
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is in the last state that it has entered, since the instant at which it did', () => {
    fc.assert(
      fc.property(plan, instant, later, (plan, created, more) => {
        const now = created + more;
        const snapshot = snapshotAt(createdWith(plan, created), now);
        const ends = plan.map((_, index) => created + lengthOf(plan.slice(0, index + 1)));
        const expected = plan.findIndex((_, index) => index === plan.length - 1 || ends[index]! > now);
        expect(snapshot.state).toBe(plan[expected]!.state);
        expect(snapshot.since).toBe(created + lengthOf(plan.slice(0, expected)));
        expect(snapshot.since).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('lands, after any jump past its plan, in the last state with every step dated as planned', () => {
    fc.assert(
      fc.property(plan, instant, later, (plan, created, more) => {
        const snapshot = snapshotAt(createdWith(plan, created), created + lengthOf(plan) + more);
        const lasts = plan.map((stage) => stage.lasts ?? 0);
        expect(snapshot.state).toBe(plan.at(-1)!.state);
        expect(snapshot.entered).toEqual(
          plan.map(({ state }, index) => ({ state, at: created + sum(lasts.slice(0, index)) })),
        );
      }),
    );
  });

  it('is seen in its first state before it is created', () => {
    fc.assert(
      fc.property(plan, later, (plan, wait) => {
        const snapshot = snapshotAt(createdWith(plan, 2_000), 1_999 - wait);
        expect(facts(snapshot)).toEqual({
          state: plan[0]!.state,
          since: 2_000,
          entered: [{ state: plan[0]!.state, at: 2_000 }],
        });
      }),
    );
  });

  it('dates a state that it enters twice by the first time, and one it never enters not at all', () => {
    const round = ['queued', 'running', 'paused', 'running', 'succeeded'];
    const snapshot = snapshotAt(
      createdWith(
        checkPlan(
          lifecycle,
          round.map((state) => ({ state })),
        ),
        0,
      ),
      1e9,
    );
    expect([snapshot.at('running'), snapshot.at('succeeded'), snapshot.at('failed')]).toEqual([
      2_000,
      13_000,
      undefined,
    ]);
  });

  it('stays as printed if it is a sample, whatever the clock says', () => {
    fc.assert(
      fc.property(record, instant, later, (record, seenAt, now) => {
        const { seenAt: _, ...plain } = record;
        expect(facts(snapshotAt({ ...plain, seenAt }, now))).toEqual(facts(snapshotAt(plain, seenAt)));
      }),
    );
  });

  it('survives being written down as JSON', () => {
    fc.assert(
      fc.property(record, instant, (record, now) => {
        const read = JSON.parse(JSON.stringify(record));
        expect(read).toEqual(record);
        expect(facts(snapshotAt(read, now))).toEqual(facts(snapshotAt(record, now)));
      }),
    );
  });
});

describe('a command', () => {
  const cut = (record: StandinRecord, at: number, plan: Plan): StandinRecord => ({
    ...record,
    commands: [...record.commands, { kind: 'cut-in', at, plan }],
  });

  it('changes nothing before its instant, and after it nothing planned happens', () => {
    fc.assert(
      fc.property(plan, instant, later, later, later, (plan, created, after, before, more) => {
        const record = createdWith(plan, created);
        const at = created + after;
        const canceled = cut(record, at, [{ state: 'canceled' }]);
        const earlier = Math.max(created, at - 1 - before);
        if (earlier < at)
          expect(facts(snapshotAt(canceled, earlier))).toEqual(facts(snapshotAt(record, earlier)));
        const snapshot = snapshotAt(canceled, at + more);
        expect(snapshot.entered).toEqual([...snapshotAt(record, at).entered, { state: 'canceled', at }]);
      }),
    );
  });

  it('has a life of its own from its instant on', () => {
    fc.assert(
      fc.property(record, instant, plan, later, (record, after, next, more) => {
        const at = Math.max(record.created, ...record.commands.map((each) => each.at)) + after;
        const commanded = cut(record, at, next);
        const steps = timelineOf(commanded);
        expect(steps.slice(-next.length)).toEqual(timelineOf(createdWith(next, at)));
        expect(steps.slice(0, -next.length)).toEqual(timelineOf(record).filter((step) => step.at <= at));
        const { seenAt: _, ...moving } = commanded;
        expect(snapshotAt(moving, at + more).state).toBe(snapshotAt(createdWith(next, at), at + more).state);
      }),
    );
  });

  it('cuts in from every state that is not final, and from no other: a final state stays', () => {
    const open = states.filter((state) => !isFinal(lifecycle, state));
    expect(open).toEqual(['queued', 'running', 'paused']);
    for (const rule of Object.values(commandRules(lifecycle))) expect(rule.from).toEqual(open);
    fc.assert(
      fc.property(plan, instant, later, later, (plan, created, soon, more) => {
        const record = createdWith(plan, created);
        const { state } = snapshotAt(record, created + soon);
        if (isFinal(lifecycle, state)) expect(snapshotAt(record, created + soon + more).state).toBe(state);
      }),
    );
  });
});

describe('a plan', () => {
  it('is legal for every scenario, and ends where the scenario says', () => {
    const ends = {
      succeeds: 'succeeded',
      fails: 'failed',
      canceled: 'canceled',
      stuck: 'running',
      instant: 'succeeded',
      slow: 'succeeded',
    };
    for (const scenario of scenarios) {
      const plan = planFor(lifecycle, scenario);
      expect(checkPlan(lifecycle, plan)).toEqual(plan);
      expect(plan.at(-1)).toEqual({ state: ends[scenario] });
    }
    expect(lengthOf(planFor(lifecycle, 'succeeds'))).toBe(7_000);
    expect(lengthOf(planFor(lifecycle, 'slow'))).toBe(70_000);
    expect(lengthOf(planFor(lifecycle, 'instant'))).toBe(0);
    expect(lengthOf(planFor(lifecycle, 'succeeds', { running: 1 }))).toBe(2_001);
  });

  it.each(states.filter((state) => state !== 'paused'))('leads into %s and stays there', (state) => {
    const plan = planInto(lifecycle, state);
    expect(checkPlan(lifecycle, plan)).toEqual(plan);
    expect(plan.at(-1)).toEqual({ state });
    const now = lengthOf(plan);
    expect(snapshotAt(createdWith(plan, 0), now).state).toBe(state);
    expect(snapshotAt(createdWith(plan, 0), 1e12).state).toBe(state);
  });

  it('is refused if a step is not allowed, a state is unknown, or there is none', () => {
    const check = (...states: string[]) =>
      checkPlan(
        lifecycle,
        states.map((state) => ({ state })),
      );
    expect(() => check('queued', 'succeeded')).toThrow("'succeeded' cannot follow 'queued'.");
    expect(() => check('succeeded', 'running')).toThrow("'running' cannot follow 'succeeded'.");
    expect(() => check('queued', 'runing')).toThrow("There is no state 'runing'.");
    expect(() => check()).toThrow('A plan needs at least one stage.');
    expect(() => defineLifecycle({ ...lifecycle, failed: 'broken' })).toThrow("unknown state 'broken'");
  });
});

describe('a state that a request prefers', () => {
  it('is shown whatever the plan says, with no date in the future and none out of order', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...states), later, (record, state, more) => {
        const now = record.created + more;
        const snapshot = snapshotIn(lifecycle, record, state, now);
        const instants = snapshot.entered.map((step) => step.at);
        expect(snapshot.state).toBe(state);
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        // A sample has a present of its own.
        expect(instants.at(-1)).toBeLessThanOrEqual(record.seenAt ?? now);
      }),
    );
  });
});
