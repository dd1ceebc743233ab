// Worlds in which anything happens to records at any time, by a seed: the same seed is the same life.
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { type Reading, readingNames } from '../../src/core/api/errata.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';

export const apis = Object.values(registry).filter((each): each is Api => 'lifecycle' in each);

/** What is said of an honest server with such a life, and how it came about. */
export interface Judged {
  readonly seed: number;
  readonly profile: Reading;
  readonly steps: readonly string[];
  readonly accused: readonly string[];
}

const commands = ['cancel', 'fail', 'start', 'succeed', 'restart'];
const mostSteps = 12;
/** The log of Erigones keeps what was, so that its statistics never count fewer. */
const keepsAll = 'erigones';

export async function judgeLife(api: Api, seed: number): Promise<Judged> {
  const draw = drawing(seed);
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)]!;
  const profile = pick(readingNames);
  const standin = createStandin({
    apis: [api],
    at: Date.parse('2026-03-01T12:00:00.000Z'),
    clock: 'frozen',
    profile,
    seed,
    samples: draw(2) === 0,
  });
  const mine = standin.world('mine');
  /** Whether a preset has no record whose id was ever used: no service gives two records one id. */
  const used = new Set((await mine.records.list({ api: api.name })).map(({ id }) => id));
  const isFree = async (wanted: { readonly api: string; readonly name: string }) => {
    const ids = (await standin.world('elsewhere').presets.create(wanted)).map(({ id }) => id);
    const free = ids.every((id) => !used.has(id));
    for (const id of ids) used.add(id);
    return free;
  };
  const known: string[] = [];
  const steps: string[] = [];
  const states = Object.keys(api.lifecycle.states);
  const note = ({ id }: { readonly id: string }) => {
    known.push(id);
    used.add(id);
  };
  const possible: Readonly<Record<string, () => Promise<unknown>>> = {
    create: async () => note(await mine.records.create({ api: api.name })),
    'create in a state': async () => note(await mine.records.create({ api: api.name, state: pick(states) })),
    preset: async () => {
      const wanted = { api: api.name, name: pick(api.presets).name };
      if (await isFree(wanted)) await mine.presets.create(wanted);
      else throw new Error('it would take the place of records that are there');
    },
    command: async () => mine.records.command(api.name, pick(known), pick(commands)),
    'advance a little': async () => mine.clock.advance(draw(3_000)),
    'advance a lot': async () => mine.clock.advance(draw(600_000)),
    ...(api.name !== keepsAll && { delete: async () => mine.records.delete(api.name, pick(known)) }),
  };
  const step = async () => {
    const name = pick(Object.keys(possible));
    steps.push(name);
    // What a record does not allow does not happen.
    await possible[name]!().catch(() => steps.push('(refused)'));
  };
  for (let left = 1 + draw(mostSteps); left > 0; left--) await step();
  let requests = 0;
  const { findings } = await verify({
    api,
    url: `${standin.url}/~mine`,
    token: 'any',
    // A user who names no profile accepts them all.
    ...(draw(2) === 0 && { profile }),
    pact: false,
    poll: 1,
    for: 5,
    write: draw(2) === 0,
    async fetch(input, init) {
      // Life goes on while somebody looks.
      if (++requests % 9 === 0) await step();
      return standin.fetch(input, init);
    },
  });
  const accused = findings
    .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
    .map(
      ({ severity, clause, by, expected, actual }) =>
        `${severity} ${clause} ${by.name}: ${expected}, got ${actual}`,
    );
  return { seed, profile, steps, accused };
}

/** Numbers below a bound, the same for the same seed. */
function drawing(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}
