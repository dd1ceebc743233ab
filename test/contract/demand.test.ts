// What a report must show before it counts as passed: severities that fail it, and how much was judged.
import { describe, expect, it } from 'vitest';
import { copr } from '../../src/apis/index.ts';
import { unmet } from '../../src/contract/judge/demand.ts';
import { reporters } from '../../src/contract/reports/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import type { Check } from '../../src/core/invariants/invariant.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

/** Copr with a promise that its list never keeps. */
const strict = (about: Partial<Check>): Api => ({
  ...copr,
  invariants: {
    ...copr.invariants,
    invariants: [
      ...copr.invariants.invariants,
      {
        id: 'copr/strange',
        clauses: [copr.invariants.order],
        says: 'A list is never answered.',
        judge: (trace, judge) => {
          for (const seen of trace.of(['list-build-tasks']))
            judge(false, { seen, expected: 'no answer', actual: 'one', ...about });
        },
      },
    ],
  },
});

function reportOn(api: Api) {
  const mock = createStandin({ apis: ['copr'], at: startOfTime, clock: 'frozen' });
  return verify({ api, fetch: (input, init) => mock.fetch(input, init), pact: false });
}

describe('what only our model finds strange', () => {
  it('is a finding of its own severity, and fails nothing', async () => {
    const report = await reportOn(strict({ unusual: true }));
    const found = report.findings.filter(({ severity }) => severity === 'unusual');
    expect(found).toMatchObject([{ clause: copr.invariants.order, by: { name: 'copr/strange' } }]);
    expect(report.verdict).toBe('passed');
    expect(report.clauses.find(({ id }) => id === copr.invariants.order)?.verdict).toBe('passed');
    expect(unmet(report, {})).toEqual([]);
    expect(unmet(report, { failOn: ['failed', 'unusual'] })).toEqual(['1 finding: unusual.']);
  });

  it.each(Object.entries(reporters))('is named by %s', async (_, write) => {
    expect(write(await reportOn(strict({ unusual: true })), { colour: false })).toMatch(/unusual/i);
  });

  it('fails where a sentence forbids it', async () => {
    const report = await reportOn(strict({}));
    expect(report.verdict).toBe('failed');
    expect(unmet(report, {})).toEqual(['1 finding: failed.']);
  });
});

describe('how much was judged', () => {
  it('counts of the clauses that can be judged those that were', async () => {
    const report = await reportOn(copr);
    expect(unmet(report, { minJudged: 1 })).toEqual([]);
    const [first, second, ...rest] = report.clauses.filter(
      ({ kind }) => kind !== 'informative' && kind !== 'untestable',
    );
    const skipped = { verdict: 'skipped', why: 'nothing' } as const;
    const clauses = [{ ...first!, ...skipped }, { ...second!, ...skipped }, ...rest];
    const half = { ...report, clauses };
    expect(unmet(half, { minJudged: 0.9 })).toEqual([]);
    expect(unmet(half, { minJudged: 0.99 })).toEqual([expect.stringMatching(/ of \d+ clauses were judged/)]);
    expect(unmet(half, { failOn: ['skipped'] })).toEqual(['2 clauses: skipped.']);
  });
});
