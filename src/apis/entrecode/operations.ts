// The operations of the App Manager: the builds of a platform, one of them, a new one, and the platform itself.
import type { BuildList, ListBuildsRequest, Schemas } from '../../../schemas/entrecode/types.ts';
import type { OperationRequest, RequestHead } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { Page } from '../../core/store/store.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import { asProblem, problem } from './auth.ts';
import { visible } from './lifecycle.ts';
import { type Build, ordersOf, type PlatformFacts, sortBy } from './record.ts';
import { lastDeployments } from './supporting/deployment.ts';
import { besideBuilds, showPlatform } from './supporting/platform.ts';
import { requestsPlatforms } from './supporting/platforms.ts';
import { buildsPath, pageLinks, perPage, supporting, toBuild } from './wire.ts';

const operation = operationsFor<Schemas>();
/** More than there can be. */
const everything = 2_147_483_647;

const listBuilds = operation({
  id: 'list-builds',
  method: 'GET',
  path: buildsPath,
  says: 'Lists the builds of a platform, the newest first unless the request asks for another order.',
  clauses: ['entrecode/list', 'entrecode/read/list', 'entrecode/read/platform-id', 'entrecode/read/status'],
  request: 'list-builds.request',
  responses: { 200: 'build-list', 400: 'problem', 404: 'problem' },
  when: (request) => !requestsOne(request),
  async handle(request, respond) {
    const platform = await platformOf(request, request.query.platformID);
    if (!platform) return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    const page = await pageOf(request, platform);
    return respond(200, toList(request, platform, page, await lastDeployments(request)));
  },
});

const readBuild = operation({
  id: 'read-build',
  method: 'GET',
  path: buildsPath,
  says: 'Shows one build.',
  clauses: ['entrecode/read/single', 'entrecode/read/status', 'entrecode/create/poll', 'entrecode/schema'],
  request: 'read-build.request',
  responses: { 200: 'build', 400: 'problem', 404: 'problem' },
  when: requestsOne,
  async handle(request, respond) {
    const build = await seek(request);
    if ('code' in build) return respond(build.status as 400 | 404, build, asProblem);
    const deployed = (await lastDeployments(request)).get(build.attributes.buildID);
    return respond(200, toBuild(build, request.snapshot(build), request, deployed));
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
  responses: { 201: 'build', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('buildID'),
  async handle(request, respond) {
    const platform = await platformOf(request, request.query.platformID);
    if (!platform) return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    const { platformID } = platform;
    const { comment } = request.body ?? {};
    if (request.body && request.reading('entrecode/create-body') === 'literal')
      return respond(400, problem(3211, request, { verbose: 'Expected an empty body' }), asProblem);
    const build = (await request.create({ platformID, ...(comment !== undefined && { comment }) })) as Build;
    const shown = toBuild(build, request.snapshot(build), request);
    return respond(201, shown, { location: shown._links.self.href });
  },
});

const deleteBuild = operation({
  id: 'delete-build',
  method: 'DELETE',
  path: buildsPath,
  says: 'Deletes a build, even one that is running.',
  clauses: ['entrecode/delete', 'entrecode/delete/status', 'entrecode/no-editing'],
  request: 'delete-build.request',
  responses: { 200: null, 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('buildID'),
  async handle(request, respond) {
    const build = await seek(request);
    if ('code' in build) return respond(build.status as 400 | 404, build, asProblem);
    await request.command(build, 'delete');
    return respond(200);
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
  responses: { 200: 'platform', 400: 'problem', 404: 'problem' },
  beside: besideBuilds.map((relation) => `/_links/${escapePointer(relation)}`),
  when: (request) => !requestsPlatforms(request),
  async handle(request, respond) {
    const platform = await platformOf(request, request.query.platformID);
    if (!platform) return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    return respond(200, await showPlatform(platform, request));
  },
});

export const operations = [listBuilds, readBuild, createBuild, deleteBuild, readPlatform];

/** A buildID means a single build, unless the request explicitly asks for a list. */
function requestsOne({ rawQuery }: RequestHead): boolean {
  return rawQuery.has('buildID') && !/^(true|t|1)$/i.test(rawQuery.get('_list') ?? '');
}

async function platformOf(request: OperationRequest, platformID: string): Promise<PlatformFacts | undefined> {
  const id = platformID.toLowerCase();
  return (await request.store.parent('entrecode', 'platform', id)) as PlatformFacts | undefined;
}

/** The build that is meant, or the refusal if there is none. */
async function seek(request: OperationRequest<{ query: { buildID: number; platformID?: string } }>) {
  const { buildID, platformID } = request.query;
  const mandatory = request.reading('entrecode/platform-id-mandatory') === 'literal';
  if (mandatory && platformID === undefined) return problem(3202, request, { detail: 'platformID' });
  const build = (await request.store.get('entrecode', `${buildID}`)) as Build | undefined;
  if (!build || request.snapshot(build).state === 'deleted')
    return problem(3102, request, { detail: 'buildID' });
  if (platformID !== undefined && platformID.toLowerCase() !== build.attributes.platformID)
    return problem(3102, request, { detail: 'platformID' });
  return build;
}

type ListRequest = OperationRequest<ListBuildsRequest>;
/** What a list is shown for. */
type ListRequestHead = RequestHead & Pick<ListRequest, 'query' | 'snapshot'>;

function buildsOf(request: OperationRequest, { platformID }: PlatformFacts) {
  return { now: request.now, where: { index: 'platform', value: platformID }, states: visible };
}

async function pageOf(request: ListRequest, platform: PlatformFacts): Promise<Page<Build>> {
  const { buildID, page = 1, size = perPage, sort = '-buildID' } = request.query;
  const range = buildID === undefined ? {} : { range: { from: buildID, to: buildID } };
  const query = { ...buildsOf(request, platform), ...range };
  const limit = size === 0 ? everything : size;
  const offset = (page - 1) * limit;
  const orders = ordersOf(sort);
  const [first] = orders;
  // buildIDs are unique: if that comes first, the store's own order is the requested one.
  if (first?.property === 'buildID') {
    const newestFirst = first.sign < 0;
    return (await request.store.page('entrecode', { ...query, newestFirst, offset, limit })) as Page<Build>;
  }
  const { items, total } = (await request.store.page('entrecode', query)) as Page<Build>;
  return { items: sortBy(orders, items, request.snapshot).slice(offset, offset + limit), total };
}

/** A page of the list. */
export function toList(
  request: ListRequestHead,
  platform: PlatformFacts,
  { items, total }: Page<Build>,
  deployed: ReadonlyMap<number, number> = new Map(),
): BuildList {
  // `Prefer: state=deleted`: as if all were gone.
  const there = items.filter((build) => request.snapshot(build).state !== 'deleted');
  const builds = there.map((build) =>
    toBuild(build, request.snapshot(build), request, deployed.get(build.attributes.buildID)),
  );
  const [only, ...others] = builds;
  const bare = only && others.length === 0 && request.reading('entrecode/one-item-list') === 'observed';
  return {
    count: builds.length,
    total: there.length < items.length ? 0 : total,
    _links: { ...pageLinks(request, total), ...supporting(platform, request) },
    ...(only && { _embedded: { 'ec:app/build': bare ? only : builds } }),
  };
}
