// Records at random, for the invariants that hold for every record.
import fc from 'fast-check';
import { defineLifecycle } from '../../src/core/records/lifecycle.ts';
import type { Plan } from '../../src/core/records/plan.ts';
import type { Command, Snapshot, StandinRecord } from '../../src/core/records/snapshot.ts';

/** Two ways to go on, a way round, and three ends. */
export const lifecycle = defineLifecycle({
  states: {
    queued: { next: ['running', 'failed', 'canceled'], lasts: 2_000, clauses: [] },
    running: { next: ['paused', 'succeeded', 'failed', 'canceled'], lasts: 5_000, clauses: [] },
    paused: { next: ['running', 'canceled'], lasts: 1_000, clauses: [] },
    succeeded: { next: [], clauses: [] },
    failed: { next: [], clauses: [] },
    canceled: { next: [], clauses: [] },
  },
  path: ['queued', 'running', 'succeeded'],
  running: 'running',
  failed: 'failed',
  canceled: 'canceled',
});
export const states = Object.keys(lifecycle.states);

/** Instants close enough to each other to coincide now and then. */
export const instant = fc.integer({ min: 0, max: 60 });

/** A legal walk through the states; stages may last no time at all. */
export const plan: fc.Arbitrary<Plan> = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 })), { minLength: 1, maxLength: 6 })
  .map((steps) => {
    const walk = [{ state: 'queued', lasts: 0 }];
    for (const [choice, lasts] of steps) {
      walk.at(-1)!.lasts = lasts;
      const next: readonly string[] = lifecycle.states[walk.at(-1)!.state as 'queued'].next;
      if (next.length > 0) walk.push({ state: next[choice % next.length]!, lasts: 0 });
    }
    return walk.map(({ state, lasts }, index) => (index === walk.length - 1 ? { state } : { state, lasts }));
  });

const command: fc.Arbitrary<Omit<Command, 'at'> & { after: number }> = fc.record({
  kind: fc.constant('cut-in'),
  after: fc.integer({ min: 0, max: 30 }),
  plan: fc.oneof(fc.constantFrom([{ state: 'canceled' }], [{ state: 'failed' }]), plan),
});

export interface Traits {
  readonly group: number;
  readonly order: number;
}

/** A record of `api`, perhaps a sample, perhaps with commands; some are not created before the clock's 0 to 60. */
export function records(api: string, ids: fc.Arbitrary<string>): fc.Arbitrary<StandinRecord<Traits>> {
  const facts = {
    id: ids,
    created: instant,
    plan,
    commands: fc.array(command, { maxLength: 2 }),
    attributes: fc.record({ group: fc.nat(2), order: fc.nat(5) }),
    seenAt: fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: instant, weight: 1 }),
  };
  return fc.record(facts).map(({ commands, seenAt, ...rest }) => ({
    api,
    ...rest,
    commands: commands.map(({ after, ...each }) => ({ ...each, at: rest.created + after })),
    ...(seenAt === undefined ? {} : { seenAt }),
  }));
}

export const record = records('tale', fc.constantFrom('a', 'b'));

/** A moment without its question. */
export function facts({ state, since, entered }: Snapshot) {
  return { state, since, entered };
}
