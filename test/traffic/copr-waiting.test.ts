// What the real frontends of 2012 and 2013 answered to a backend that asks for work: none of it may be accused, and whatever is
// changed in it is found. They ran on a web framework of 2022, whose redirects are 308 and not 301.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyHar } from '../../src/verify.ts';
import type { HarEntry } from './_mutations.ts';
import { changed, changes } from './_waiting.ts';

interface Life {
  readonly whatHappened: string;
  readonly unusual?: readonly string[];
}
const years = ['2012', '2013'] as const;
const profiles = [undefined, 'observed'] as const;
const folderOf = (year: string) => `test/traffic/copr-${year}`;
const livesOf = (year: string): Readonly<Record<string, Life>> =>
  JSON.parse(readFileSync(`${folderOf(year)}/expected.json`, 'utf8'));
const recorded = (file: string): readonly HarEntry[] =>
  JSON.parse(readFileSync(`${folderOf(file.split('-')[1]!)}/${file}`, 'utf8')).log.entries;

async function found(entries: readonly HarEntry[], profile: (typeof profiles)[number] = 'observed') {
  const har = JSON.stringify({ log: { entries } });
  const report = await verifyHar({ api: 'copr-waiting', har, ...(profile && { profile }) });
  const of = (severity: string) => [
    ...new Set(report.findings.filter((each) => each.severity === severity).map(({ clause }) => clause)),
  ];
  return { ...report, failed: of('failed'), unusual: of('unusual') };
}

describe.each(years.flatMap((year) => Object.entries(livesOf(year))))('%s', (file, { unusual = [] }) => {
  it.each(profiles)('is not accused (%s)', async (profile) => {
    const report = await found(recorded(file), profile);
    expect(report.failed).toEqual([]);
    expect(report.unusual).toEqual(unusual);
    expect(report.verdict).toBe('passed');
  });
});

it.each(years)('the profile observed fits the frontend of %s, wherever it has its list', async (year) => {
  const { errata } = await found(recorded(`copr-${year}-eleven.har`));
  expect(errata.filter(({ acceptable }) => !acceptable)).toEqual([]);
  for (const name of ['copr-id', 'owner', 'copr-chroots', 'repos', 'builder-needs'])
    expect([name, errata.find(({ erratum }) => erratum === `copr-waiting/${name}`)?.follows]).toEqual([
      name,
      'observed',
    ]);
});

/** Nobody can know: what is left out of a list that is full, or of the first of all, may have come or gone just then. */
const equivalent: readonly string[] = [];

describe.each([
  ['copr-2012-eleven.har', 3],
  ['copr-2012-two.har', 18],
  ['copr-2013-eleven.har', 18],
  ['copr-2013-restarted.har', 2],
] as const)('one fact changed in %s, response %i', (file, number) => {
  it('is found, by the clause of that fact', async () => {
    const missed: string[] = [];
    let tried = 0;
    for (const [says, [change, ...clauses]] of Object.entries(changes)) {
      const entries = changed(recorded(file), number, change);
      if (!entries) continue;
      tried++;
      const { failed, unusual } = await found(entries);
      const named = [...failed, ...unusual];
      if (!clauses.some((clause) => named.includes(`copr-waiting/${clause}`)))
        missed.push(`${file}: ${says}: ${named.join(', ') || 'nothing'}`);
    }
    expect(missed.filter((each) => !equivalent.includes(each))).toEqual([]);
    expect(tried).toBeGreaterThan(35);
  });
});
