// How a build looks in the App Manager's HAL at a moment, and where it, its neighbours and its result lie.
import type {
  BuildEvent,
  BuildLocation,
  ListBuildsRequest,
  Build as WireBuild,
} from '../../../schemas/entrecode/types.ts';
import type { Wire } from '../../core/api.ts';
import type { Readings } from '../../core/errata.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Call } from '../../core/operation.ts';
import { toQuery } from '../../core/query.ts';
import { toIso } from '../../core/time.ts';
import { endOf, type Happening, happeningsOf, outcomeOf, shuffled } from './lifecycle.ts';
import type { Build, BuildAttributes, home, PlatformFacts } from './record.ts';

export const buildsPath = '/platform/build';
/** How many builds a page has unless asked for another size. */
export const perPage = 10;
const schemas = 'https://schema.entrecode.de/schema-app';
const oldSchemas = 'https://entrecode.de/schema';
const relations = 'https://doc.entrecode.de/app_manager/#relation-{rel}';

export const wire: Pick<Wire<BuildAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/hal+json',
  locate: (build, { readings, token }) => ({
    path: pathOf(build, readings),
    ...(readings('entrecode/login') === 'observed' && { headers: { Authorization: `Bearer ${token}` } }),
  }),
};

/** A build as it answers alone and in a list. */
export function toBuild(build: Build, moment: Moment, call: Asked): WireBuild {
  const { buildID, comment } = build.attributes;
  const successful = outcomeOf(moment);
  const end = endOf(moment);
  return {
    buildID,
    ...(call.reading('entrecode/creator') === 'observed' && { creator: toCreator(build.attributes) }),
    ...(comment !== undefined && call.reading('entrecode/comment') !== 'literal' && { comment }),
    started: toIso(build.born),
    ...(end !== undefined && { finished: toIso(end) }),
    ...(call.reading('entrecode/status-name') === 'literal' && { status: successful }),
    successful,
    ...(successful === 'success' && { buildLocation: locationOf(build, call.reading) }),
    events: toldOf(build, moment, call).map((each) => toEvent(each, buildID, call)),
    _links: linksOf(build, call),
  };
}

export function toCreator({ email, accountID }: BuildAttributes) {
  return { email, accountID };
}

/** The service tells of some builds in order and of others not; that the odd ones are those is assumed. */
export function toldOf(build: Build, moment: Moment, call: Asked): readonly Happening[] {
  const happenings = happeningsOf(build, moment, call.now, { ...locationOf(build, call.reading) });
  const inOrder = build.attributes.buildID % 2 === 0 || call.reading('entrecode/event-order') !== 'observed';
  return inOrder ? happenings : shuffled(happenings);
}

/** A thousand ids belong to each build, so that they are unique and a double can hold the greatest. */
export function toEvent(happening: Happening, build: number, { reading }: Asked): BuildEvent {
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
export function neighbours(platform: PlatformFacts, call: Asked) {
  const curie = { href: relations, templated: true as const };
  const { self, byId, options } = pathsAt(platform, call.reading);
  const one = { ...linkTo('build', byId, call), templated: true };
  const toPlatform = linkTo('platform', self, call);
  return {
    curies: call.reading('entrecode/curies') === 'observed' ? curie : [{ name: 'ec' as const, ...curie }],
    'ec:app/build/by-id': one,
    ...(call.reading('entrecode/build-relation') === 'literal' && { 'ec:app/build': one }),
    'ec:app/builds/options': { href: call.url(options), templated: true },
    ...(call.reading('entrecode/platform-relation') === 'observed'
      ? { 'ec:platform': toPlatform }
      : { 'ec:app/platform': toPlatform }),
  };
}

export function linksOf(build: Build, call: Asked): WireBuild['_links'] {
  const { self, app, builds } = pathsAt(build.attributes, call.reading);
  const bare = call.reading('entrecode/collection-link') === 'literal';
  const broken = call.reading('entrecode/app-link') === 'observed';
  return {
    self: linkTo('build', pathOf(build, call.reading), call),
    collection: linkTo('builds', bare ? buildsPath : builds, call),
    'ec:app': linkTo('app', broken ? app.replace('?', '') : app, call),
    'ec:app/platform': linkTo('platform', self, call),
  };
}

export function pathOf({ attributes }: Build, readings: Readings): string {
  const path = `${buildsPath}?buildID=${attributes.buildID}`;
  const mandatory = readings('entrecode/platform-id-mandatory') === 'literal';
  return mandatory ? `${path}&platformID=${attributes.platformID}` : path;
}

/** Where a platform and what is about it lie; the last two are templates. */
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

/** A link with the address of its target's schema: always to a build, to anything else as the service does. */
export function linkTo(
  kind: 'app' | 'build' | 'builds' | 'platform' | 'platforms',
  path: string,
  call: Asked,
) {
  const addressed = kind === 'build' || call.reading('entrecode/link-profiles') === 'observed';
  const base = call.reading('entrecode/schema-address') === 'observed' ? oldSchemas : schemas;
  return { href: call.url(path), ...(addressed && { profile: `${base}/${kind}` }) };
}

/** Of several pages the first has only a next, a later one first and previous too; the first needs no number. */
export function pageLinks(call: Asked & Pick<Call<ListBuildsRequest>, 'query'>, total: number) {
  const { page = 1, size = perPage } = call.query;
  const at = (number: number) => ({ href: call.url(pathOfPage(call.query, number)) });
  return {
    self: linkTo('builds', pathOfPage(call.query, page), call),
    ...(page > 1 && { first: at(1), prev: at(page - 1) }),
    ...(size > 0 && page * size < total && { next: at(page + 1) }),
  };
}

/** A page of the list that was asked for; a plus sign before a property goes without saying, and so does page 1. */
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
