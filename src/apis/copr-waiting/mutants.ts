// The lies about Copr's frontend that neither its schemas nor its operations give.
import type { WaitingBuild, WaitingBuildList } from '../../../schemas/copr-waiting/types.ts';
import type { Mutant } from '../../core/api/api.ts';
import type { OperationResponse } from '../../core/api/operation.ts';
import { changeHandlers, changingBody } from '../../core/mutants/mutant.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import type { RecordQuery, Store } from '../../core/store/store.ts';
import { lists, redirects } from './observations.ts';

type Copr = NonNullable<WaitingBuild['copr']>;
type Query = ReadonlyMap<string, string>;

function named(name: string, clause: string, says: string) {
  return { id: `copr-waiting/${name}`, clause: `copr-waiting/${clause}`, says };
}

/** A mutant that changes the list; `look` counts its responses, from 1. */
function telling(
  name: string,
  clause: string,
  says: string,
  change: (builds: WaitingBuild[], look: number) => WaitingBuild[],
): Mutant {
  return changingBody<WaitingBuildList>(named(name, clause, says), lists, (body, look) => ({
    ...body,
    builds: change(body.builds, look),
  }));
}

/** A mutant that changes each build of the list. */
function saying(
  name: string,
  clause: string,
  says: string,
  change: (build: WaitingBuild, look: number) => Partial<WaitingBuild>,
): Mutant {
  return telling(name, clause, says, (builds, look) =>
    builds.map((build) => ({ ...build, ...change(build, look) })),
  );
}

/** A mutant that changes the copr of each build. */
function saysOfCopr(
  name: string,
  clause: string,
  says: string,
  change: (copr: Copr, build: WaitingBuild) => Partial<Copr>,
): Mutant {
  return saying(name, clause, says, (build) => ({
    copr: { ...build.copr, ...change(build.copr, build) },
  }));
}

/** A mutant that lists other builds than it should, as if all of them waited. */
function choosing(
  name: string,
  clause: string,
  says: string,
  change: (query: RecordQuery, request: Query, total: number) => RecordQuery,
): Mutant {
  const waiting = (snapshot: Snapshot): Snapshot => ({ ...snapshot, state: 'waiting' });
  return {
    ...named(name, clause, says),
    mutate: (api) =>
      changeHandlers(api, lists, (request, honest) => {
        const page: Store['page'] = async (of, query) => {
          const { total } = await request.store.page(of, query);
          return request.store.page(of, change(query, request.rawQuery, total));
        };
        const snapshot = (record: Parameters<typeof request.snapshot>[0]) =>
          waiting(request.snapshot(record));
        return honest({ ...request, store: { page } as Store, snapshot });
      }),
  };
}

/** A mutant that lists what does not wait. */
function listing(state: string, clause: string): Mutant {
  return choosing(`kept/${state}`, clause, `A build that is ${state} is listed still.`, (query) => ({
    ...query,
    states: ['waiting', state],
  }));
}

/** A mutant that heeds a parameter. */
function heeding(
  parameter: string,
  says: string,
  change: (query: RecordQuery, value: number) => RecordQuery,
): Mutant {
  return choosing(`heeds/${parameter}`, 'fixed-limit', says, (query, request) => {
    const value = Number(request.get(parameter));
    return value > 0 ? change(query, value) : query;
  });
}

function answering(
  name: string,
  clause: string,
  says: string,
  operations: readonly string[],
  change: (response: OperationResponse) => OperationResponse,
): Mutant {
  return {
    ...named(name, clause, says),
    mutate: (api) =>
      changeHandlers(api, operations, async (request, honest) => change(await honest(request))),
  };
}

export const mutants: readonly Mutant[] = [
  listing('running', 'waiting'),
  listing('succeeded', 'waiting'),
  listing('failed', 'waiting'),
  listing('canceled', 'canceled'),
  {
    ...named('claims', 'waiting', 'Who asks claims what is listed: a build is shown once.'),
    mutate(api) {
      const shown = new Set<number>();
      return changeHandlers(api, lists, async (request, honest) => {
        const response = await honest(request);
        const { builds } = response.body as WaitingBuildList;
        const fresh = builds.filter(({ id }) => !shown.has(id));
        for (const { id } of fresh) shown.add(id);
        return { ...response, body: { builds: fresh } };
      });
    },
  },
  telling('forgets', 'waiting', 'Every other list is without its last build.', (builds, look) =>
    look % 2 === 0 ? builds.slice(0, -1) : builds,
  ),
  telling('empty', 'waiting', 'The list is empty.', () => []),
  choosing('ten/newest', 'oldest-ten', 'The ten newest builds are listed.', (query) => ({
    ...query,
    newestFirst: true,
  })),
  choosing('ten/eleven', 'oldest-ten', 'Eleven builds are listed.', (query) => ({ ...query, limit: 11 })),
  choosing('ten/nine', 'oldest-ten', 'Nine builds are listed.', (query) => ({ ...query, limit: 9 })),
  choosing('ten/all', 'oldest-ten', 'All builds are listed.', ({ limit: _, ...query }) => query),
  choosing(
    'ten/but-the-oldest',
    'oldest-ten',
    'The oldest build is left out where ten are younger.',
    (query, _, total) => ({ ...query, offset: total > 10 ? 1 : 0 }),
  ),
  heeding('limit', 'limit is heeded.', (query, limit) => ({ ...query, limit })),
  heeding('offset', 'offset is heeded.', (query, offset) => ({ ...query, offset })),
  heeding('page', 'page is heeded.', (query, page) => ({ ...query, offset: 10 * (page - 1) })),
  choosing('heeds/state', 'fixed-limit', 'state is heeded.', (query, request) => ({
    ...query,
    ...(request.has('state') && { states: [request.get('state')!] }),
  })),
  telling('order/newest-first', 'example/order', 'The newest of the ten is first.', (builds) =>
    builds.reverse(),
  ),
  telling('order/by-name', 'example/order', 'The list is ordered by the names of coprs.', (builds) =>
    builds.sort((a, b) => (a.copr.name < b.copr.name ? 1 : -1)),
  ),
  saying('canceled/unset', 'example/canceled-null', 'canceled is null.', () => ({ canceled: null })),
  answering('json/comma', 'example/trailing-comma', 'A comma follows the last build.', lists, (response) =>
    response.body === undefined
      ? response
      : { status: response.status, text: JSON.stringify(response.body).replace(/\]\}$/, ',]}') },
  ),
  answering('json/html', 'json', 'The list is a page for a browser.', lists, () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    text: '<!doctype html><ul><li>4<li>5</ul>',
  })),
  answering('path/moved', 'path', 'There is nothing at the address of the list.', lists, () => ({
    status: 404,
    headers: { 'content-type': 'text/html' },
    text: 'Not Found',
  })),
  answering(
    'path/slash-to-root',
    'path',
    'The address without the slash leads to the root.',
    redirects,
    (response) => ({
      ...response,
      headers: { ...response.headers, location: '/' },
    }),
  ),
  saying('fields/builder-needs', 'fields', 'A build has a timeout and memory_reqs as well.', () => ({
    memory_reqs: 2048,
    timeout: 1800,
  })),
  saying('copr-id/another', 'fields/copr-id', 'copr_id is not the id in copr.', ({ copr_id }) => ({
    copr_id: copr_id! + 1,
  })),
  saying('user-id/of-the-owner', 'fields/user-id', 'user_id is who owns the copr.', ({ copr }) => ({
    user_id: copr.owner_id!,
  })),
  saysOfCopr(
    'copr/owned-by-who-submits',
    'fields/user-id',
    'owner_id is who submitted the build.',
    (_, build) => ({
      owner_id: build.user_id,
    }),
  ),
  saysOfCopr(
    'copr/name-of-its-build',
    'fields/copr',
    'A copr has another name in each build.',
    ({ name }, build) => ({
      name: `${name}-${build.id}`,
    }),
  ),
  saying(
    'submitted/in-ms',
    'fields/submitted-on',
    'submitted_on is in milliseconds.',
    ({ submitted_on }) => ({
      submitted_on: submitted_on * 1_000,
    }),
  ),
  saying(
    'submitted/anew',
    'fields/submitted-on',
    'submitted_on is later whenever it is looked at.',
    (build, look) => ({
      submitted_on: build.submitted_on + look,
    }),
  ),
  saying('pkgs/others', 'fields/pkgs', 'pkgs are others whenever they are looked at.', ({ pkgs }, look) => ({
    pkgs: `${pkgs}?${look}`,
  })),
  telling('id/twice', 'fields/id', 'The last build is listed twice.', (builds) => [
    ...builds.slice(0, 9),
    ...builds.slice(-1),
  ]),
  saying('id/of-its-place', 'fields/id', 'All builds have one id.', () => ({ id: 4 })),
  saying('space/two', 'one-space', 'Two spaces are between two chroots.', ({ chroots }) => ({
    chroots: chroots.replaceAll(' ', '  '),
  })),
  saying('space/line', 'one-space', 'A line ends between two packages.', ({ pkgs }) => ({
    pkgs: pkgs.replaceAll(' ', '\n'),
  })),
  saying('space/comma', 'one-space', 'A comma is between two packages.', ({ pkgs }) => ({
    pkgs: pkgs.replaceAll(' ', ','),
  })),
  saysOfCopr('space/comma-in-repos', 'one-space', 'A comma is between two repos.', ({ repos }) => ({
    repos: repos?.replaceAll(' ', ',') ?? null,
  })),
  saysOfCopr('release/two', 'one-release', 'A copr has chroots of two releases.', ({ chroots }) => ({
    chroots: `${chroots} fedora-9-ppc`,
  })),
  saysOfCopr('repos/names', 'repos-url', 'repos are the names of coprs.', ({ repos }) => ({
    repos: repos ? 'ann/nightly' : null,
  })),
  saying(
    'chroots/of-the-copr',
    'own-chroots',
    'A build has the chroots that its copr has now.',
    ({ copr }) => ({
      chroots: copr.chroots!,
    }),
  ),
  saysOfCopr(
    'chroots/of-the-build',
    'own-chroots',
    'A copr has the chroots that the build has.',
    (_, build) => ({
      chroots: build.chroots,
    }),
  ),
  saying(
    'chroots/later',
    'own-chroots',
    'A build has more chroots when it is looked at again.',
    ({ chroots }, look) => ({
      chroots:
        look % 2 === 0
          ? `${chroots} ${chroots
              .replace(/-[^-]+$/, '-ppc')
              .split(' ')
              .at(-1)}`
          : chroots,
    }),
  ),
];
