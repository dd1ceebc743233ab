// The mutants of Copr's frontend that do not follow from its schemas and operations.
import type { WaitingBuild, WaitingBuildList } from '../../../schemas/copr-waiting/types.ts';
import {
  answering,
  type Change,
  changingBody,
  changingResponse,
  mutantsOf,
  remembering,
  withoutLast,
} from '../../core/mutants/own-mutants.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import type { RecordQuery, Store } from '../../core/store/store.ts';
import { lists, redirects } from './observations.ts';

type Copr = NonNullable<WaitingBuild['copr']>;
type Query = ReadonlyMap<string, string>;

/** Changes the list. */
function list(says: string, change: (builds: WaitingBuild[], look: number) => WaitingBuild[]): Change {
  return changingBody<WaitingBuildList>(says, lists, (body, look) => ({
    ...body,
    builds: change(body.builds, look),
  }));
}

/** Changes each build of the list. */
function build(says: string, change: (build: WaitingBuild, look: number) => Partial<WaitingBuild>): Change {
  return list(says, (builds, look) => builds.map((each) => ({ ...each, ...change(each, look) })));
}

/** Changes the copr of each build. */
function copr(says: string, change: (copr: Copr, build: WaitingBuild) => Partial<Copr>): Change {
  return build(says, (each) => ({ copr: { ...each.copr, ...change(each.copr, each) } }));
}

/** Lists other builds than it should, as if all of them waited. */
function chosen(
  says: string,
  change: (query: RecordQuery, request: Query, total: number) => RecordQuery,
): Change {
  const waiting = (snapshot: Snapshot): Snapshot => ({ ...snapshot, state: 'waiting' });
  return answering(says, lists, (request, honest) => {
    const page: Store['page'] = async (of, query) => {
      const { total } = await request.store.page(of, query);
      return request.store.page(of, change(query, request.rawQuery, total));
    };
    const snapshot: typeof request.snapshot = (record) => waiting(request.snapshot(record));
    return honest({ ...request, store: { page } as Store, snapshot });
  });
}

/** Lists builds that do not wait. */
function kept(state: string): Change {
  const says = `A build that is ${state} is still listed.`;
  return chosen(says, (query) => ({ ...query, states: ['waiting', state] }));
}

/** Does what a parameter says. */
function obeying(parameter: string, change: (query: RecordQuery, value: number) => RecordQuery): Change {
  return chosen(`It obeys ${parameter}.`, (query, request) => {
    const value = Number(request.get(parameter));
    return value > 0 ? change(query, value) : query;
  });
}

/** On every other look, the last chroot for an architecture more. */
function grown(chroots: string, look: number): string {
  const last = chroots.split(' ').at(-1)!;
  return look % 2 === 0 ? `${chroots} ${last.replace(/-[^-]+$/, '-ppc')}` : chroots;
}

const html = { 'content-type': 'text/html' };

export const mutants = mutantsOf('copr-waiting', {
  waiting: {
    'kept/running': kept('running'),
    'kept/succeeded': kept('succeeded'),
    'kept/failed': kept('failed'),
    claims: remembering(
      'A request claims the listed builds: each is shown once.',
      lists,
      () => new Set<number>(),
      async (shown, request, honest) => {
        const response = await honest(request);
        const { builds } = response.body as WaitingBuildList;
        const fresh = builds.filter(({ id }) => !shown.has(id));
        for (const { id } of fresh) shown.add(id);
        return { ...response, body: { builds: fresh } };
      },
    ),
    forgets: list('Every second list lacks its last build.', (builds, look) =>
      look % 2 === 0 ? withoutLast(builds) : builds,
    ),
    empty: list('The list is empty.', () => []),
  },
  canceled: { 'kept/canceled': kept('canceled') },
  'oldest-ten': {
    'ten/newest': chosen('The list has the ten newest builds.', (query) => ({ ...query, newestFirst: true })),
    'ten/eleven': chosen('The list has eleven builds.', (query) => ({ ...query, limit: 11 })),
    'ten/nine': chosen('The list has nine builds.', (query) => ({ ...query, limit: 9 })),
    'ten/all': chosen('The list has all builds.', ({ limit: _, ...query }) => query),
    'ten/but-the-oldest': chosen(
      'The list lacks the oldest build if there are more than ten.',
      (query, _, total) => ({ ...query, offset: total > 10 ? 1 : 0 }),
    ),
  },
  'fixed-limit': {
    'heeds/limit': obeying('limit', (query, limit) => ({ ...query, limit })),
    'heeds/offset': obeying('offset', (query, offset) => ({ ...query, offset })),
    'heeds/page': obeying('page', (query, page) => ({ ...query, offset: 10 * (page - 1) })),
    'heeds/state': chosen('It obeys state.', (query, request) => ({
      ...query,
      ...(request.has('state') && { states: [request.get('state')!] }),
    })),
  },
  'example/order': {
    'order/newest-first': list('The newest of the ten comes first.', (builds) => builds.reverse()),
    'order/by-name': list('The list is ordered by the names of the coprs.', (builds) =>
      builds.sort((a, b) => (a.copr.name < b.copr.name ? 1 : -1)),
    ),
  },
  'example/canceled-null': { 'canceled/unset': build('canceled is null.', () => ({ canceled: null })) },
  'example/trailing-comma': {
    'json/comma': changingResponse('A comma follows the last build.', lists, ({ status, body }) =>
      body === undefined ? undefined : { status, text: JSON.stringify(body).replace(/\]\}$/, ',]}') },
    ),
  },
  json: {
    'json/html': changingResponse('The list is an HTML page.', lists, () => ({
      status: 200,
      headers: html,
      text: '<!doctype html><ul><li>4<li>5</ul>',
    })),
  },
  path: {
    'path/moved': changingResponse('There is nothing at the path of the list.', lists, () => ({
      status: 404,
      headers: html,
      text: 'Not Found',
    })),
    'path/slash-to-root': changingResponse(
      'The path without the slash leads to the root.',
      redirects,
      (response) => ({ ...response, headers: { ...response.headers, location: '/' } }),
    ),
  },
  fields: {
    'fields/builder-needs': build('A build also has timeout and memory_reqs.', () => ({
      memory_reqs: 2048,
      timeout: 1800,
    })),
  },
  'fields/id': {
    'id/twice': list('The list has the last build twice.', (builds) => [
      ...builds.slice(0, 9),
      ...builds.slice(-1),
    ]),
    'id/of-its-place': build('All builds have the same id.', () => ({ id: 4 })),
  },
  'fields/copr-id': {
    'copr-id/another': build('copr_id differs from the id in copr.', ({ copr_id }) => ({
      copr_id: copr_id! + 1,
    })),
  },
  'fields/user-id': {
    'user-id/of-the-owner': build('user_id is the owner of the copr.', (each) => ({
      user_id: each.copr.owner_id!,
    })),
    'copr/owned-by-who-submits': copr('owner_id is the user who submitted the build.', (_, { user_id }) => ({
      owner_id: user_id,
    })),
  },
  'fields/copr': {
    'copr/name-of-its-build': copr('A copr has another name in each build.', ({ name }, { id }) => ({
      name: `${name}-${id}`,
    })),
  },
  'fields/ended-on': {
    'fields/ended-on': build('ended_on has a date.', ({ submitted_on }) => ({ ended_on: submitted_on })),
  },
  'fields/submitted-on': {
    'submitted/in-ms': build('submitted_on is in milliseconds.', ({ submitted_on }) => ({
      submitted_on: submitted_on * 1_000,
    })),
    'submitted/anew': build('Each response has a later submitted_on.', ({ submitted_on }, look) => ({
      submitted_on: submitted_on + look,
    })),
  },
  'fields/pkgs': {
    'pkgs/others': build('Each response has other pkgs.', ({ pkgs }, look) => ({ pkgs: `${pkgs}?${look}` })),
  },
  'one-space': {
    'space/two': build('Two spaces separate two chroots.', ({ chroots }) => ({
      chroots: chroots.replaceAll(' ', '  '),
    })),
    'space/line': build('A line break separates two packages.', ({ pkgs }) => ({
      pkgs: pkgs.replaceAll(' ', '\n'),
    })),
    'space/comma': build('A comma separates two packages.', ({ pkgs }) => ({
      pkgs: pkgs.replaceAll(' ', ','),
    })),
    'space/comma-in-repos': copr('A comma separates two repos.', ({ repos }) => ({
      repos: repos?.replaceAll(' ', ',') ?? null,
    })),
  },
  'one-release': {
    'release/two': copr('A copr has chroots of two releases.', ({ chroots }) => ({
      chroots: `${chroots} fedora-9-ppc`,
    })),
  },
  'repos-url': {
    'repos/names': copr('repos has names of coprs.', ({ repos }) => ({
      repos: repos ? 'ann/nightly' : null,
    })),
  },
  'own-chroots': {
    'chroots/of-the-copr': build('A build has the current chroots of its copr.', (each) => ({
      chroots: each.copr.chroots!,
    })),
    'chroots/of-the-build': copr('A copr has the chroots of the build.', (_, { chroots }) => ({ chroots })),
    'chroots/later': build('Every second response adds a chroot to a build.', ({ chroots }, look) => ({
      chroots: grown(chroots, look),
    })),
  },
});
