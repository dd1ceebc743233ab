// What can be asked of the App Manager: the builds of a platform, one of them, a new one, and the platform itself.
import type { BuildList, ListBuildsRequest, Shapes } from '../../../schemas/entrecode/types.ts';
import { type Asked, type Call, operationsFor } from '../../core/operation.ts';
import { escapePointer } from '../../core/pointer.ts';
import type { Page } from '../../core/store.ts';
import { asProblem, problem } from './door.ts';
import { visible } from './lifecycle.ts';
import { lastDeployments } from './neighbours/deployment.ts';
import { besideBuilds, showPlatform } from './neighbours/platform.ts';
import { asksForPlatforms } from './neighbours/platforms.ts';
import { type Build, ordersOf, type PlatformFacts, sortBy } from './record.ts';
import { buildsPath, neighbours, pageLinks, perPage, toBuild } from './wire.ts';

const operation = operationsFor<Shapes>();
/** More than there can be. */
const everything = 2_147_483_647;

const listBuilds = operation({
  id: 'list-builds',
  method: 'GET',
  path: buildsPath,
  says: 'Lists the builds of a platform, the newest first unless asked for another order.',
  clauses: ['entrecode/list', 'entrecode/read/list', 'entrecode/read/platform-id', 'entrecode/read/status'],
  request: 'list-builds.request',
  replies: { 200: 'build-list', 400: 'problem', 404: 'problem' },
  when: (asked) => !asksForOne(asked),
  async handle(call, reply) {
    const platform = await platformOf(call, call.query.platformID);
    if (!platform) return reply(404, problem(3102, call, { detail: 'platformID' }), asProblem);
    const page = await pageOf(call, platform);
    return reply(200, toList(call, platform, page, await lastDeployments(call)));
  },
});

const readBuild = operation({
  id: 'read-build',
  method: 'GET',
  path: buildsPath,
  says: 'Shows one build.',
  clauses: ['entrecode/read/single', 'entrecode/read/status', 'entrecode/create/poll', 'entrecode/schema'],
  request: 'read-build.request',
  replies: { 200: 'build', 400: 'problem', 404: 'problem' },
  when: asksForOne,
  async handle(call, reply) {
    const build = await seek(call);
    if ('code' in build) return reply(build.status as 400 | 404, build, asProblem);
    const deployed = (await lastDeployments(call)).get(build.attributes.buildID);
    return reply(200, toBuild(build, call.moment(build), call, deployed));
  },
});

const createBuild = operation({
  id: 'create-build',
  method: 'POST',
  path: buildsPath,
  says: 'Starts a build of a platform and shows it at once.',
  clauses: [
    'entrecode/create',
    'entrecode/create/effect',
    'entrecode/create/status',
    'entrecode/create/at-once',
    'entrecode/not-writable',
  ],
  request: 'create-build.request',
  replies: { 201: 'build', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('buildID'),
  async handle(call, reply) {
    const platform = await platformOf(call, call.query.platformID);
    if (!platform) return reply(404, problem(3102, call, { detail: 'platformID' }), asProblem);
    const { platformID } = platform;
    const { comment } = call.body ?? {};
    if (call.body && call.reading('entrecode/create-body') === 'literal')
      return reply(400, problem(3211, call, { verbose: 'Expected an empty body' }), asProblem);
    const build = (await call.bear({ platformID, ...(comment !== undefined && { comment }) })) as Build;
    const shown = toBuild(build, call.moment(build), call);
    return reply(201, shown, { location: shown._links.self.href });
  },
});

const deleteBuild = operation({
  id: 'delete-build',
  method: 'DELETE',
  path: buildsPath,
  says: 'Deletes a build, even one that is running.',
  clauses: ['entrecode/delete', 'entrecode/delete/status', 'entrecode/no-editing'],
  request: 'delete-build.request',
  replies: { 200: null, 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('buildID'),
  async handle(call, reply) {
    const build = await seek(call);
    if ('code' in build) return reply(build.status as 400 | 404, build, asProblem);
    await call.command(build, 'delete');
    return reply(200);
  },
});

const readPlatform = operation({
  id: 'read-platform',
  method: 'GET',
  path: '/platform',
  says: 'Shows the platform that builds belong to.',
  clauses: ['entrecode/relations/platform'],
  source: 'entrecode/ec.doc at 59f1b9a, doc/appmanager/resources/platform.md',
  request: 'read-platform.request',
  replies: { 200: 'platform', 400: 'problem', 404: 'problem' },
  beside: besideBuilds.map((relation) => `/_links/${escapePointer(relation)}`),
  when: (asked) => !asksForPlatforms(asked),
  async handle(call, reply) {
    const platform = await platformOf(call, call.query.platformID);
    if (!platform) return reply(404, problem(3102, call, { detail: 'platformID' }), asProblem);
    return reply(200, await showPlatform(platform, call));
  },
});

export const operations = [listBuilds, readBuild, createBuild, deleteBuild, readPlatform];

/** A buildID asks for a single build, unless a list is asked for expressly. */
function asksForOne({ rawQuery }: Asked): boolean {
  return rawQuery.has('buildID') && !/^(true|t|1)$/i.test(rawQuery.get('_list') ?? '');
}

async function platformOf(call: Call, platformID: string): Promise<PlatformFacts | undefined> {
  const id = platformID.toLowerCase();
  return (await call.store.parent('entrecode', 'platform', id)) as PlatformFacts | undefined;
}

/** The build that is meant, or what to say where there is none. */
async function seek(call: Call<{ query: { buildID: number; platformID?: string } }>) {
  const { buildID, platformID } = call.query;
  const mandatory = call.reading('entrecode/platform-id-mandatory') === 'literal';
  if (mandatory && platformID === undefined) return problem(3202, call, { detail: 'platformID' });
  const build = (await call.store.get('entrecode', `${buildID}`)) as Build | undefined;
  if (!build || call.moment(build).state === 'deleted') return problem(3102, call, { detail: 'buildID' });
  if (platformID !== undefined && platformID.toLowerCase() !== build.attributes.platformID)
    return problem(3102, call, { detail: 'platformID' });
  return build;
}

type ListCall = Call<ListBuildsRequest>;
/** What a list is shown for. */
type ListAsked = Asked & Pick<ListCall, 'query' | 'moment'>;

function buildsOf(call: Call, { platformID }: PlatformFacts) {
  return { now: call.now, where: { index: 'platform', value: platformID }, states: visible };
}

async function pageOf(call: ListCall, platform: PlatformFacts): Promise<Page<Build>> {
  const { buildID, page = 1, size = perPage, sort = '-buildID' } = call.query;
  const range = buildID === undefined ? {} : { range: { from: buildID, to: buildID } };
  const query = { ...buildsOf(call, platform), ...range };
  const limit = size === 0 ? everything : size;
  const offset = (page - 1) * limit;
  const orders = ordersOf(sort);
  const [first] = orders;
  // No two builds share a buildID: where that comes first, the store's own order is the one asked for.
  if (first?.property === 'buildID') {
    const newestFirst = first.sign < 0;
    return (await call.store.page('entrecode', { ...query, newestFirst, offset, limit })) as Page<Build>;
  }
  const { items, total } = (await call.store.page('entrecode', query)) as Page<Build>;
  return { items: sortBy(orders, items, call.moment).slice(offset, offset + limit), total };
}

/** A page of the list. */
export function toList(
  call: ListAsked,
  platform: PlatformFacts,
  { items, total }: Page<Build>,
  deployed: ReadonlyMap<number, number> = new Map(),
): BuildList {
  // `Prefer: state=deleted`: as if all were gone.
  const there = items.filter((build) => call.moment(build).state !== 'deleted');
  const builds = there.map((build) =>
    toBuild(build, call.moment(build), call, deployed.get(build.attributes.buildID)),
  );
  const [only, ...others] = builds;
  const bare = only && others.length === 0 && call.reading('entrecode/one-item-list') === 'observed';
  return {
    count: builds.length,
    total: there.length < items.length ? 0 : total,
    _links: { ...pageLinks(call, total), ...neighbours(platform, call) },
    ...(only && { _embedded: { 'ec:app/build': bare ? only : builds } }),
  };
}
