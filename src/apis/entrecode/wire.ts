// How a build looks in the App Manager's HAL at a moment, and the URLs of it, its supporting operations and its result.
import type {
  BuildEvent,
  BuildLocation,
  ListBuildsRequest,
  Build as WireBuild,
} from '../../../schemas/entrecode/types.ts';
import { needsToken, type Wire } from '../../core/api/api.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { OperationRequest, RequestHead } from '../../core/api/operation.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import { toIso } from '../../core/time/duration.ts';
import { toQuery } from '../../core/values/query.ts';
import { endOf, type Happening, happeningsOf, outcomeOf, shuffled } from './lifecycle.ts';
import type { Build, BuildAttributes, home, PlatformFacts } from './record.ts';
import { fetchesSchemas, profileOf } from './supporting/links.ts';

export const buildsPath = '/platform/build';
export const deploymentsPath = '/platform/deployment';
export const deploymentPath = (id: number) => `${deploymentsPath}?deploymentID=${id}`;
/** The default size of a page. */
export const perPage = 10;
const relations = 'https://doc.entrecode.de/app_manager/#relation-{rel}';

export const wire: Pick<Wire<BuildAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/hal+json',
  locate: (build, access) => ({
    path: pathOf(build, access.readings),
    ...(needsToken('entrecode/login', access) && { headers: { Authorization: `Bearer ${access.token}` } }),
  }),
};

/** A build as it answers alone and in a list. `deployed`: its last deployment, if there is any. */
export function toBuild(
  build: Build,
  snapshot: Snapshot,
  request: RequestHead,
  deployed?: number,
): WireBuild {
  const { buildID, comment } = build.attributes;
  const successful = outcomeOf(snapshot);
  const end = endOf(snapshot);
  return {
    buildID,
    ...(request.reading('entrecode/creator') === 'observed' && { creator: toCreator(build.attributes) }),
    ...(comment !== undefined && request.reading('entrecode/comment') !== 'literal' && { comment }),
    started: toIso(build.created),
    ...(end !== undefined && { finished: toIso(end) }),
    ...(request.reading('entrecode/status-name') === 'literal' && { status: successful }),
    successful,
    ...(successful === 'success' && { buildLocation: locationOf(build, request.reading) }),
    events: contentOf(build, snapshot, request).map((each) => toEvent(each, buildID, request)),
    _links: linksOf(build, request, deployed),
  };
}

export function toCreator({ email, accountID }: BuildAttributes) {
  return { email, accountID };
}

/** The service lists the events of some builds in order, of others not; that the latter are the odd ones is assumed. */
export function contentOf(build: Build, snapshot: Snapshot, request: RequestHead): readonly Happening[] {
  const happenings = happeningsOf(build, snapshot, request.now, { ...locationOf(build, request.reading) });
  const inOrder =
    build.attributes.buildID % 2 === 0 || request.reading('entrecode/event-order') !== 'observed';
  return inOrder ? happenings : shuffled(happenings);
}

/** Each build (and each deployment) has a thousand ids, so that they are unique and a double can hold the greatest. */
export function toEvent(happening: Happening, build: number, { reading }: RequestHead): BuildEvent {
  const id = build * 1_000 + happening.place;
  const time = toIso(happening.at);
  const { passing, temporary } = happening;
  return {
    buildEventID: reading('entrecode/event-id') === 'observed' ? `${id}` : id,
    buildEventType: happening.type,
    timestamp: reading('entrecode/event-timestamp') === 'observed' ? time.replace(/\.?0*Z$/, '+00:00') : time,
    message: happening.message,
    temporary: reading('entrecode/temporary-events') === 'observed' ? passing : temporary,
    info: { ...happening.info },
  };
}

/** What a list of builds links to besides its pages. */
export function supporting(platform: PlatformFacts, request: RequestHead) {
  const { self, byId, options } = pathsAt(platform, request.reading);
  const one = { ...linkTo('build', byId, request), templated: true };
  const toPlatform = linkTo('platform', self, request);
  return {
    curies: curiesOf(request),
    'ec:app/build/by-id': one,
    ...(request.reading('entrecode/build-relation') === 'literal' && { 'ec:app/build': one }),
    'ec:app/builds/options': { href: request.url(options), templated: true },
    ...(request.reading('entrecode/platform-relation') === 'observed'
      ? { 'ec:platform': toPlatform }
      : { 'ec:app/platform': toPlatform }),
  };
}

/** Where the relations are explained. */
export function curiesOf(request: RequestHead) {
  const curie = { href: relations, templated: true as const };
  return request.reading('entrecode/curies') === 'observed' ? curie : [{ name: 'ec' as const, ...curie }];
}

export function linksOf(build: Build, request: RequestHead, deployed?: number): WireBuild['_links'] {
  const { self, app, builds } = pathsAt(build.attributes, request.reading);
  const bare = request.reading('entrecode/collection-link') === 'literal';
  const broken = request.reading('entrecode/app-link') === 'observed';
  return {
    self: linkTo('build', pathOf(build, request.reading), request),
    collection: linkTo('builds', bare ? buildsPath : builds, request),
    'ec:app': linkTo('app', broken ? app.replace('?', '') : app, request),
    'ec:app/platform': linkTo('platform', self, request),
    ...(deployed !== undefined && {
      'ec:app/deployment/latest': linkTo('deployment', deploymentPath(deployed), request),
    }),
  };
}

export function pathOf({ attributes }: Build, readings: Readings): string {
  const path = `${buildsPath}?buildID=${attributes.buildID}`;
  const mandatory = readings('entrecode/platform-id-mandatory') === 'literal';
  return mandatory ? `${path}&platformID=${attributes.platformID}` : path;
}

/** The URLs of a platform and its resources; the last two are templates. */
export function pathsAt({ platformID, appID }: typeof home, readings: Readings) {
  const builds = `${buildsPath}?platformID=${platformID}`;
  const mandatory = readings('entrecode/platform-id-mandatory') === 'literal';
  const bare = readings('entrecode/options-template') === 'observed';
  return {
    self: `/platform?platformID=${platformID}`,
    siblings: `/platform?appID=${appID}`,
    app: `/?appID=${appID}`,
    builds,
    byId: mandatory ? `${builds}{&buildID}` : `${buildsPath}{?buildID}`,
    // Clients expand this one with and without a platformID: it is bound and offered.
    options: `${bare ? `${buildsPath}{?` : `${builds}{&`}buildID,page,platformID,size,_list,sort}`,
  };
}

type Single = 'app' | 'build' | 'codesource' | 'datasource' | 'deployment' | 'platform' | 'target';

/** A link with the URL of its target's schema: always for a build, for others as the service does. */
export function linkTo(kind: Single | `${Single}s`, path: string, request: RequestHead) {
  const addressed =
    kind === 'build' || request.reading('entrecode/link-profiles') === 'observed' || fetchesSchemas(request);
  return { href: request.url(path), ...(addressed && { profile: profileOf(kind, request) }) };
}

/** A platform, with a link to the newest of its builds. */
export function toPlatform(platform: PlatformFacts, latest: Build | undefined, request: RequestHead) {
  const { appID: _, uses: __, ...facts } = platform;
  const paths = pathsAt(platform, request.reading);
  return {
    ...facts,
    _links: {
      self: linkTo('platform', paths.self, request),
      collection: linkTo('platforms', paths.siblings, request),
      'ec:app': linkTo('app', paths.app, request),
      'ec:app/builds': linkTo('builds', paths.builds, request),
      'ec:app/builds/options': { href: request.url(paths.options), templated: true },
      ...(latest && { 'ec:app/build/latest': linkTo('build', pathOf(latest, request.reading), request) }),
    },
  };
}

/** The first of several pages has only a next link, a later one also first and previous; the first needs no number. */
export function pageLinks(
  request: RequestHead & Pick<OperationRequest<ListBuildsRequest>, 'query'>,
  total: number,
) {
  const { page = 1, size = perPage } = request.query;
  const at = (number: number) => ({ href: request.url(pathOfPage(request.query, number)) });
  return {
    self: linkTo('builds', pathOfPage(request.query, page), request),
    ...(page > 1 && { first: at(1), prev: at(page - 1) }),
    ...(size > 0 && page * size < total && { next: at(page + 1) }),
  };
}

/** The requested page of the list; a plus sign before a property is the default, and so is page 1. */
function pathOfPage(query: ListBuildsRequest['query'], page: number): string {
  const { platformID, buildID, _list, size, sort } = query;
  const order = sort?.replaceAll(/(^|,)[ +]/g, '$1');
  const number = page > 1 ? page : undefined;
  return `${buildsPath}?${toQuery({ platformID, buildID, _list, page: number, size, sort: order })}`;
}

export function locationOf({ attributes }: Build, readings: Readings): BuildLocation {
  const { platformID, buildID, size } = attributes;
  const key = `${platformID}/${buildID}.zip`;
  if (readings('entrecode/build-location') === 'observed')
    return { type: 'zipFileFromS3', config: { key, size, bucket: 'builds.example.com' } };
  return { type: 'zipFile', config: { url: `https://builds.example.com/${key}` } };
}
