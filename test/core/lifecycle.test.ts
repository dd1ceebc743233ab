// The laws of time: what a record is at an instant, whoever asks and however often.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandRules, defineLifecycle, isFinal } from '../../src/core/lifecycle.ts';
import { momentAt, momentIn, type StandinRecord, timelineOf } from '../../src/core/moment.ts';
import { checkPlan, lengthOf, type Plan, planFor, planInto, scenarios } from '../../src/core/plan.ts';
import { facts, instant, lifecycle, plan, record, states } from './_records.ts';

const later = fc.integer({ min: 0, max: 1_000 });
const bornWith = (plan: Plan, born: number): StandinRecord => ({
  api: 'tale',
  id: 'a',
  born,
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
        const forwards = instants.map((now) => facts(momentAt(record, now)));
        const backwards = instants.toReversed().map((now) => facts(momentAt(record, now)));
        expect(backwards.toReversed()).toEqual(forwards);
        expect(JSON.stringify(record)).toBe(before);
      }),
    );
  });

  it('only moves forward: what it has entered by now, it has entered for ever', () => {
    fc.assert(
      fc.property(record, instant, later, (record, now, more) => {
        const { entered } = momentAt(record, now);
        const after = momentAt(record, now + more).entered;
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
      fc.property(plan, instant, later, (plan, born, more) => {
        const now = born + more;
        const moment = momentAt(bornWith(plan, born), now);
        const ends = plan.map((_, index) => born + lengthOf(plan.slice(0, index + 1)));
        const expected = plan.findIndex((_, index) => index === plan.length - 1 || ends[index]! > now);
        expect(moment.state).toBe(plan[expected]!.state);
        expect(moment.since).toBe(born + lengthOf(plan.slice(0, expected)));
        expect(moment.since).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('lands, after any jump past its plan, in the last state with every step dated as planned', () => {
    fc.assert(
      fc.property(plan, instant, later, (plan, born, more) => {
        const moment = momentAt(bornWith(plan, born), born + lengthOf(plan) + more);
        const lasts = plan.map((stage) => stage.lasts ?? 0);
        expect(moment.state).toBe(plan.at(-1)!.state);
        expect(moment.entered).toEqual(
          plan.map(({ state }, index) => ({ state, at: born + sum(lasts.slice(0, index)) })),
        );
      }),
    );
  });

  it('is seen in its first state before it is born', () => {
    fc.assert(
      fc.property(plan, later, (plan, wait) => {
        const moment = momentAt(bornWith(plan, 2_000), 1_999 - wait);
        expect(facts(moment)).toEqual({
          state: plan[0]!.state,
          since: 2_000,
          entered: [{ state: plan[0]!.state, at: 2_000 }],
        });
      }),
    );
  });

  it('dates a state that it enters twice by the first time, and one it never enters not at all', () => {
    const round = ['queued', 'running', 'paused', 'running', 'succeeded'];
    const moment = momentAt(
      bornWith(
        checkPlan(
          lifecycle,
          round.map((state) => ({ state })),
        ),
        0,
      ),
      1e9,
    );
    expect([moment.at('running'), moment.at('succeeded'), moment.at('failed')]).toEqual([
      2_000,
      13_000,
      undefined,
    ]);
  });

  it('stays as printed if it is an exhibit, whatever the clock says', () => {
    fc.assert(
      fc.property(record, instant, later, (record, seenAt, now) => {
        const { seenAt: _, ...plain } = record;
        expect(facts(momentAt({ ...plain, seenAt }, now))).toEqual(facts(momentAt(plain, seenAt)));
      }),
    );
  });

  it('survives being written down as JSON', () => {
    fc.assert(
      fc.property(record, instant, (record, now) => {
        const read = JSON.parse(JSON.stringify(record));
        expect(read).toEqual(record);
        expect(facts(momentAt(read, now))).toEqual(facts(momentAt(record, now)));
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
      fc.property(plan, instant, later, later, later, (plan, born, after, before, more) => {
        const record = bornWith(plan, born);
        const at = born + after;
        const canceled = cut(record, at, [{ state: 'canceled' }]);
        const earlier = Math.max(born, at - 1 - before);
        if (earlier < at)
          expect(facts(momentAt(canceled, earlier))).toEqual(facts(momentAt(record, earlier)));
        const moment = momentAt(canceled, at + more);
        expect(moment.entered).toEqual([...momentAt(record, at).entered, { state: 'canceled', at }]);
      }),
    );
  });

  it('has a life of its own from its instant on', () => {
    fc.assert(
      fc.property(record, instant, plan, later, (record, after, next, more) => {
        const at = Math.max(record.born, ...record.commands.map((each) => each.at)) + after;
        const commanded = cut(record, at, next);
        const steps = timelineOf(commanded);
        expect(steps.slice(-next.length)).toEqual(timelineOf(bornWith(next, at)));
        expect(steps.slice(0, -next.length)).toEqual(timelineOf(record).filter((step) => step.at <= at));
        const { seenAt: _, ...moving } = commanded;
        expect(momentAt(moving, at + more).state).toBe(momentAt(bornWith(next, at), at + more).state);
      }),
    );
  });

  it('cuts in from every state that is not final, and from no other: a final state stays', () => {
    const open = states.filter((state) => !isFinal(lifecycle, state));
    expect(open).toEqual(['queued', 'running', 'paused']);
    for (const rule of Object.values(commandRules(lifecycle))) expect(rule.from).toEqual(open);
    fc.assert(
      fc.property(plan, instant, later, later, (plan, born, soon, more) => {
        const record = bornWith(plan, born);
        const { state } = momentAt(record, born + soon);
        if (isFinal(lifecycle, state)) expect(momentAt(record, born + soon + more).state).toBe(state);
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
    expect(momentAt(bornWith(plan, 0), now).state).toBe(state);
    expect(momentAt(bornWith(plan, 0), 1e12).state).toBe(state);
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
        const now = record.born + more;
        const moment = momentIn(lifecycle, record, state, now);
        const instants = moment.entered.map((step) => step.at);
        expect(moment.state).toBe(state);
        expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        // An exhibit has a present of its own.
        expect(instants.at(-1)).toBeLessThanOrEqual(record.seenAt ?? now);
      }),
    );
  });
});
