// Where to look for what the App Manager promises.
import type { Build, BuildList, Platform, PlatformList } from '../../../schemas/entrecode/types.ts';
import type { Explorer, InvariantBook, Seen } from '../../core/invariants/invariant.ts';
import { buildsIn, contentBy, nobodys } from './invariants/vain.ts';
import { lifecycle } from './lifecycle.ts';
import { expand } from './observations.ts';
import { createAndDelete, sendCreate } from './own-records.ts';
import { home } from './record.ts';

/** A platform that has no builds but those of the presets of many. */
const crowded = '0f8fad5b-d9cb-469f-a165-70867728950e';

type Wanted = Readonly<Record<string, unknown>>;

export const explore: InvariantBook['explore'] = async (explorer) => {
  const platformID = await platformToLookAt(explorer);
  await lookAround(explorer, platformID);
  for (const state of Object.keys(lifecycle.states)) await lookAt(explorer, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(explorer, scenario);
  await followMany(explorer);
  await turnPages(explorer, platformID);
  await requestInVain(explorer, platformID);
  if (explorer.writes) await createAndDelete(explorer, platformID);
};

/** The platform that the user names, else the first of a server that is no Standin. */
async function platformToLookAt(explorer: Explorer): Promise<unknown> {
  const { platformID } = explorer.params;
  if (platformID !== undefined || explorer.ownWorld) return platformID ?? home.platformID;
  const listed = contentBy<PlatformList>(await explorer.send('list-platforms'));
  const [first] = [listed?._embedded?.['ec:app/platform'] ?? []].flat();
  return first?.platformID ?? home.platformID;
}

/** Existing builds, and the one that the user may have named. */
async function lookAround(explorer: Explorer, platformID: unknown): Promise<void> {
  const { buildID } = explorer.params;
  for (const build of buildsIn(await list(explorer, { platformID })).slice(0, 3))
    await followBuild(explorer, build, platformID);
  if (buildID !== undefined) await show(explorer, { buildID, platformID });
  await followPlatform(explorer, platformID);
}

/** A build in a state: alone, in its list, and where its links lead; each again after it. */
async function lookAt(explorer: Explorer, state: string): Promise<void> {
  const named = await explorer.stage(`build-is-${state}`, { buildID: 200_100, platformID: home.platformID });
  if (!named) return;
  const { buildID, platformID } = named;
  const look = () => show(explorer, { buildID, platformID });
  const { staged } = await look();
  // Only for a build of this exploration: other builds are not deployed just to see the link.
  if (explorer.writes && staged && state === 'success') await deploy(explorer, platformID, buildID);
  const seen = await list(explorer, { platformID, size: 0 });
  await look();
  await list(explorer, { platformID, buildID, _list: true });
  await followBuild(
    explorer,
    buildsIn(seen).find((build) => build.buildID === buildID),
    platformID,
  );
  await followList(explorer, seen);
  await followPlatform(explorer, platformID);
  await look();
  await list(explorer, { platformID, size: 0 });
}

/** Deploys a build to the first target of its platform, so that it has a last deployment to link to. */
async function deploy(explorer: Explorer, platformID: unknown, buildID: unknown): Promise<void> {
  const platform = contentBy<Platform>(await explorer.send('read-platform', { query: { platformID } }));
  const [target] = [platform?._links['ec:app/target'] ?? []].flat();
  const targetID = target && new URL(target.href, 'http://localhost').searchParams.get('targetID');
  if (targetID)
    await explorer.send('create-deployment', { query: { platformID, buildID, targetID }, body: {} });
}

async function followBuild(explorer: Explorer, build: Build | undefined, platformID: unknown): Promise<void> {
  if (!build) return;
  const { buildID, _links } = build;
  const linked = await explorer.follow(_links?.self?.href);
  // Should the link be broken, the build is still found by its id.
  if (!linked || contentBy<Build>(linked)?.buildID !== buildID) await show(explorer, { buildID, platformID });
  for (const rel of ['collection', 'ec:app/platform', 'ec:app/deployment/latest'] as const)
    await explorer.follow(_links?.[rel]?.href);
}

async function followList(explorer: Explorer, seen: Seen): Promise<void> {
  const { _links } = contentBy<BuildList>(seen) ?? {};
  if (!_links) return;
  for (const rel of ['self', 'first', 'prev', 'next', 'ec:app/platform', 'ec:platform'] as const)
    await explorer.follow(_links[rel]?.href);
  for (const { buildID } of buildsIn(seen).slice(0, 1))
    await explorer.follow(expand(_links['ec:app/build/by-id'].href, { buildID }));
  const platformID = seen.request.query.get('platformID');
  await explorer.follow(expand(_links['ec:app/builds/options'].href, { _list: true, platformID }));
}

async function followPlatform(explorer: Explorer, platformID: unknown): Promise<void> {
  const { _links } =
    contentBy<Platform>(await explorer.send('read-platform', { query: { platformID } })) ?? {};
  for (const rel of ['self', 'ec:app/builds', 'ec:app/build/latest'] as const)
    await explorer.follow(_links?.[rel]?.href);
  await explorer.send('read-platform', { query: { platformID } });
}

/** One build from its beginning to its end, alone and in the list, and again after it. */
async function follow(explorer: Explorer, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  const build = { buildID: 200_200, platformID: home.platformID };
  const named = await explorer.stage('build-is-running', build, { scenario });
  if (!named) return;
  const { buildID, platformID } = named;
  await explorer.watch(async () => {
    const seen = await show(explorer, { buildID, platformID });
    await list(explorer, { platformID, size: 0 });
    return seen;
  });
  await show(explorer, { buildID, platformID });
}

/** Builds that end one after the other, so that of some the course is seen while others end. */
async function followMany(explorer: Explorer): Promise<void> {
  const named = await explorer.stage('builds-end-one-after-another', { platformID: crowded });
  if (!named) return;
  const { platformID } = named;
  await explorer.watch(async () => {
    await list(explorer, { platformID, sort: 'successful,-started' });
    return list(explorer, { platformID, sort: 'finished' });
  });
  await list(explorer, { platformID, sort: '-finished,buildID' });
}

async function turnPages(explorer: Explorer, there: unknown): Promise<void> {
  const many = await explorer.stage('platform-has-many-builds', { platformID: crowded, builds: 25 });
  const platformID = many?.platformID ?? there;
  for (const window of [{}, { page: 2 }, { page: 9 }, { size: 0 }, { size: 7 }, { size: 7, page: 5 }])
    await followList(explorer, await list(explorer, { platformID, ...window }));
  for (const { buildID } of buildsIn(await list(explorer, { platformID })).slice(0, 1))
    await list(explorer, { platformID, buildID, _list: true });
  for (const sort of ['buildID', '-buildID', '+buildID', '-started,buildID'])
    await followList(explorer, await list(explorer, { platformID, sort, size: 6, page: 2 }));
}

async function requestInVain(explorer: Explorer, platformID: unknown): Promise<void> {
  for (const buildID of [nobodys.buildID, 'many']) await show(explorer, { buildID, platformID });
  for (const query of [{ platformID: nobodys.platformID }, {}])
    await explorer.send('read-platform', { query });
  for (const query of [{ sort: 'size' }, { page: 0 }, { size: -1 }, { title: 'x' }])
    await list(explorer, { platformID, ...query });
  for (const query of [{}, { platformID: nobodys.platformID }]) await list(explorer, query);
  if (!explorer.writes) return;
  for (const query of [{}, { platformID: nobodys.platformID }]) await sendCreate(explorer, query);
  await sendCreate(explorer, { platformID }, { comment: 7 });
  for (const buildID of [nobodys.buildID, 'many'])
    await explorer.send('delete-build', { query: { platformID, buildID } });
}

function list(explorer: Explorer, query: Wanted): Promise<Seen> {
  return explorer.send('list-builds', { query });
}

function show(explorer: Explorer, query: Wanted): Promise<Seen> {
  return explorer.send('read-build', { query });
}
