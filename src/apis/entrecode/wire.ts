// How a build looks in the App Manager's HAL at a moment.
import type { BuildEvent, Build as WireBuild } from '../../../schemas/entrecode/types.ts';
import type { Wire } from '../../core/api.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked } from '../../core/operation.ts';
import { toIso } from '../../core/time.ts';
import { endOf, type Happening, happeningsOf, outcomeOf, shuffled } from './lifecycle.ts';
import {
  type Build,
  type BuildAttributes,
  buildsPath,
  linkTo,
  locationOf,
  type PlatformFacts,
  pathOf,
  pathsAt,
} from './record.ts';

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
  const { buildID, comment, email, accountID } = build.attributes;
  const successful = outcomeOf(moment);
  const end = endOf(moment);
  const location = locationOf(build, call.reading);
  return {
    buildID,
    ...(call.reading('entrecode/creator') === 'observed' && { creator: { email, accountID } }),
    ...(comment !== undefined && call.reading('entrecode/comment') !== 'literal' && { comment }),
    started: toIso(build.born),
    ...(end !== undefined && { finished: toIso(end) }),
    ...(call.reading('entrecode/status-name') === 'literal' && { status: successful }),
    successful,
    ...(successful === 'success' && { buildLocation: location }),
    events: toEvents(build, happeningsOf(build, moment, call.now, { ...location }), call),
    _links: linksOf(build, call),
  };
}

/** The service tells of some builds in order and of others not; that the odd ones are those is assumed. */
function toEvents({ attributes: { buildID } }: Build, happenings: readonly Happening[], call: Asked) {
  const inOrder = buildID % 2 === 0 || call.reading('entrecode/event-order') !== 'observed';
  return (inOrder ? happenings : shuffled(happenings)).map((each) => toEvent(each, buildID, call));
}

/** A thousand ids belong to each build, so that they are unique and a double can hold the greatest. */
function toEvent(
  { place, at, passing, temporary, ...said }: Happening,
  build: number,
  call: Asked,
): BuildEvent {
  const observed = (name: string) => call.reading(`entrecode/${name}`) === 'observed';
  const id = build * 1_000 + place;
  return {
    buildEventID: observed('event-id') ? `${id}` : id,
    buildEventType: said.type,
    timestamp: observed('event-timestamp') ? toIso(at).replace(/\.?0*Z$/, '+00:00') : toIso(at),
    message: said.message,
    temporary: observed('temporary-events') ? passing : temporary,
    info: { ...said.info },
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

function linksOf(build: Build, call: Asked): WireBuild['_links'] {
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
