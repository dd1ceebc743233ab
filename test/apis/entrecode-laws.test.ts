// Servers that say they are the App Manager: honest ones in every profile, ours and another's, and dishonest ones as
// somebody might really have built them.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/finding.ts';
import type { Reading } from '../../src/core/errata.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

type Send = (path: string, init?: RequestInit) => Promise<Response>;
// biome-ignore lint/suspicious/noExplicitAny: proxies change bodies of every shape.
type Body = any;

function violationsOf({ findings }: Report) {
  return findings.filter(({ severity }) => severity === 'violation');
}
const told = (report: Report) =>
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
        expect(told(report)).toEqual([]);
        expect(
          report.errata.filter(
            ({ follows, readings }) => follows !== (readings[profile] ? profile : 'corrected'),
          ),
        ).toEqual([]);
        const unjudged = report.clauses.filter(
          ({ verdict, kind }) => verdict !== 'kept' && ['asserted', 'simulated', 'erratum'].includes(kind),
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
        expect(told(report)).toEqual([]);
        expect(report.clauses.filter(({ verdict }) => verdict === 'kept').length).toBeGreaterThan(25);
        if (!write)
          expect(report.clauses.find(({ id }) => id === 'entrecode/delete')?.verdict).toBe('not judged');
      }
    },
  );
});

/** What is asked of the honest one: path with query, and the rest of the request. */
interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly init: RequestInit | undefined;
}

/** Verifies a server that passes what it is asked on to an honest one, and may change request and reply. */
async function verifyProxy(
  change: (asked: Asked, honest: Send) => Promise<Response> | undefined,
): Promise<Report> {
  const standin = open();
  const fetch: Send = async (url, init) => {
    const asked = { url: new URL(url), method: init?.method ?? 'GET', init };
    if (asked.url.pathname.startsWith('/__standin')) return standin.fetch(url, init);
    return (await change(asked, (to, how = init) => standin.fetch(to, how))) ?? standin.fetch(url, init);
  };
  return verify({ api: 'entrecode', fetch, profile: 'corrected' });
}

/** The reply with its JSON changed. */
async function retold(reply: Response, change: (body: Body) => Body): Promise<Response> {
  const text = await reply.text();
  const body = text === '' ? undefined : change(JSON.parse(text));
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status: reply.status,
    headers: reply.headers,
  });
}
const isList = ({ url, method }: Asked) =>
  method === 'GET' &&
  url.pathname === '/platform/build' &&
  url.searchParams.has('platformID') &&
  (!url.searchParams.has('buildID') || url.searchParams.has('_list'));
const isOne = ({ url, method }: Asked) =>
  method === 'GET' && url.searchParams.has('buildID') && !url.searchParams.has('_list');

describe('a dishonest server', () => {
  const stories: readonly [
    name: string,
    clause: string,
    (asked: Asked, honest: Send) => Promise<Response> | undefined,
  ][] = [
    [
      'counts pages from the end of the list',
      'entrecode/list',
      (asked, honest) => {
        if (!isList(asked) || !asked.url.searchParams.has('page')) return undefined;
        const { url } = asked;
        const page = Number(url.searchParams.get('page'));
        url.searchParams.set('sort', 'buildID');
        return Number.isInteger(page) && page > 0 ? honest(`${url}`) : undefined;
      },
    ],
    [
      'sorts builds by number as if it were text',
      'entrecode/list',
      (asked, honest) =>
        isList(asked)
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => ({
                ...body,
                ...(Array.isArray(body._embedded?.['ec:app/build']) && {
                  _embedded: {
                    'ec:app/build': [...body._embedded['ec:app/build']].sort((a, b) =>
                      [...`${a.buildID}`].reverse().join('') < [...`${b.buildID}`].reverse().join('')
                        ? 1
                        : -1,
                    ),
                  },
                }),
              })),
            )
          : undefined,
    ],
    [
      'archives a build instead of deleting it: it stays in the list',
      'entrecode/delete',
      (() => {
        const archived = new Map<string, Body>();
        return (asked: Asked, honest: Send) => {
          const { url, method } = asked;
          const id = url.searchParams.get('buildID');
          if (method === 'DELETE' && id !== null)
            return (async () => {
              const body = (await (await honest(`${url}`, { ...asked.init, method: 'GET' })).json()) as Body;
              if (body.buildID !== undefined) archived.set(id, body);
              return honest(`${url}`);
            })();
          if (!isList(asked) || url.searchParams.has('page') || id !== null) return undefined;
          return honest(`${url}`).then((reply) =>
            retold(reply, (body) => {
              const builds = [...archived.values(), ...(body._embedded?.['ec:app/build'] ?? [])];
              const mine = builds.filter((each) =>
                each._links.collection.href.includes(url.searchParams.get('platformID')),
              );
              if (body.total === undefined || mine.length === 0) return body;
              return {
                ...body,
                count: mine.length,
                total: body.total + mine.length - body.count,
                _embedded: { 'ec:app/build': mine },
              };
            }),
          );
        };
      })(),
    ],
    [
      'answers a creation before there is anything: the build appears with the next one',
      'entrecode/create/at-once',
      (() => {
        let newest = '';
        return (asked: Asked, honest: Send) => {
          if (asked.method === 'POST')
            return honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => {
                newest = String(body.buildID ?? newest);
                return body;
              }),
            );
          const id = asked.url.searchParams.get('buildID');
          if (!isOne(asked) || id !== newest) return undefined;
          const other = new URL(asked.url);
          other.searchParams.set('buildID', '2147483640');
          return honest(`${other}`);
        };
      })(),
    ],
    [
      'queues a new build before it runs, and says it has failed meanwhile',
      'entrecode/create/at-once',
      (asked, honest) =>
        asked.method === 'POST'
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) =>
                body.buildID ? { ...body, successful: 'error', finished: body.started } : body,
              ),
            )
          : undefined,
    ],
    [
      'rotates events: of each build only the last five are kept',
      'entrecode/build/events',
      (asked, honest) =>
        isOne(asked) || isList(asked)
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => {
                for (const build of [body, body._embedded?.['ec:app/build'] ?? []].flat())
                  if (build.events) build.events = build.events.slice(-5);
                return body;
              }),
            )
          : undefined,
    ],
    [
      'tells events in the local time of its machine and calls it UTC',
      'entrecode/event/timestamp',
      (asked, honest) =>
        isOne(asked) || isList(asked)
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => {
                for (const build of [body, body._embedded?.['ec:app/build'] ?? []].flat())
                  for (const event of build.events ?? [])
                    event.timestamp = new Date(Date.parse(event.timestamp) + 3_600_000).toISOString();
                return body;
              }),
            )
          : undefined,
    ],
    [
      'makes links for the builds of a list with the id of the one before',
      'entrecode/relations/self',
      (asked, honest) =>
        isList(asked)
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => {
                const builds = [body._embedded?.['ec:app/build'] ?? []].flat();
                const links = builds.map((build: Body) => build._links.self.href);
                for (const [index, build] of builds.entries())
                  build._links.self.href = links[Math.max(0, index - 1)];
                return body;
              }),
            )
          : undefined,
    ],
    [
      'keeps what a client sends over its own ids',
      'entrecode/not-writable',
      (asked, honest) =>
        asked.method === 'POST'
          ? honest(`${asked.url}`).then((reply) =>
              retold(reply, (body) => {
                const sent = JSON.parse(String(asked.init?.body ?? '{}'));
                return reply.status === 201 && sent.buildID ? { ...body, buildID: sent.buildID } : body;
              }),
            )
          : undefined,
    ],
    [
      'takes PATCH for an edit',
      'entrecode/no-editing',
      (asked, honest) =>
        asked.method === 'PATCH'
          ? honest(`${asked.url}`, { ...asked.init, method: 'GET', body: null })
          : undefined,
    ],
    [
      'lists the builds of every platform where none is named',
      'entrecode/read/platform-id',
      (asked, honest) => {
        if (asked.method !== 'GET' || asked.url.pathname !== '/platform/build' || asked.url.search !== '')
          return undefined;
        return honest(`${asked.url}?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`);
      },
    ],
  ];

  it.each(stories)('that %s is found out', async (_, clause, change) => {
    const report = await verifyProxy(change);
    expect(violationsOf(report).map((finding) => finding.clause)).toContain(clause);
    expect(report.verdict).toBe('violates');
  });
});
