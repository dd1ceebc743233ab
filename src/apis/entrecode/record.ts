// What is remembered of a build, how one is born, where it, its neighbours and its result lie, and by what builds are
// put in order.
import type {
  BuildLocation,
  BuildAttributes as GivenAttributes,
  ListBuildsRequest,
  Platform,
} from '../../../schemas/entrecode/types.ts';
import type { RecordKind } from '../../core/api.ts';
import type { Readings } from '../../core/errata.ts';
import type { Moment, StandinRecord } from '../../core/moment.ts';
import { numberFor } from '../../core/numbers.ts';
import type { Asked, Call } from '../../core/operation.ts';
import { checkAgreement } from '../../core/parents.ts';
import type { Random } from '../../core/random.ts';
import { endOf } from './lifecycle.ts';

/** Everything but the comment, which is only there if the client sent one. */
export type BuildAttributes = Required<Omit<GivenAttributes, 'comment'>> & Pick<GivenAttributes, 'comment'>;
export type Build = StandinRecord<BuildAttributes>;

/** What builds belong to. Its type, title and configuration decorate. */
export type PlatformFacts = Omit<Platform, '_links'> & { readonly appID: string };

/** The app and the platform that are in every world. */
export const home: Readonly<Record<'appID' | 'platformID', string>> = {
  appID: '1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84',
  platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
};

const people = ['ada', 'barbara', 'edsger', 'grace', 'radia'];

export const record: RecordKind<BuildAttributes> = {
  shape: 'build-attributes',
  order: ({ attributes }) => attributes.buildID,
  indexes: { platform: ({ attributes }) => attributes.platformID },

  async complete(given, { random, store }) {
    const { platformID = home.platformID, appID = home.appID } = given;
    const known = (await store.parent('entrecode', 'platform', platformID)) as PlatformFacts | undefined;
    checkAgreement(known, 'platformID', given);
    const platform = known ?? platformOf(platformID, appID);
    const buildID = await numberFor(store, 'entrecode build', { name: 'buildID', given: given.buildID });
    const attributes = { ...lifelike(random), ...given, buildID, platformID, appID: platform.appID };
    return {
      id: `${buildID}`,
      attributes,
      parents: [{ kind: 'platform', id: platformID, parent: { ...platform } }],
    };
  },
};

/** A platform of which nothing is known but its ids. */
export function platformOf(platformID: string, appID: string): PlatformFacts {
  return { platformID, appID, platformType: 'staticWebsite', title: 'Website', config: {} };
}

/** By property: what builds are compared by. One that has not finished comes after those that have. */
const keys = {
  buildID: ({ attributes }: Build) => attributes.buildID,
  started: ({ born }: Build) => born,
  finished: (_: Build, moment: Moment) => endOf(moment) ?? Number.POSITIVE_INFINITY,
  successful: (_: Build, { state }: Moment) => state,
};

interface Order {
  readonly property: keyof typeof keys;
  readonly sign: 1 | -1;
}

/** Reads `-started,buildID`. A plus sign may have become a space on the way. */
export function ordersOf(sort: string): readonly Order[] {
  return sort.split(',').map((each) => ({
    property: each.replace(/^[ +-]/, '') as Order['property'],
    sign: each.startsWith('-') ? -1 : 1,
  }));
}

/** The first property in a `sort` that builds cannot be sorted by. */
export function unsortableIn(sort: string): string | undefined {
  return ordersOf(sort).find(({ property }) => !Object.hasOwn(keys, property))?.property;
}

export function sortBy(
  orders: readonly Order[],
  builds: readonly Build[],
  momentOf: (build: Build) => Moment,
): Build[] {
  const keyed = builds.map((build) => {
    const moment = momentOf(build);
    return { build, key: orders.map(({ property }) => keys[property](build, moment)) };
  });
  const compare = (a: readonly (string | number)[], b: typeof a) => {
    const differing = orders.findIndex((_, index) => a[index] !== b[index]);
    if (differing < 0) return 0;
    return a[differing]! < b[differing]! ? -orders[differing]!.sign : orders[differing]!.sign;
  };
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ build }) => build);
}

export const buildsPath = '/platform/build';
/** How many builds a page has unless asked for another size. */
export const perPage = 10;
const schemas = 'https://schema.entrecode.de/schema-app';
const oldSchemas = 'https://entrecode.de/schema';

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
  const given = { platformID, buildID, _list, ...(page > 1 && { page }), size, sort: order };
  const shown = Object.entries(given).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(Object.fromEntries(shown.map(([name, value]) => [name, `${value}`])));
  return `${buildsPath}?${text}`;
}

export function locationOf({ attributes }: Build, readings: Readings): BuildLocation {
  const { platformID, buildID, size } = attributes;
  const key = `${platformID}/${buildID}.zip`;
  if (readings('entrecode/build-location') === 'observed')
    return { type: 'zipFileFromS3', config: { key, size, bucket: 'builds.example.com' } };
  return { type: 'zipFile', config: { url: `https://builds.example.com/${key}` } };
}

function lifelike(random: Random): Pick<BuildAttributes, 'email' | 'accountID' | 'size'> {
  return {
    email: `${random.pick(people)}@example.com`,
    accountID: random.uuid(),
    size: random.between(200_000, 9_000_000),
  };
}
