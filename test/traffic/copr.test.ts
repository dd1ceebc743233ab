// The referee: what the real frontend of Copr answered, in 2022, to a client that polls. None of it may be accused, and
// whatever is changed in it is found.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyHar } from '../../src/verify.ts';
import { lied, lies } from './_lies.ts';
import { type HarEntry, mutationsOf } from './_mutations.ts';

const folder = 'test/traffic/copr-2022';
interface Life {
  readonly honest: boolean;
  readonly whatHappened: string;
  readonly failsAt?: readonly string[];
}
const lives: Readonly<Record<string, Life>> = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));
const profiles = [undefined, 'observed'] as const;

function recorded(file: string): readonly HarEntry[] {
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).log.entries;
}

async function found(entries: readonly HarEntry[], profile: (typeof profiles)[number] = 'observed') {
  const har = JSON.stringify({ log: { entries } });
  const { findings, clauses } = await verifyHar({ api: 'copr', har, ...(profile && { profile }) });
  const of = (severity: string) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ clause, shown }) => ({ clause, shown }));
  const passed = clauses.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id);
  return { failed: of('failed'), unusual: of('unusual'), passed };
}

const clausesIn = (findings: readonly { readonly clause: string }[]) => [
  ...new Set(findings.map(({ clause }) => clause)),
];

describe.each(Object.entries(lives))('%s', (file, { honest, failsAt = [] }) => {
  it.each(profiles)(honest ? 'is not accused (%s)' : 'fails where it was changed (%s)', async (profile) => {
    const { failed, unusual } = await found(recorded(file), profile);
    expect(clausesIn(failed).sort()).toEqual([...failsAt].sort());
    if (honest) expect(unusual).toEqual([]);
  });
});

it('what was not asked for does not pass: an offset, a limit, a task that is missing', async () => {
  const { passed } = await found(recorded('copr-2022-succeeds.har'));
  for (const clause of ['list/offset', 'list/limit', 'list/owner', 'detail/status-404', 'list/status-404'])
    expect(passed).not.toContain(`copr/${clause}`);
  const many = await found(recorded('copr-2022-hundred.har'));
  for (const clause of ['list/offset', 'list/limit', 'detail/status-404'])
    expect(many.passed).toContain(`copr/${clause}`);
});

/** Nobody can know: what is left out has never been seen before, and may be a step that was taken sooner. */
const equivalent: readonly string[] = [
  'copr-2022-succeeds.har 3 list: the first task is left out',
  'copr-2022-succeeds.har 40 list: state is starting',
];

/** A fact is found by the clause of that fact, or by one that such a fact belongs to; what it belongs to is found by any. */
const clausesOf: Readonly<Record<string, readonly string[]>> = {
  state: [
    'fields/state',
    'list/state',
    'list/state-values',
    'fields/started-on',
    'fields/ended-on',
    'fields/result-dir-url',
    'fields/git-hash',
  ],
  started_on: ['fields/started-on', 'fields/ended-on'],
  ended_on: ['fields/ended-on', 'fields/started-on'],
  git_hash: ['fields/git-hash'],
  result_dir_url: ['fields/result-dir-url', 'list/owner'],
  build_id: ['fields/build-id', 'detail/build-id', 'list/build-id'],
  chroot_name: [
    'fields/chroot-name',
    'detail/name',
    'list/returns',
    'list/build-id',
    'list/project-id',
    'detail/returns',
    'list/example',
  ],
};

function isNamed(says: string, named: readonly string[]): boolean {
  const fact = /: (?:a member is missing: )?(\w+)/.exec(says.replace('a member is missing: ', ''))?.[1] ?? '';
  const clauses = clausesOf[fact];
  return clauses ? clauses.some((each) => named.includes(`copr/${each}`)) : named.length > 0;
}

describe('one fact changed in one response is found', () => {
  it.each([
    ['copr-2022-succeeds.har', [3, 16, 35, 40, 48, 53]],
    ['copr-2022-resched.har', [50, 59]],
    ['copr-2022-cancel-running.har', [40]],
    ['copr-2022-two-chroots.har', [44, 58]],
    ['copr-2022-several.har', [60, 101]],
    ['copr-2022-no-chroots.har', [53]],
  ] as const)('%s', { timeout: 120_000 }, async (file, numbers) => {
    const missed: string[] = [];
    let tried = 0;
    for (const number of numbers)
      for (const { says, entries } of mutationsOf(recorded(file), number)) {
        const { failed, unusual } = await found(entries);
        tried++;
        if (!isNamed(says, clausesIn([...failed, ...unusual]))) missed.push(`${file} ${number} ${says}`);
      }
    expect(missed.filter((each) => !equivalent.includes(each))).toEqual([]);
    expect(tried).toBeGreaterThan(30 * numbers.length);
  });
});

describe('a server that always', () => {
  it.each(Object.entries(lies))('tells %s is found out', async (_, [lie, ...clauses]) => {
    const { failed, unusual } = await found(lied(recorded('copr-2022-succeeds.har'), lie));
    const named = clausesIn([...failed, ...unusual]);
    expect(clauses.filter((clause) => named.includes(`copr/${clause}`))).not.toEqual([]);
  });
});
