// What verify says of servers: honest ones under every reading, ones that cannot be controlled, and ones that lie.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import type { Api } from '../../src/core/api/api.ts';
import { type Reading, readingNames } from '../../src/core/api/errata.ts';
import { createStandin, type StandinOptions } from '../../src/index.ts';
import { type VerifyOptions, verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

const apis: Api[] = Object.values(registry);
const violations = ({ findings }: Report) =>
  findings
    .filter(({ severity }) => severity === 'failed')
    .map(({ clause, by, pointer, expected, actual }) => ({ clause, by: by.name, pointer, expected, actual }));

/** Verifies a Standin in process; without Pact's verifier unless it is asked for. */
function verifyStandin(api: string, settings: StandinOptions = {}, options: Partial<VerifyOptions> = {}) {
  const standin = createStandin({ apis: [api], at: startOfTime, ...settings });
  return verify({ api, fetch: (input, init) => standin.fetch(input, init), pact: false, ...options });
}

/** Enough for CI; with STANDIN_FULL=1 a hundred. */
const worldsTried = process.env.STANDIN_FULL ? 100 : 6;

describe.each(apis.map((api) => [api.name, api] as const))('%s', (name, api) => {
  /** What is said of an honest server, by Pact's verifier too; it is asked once for each profile. */
  const honest = new Map<Reading, Promise<Report>>();
  const ofHonest = (profile: Reading): Promise<Report> => {
    const known = honest.get(profile) ?? verifyStandin(name, { profile }, { pact: true });
    honest.set(profile, known);
    return known;
  };

  it.each(readingNames)('an honest %s server conforms, by the official verifier too', async (profile) => {
    const report = await ofHonest(profile);
    expect(violations(report)).toEqual([]);
    expect(report.verdict).toBe('passed');
    expect(report.layers.map(({ layer, judged }) => [layer, judged > 0])).toEqual([
      ['exchange', true],
      ['schema', true],
      ['invariant', true],
      ['probe', true],
    ]);
  });

  it.each(readingNames)('an honest %s server is found to follow that reading', async (profile) => {
    const { errata } = await ofHonest(profile);
    const wrong = errata.filter(({ erratum, follows }) => {
      const known = api.errata.find(({ id }) => id === erratum)!;
      const truth = known.readings[profile] === undefined ? 'corrected' : profile;
      return follows !== undefined && follows !== truth;
    });
    expect(wrong).toEqual([]);
    expect(errata.filter(({ follows }) => follows !== undefined).length).toBeGreaterThan(errata.length * 0.8);
  });

  it('every clause that can be kept is kept', async () => {
    const { clauses } = await ofHonest('corrected');
    const open = clauses.filter(({ kind, verdict }) => {
      return !['informative', 'untestable'].includes(kind) && verdict !== 'passed';
    });
    expect(open.map(({ id, why }) => `${id}: ${why}`)).toEqual([]);
  });

  // Every seed has other names, ids and dates; every third of them is read otherwise, and 24 have every scenario with every clock.
  it('no honest world is accused, whatever its seed, scenario and clock', async () => {
    for (let seed = 2; seed < 2 + worldsTried; seed++) {
      const profile = readingNames[seed % 3]!;
      // What mocks answer is remembered for one instant, so most clocks stand.
      const clock = seed % 8 > 0 ? 'frozen' : ['real', 'x60', 'step:1s'][seed % 3]!;
      const scenarios = { defaults: { [name]: (['succeeds', 'fails', 'slow'] as const)[seed % 3]! } };
      const report = await verifyStandin(name, { seed, profile, clock, scenarios });
      expect({ seed, profile, clock, found: violations(report) }).toEqual({
        seed,
        profile,
        clock,
        found: [],
      });
      // V8 lets go of requests when a job ends, and promises alone never end it.
      await setImmediate();
    }
  });

  it.each([
    ['as it is found', {}],
    ['where changes are allowed', { write: true }],
  ])('an honest server that cannot be controlled is not accused, %s', async (_, options) => {
    for (const profile of readingNames) {
      const standin = createStandin({ apis: [name], at: startOfTime, clock: 'x60', profile });
      for (let created = 0; created < 3; created++) await standin.records.create({ api: name });
      const fetch: VerifyOptions['fetch'] = async (input, init) =>
        new URL(input).pathname.startsWith('/__standin')
          ? new Response('Not here', { status: 404 })
          : standin.fetch(input, init);
      const report = await verify({ api: name, fetch, token: 'any', poll: 20, for: 400, ...options });
      expect({ profile, found: violations(report) }).toEqual({ profile, found: [] });
      expect(report.verdict).toBe('passed');
    }
  });

  it('a world that the URL names is judged as it is found, and left so', async () => {
    const standin = createStandin({ apis: [name], at: startOfTime, clock: 'frozen' });
    const mine = standin.world('mine');
    await mine.records.create({ api: name });
    const before = await mine.records.list();
    const report = await verify({
      api: name,
      url: `${standin.url}/~mine`,
      fetch: (input, init) => standin.fetch(input, init),
      poll: 10,
      for: 20,
    });
    expect({ found: violations(report), verdict: report.verdict }).toEqual({
      found: [],
      verdict: 'passed',
    });
    expect(await mine.records.list()).toEqual(before);
  });

  it('following a reading that is not acceptable is a violation', async () => {
    const { findings, verdict } = await verifyStandin(
      name,
      { profile: 'observed' },
      { profile: 'corrected' },
    );
    expect(verdict).toBe('failed');
    const readings = findings.filter(({ reading }) => reading?.follows === 'observed');
    expect(readings.length).toBeGreaterThan(0);
    expect(new Set(readings.map(({ severity }) => severity))).toEqual(new Set(['failed']));
  });
});
