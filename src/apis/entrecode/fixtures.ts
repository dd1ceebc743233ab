// Makes builds of platforms by number, and says which schemas show them.
import {
  agedAt,
  amongSupporting,
  type FixtureBook,
  idFor,
  logarithmic,
  type Showing,
  type Shown,
  shared,
} from '../../core/api/fixtures.ts';
import { toQuery } from '../../core/values/query.ts';
import { randomFor } from '../../core/values/random.ts';
import { breaches } from './breaches.ts';
import { visible } from './lifecycle.ts';
import { toList } from './operations.ts';
import { type BuildAttributes, home, type PlatformFacts, platformOf } from './record.ts';
import {
  buildsPath,
  contentOf,
  linksOf,
  locationOf,
  perPage,
  supporting,
  toBuild,
  toCreator,
  toEvent,
  toPlatform,
  wire,
} from './wire.ts';

/** Ten builds belong to a platform, and three platforms to an app. */
const perPlatform = perPage;
const perApp = 3;
const accounts = 500;
const ended = ['success', 'error'];
const usual = ['corrected', 'literal'] as const;

type Builds = readonly Shown<BuildAttributes>[];

export const fixtures: FixtureBook<BuildAttributes> = {
  states: visible,

  draw(drawing) {
    const { number, random, words, edge } = drawing;
    const { platformID, appID, span } = placeOf(drawing, Math.floor(number / perPlatform));
    const account = accountOf(drawing, random.between(0, accounts - 1));
    const buildID = idFor(number, drawing);
    const commented = edge || random.between(0, 1) === 0;
    return {
      id: `${buildID}`,
      // Of one platform, builds begun later have the greater ids.
      aged: agedAt(number % perPlatform, perPlatform, span),
      attributes: {
        buildID,
        platformID,
        appID,
        email: account.email,
        accountID: account.accountID,
        size: edge ? random.pick([1, Number.MAX_SAFE_INTEGER]) : random.between(20_000, 900_000_000),
        ...(commented && { comment: random.pick(words.comments) }),
      },
    };
  },

  breaches,

  schemas: {
    build: {
      show: buildOf,
      request: ([build], { reading }) => ({
        operation: 'read-build',
        ...wire.locate(build!.record, { readings: reading, token: 'any' }),
        status: 200,
      }),
    },
    'build-list': {
      most: perPage,
      show: listOf,
      request: (shown, showing) => ({
        operation: 'list-builds',
        path: `${buildsPath}?${toQuery(queryOf(shown, showing))}`,
        status: 200,
      }),
    },
    'build-event': {
      states: ended,
      show: ([build], showing) => {
        const { record, snapshot } = build!;
        const content = contentOf(record, snapshot, showing);
        return toEvent(content[showing.row % content.length]!, record.attributes.buildID, showing);
      },
    },
    'build-location': { states: ['success'], show: showLocation },
    'zip-file': {
      states: ['success'],
      under: { erratum: 'entrecode/build-location', readings: usual },
      show: showLocation,
    },
    'zip-file-from-s3': {
      states: ['success'],
      under: { erratum: 'entrecode/build-location', readings: ['observed'] },
      show: showLocation,
    },
    creator: {
      under: { erratum: 'entrecode/creator', readings: ['observed'] },
      show: ([build]) => toCreator(build!.record.attributes),
    },
    platform: {
      show: ([build], showing) => toPlatform(platformWith(build!), build!.record, showing),
      request: ([build]) => ({
        operation: 'read-platform',
        path: `/platform?platformID=${build!.record.attributes.platformID}`,
        status: 200,
      }),
    },
    curie: {
      under: { erratum: 'entrecode/curies', readings: usual },
      show: ([build], showing) => [supporting(platformWith(build!), showing).curies].flat()[0],
    },
    'nameless-curie': {
      under: { erratum: 'entrecode/curies', readings: ['observed'] },
      show: ([build], showing) => supporting(platformWith(build!), showing).curies,
    },
    link: {
      views: 4,
      show: ([build], showing) => {
        const view = showing.row % 4;
        if (view === 3) return supporting(platformWith(build!), showing)['ec:app/build/by-id'];
        const links = linksOf(build!.record, showing);
        return [links.self, links.collection, links['ec:app']][view];
      },
    },
  },
};

/** The ids of a platform and of its app follow from its number. */
const placeOf = shared(({ seed, modest }, number) => {
  const app = Math.floor(number / perApp);
  // What fills a world begins with the app and the platform that are in every world.
  const { platformID, appID } = modest ? home : ({} as Partial<typeof home>);
  return {
    span: logarithmic(randomFor(seed, 'entrecode span', number), 11, 36),
    platformID: (number === 0 && platformID) || randomFor(seed, 'entrecode platform', number).uuid(),
    appID: (app === 0 && appID) || randomFor(seed, 'entrecode app', app).uuid(),
  };
}, amongSupporting);

const accountOf = shared(({ seed, words, edge }, number) => {
  const random = randomFor(seed, 'entrecode account', number);
  const name = random.pick(words.users);
  const host = `${edge ? 'a-very-long-host.'.repeat(8) : ''}${random.pick(words.nouns)}.example.com`;
  return { email: `${name}@${host}`, accountID: random.uuid() };
});

function buildOf([build]: Builds, showing: Showing) {
  return toBuild(build!.record, build!.snapshot, showing);
}

function showLocation([build]: Builds, { reading }: Showing) {
  return locationOf(build!.record, reading);
}

function platformWith({ record: { attributes } }: Builds[number]): PlatformFacts {
  return platformOf(attributes.platformID, attributes.appID);
}

/** A page, the greatest id first. One that is not full is the last. */
function listOf(shown: Builds, showing: Showing) {
  const query = queryOf(shown, showing);
  const items = shown.map(({ record }) => record).sort((a, b) => b.attributes.buildID - a.attributes.buildID);
  const before = ((query.page ?? 1) - 1) * perPage;
  const after = items.length === perPage ? (showing.row * 7) % 90 : 0;
  const platform = shown[0] ? platformWith(shown[0]) : platformOf(query.platformID, query.platformID);
  return toList({ ...showing, query }, platform, { items, total: before + items.length + after });
}

function queryOf([first]: Builds, { row }: Showing) {
  const platformID = first?.record.attributes.platformID ?? randomFor(0, 'nobody', row).uuid();
  const page = first ? (row % 4) + 1 : 1;
  return page === 1 ? { platformID } : { platformID, page };
}
