// One fault hides no other: not an unknown member beside it, not another in the same body, not the body's size.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { createStandin } from '../../src/index.ts';
import { type VerifyOptions, verify, verifyHar } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

const apis = Object.values(registry);
type Fetch = NonNullable<VerifyOptions['fetch']>;

const failed = ({ findings }: Report) =>
  findings
    .filter(({ severity }) => severity === 'failed')
    .map(({ clause, pointer, by, actual }) => ({ clause, pointer, by: by.name, actual }));

/** The mock of an API, every JSON body of its own requests changed on the way. */
function changing(api: string, change: (body: unknown, path: string) => unknown): Fetch {
  const mock = createStandin({ apis: [api], at: startOfTime, clock: 'frozen' });
  return async (input, init) => {
    const response = await mock.fetch(input, init);
    const { pathname } = new URL(input);
    const text = await response.text();
    const body = pathname.includes('/__standin') ? undefined : parsed(text);
    const { status, headers } = response;
    const bare = [204, 205, 304].includes(status);
    if (body === undefined) return new Response(bare ? null : text, { status, headers });
    return Response.json(change(body, pathname), { status, headers });
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Adds a member that no document knows to each object that is no map of headers or the like. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withUnknown(member)]);
  return { ...Object.fromEntries(members), zzz: 1 };
}

const entry = (git_hash: unknown, more = {}, number = 7) => ({
  _links: {
    self: { href: `/api_2/build_tasks/${number}/fedora-41-x86_64` },
    project: { href: '/api_2/projects/1' },
  },
  build_task: {
    chroot_name: 'fedora-41-x86_64',
    build_id: number,
    state: 'succeeded',
    started_on: 1_700_000_000,
    ended_on: 1_700_000_100,
    git_hash,
    result_dir_url: 'http://example.com/7',
    ...more,
  },
});
const hash = 'a'.repeat(40);

function harOf(bodies: readonly (readonly [path: string, body: unknown])[]): string {
  const entries = bodies.map(([path, body], index) => ({
    startedDateTime: new Date(index * 1000).toISOString(),
    time: 1,
    request: { method: 'GET', url: `http://copr.example${path}`, headers: [] },
    response: {
      status: 200,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { text: JSON.stringify(body) },
    },
  }));
  return JSON.stringify({ log: { entries } });
}

const detail = '/api_2/build_tasks/7/fedora-41-x86_64';
const judged = (...bodies: readonly (readonly [path: string, body: unknown])[]) =>
  verifyHar({ api: 'copr', har: harOf(bodies) });

describe('a wrong value', () => {
  it.each([
    ['alone', {}],
    ['beside an unknown member', { zzz: 1 }],
    ['beside many', Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`z${index}`, index]))],
  ])('is told %s', async (_, more) => {
    const report = await judged([detail, entry(5, more)]);
    expect(failed(report)).toMatchObject([
      { clause: 'copr/fields/git-hash', pointer: '/build_task/git_hash' },
    ]);
  });

  it('hides no other wrong value, in the same entry or in another', async () => {
    const list = {
      _links: { self: { href: '/api_2/build_tasks' } },
      build_tasks: [entry(5, { started_on: 'x' }), entry(hash, { result_dir_url: 7 }, 8)],
    };
    const found = failed(await judged(['/api_2/build_tasks', list])).map(({ pointer }) => pointer);
    expect(found).toEqual(
      expect.arrayContaining([
        '/build_tasks/0/build_task/git_hash',
        '/build_tasks/0/build_task/started_on',
        '/build_tasks/1/build_task/result_dir_url',
      ]),
    );
  });

  it('hides no step back of its record, nor a time that is too early', async () => {
    const report = await judged(
      [detail, entry(5, { ended_on: 1_600_000_000 })],
      [detail, entry(5, { ended_on: 1_600_000_001, zzz: 1 })],
    );
    expect(new Set(failed(report).map(({ by }) => by))).toEqual(
      new Set(['build-task-entry', 'copr/facts-stay', 'copr/times-rise']),
    );
  });
});

describe.each(apis.map((api) => [api.name, api] as const))('%s', (name, api) => {
  it('with an unknown member in every object has passed, each told as extra, and every clause that was judged before', async () => {
    const options = { api: name, pact: false, profile: 'corrected' } as const;
    const plain = await verify({ ...options, fetch: changing(name, (body) => body) });
    const report = await verify({ ...options, fetch: changing(name, withUnknown) });
    // A map from any name to a list of messages has a place for it.
    expect(failed(report).filter(({ pointer = '' }) => !pointer.endsWith('/zzz'))).toEqual([]);
    expect(
      report.findings.some(({ severity, pointer }) => severity === 'extra' && pointer?.endsWith('/zzz')),
    ).toBe(true);
    const skipped = ({ clauses }: Report) =>
      clauses.filter(({ verdict }) => verdict === 'skipped').map(({ id }) => id);
    expect(skipped(report)).toEqual(skipped(plain));
  });

  it('ends in no crash whatever type a member has, recorded or served', async () => {
    const { schemas } = documentsOf(name, api.folder);
    const names = Object.keys(
      Object.assign({}, ...Object.values(schemas).map(({ properties }) => properties)),
    );
    const values = [5, 'weird', null, true, [], {}, [[]], [null], '\u001b[31m'];
    const recorded: { path: string; body: unknown }[] = [];
    const listen: Fetch = changing(name, (body, path) => {
      recorded.push({ path, body });
      return body;
    });
    await verify({ api: name, pact: false, fetch: listen });
    for (const [index, member] of names.entries()) {
      const value = values[index % values.length];
      const bodies = recorded.map(({ path, body }) => [path, wrong(body, member, value)] as const);
      const { verdict } = await verifyHar({ api: name, har: harOf(bodies.slice(0, 40)) });
      expect(verdict, `${member}: ${JSON.stringify(value)}`).toMatch(/passed|failed|skipped/);
      if (index % 6 > 0) continue;
      const fetch = changing(name, (body) => wrong(body, member, value));
      const served = await verify({ api: name, pact: false, fetch });
      expect(served.verdict, `${member}: ${JSON.stringify(value)}`).toMatch(/passed|failed|skipped/);
    }
  }, 120_000);
});

function wrong(body: unknown, member: string, value: unknown): unknown {
  if (Array.isArray(body)) return body.map((each) => wrong(each, member, value));
  if (typeof body !== 'object' || body === null) return body;
  const members = Object.entries(body).map(([key, each]) => [
    key,
    key === member ? value : wrong(each, member, value),
  ]);
  return { ...Object.fromEntries(members), zzz: 1 };
}

describe('a body of 4 MB', () => {
  it.each([
    [
      'of unknown members',
      () => `{${Array.from({ length: 300_000 }, (_, index) => `"z${index}":1`).join(',')}}`,
    ],
    ['of items of the wrong type', () => `{"build_tasks":[${Array(2_000_000).fill(1).join(',')}]}`],
    ['of quotes', () => '"\\"'.repeat(1_300_000)],
    ['of one text', () => JSON.stringify('x'.repeat(4_000_000))],
  ])(
    '%s is judged in seconds',
    async (_, make) => {
      const text = make();
      const began = performance.now();
      const fetch: Fetch = async () =>
        new Response(text, { headers: { 'content-type': 'application/json' } });
      const { verdict } = await verify({ api: 'copr', fetch, pact: false, for: 0 });
      expect(verdict).toBe('failed');
      expect(performance.now() - began).toBeLessThan(30_000);
    },
    60_000,
  );
});
