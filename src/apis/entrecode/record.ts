// What is remembered of a build, how one is born, where it and its result lie, and by what builds are put in order.
import type {
  BuildLocation,
  BuildAttributes as GivenAttributes,
  Platform,
} from '../../../schemas/entrecode/types.ts';
import type { RecordKind } from '../../core/api.ts';
import type { Readings } from '../../core/errata.ts';
import type { Moment, StandinRecord } from '../../core/moment.ts';
import type { Random } from '../../core/random.ts';
import { endOf } from './lifecycle.ts';

/** Everything but the comment, which is only there if the client sent one. */
export type BuildAttributes = Required<Omit<GivenAttributes, 'comment'>> & Pick<GivenAttributes, 'comment'>;
export type Build = StandinRecord<BuildAttributes>;

/** What builds belong to. Its type, title and configuration decorate. */
export type PlatformFacts = Omit<Platform, '_links'> & { readonly appID: string };

/** The app and the platform that are in every world. */
export const home = {
  appID: '1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84',
  platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
} as const;

const people = ['ada', 'barbara', 'edsger', 'grace', 'radia'];

export const record: RecordKind<BuildAttributes> = {
  shape: 'build-attributes',
  order: ({ attributes }) => attributes.buildID,
  indexes: { platform: ({ attributes }) => attributes.platformID },

  async complete(given, { random, store }) {
    const buildID = given.buildID ?? (await store.serial('entrecode build'));
    await store.raiseSerial('entrecode build', buildID);
    const { platformID = home.platformID, appID = home.appID } = given;
    const known = (await store.parent('entrecode', 'platform', platformID)) as PlatformFacts | undefined;
    const platform = known ?? platformOf(platformID, appID);
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

export function pathOf({ attributes }: Build, readings: Readings): string {
  const path = `${buildsPath}?buildID=${attributes.buildID}`;
  const mandatory = readings('entrecode/platform-id-mandatory') === 'literal';
  return mandatory ? `${path}&platformID=${attributes.platformID}` : path;
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
