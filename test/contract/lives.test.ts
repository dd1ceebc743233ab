// Records that came to their end in other ways than the documents show, on a server that nobody controls: none is accused.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isFinal } from '../../src/core/records/lifecycle.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';
import { apis, type Judged, judgeLife } from './_lives.ts';

const profiles = ['corrected', 'observed'] as const;

const lives = apis.flatMap((api) => {
  const states = Object.keys(api.lifecycle.states).filter((state) => !isFinal(api.lifecycle, state));
  // Every second state in one profile, in turn; with STANDIN_FULL=1 all in both.
  return states.flatMap((state, index) =>
    profiles
      .filter((_, place) => process.env.STANDIN_FULL || (index % 2 === 0 && place === (index / 2) % 2))
      .map((profile) => ({ api, name: api.name, profile, state })),
  );
});

describe.each(lives)('$name, $profile: what ends while it is $state', ({ api, profile, state }) => {
  it.each(['cancel', 'fail'])('by the command %s is not accused', async (kind) => {
    const standin = createStandin({
      apis: [api.name],
      at: startOfTime,
      clock: 'frozen',
      profile,
      samples: false,
    });
    const mine = standin.world('mine');
    const record = await mine.records.create({ api: api.name, state });
    await mine.clock.advance(500);
    await mine.records.command(api.name, record.id, kind);
    const { findings } = await verify({
      api: api.name,
      url: `${standin.url}/~mine`,
      fetch: (input, init) => standin.fetch(input, init),
      token: 'any',
      profile,
      poll: 10,
      for: 20,
    });
    const wrong = findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
    expect(wrong.map(({ clause, by, expected, actual }) => ({ clause, by, expected, actual }))).toEqual([]);
  });
});

/** So many lives of each API here; a night's are 200: `npm run lives`. They begin at `STANDIN_FIRST_LIFE`, else at 1. */
const many = Number(process.env.STANDIN_LIVES ?? 20);
const first = Number(process.env.STANDIN_FIRST_LIFE ?? 1);

it.each(apis.map((api) => [api.name, api] as const))(
  '%s: whatever happens to records, no honest world is accused',
  async (_, api) => {
    const accused: Judged[] = [];
    for (let seed = first; seed < first + many; seed++) {
      const judged = await judgeLife(api, seed);
      if (judged.accused.length > 0) accused.push(judged);
      await setImmediate();
    }
    expect(accused).toEqual([]);
  },
);
