// Drift: how the responses of a server differ from before, or from the document; and silence where they do not.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { drift } from '../../src/index.ts';
import { apisNamed } from '../../src/standin.ts';
import { standin } from '../_cli.ts';
import { recordedRun } from './_courses.ts';

const folder = 'test/traffic/copr-2022';
const file = (name: string) => readFileSync(`${folder}/${name}.har`, 'utf8');
const honest = readdirSync(folder).filter((name) => name.endsWith('.har') && !name.includes('lie'));
const apis: Api[] = Object.values(registry);

type Found = Awaited<ReturnType<typeof drift>>;
const lines = ({ differences }: Found) =>
  differences
    .filter((each) => each.class !== 'volatile')
    .map(
      (each) =>
        `${each.class}${each.known ? ' (known)' : ''}: ${each.operation} ${each.place}: ${each.before} > ${each.after}`,
    );

describe('an unchanged server', () => {
  const seven = apisNamed('examples/batches/batches.standin.yaml')[0]!;

  it.each([...apis, seven].map((api) => [api.name, api] as const))(
    'says nothing of two runs of our own %s, at other instants, with other ids and other ends',
    async (_, api) => {
      const before = await recordedRun({ api });
      const after = await recordedRun({
        api,
        at: '2027-08-09T01:02:03Z',
        seed: 7,
        scenarios: ['fails', 'canceled', 'succeeds'],
      });
      const found = await drift({ api, har: before, after });
      expect(lines(found)).toEqual([]);
      expect(found.inCommon).toBeGreaterThan(0);
    },
  );

  it.each(honest.map((name, index) => [name, honest[(index + 1) % honest.length]!] as const))(
    'says nothing of the real Copr of 2022 in %s and %s',
    async (before, after) => {
      const found = await drift({
        api: 'copr',
        har: file(before.slice(0, -4)),
        after: file(after.slice(0, -4)),
      });
      expect(lines(found)).toEqual([]);
    },
  );
});

describe('the real Copr over the years', () => {
  const list = (year: string, name: string) =>
    readFileSync(`test/traffic/copr-${year}/copr-${year}-${name}.har`, 'utf8');
  const livesOf = (year: string) =>
    readdirSync(`test/traffic/copr-${year}`).filter((name) => name.endsWith('.har'));

  it.each(
    ['2012', '2013'].flatMap((year) =>
      livesOf(year).map((name, at, all) => [name, all[(at + 1) % all.length]!]),
    ),
  )('says nothing of %s and %s, of one year', async (before, after) => {
    const [har, later] = [before!, after!].map((name) =>
      readFileSync(`test/traffic/${name.slice(0, 9)}/${name}`, 'utf8'),
    );
    expect(lines(await drift({ api: 'copr-waiting', har: har!, after: later! }))).toEqual([]);
  });

  it.each(['two', 'eleven'])('from 2012 to 2013 the list moved and got two members (%s)', async (name) => {
    const found = await drift({ api: 'copr-waiting', har: list('2012', name), after: list('2013', name) });
    expect(lines(found).sort()).toEqual([
      'server: list-waiting-builds /builds/*/copr/created_on: absent > a number such as an instant in s',
      'server: list-waiting-builds /builds/*/status: absent > null',
      'server: list-waiting-builds status: 200 > 404',
      'server: list-waiting-builds-later status: 404 > 200',
      'server: redirect-waiting-builds status: 308 > 404',
      'server: redirect-waiting-builds-later status: 404 > 308',
    ]);
  });

  it.each([
    ['2012', 'list-waiting-builds'],
    ['2013', 'list-waiting-builds-later'],
  ])('from %s to 2022 the list has gone', async (year, operation) => {
    const after = readFileSync('test/traffic/copr-2022-old-addresses.har', 'utf8');
    const found = lines(await drift({ api: 'copr-waiting', har: list(year, 'two'), after }));
    expect(found).toContain(`server: ${operation} status: 200 > 404`);
    expect(found.filter((line) => / status: /.test(line))).toEqual(found);
  });

  it('beside its document, that of 2012 has what is known, and redirects as its framework of today', async () => {
    const found = await drift({ api: 'copr-waiting', har: list('2012', 'two') });
    const unknown = found.differences.filter((each) => each.class !== 'volatile' && !each.known);
    expect(unknown.map(({ operation, place, after }) => [operation, place, after])).toEqual([
      ['redirect-waiting-builds', 'status', '308'],
    ]);
    expect(found.differences.flatMap((each) => each.errata)).toEqual(
      expect.arrayContaining([
        'copr-waiting/copr-id',
        'copr-waiting/owner',
        'copr-waiting/repos',
        'copr-waiting/builder-needs',
      ]),
    );
  });
});

describe('a server that has changed', () => {
  const text = file('copr-2022-succeeds');
  /** Bodies are text within the text of an archive. */
  const replaced = (from: string, to: string) =>
    text.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1));

  it.each([
    ['a member has another name', () => replaced('"git_hash":', '"commit":'), '/git_hash'],
    ['a member is new', () => replaced('"state":', '"priority": 1, "state":'), '/priority'],
    ['a number is text', () => text.replaceAll(/(\\"build_id\\":\s*)(\d+)/g, '$1\\"$2\\"'), '/build_id'],
    ['instants are in ms', () => text.replaceAll(/(_on\\":\s*)(\d{10})\b/g, '$1$2000'), '_on'],
    ['a state has another name', () => replaced('"running"', '"building"'), '/state'],
    ['a list is no list', () => replaced('"build_tasks": [', '"build_tasks": 1, "items": ['), '/build_tasks'],
    [
      'a type is another',
      () => text.replaceAll('application/json', 'application/hal+json'),
      'header content-type',
    ],
    ['a status is another', () => text.replaceAll('"status":200', '"status":206'), 'status'],
  ])('%s', async (_, changed, place) => {
    const after = changed();
    expect(after).not.toBe(text);
    const found = await drift({ api: 'copr', har: text, after });
    expect(
      found.differences.some((each) => each.class === 'server' && each.place.includes(place)),
      lines(found).join('\n'),
    ).toBe(true);
    const [first] = found.differences.filter((each) => each.place.includes(place));
    expect(first!.draft).toMatchObject({
      id: expect.stringMatching(/^copr\//),
      readings: expect.any(Object),
    });
  });

  it.each([
    ['copr', ['/_links/build', '/build_task/result_dir_url', '/_links/self/href']],
    ['copr-waiting', ['/builds/*/copr/owner', '/builds/*/repos', 'header location']],
    ['erigones', ['/results/*/task_type', 'header es_version']],
    ['codearts', ['/request_id']],
    ['entrecode', ['/_links/curies', '/creator', '/events/*/timestamp']],
  ])('%s: what the service is known to do now', async (name, places) => {
    const [api] = apisNamed(name);
    const found = await drift({
      api: api!,
      har: await recordedRun({ api: api! }),
      after: await recordedRun({ api: api!, profile: 'observed' }),
    });
    for (const place of places)
      expect(
        lines(found).filter((line) => line.includes(place)),
        place,
      ).not.toEqual([]);
    expect(new Set(found.differences.map((each) => each.class))).not.toContain('document');
  });
});

describe('the real Copr beside its document', () => {
  it.each([
    [
      'copr-2022-succeeds',
      [
        'copr/result-dir-slash',
        'copr/result-dir-null',
        'copr/build-link',
        'copr/state-values',
        'copr/builds',
      ],
    ],
    ['copr-2022-hundred', ['copr/list-404']],
  ])('%s shows the changes that are known of it, and no others', async (name, errata) => {
    const found = await drift({ api: 'copr', har: file(name) });
    expect(found.differences.filter((each) => each.class !== 'volatile' && !each.known)).toEqual([]);
    expect(found.differences.flatMap((each) => each.errata)).toEqual(expect.arrayContaining(errata));
    // The self link names the limit in force.
    expect(lines(found)).toEqual(expect.arrayContaining([expect.stringMatching(/self\/href: .* > .*limit/)]));
  });

  it('tells what a server does against the document now and then: it is the server', async () => {
    const found = await drift({ har: file('copr-2022-lie-list-lag') });
    expect(found.api).toBe('copr');
    expect(lines(found).filter((line) => line.startsWith('server:'))).toEqual([
      expect.stringContaining('copr/facts-stay'),
      expect.stringContaining('copr/list-filters'),
    ]);
  });

  it('tells where the mock is wrong: the server does as documented, and the mock does not', async () => {
    const real = registry.copr as Api;
    const { operations } = real;
    const wrong: Api = {
      ...real,
      operations: operations.map((operation) => ({
        ...operation,
        handle: async (request, respond) => {
          const response = await operation.handle(request, respond);
          const { build_task, ...rest } = (response.body ?? {}) as { build_task?: object };
          return build_task
            ? { ...response, body: { ...rest, build_task: { ...build_task, chroot_name: 7 } } }
            : response;
        },
      })),
    };
    const found = await drift({ api: wrong, har: file('copr-2022-succeeds') });
    expect(lines(found).filter((line) => line.startsWith('mock:'))).toEqual([
      'mock: get-build-task /build_task/chroot_name: a number > text',
    ]);
  });
});

describe('an archive', () => {
  const entry = (body: string) => ({
    startedDateTime: '2026-01-01T00:00:00Z',
    request: { method: 'GET', url: 'http://h/api_2/build_tasks/7/fedora-41-x86_64', headers: [] },
    response: { status: 200, headers: [], content: { text: body } },
  });
  const har = (...entries: unknown[]) => JSON.stringify({ log: { entries } });

  it.each([
    ['no JSON', '{"log"', /not an HTTP archive/],
    ['no entries', '{}', /not an HTTP archive/],
    ['of no API', har({ ...entry('{}'), request: { method: 'GET', url: 'http://h/x' } }), /Standin knows/],
    ['empty', har(), /None of the 0 entries/],
  ])('%s is refused with a sentence', async (_, text, says) => {
    await expect(drift({ har: text })).rejects.toThrow(says);
  });

  it.each([
    ['deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['wide', JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`m${at}`, at])))],
    ['of prototypes', '{"__proto__":{"x":1},"constructor":null,"build_task":{"toString":1}}'],
    ['a number', '7'],
  ])('with a body that is %s is read', async (_, body) => {
    const found = await drift({ api: 'copr', har: har(entry(body)), after: har(entry(body)) });
    expect(lines(found)).toEqual([]);
  });

  it('keeps its secrets', async () => {
    const mark = 'h9nter2';
    const secret = (value: string) => ({
      ...entry(JSON.stringify({ token: value, message: `Bearer ${value}` })),
      request: {
        method: 'POST',
        url: `http://u:${mark}@h/api_2/builds?access_token=${mark}&redirect=http://u:${mark}@x/`,
        headers: [{ name: 'authorization', value: `Basic ${mark}${mark}` }],
        postData: { text: JSON.stringify({ password: mark, srpm_url: `https://x/?api_key=${mark}` }) },
      },
    });
    const found = await drift({
      api: 'copr',
      har: har(secret(`${mark}-1`)),
      after: har({
        ...secret(`${mark}-2`),
        response: { status: 500, headers: [], content: { text: `password=${mark}` } },
      }),
    });
    expect(found.differences.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain(mark);
  });
});

describe('standin drift', () => {
  it('ends with 0, 1, 2 or 3, and writes the reports that verify writes', async () => {
    const out = mkdtempSync(join(tmpdir(), 'standin-drift-'));
    const changed = join(out, 'changed.har');
    writeFileSync(changed, file('copr-2022-succeeds').replaceAll('\\"git_hash\\":', '\\"commit\\":'));
    const [same, known, other, nothing, none] = await Promise.all([
      standin('drift', `${folder}/copr-2022-fails.har`, `${folder}/copr-2022-succeeds.har`),
      standin('drift', `${folder}/copr-2022-succeeds.har`, '--api', 'copr'),
      standin(
        'drift',
        `${folder}/copr-2022-succeeds.har`,
        changed,
        '--reporter',
        'pretty,json,junit,sarif',
        '--output',
        `${out}/`,
      ),
      standin('drift', 'package.json'),
      standin('drift', `${folder}/copr-2022-succeeds.har`, changed, '--fail-on', 'mock'),
    ]);
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining('no differences') });
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining('(known)') });
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('The server has changed') });
    expect(nothing).toMatchObject({ code: 2, err: expect.stringContaining('not an HTTP archive') });
    expect(none.code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'copr.json'), 'utf8')).differences[0]).toHaveProperty('draft');
    expect(readFileSync(join(out, 'copr.xml'), 'utf8')).toContain('<failure');
    expect(JSON.parse(readFileSync(join(out, 'copr.sarif'), 'utf8')).runs[0].results.length).toBeGreaterThan(
      0,
    );
    rmSync(out, { recursive: true });
  });
});
