// Whether servers that are dishonest in ways nobody planned are found out, and honest ones are left alone.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/judge/finding.ts';
import type { Profile } from '../../src/core/api/errata.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { killsMutants } from '../_invariants.ts';
import { startOfTime } from '../_standin.ts';

// biome-ignore lint/suspicious/noExplicitAny: proxies change builds of every schema.
type Builds = any[];
type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
/** What a proxy makes of a list; `world` tells apart what a verification asks in several worlds. */
type Retell = (builds: Builds, request: URLSearchParams, world: string) => Builds;

const api = 'copr-waiting';

killsMutants(api);

/** An honest Standin behind a proxy that retells its lists. */
function behind(retell: Retell): Fetch {
  const standin = createStandin({ clock: 'frozen', at: startOfTime });
  return async (url, init) => {
    const response = await standin.fetch(url, init);
    const { pathname, searchParams } = new URL(url);
    if (pathname !== '/waiting_builds/' || response.status !== 200) return response;
    const { builds } = (await response.json()) as { builds: Builds };
    const world = new Headers(init?.headers).get('x-standin-world') ?? '';
    return Response.json(
      { builds: retell(builds, searchParams, world) },
      { headers: { 'content-type': 'application/json' } },
    );
  };
}

/** The same server to one who does not know that it is a Standin: it cannot be controlled, and time passes by itself. */
async function unsteered(profile: Profile, retell: Retell = (builds) => builds): Promise<Fetch> {
  const standin = createStandin({ clock: 'frozen', at: startOfTime, profile });
  const { records, clock } = standin;
  await records.command(api, '4', 'cancel');
  await records.command(api, '5', 'succeed');
  for (let build = 0; build < 14; build++) {
    await records.create({ api, lasts: { waiting: build % 3 === 0 ? '20s' : '1h' } });
    await clock.advance('1s');
  }
  return async (url, init) => {
    if (url.includes('__standin')) return new Response('Not Found', { status: 404 });
    await clock.advance('700ms');
    const response = await standin.fetch(url, init);
    const { pathname, searchParams } = new URL(url);
    if (pathname !== '/waiting_builds/' || profile === 'literal') return response;
    const { builds } = (await response.json()) as { builds: Builds };
    return Response.json({ builds: retell(builds, searchParams, '') });
  };
}

const accused = ({ findings }: Report) =>
  findings
    .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
    .map(({ clause }) => clause);

describe.each(['corrected', 'literal', 'observed'] as const)('who honestly follows %s', (profile) => {
  it('is accused of nothing, and shows every promise that can be seen', async () => {
    const standin = createStandin({ profile });
    const report = await verify({ api, fetch: standin.fetch, profile });
    expect(accused(report)).toEqual([]);
    const unseen = report.clauses.filter(({ verdict }) => verdict !== 'passed').map(({ kind }) => kind);
    expect(unseen.sort()).toEqual(['informative', 'untestable']);
    for (const { follows, readings } of report.errata)
      expect(follows).toBe(profile in readings ? profile : 'corrected');
  });

  it('is accused of nothing as a stranger, with other builds that come and go', async () => {
    const report = await verify({ api, fetch: await unsteered(profile), profile, poll: 1, for: 30 });
    expect(accused(report)).toEqual([]);
    expect(report.verdict).toBe('passed');
  });

  it('is accused of nothing where nothing waits', async () => {
    const standin = createStandin({ profile });
    for (const id of ['4', '5']) await standin.records.command(api, id, 'cancel');
    const fetch: Fetch = async (url, init) =>
      url.includes('__standin') ? new Response('', { status: 404 }) : standin.fetch(url, init);
    const report = await verify({ api, fetch, poll: 1, for: 30 });
    expect(accused(report)).toEqual([]);
  });
});

describe('who is dishonest', () => {
  /** A list from a cache: the same for every four that ask. */
  function cached(): Retell {
    const kept = new Map<string, { builds: Builds; times: number }>();
    return (builds, _, world) => {
      const known = kept.get(world);
      if (known && known.times++ < 3) return known.builds;
      kept.set(world, { builds, times: 0 });
      return builds;
    };
  }

  /** What was listed once and is no more, with a mark that it is canceled. */
  function marking(): Retell {
    const known = new Map<number, Builds[number]>();
    return (builds) => {
      const gone = [...known.values()].filter(({ id }) => !builds.some((build) => build.id === id));
      for (const build of builds) known.set(build.id, build);
      return [...builds, ...gone.map((build) => ({ ...build, canceled: true }))].slice(0, 10);
    };
  }

  /** Each build is offered five times, and then to nobody any more. */
  function tiring(): Retell {
    const offers = new Map<string, number>();
    return (builds, _, world) =>
      builds.filter(({ id }) => {
        const key = `${world} ${id}`;
        offers.set(key, (offers.get(key) ?? 0) + 1);
        return offers.get(key)! <= 5;
      });
  }

  /** Summer time begins with every third look. */
  function summery(): Retell {
    let looks = 0;
    return (builds) => {
      const shift = ++looks % 3 === 0 ? 3_600 : 0;
      return builds.map((build) => ({ ...build, submitted_on: build.submitted_on + shift }));
    };
  }

  const each =
    (change: (build: Builds[number]) => object): Retell =>
    (builds) =>
      builds.map((build) => ({ ...build, ...change(build) }));

  it.each<[string, string, Retell]>([
    ['hands out a list from its cache', 'waiting', cached()],
    ['offers a build five times and no more', 'waiting', tiring()],
    ['goes on to list what is canceled, and marks it', 'canceled', marking()],
    [
      'begins with the newest for who asks for that',
      'fixed-limit',
      (builds, request) => (request.get('order') === 'newest' ? builds.reverse() : builds),
    ],
    [
      'lists nothing for who asks for the canceled',
      'fixed-limit',
      (builds, request) => (request.has('canceled') ? [] : builds),
    ],
    ['has room for eight only', 'oldest-ten', (builds) => builds.slice(0, 8)],
    ['drops the oldest to make room', 'oldest-ten', (builds) => (builds[9] ? builds.slice(1) : builds)],
    ['dates by summer time now and then', 'fields/submitted-on', summery()],
    [
      'parts packages by a comma and a space',
      'one-space',
      each(({ pkgs }) => ({ pkgs: pkgs.replaceAll(' ', ', ') })),
    ],
    [
      'parts the chroots of a copr by commas',
      'one-space',
      each(({ copr }) => ({ copr: { ...copr, chroots: copr.chroots.replaceAll(' ', ',') } })),
    ],
    [
      'builds for a second release as well',
      'one-release',
      each(({ chroots }) => ({ chroots: `${chroots} epel-6-i386` })),
    ],
    [
      'builds for the first chroot only',
      'own-chroots',
      each(({ chroots }) => ({ chroots: chroots.split(' ')[0] })),
    ],
    ['takes the id of the build for that of its copr', 'fields/copr-id', each(({ id }) => ({ copr_id: id }))],
    [
      'counts the builds of each list from one',
      'fields/id',
      (builds) => builds.map((build, index) => ({ ...build, id: Math.min(index + 1, 3) })),
    ],
    ['calls everybody user 1', 'fields/user-id', each(() => ({ user_id: 1 }))],
  ])('%s, and is found out: %s', async (_, clause, retell) => {
    const report = await verify({ api, fetch: behind(retell), profile: 'corrected', pact: false });
    expect(report.verdict).toBe('failed');
    expect(accused(report)).toContain(`${api}/${clause}`);
  });

  it('leads to the later address from the address without the slash', async () => {
    const standin = createStandin({ clock: 'frozen' });
    const fetch: Fetch = async (url, init) => {
      const response = await standin.fetch(url, init);
      if (response.status !== 301) return response;
      const headers = new Headers(response.headers);
      headers.set('location', '/backend/waiting_builds/');
      return new Response(await response.text(), { status: 301, headers });
    };
    const report = await verify({ api, fetch, profile: 'corrected' });
    expect(new Set(accused(report))).toEqual(new Set([`${api}/path`]));
  });

  it('has moved the list, and leaves nothing at its address', async () => {
    const standin = createStandin({ clock: 'frozen' });
    const fetch: Fetch = async (url, init) =>
      new URL(url).pathname === '/waiting_builds/'
        ? new Response('Gone', { status: 410, headers: { 'content-type': 'text/html' } })
        : standin.fetch(url, init);
    expect(accused(await verify({ api, fetch, profile: 'corrected' }))).toContain(`${api}/path`);
  });

  it.each<[string, string, Retell]>([
    [
      'heeds a limit',
      'fixed-limit',
      (builds, request) => builds.slice(0, Number(request.get('limit')) || builds.length),
    ],
    ['forgets a build now and then', 'oldest-ten', forgetful()],
  ])('%s, and is found out as a stranger', async (_, clause, retell) => {
    const fetch = await unsteered('corrected', retell);
    const report = await verify({ api, fetch, profile: 'corrected', poll: 1, for: 30 });
    expect(accused(report)).toEqual([`${api}/${clause}`]);
  });

  /** Every fourth list is without the second build, and has a younger one at its end. */
  function forgetful(): Retell {
    let looks = 0;
    return (builds, request) => {
      const [first, , ...rest] = builds;
      if (request.size > 0 || ++looks % 4 !== 0 || builds.length < 10) return builds;
      return [first, ...rest, { ...builds[9], id: 900_000 + looks }];
    };
  }
});
