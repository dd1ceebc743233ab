// Servers that say they are the App Manager: honest ones in every profile, ours and another's, and dishonest ones as
// somebody might really have built them.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/judge/finding.ts';
import type { Reading } from '../../src/core/api/errata.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { killsMutants } from '../_invariants.ts';
import { startOfTime } from '../_standin.ts';

killsMutants('entrecode');

type Send = (path: string, init?: RequestInit) => Promise<Response>;
// biome-ignore lint/suspicious/noExplicitAny: proxies change bodies of every schema.
type Body = any;

function violationsOf({ findings }: Report) {
  return findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
}
const content = (report: Report) =>
  violationsOf(report).map(({ clause, pointer, expected, actual }) => ({
    clause,
    pointer,
    expected,
    actual,
  }));

function open(profile: Reading = 'corrected', seed = 1) {
  return createStandin({ apis: ['entrecode'], clock: 'frozen', at: startOfTime, profile, seed });
}

describe('an honest server', () => {
  it.each(['corrected', 'literal', 'observed'] as const)(
    'breaks nothing in %s, and its readings are found out',
    async (profile) => {
      for (const seed of [1, 2, 3]) {
        const standin = open(profile, seed);
        const report = await verify({
          api: 'entrecode',
          fetch: (url, init) => standin.fetch(url, init),
          profile,
        });
        expect(content(report)).toEqual([]);
        expect(
          report.errata.filter(
            ({ follows, readings }) => follows !== (readings[profile] ? profile : 'corrected'),
          ),
        ).toEqual([]);
        const unjudged = report.clauses.filter(
          ({ verdict, kind }) => verdict !== 'passed' && ['asserted', 'simulated', 'erratum'].includes(kind),
        );
        expect(unjudged.map(({ id }) => id)).toEqual([]);
      }
    },
  );

  it.each(['corrected', 'literal', 'observed'] as const)(
    'is not accused in %s where it is no Standin and goes on by itself',
    async (profile) => {
      const platformID = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
      for (const write of [false, true]) {
        const standin = createStandin({ apis: ['entrecode'], clock: 'x600', profile });
        for (const scenario of ['succeeds', 'fails', 'stuck'] as const)
          await standin.records.create({ api: 'entrecode', scenario });
        const fetch: Send = async (url, init) =>
          new URL(url).pathname.startsWith('/__standin')
            ? new Response('', { status: 404 })
            : standin.fetch(url, init);
        const report = await verify({
          api: 'entrecode',
          fetch,
          profile,
          write,
          token: 'any',
          params: { platformID },
          poll: 5,
          for: 100,
        });
        expect(content(report)).toEqual([]);
        expect(report.clauses.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(25);
        if (!write)
          expect(report.clauses.find(({ id }) => id === 'entrecode/delete')?.verdict).toBe('skipped');
      }
    },
  );
});

/** What is asked of the honest one. */
interface RequestHead {
  readonly url: URL;
  readonly method: string;
  readonly init: RequestInit | undefined;
}

/** Answers in place of the honest one, or leaves it to it. */
type Proxy = (request: RequestHead, honest: Send) => Promise<Response> | undefined;

function verifyProxy(proxy: Proxy): Promise<Report> {
  const standin = open();
  const fetch: Send = async (url, init) => {
    const request = { url: new URL(url), method: init?.method ?? 'GET', init };
    const isOurs = request.url.pathname.startsWith('/__standin');
    const changed = isOurs ? undefined : proxy(request, (to, how = init) => standin.fetch(to, how));
    return (await changed) ?? standin.fetch(url, init);
  };
  return verify({ api: 'entrecode', fetch, profile: 'corrected', pact: false });
}

const isCreation = ({ method }: RequestHead) => method === 'POST';
const isOne = ({ url, method }: RequestHead) =>
  method === 'GET' && url.searchParams.has('buildID') && !url.searchParams.has('_list');
const isList = (request: RequestHead) =>
  request.method === 'GET' && request.url.searchParams.has('platformID') && !isOne(request);
const isAny = (request: RequestHead) => isCreation(request) || isOne(request) || isList(request);

/** A proxy that passes requests on and changes what its successes tell. */
function telling(
  when: (request: RequestHead) => boolean,
  change: (body: Body, request: RequestHead) => void,
): Proxy {
  const tell = async (request: RequestHead, honest: Send) => {
    const response = await honest(`${request.url}`);
    if (!response.ok) return response;
    const body: Body = await response.json();
    change(body, request);
    return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
  };
  return (request, honest) => (when(request) ? tell(request, honest) : undefined);
}

/** One that changes each build that it tells of. */
function tellingBuilds(when: (request: RequestHead) => boolean, change: (build: Body) => void): Proxy {
  return telling(when, (body) => {
    const builds = body.buildID === undefined ? (body._embedded?.['ec:app/build'] ?? []) : [body];
    for (const build of builds) change(build);
  });
}

describe('a dishonest server', () => {
  const stories: readonly [name: string, clause: string, proxy: () => Proxy][] = [
    [
      'counts pages from the end of the list',
      'entrecode/list',
      () => (request, honest) => {
        const { url } = request;
        if (!isList(request) || !/^[1-9]/.test(url.searchParams.get('page') ?? '')) return undefined;
        url.searchParams.set('sort', 'buildID');
        return honest(`${url}`);
      },
    ],
    [
      'turns each page upside down',
      'entrecode/list',
      () => telling(isList, ({ _embedded }) => _embedded?.['ec:app/build'].reverse()),
    ],
    [
      'hides a build that is deleted, and still lists it',
      'entrecode/delete',
      () => {
        const hidden = new Set<string | null>();
        return (request, honest) => {
          const id = request.url.searchParams.get('buildID');
          if (request.method === 'DELETE' && id !== null && !hidden.has(id)) {
            hidden.add(id);
            return Promise.resolve(new Response(null));
          }
          request.url.searchParams.set('buildID', '2147483640');
          return isOne(request) && hidden.has(id) ? honest(`${request.url}`) : undefined;
        };
      },
    ],
    [
      'has a new build found only when the next one is created',
      'entrecode/create/at-once',
      () => {
        let newest = '';
        const remember = telling(isCreation, ({ buildID }) => {
          newest = `${buildID}`;
        });
        return (request, honest) => {
          const isNewest = isOne(request) && request.url.searchParams.get('buildID') === newest;
          if (!isNewest) return remember(request, honest);
          request.url.searchParams.set('buildID', '2147483640');
          return honest(`${request.url}`);
        };
      },
    ],
    [
      'waits until a build has failed before it answers its creation',
      'entrecode/create/at-once',
      () =>
        tellingBuilds(isCreation, (build) => {
          build.successful = 'error';
          build.finished = build.started;
        }),
    ],
    [
      'keeps the last five events of each build',
      'entrecode/build/events',
      () =>
        tellingBuilds(isAny, (build) => {
          build.events = build.events.slice(-5);
        }),
    ],
    [
      'tells events in the time of its own zone and calls it UTC',
      'entrecode/event/timestamp',
      () =>
        tellingBuilds(isAny, ({ events }) => {
          for (const event of events)
            event.timestamp = new Date(Date.parse(event.timestamp) + 3_600_000).toISOString();
        }),
    ],
    [
      'keeps where a build lies when it has failed half way',
      'entrecode/build/location',
      () =>
        tellingBuilds(isAny, (build) => {
          const location = { type: 'zipFile', config: { url: 'https://builds.example.com/half.zip' } };
          if (build.successful === 'error') build.buildLocation = location;
        }),
    ],
    [
      'links from a list to builds below a path that it has left',
      'entrecode/relations/self',
      () =>
        tellingBuilds(isAny, ({ _links }) => {
          _links.self.href = _links.self.href.replace('/platform/build?', '/build?');
        }),
    ],
    [
      'takes over the id that a client sends',
      'entrecode/not-writable',
      () =>
        telling(isCreation, (body, { init }) => {
          body.buildID = JSON.parse(`${init?.body ?? '{}'}`).buildID ?? body.buildID;
        }),
    ],
    [
      'takes PATCH for an edit',
      'entrecode/no-editing',
      () => (request, honest) =>
        request.method === 'PATCH'
          ? honest(`${request.url}`, { ...request.init, method: 'GET', body: null })
          : undefined,
    ],
    [
      'lists the builds of some platform where none is named',
      'entrecode/read/platform-id',
      () => (request, honest) =>
        request.method === 'GET' && request.url.pathname === '/platform/build' && request.url.search === ''
          ? honest(`${request.url}?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`)
          : undefined,
    ],
  ];

  it.each(stories)('that %s is found out', async (_, clause, proxy) => {
    const report = await verifyProxy(proxy());
    expect(violationsOf(report).map((finding) => finding.clause)).toContain(clause);
    // The page says where a success lies, and nothing of others: only our model minds.
    expect(report.verdict).toBe(clause === 'entrecode/build/location' ? 'passed' : 'failed');
  });
});
