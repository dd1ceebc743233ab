// What a skipped clause says, which readings a recording decides, and what is said of what was left out.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { canBeJudged } from '../../src/contract/judge/demand.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import { reporters } from '../../src/contract/reports/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { verifyHar } from '../../src/verify.ts';
import { verifyBehind } from './_unknown.ts';

const apis = (Object.values(registry) as readonly Api[]).map((api) => [api.name, api] as const);
const skippedIn = ({ clauses }: Report) =>
  clauses.filter((clause) => clause.verdict === 'skipped' && canBeJudged(clause));

/** What a user can give or do. */
const remedy =
  /To have it judged: .*(--write|--param|--state-url|--for|--url|--profile|--no-pact|a recording with|a server that follows)/;

describe.each(apis)('%s', (_, api) => {
  it.each([
    ['that has records', {}],
    ['without records', { standin: { samples: false } }],
    ['where nothing may be changed', { options: { write: false } }],
  ])('each clause that is skipped on a server %s says what would let it be judged', async (_, setting) => {
    const skipped = skippedIn(await verifyBehind(api, {}, setting));
    expect(
      skipped.filter(({ why }) => !remedy.test(why ?? '')).map(({ id, why }) => `${id}: ${why}`),
    ).toEqual([]);
    // Of a record that never was nobody says that it has changed since.
    const noRecords = 'standin' in setting;
    if (noRecords) expect(JSON.stringify(skipped)).not.toMatch(/moved on|had changed/);
  });
});

const recording = (name: string) => readFileSync(`test/traffic/copr-2022/copr-2022-${name}.har`);

describe('the readings of a real frontend', () => {
  it.each([
    ['groups', 'detail-build-id', 'corrected'],
    ['groups', 'list-self-link', 'observed'],
    ['hundred', 'list-limit', 'corrected'],
    ['groups', 'result-dir-slash', 'observed'],
    ['groups', 'group', 'observed'],
    ['succeeds', 'result-dir-null', 'observed'],
    ['succeeds', 'build-link', 'observed'],
  ])('are decided by its traffic: %s shows %s as %s', async (name, erratum, reading) => {
    const { errata } = await verifyHar({ api: 'copr', har: recording(name) });
    expect(errata.find((each) => each.erratum === `copr/${erratum}`)?.follows).toBe(reading);
  });

  const contradicting = () => {
    const archive = JSON.parse(recording('succeeds').toString());
    const { content } = archive.log.entries.find(
      ({ response }: { response: { content: { text?: string } } }) =>
        response.content.text?.includes('"result_dir_url": "'),
    ).response;
    content.text = content.text.replace(/("result_dir_url": "[^"]*)\/"/, '$1"');
    return JSON.stringify(archive);
  };

  it('are not, where two exchanges contradict each other', async () => {
    const { errata } = await verifyHar({ api: 'copr', har: contradicting() });
    const slash = errata.find(({ erratum }) => erratum === 'copr/result-dir-slash');
    expect(slash).toMatchObject({ why: expect.stringMatching(/fits no one reading: exchange \d+/) });
    expect(slash?.follows).toBeUndefined();
  });

  it('are told of a server that nobody controls by whatever was seen', async () => {
    const api = registry.copr as Api;
    for (const profile of ['literal', 'corrected', 'observed'] as const) {
      const { errata } = await verifyBehind(api, {}, { standin: { profile } });
      for (const name of ['detail-build-id', 'list-self-link', 'bad-parameter', 'result-dir-slash']) {
        const erratum = api.errata.find(({ id }) => id === `copr/${name}`)!;
        const truth = erratum.readings[profile] === undefined ? 'corrected' : profile;
        expect([name, errata.find(({ erratum: id }) => id === erratum.id)?.follows]).toEqual([name, truth]);
      }
    }
  });
});

describe('what is left out of an archive', () => {
  it.each(Object.entries(reporters))('is named and counted: %s', async (_, write) => {
    const archive = JSON.parse(recording('succeeds').toString());
    archive.log.entries.splice(1, 0, null, { response: { status: 'error' } });
    const report = await verifyHar({ api: 'copr', har: JSON.stringify(archive) });
    const written = write(report, { colour: false });
    expect(written).toMatch(/Entry 2 was left out/);
    expect(written).toMatch(/Entry 3 was left out/);
    expect(report.notes).toHaveLength(2);
  });
});

it('undecided readings are one line, and a list on demand', async () => {
  const report = await verifyHar({ api: 'copr', har: recording('succeeds') });
  const open = report.errata.filter(({ follows }) => follows === undefined);
  const short = reporters.pretty(report, { colour: false });
  expect(short).toContain(`${open.length} more are undecided; --undecided lists them`);
  expect(short).not.toContain(open[0]!.erratum);
  const long = reporters.pretty(report, { colour: false, undecided: true });
  for (const { erratum } of open) expect(long).toContain(erratum);
});
