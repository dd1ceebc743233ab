// The facts of a build, how one is created, and the order of builds.
import type {
  BuildAttributes as AttributesInput,
  Platform,
  Build as Shown,
} from '../../../schemas/entrecode/types.ts';
import type { RecordKind } from '../../core/api/api.ts';
import type { Snapshot, StandinRecord } from '../../core/records/snapshot.ts';
import { numberFor } from '../../core/store/numbers.ts';
import { checkAgreement } from '../../core/store/parents.ts';
import type { Random } from '../../core/values/random.ts';
import { endOf } from './lifecycle.ts';
import { appOf, parentsOf, type Uses } from './supporting/facts.ts';

/** Everything but the comment, which is only there if the client sent one. */
export type BuildAttributes = Required<Omit<AttributesInput, 'comment'>> & Pick<AttributesInput, 'comment'>;
export type Build = StandinRecord<BuildAttributes>;

/** The parent of builds. Its type, title and configuration have no effect. Without `uses` it uses the defaults. */
export type PlatformFacts = Omit<Platform, '_links'> & { readonly appID: string; readonly uses?: Uses };

/** The app and the platform that are in every world. */
export const home: Readonly<Record<'appID' | 'platformID', string>> = {
  appID: '1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84',
  platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
};

const people = ['ada', 'barbara', 'edsger', 'grace', 'radia'];

export const record: RecordKind<BuildAttributes> = {
  schemaName: 'build-attributes',
  order: ({ attributes }) => attributes.buildID,
  indexes: { platform: ({ attributes }) => attributes.platformID },

  async complete(given, { random, store }) {
    const { platformID = home.platformID, appID = home.appID } = given;
    const known = (await store.parent('entrecode', 'platform', platformID)) as PlatformFacts | undefined;
    checkAgreement(known, 'platformID', given);
    const platform = known ?? platformOf(platformID, appID);
    const buildID = await numberFor(store, 'entrecode build', { name: 'buildID', given: given.buildID });
    // Not by spreading: two spreads in one literal take Node 20 seven microseconds.
    const attributes = Object.assign(lifelike(random), given, { buildID, platformID, appID: platform.appID });
    return {
      id: `${buildID}`,
      attributes,
      parents: [
        { kind: 'platform', id: platformID, parent: { ...platform } },
        ...(known ? [] : parentsOf(appOf(platform.appID))),
      ],
    };
  },
};

/** A platform with known ids alone. */
export function platformOf(platformID: string, appID: string): PlatformFacts {
  return { platformID, appID, platformType: 'staticWebsite', title: 'Website', config: {} };
}

/** By property: what builds are compared by. One that has not finished comes after those that have. */
const keys = {
  buildID: ({ attributes }: Build) => attributes.buildID,
  started: ({ created }: Build) => created,
  finished: (_: Build, snapshot: Snapshot) => endOf(snapshot) ?? Number.POSITIVE_INFINITY,
  successful: (_: Build, { state }: Snapshot) => state,
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
  snapshotOf: (build: Build) => Snapshot,
): Build[] {
  const keyed = builds.map((build) => {
    const snapshot = snapshotOf(build);
    return { build, key: orders.map(({ property }) => keys[property](build, snapshot)) };
  });
  const compare = (a: readonly (string | number)[], b: typeof a) => {
    const differing = orders.findIndex((_, index) => a[index] !== b[index]);
    if (differing < 0) return 0;
    return a[differing]! < b[differing]! ? -orders[differing]!.sign : orders[differing]!.sign;
  };
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ build }) => build);
}

/** The user who started it, and the size of its result. */
export function lifelike(random: Random): Pick<BuildAttributes, 'email' | 'accountID' | 'size'> {
  return {
    email: `${random.pick(people)}@example.com`,
    accountID: random.uuid(),
    size: random.between(200_000, 9_000_000),
  };
}

const shown: Readonly<Record<string, (build: Shown) => string | number | undefined>> = {
  buildID: ({ buildID }) => buildID,
  started: ({ started }) => started,
  finished: ({ finished }) => finished,
};

/** Whether of two builds that are shown the second may follow the first; undefined if what decides does not show. */
export function mayFollow(before: Shown, after: Shown, sort = '-buildID'): boolean | undefined {
  for (const { property, sign } of ordersOf(sort)) {
    const [a, b] = [shown[property]?.(before), shown[property]?.(after)];
    if (a === undefined || b === undefined) return undefined;
    if (a !== b) return a < b === sign > 0;
  }
  return true;
}
