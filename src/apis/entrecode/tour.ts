// Where to look for what the App Manager promises.
import type { Build, BuildList, Platform } from '../../../schemas/entrecode/types.ts';
import type { Guide, LawBook, Seen } from '../../core/law.ts';
import { lifecycle } from './lifecycle.ts';
import { home } from './record.ts';
import { expand } from './sightings.ts';
import { buildsIn, nobodys, toldBy } from './vain-laws.ts';

/** What no client can write, as no new build is. */
const forbidden = { buildID: nobodys.buildID, started: '2001-01-01T00:00:00.000Z', successful: 'error' };
/** A platform that has no builds but those of the givens of many. */
const crowded = '0f8fad5b-d9cb-469f-a165-70867728950e';

type Wanted = Readonly<Record<string, unknown>>;

export const tour: LawBook['tour'] = async (guide) => {
  const { platformID = home.platformID } = guide.params;
  await lookAround(guide, platformID);
  for (const state of Object.keys(lifecycle.states)) await lookAt(guide, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(guide, scenario);
  await followMany(guide);
  await turnPages(guide, platformID);
  await askInVain(guide, platformID);
  if (guide.writes) await createAndDelete(guide, platformID);
};

/** What is there, and the one build that the user may have named. */
async function lookAround(guide: Guide, platformID: unknown): Promise<void> {
  const { buildID } = guide.params;
  for (const build of buildsIn(await list(guide, { platformID })).slice(0, 3))
    await followBuild(guide, build);
  if (buildID !== undefined) await show(guide, { buildID, platformID });
  await followPlatform(guide, platformID);
}

/** A build in a state: alone, in its list, and where its links lead; each again after it. */
async function lookAt(guide: Guide, state: string): Promise<void> {
  const named = await guide.stage(`build-is-${state}`, { buildID: 200_100, platformID: home.platformID });
  if (!named) return;
  const { buildID, platformID } = named;
  const look = () => show(guide, { buildID, platformID });
  await look();
  const seen = await list(guide, { platformID, size: 0 });
  await look();
  await list(guide, { platformID, buildID, _list: true });
  await followBuild(
    guide,
    buildsIn(seen).find((build) => build.buildID === buildID),
  );
  await followList(guide, seen);
  await followPlatform(guide, platformID);
  await look();
  await list(guide, { platformID, size: 0 });
}

async function followBuild(guide: Guide, build: Build | undefined): Promise<void> {
  for (const rel of ['self', 'collection', 'ec:app/platform', 'ec:app/deployment/latest'] as const)
    await guide.follow(build?._links[rel]?.href);
}

async function followList(guide: Guide, seen: Seen): Promise<void> {
  const { _links } = toldBy<BuildList>(seen) ?? {};
  if (!_links) return;
  for (const rel of ['self', 'first', 'prev', 'next', 'ec:app/platform', 'ec:platform'] as const)
    await guide.follow(_links[rel]?.href);
  for (const { buildID } of buildsIn(seen).slice(0, 1))
    await guide.follow(expand(_links['ec:app/build/by-id'].href, { buildID }));
  const platformID = seen.request.query.get('platformID');
  await guide.follow(expand(_links['ec:app/builds/options'].href, { _list: true, platformID }));
}

async function followPlatform(guide: Guide, platformID: unknown): Promise<void> {
  const { _links } = toldBy<Platform>(await guide.ask('read-platform', { query: { platformID } })) ?? {};
  for (const rel of ['self', 'ec:app/builds', 'ec:app/build/latest'] as const)
    await guide.follow(_links?.[rel]?.href);
  await guide.ask('read-platform', { query: { platformID } });
}

/** One build from its beginning to its end, alone and in the list, and again after it. */
async function follow(guide: Guide, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const build = { buildID: 200_200, platformID: home.platformID };
  const named = await guide.stage('build-is-running', build, { scenario });
  if (!named) return;
  const { buildID, platformID } = named;
  await guide.watch(async () => {
    const seen = await show(guide, { buildID, platformID });
    await list(guide, { platformID, size: 0 });
    return seen;
  });
  await show(guide, { buildID, platformID });
}

/** Builds that end one after the other, so that of some the course is seen while others end. */
async function followMany(guide: Guide): Promise<void> {
  const named = await guide.stage('builds-end-one-after-another', { platformID: crowded });
  if (!named) return;
  const { platformID } = named;
  await guide.watch(async () => {
    await list(guide, { platformID, sort: 'successful,-started' });
    return list(guide, { platformID, sort: 'finished' });
  });
  await list(guide, { platformID, sort: '-finished,buildID' });
}

async function turnPages(guide: Guide, there: unknown): Promise<void> {
  const many = await guide.stage('platform-has-many-builds', { platformID: crowded, builds: 25 });
  const platformID = many?.platformID ?? there;
  for (const window of [{}, { page: 2 }, { page: 9 }, { size: 0 }, { size: 7 }, { size: 7, page: 5 }])
    await followList(guide, await list(guide, { platformID, ...window }));
  for (const { buildID } of buildsIn(await list(guide, { platformID })).slice(0, 1))
    await list(guide, { platformID, buildID, _list: true });
  for (const sort of ['buildID', '-buildID', '+buildID', '-started,buildID'])
    await followList(guide, await list(guide, { platformID, sort, size: 6, page: 2 }));
}

async function askInVain(guide: Guide, platformID: unknown): Promise<void> {
  for (const buildID of [nobodys.buildID, 'many']) await show(guide, { buildID, platformID });
  for (const query of [{ platformID: nobodys.platformID }, {}]) await guide.ask('read-platform', { query });
  for (const query of [{ sort: 'size' }, { page: 0 }, { size: -1 }, { title: 'x' }])
    await list(guide, { platformID, ...query });
  for (const query of [{}, { platformID: nobodys.platformID }]) await list(guide, query);
  if (!guide.writes) return;
  for (const query of [{}, { platformID: nobodys.platformID }]) await guide.ask('create-build', { query });
  await guide.ask('create-build', { query: { platformID }, body: { comment: 7 } });
  for (const buildID of [nobodys.buildID, 'many'])
    await guide.ask('delete-build', { query: { platformID, buildID } });
}

/** Nothing but what it has created is touched, and of that nothing is left. */
async function createAndDelete(guide: Guide, there: unknown): Promise<void> {
  const staged = await guide.stage('build-is-success', { buildID: 200_300, platformID: home.platformID });
  const query = { platformID: staged?.platformID ?? there };
  const [first, second] = [await create(guide, query), await create(guide, query)];
  await remove(guide, first, query);
  const third = await create(guide, query, { comment: 'by night', ...forbidden });
  await guide.watch(async () => {
    await guide.follow(first?._links.self.href);
    return list(guide, query);
  });
  await guide.attempt('PUT', third?._links.self.href, { comment: 'by day' });
  await guide.attempt('PATCH', second?._links.self.href, { comment: 'by day' });
  await guide.attempt('PUT', second?._links.collection.href, {});
  await guide.follow(first?._links.self.href);
  for (const build of [second, third]) await remove(guide, build, query);
}

async function create(guide: Guide, query: Wanted, body?: object): Promise<Build | undefined> {
  const build = toldBy<Build>(await guide.ask('create-build', { query, body }));
  const self = build?._links.self.href;
  await guide.follow(self);
  await list(guide, query);
  await guide.follow(self);
  return build;
}

async function remove(guide: Guide, build: Build | undefined, query: Wanted): Promise<void> {
  const self = build?._links.self.href;
  await guide.attempt('DELETE', self);
  await guide.follow(self);
  await list(guide, query);
  await guide.follow(self);
}

function list(guide: Guide, query: Wanted): Promise<Seen> {
  return guide.ask('list-builds', { query });
}

function show(guide: Guide, query: Wanted): Promise<Seen> {
  return guide.ask('read-build', { query });
}
