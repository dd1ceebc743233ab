// Where the Build page contradicts itself, leaves a hole, or is contradicted by the service; and what each reading serves.
import type { Change, Erratum, Probe, ProbeRequest } from '../../core/api/errata.ts';
import { home } from './record.ts';

const doc = 'entrecode/ec.doc at 59f1b9a, doc';
const sdk = 'entrecode/ec.sdk at e81ef4f';
const captures = `${sdk}, test/mocks/build-*.json`;
const lists = `${sdk}, test/mocks/*-list.json`;
const buildClient = `${sdk}, src/resources/apps/BuildResource.ts`;
const platformClient = `${sdk}, src/resources/apps/PlatformResource.ts`;
const basics = `${doc}/api-basics.md`;
const errorPage = `${doc}/errors.md`;
const index = `${doc}/appmanager/index.md`;
const buildPage = `${doc}/appmanager/resources/build.md`;
const deploymentPage = `${doc}/appmanager/resources/deployment.md`;
const platformPage = `${doc}/appmanager/resources/platform.md`;
const targetPage = `${doc}/appmanager/resources/target.md`;
const everyOperation = ['list-builds', 'read-build', 'create-build', 'delete-build', 'read-platform'];

const list = `/platform/build?platformID=${home.platformID}`;
const one = '/platform/build?buildID=1';
/** One that is answered whether or not a single build needs a platformID. */
const either = `${one}&platformID=${home.platformID}`;

/** The same change in a build that answers alone and in one of a list. */
function inBuilds(body: string, how: 'value' | 'presence' | 'order'): Change[] {
  const inList = `/_embedded/ec:app~1build/*${body}`;
  return [
    { operation: 'read-build', body, how },
    { operation: 'create-build', body, how },
    { operation: 'list-builds', body: inList, how },
  ];
}

/** Has build 1 created, with nothing left to chance. */
function create({
  attributes,
  ...creation
}: {
  readonly state?: string;
  readonly attributes?: object;
}): ProbeRequest {
  const accountID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const fixed = { buildID: 1, email: 'ada@example.com', accountID, size: 1_234_567 };
  return {
    method: 'POST',
    path: '/__standin/records',
    body: { api: 'entrecode', attributes: { ...fixed, ...attributes }, ...creation },
  };
}

/** Looks at build 1. */
function seeBuild(creation: Parameters<typeof create>[0]): Probe {
  return { before: [create(creation)], request: { path: either } };
}

export const errata: readonly Erratum[] = [
  // The build: its properties.
  {
    id: 'entrecode/status-name',
    clauses: ['entrecode/build/status', 'entrecode/build/successful', 'entrecode/create/poll'],
    lines: [
      [3, 6],
      [14, 15],
      [64, 65],
    ],
    says: 'A build consists of a status and its events, and the status is what clients poll for.',
    against: 'The table has no status; it has successful, with the same three values.',
    readings: {
      literal: 'A build has both members, with the same value.',
      corrected: 'A build has successful only.',
    },
    why: 'The table is what the page defines a build by, and the client reads successful.',
    source: buildClient,
    changes: inBuilds('/status', 'presence'),
    probe: seeBuild({ state: 'running' }),
  },
  {
    id: 'entrecode/successful-values',
    clauses: ['entrecode/build/successful'],
    lines: [[14, 15]],
    says: 'The property is called successful and tells whether a build is still running, like a yes or no.',
    against: 'Its values are three texts, one of which is neither success nor failure.',
    readings: {
      corrected: 'successful is one of the three texts; a Boolean breaks the schema.',
    },
    why: 'The table lists the texts, and captured builds have one of them; no build was captured while it was running.',
    source: captures,
    changes: [],
  },
  {
    id: 'entrecode/nullability',
    clauses: ['entrecode/event/temporary', 'entrecode/build/properties'],
    lines: [
      [9, 17],
      [20, 26],
    ],
    says: 'The format of temporary is to be not null.',
    against: 'No other property says whether it may be null.',
    readings: {
      corrected: 'Nothing is ever null: what has no value is left out.',
    },
    why: 'One property that rules null out does not make the others null; to leave them out is safe, because the client makes a date of 1970 out of null.',
    source: buildClient,
    changes: [],
  },
  {
    id: 'entrecode/finished-while-running',
    clauses: ['entrecode/build/finished'],
    lines: [[13, 13]],
    says: 'finished is written when a build succeeds or fails.',
    against: 'What it is until then is not said: null, empty or not there.',
    readings: {
      corrected: 'It is not there while the build is running.',
    },
    why: 'What has not been written is not there; of null the client makes a date in 1970.',
    source: buildClient,
    changes: [],
  },
  {
    id: 'entrecode/location-without-success',
    clauses: ['entrecode/build/location'],
    lines: [[16, 16]],
    says: 'buildLocation is a property of every build.',
    against: 'It says where a successful build is stored; of one that runs or failed nothing is said.',
    readings: {
      corrected: 'It is only there once the build has succeeded.',
    },
    why: 'A build that has not succeeded is stored nowhere.',
    changes: [],
  },
  {
    id: 'entrecode/shifted-cells',
    clauses: [
      'entrecode/build/location',
      'entrecode/build/events',
      'entrecode/event/message',
      'entrecode/event/info',
      'entrecode/location/config',
    ],
    lines: [
      [16, 17],
      [24, 24],
      [26, 26],
      [32, 33],
    ],
    says: 'The heads of the tables have five columns: the third is the format, the fourth the description.',
    against: 'In five operations the description stands third, and what is said of writing fourth.',
    readings: {
      corrected: 'These operations have no format.',
    },
    why: 'The source of the page has an empty cell there, which its text has lost.',
    source: buildPage,
    changes: [],
  },
  {
    id: 'entrecode/creator',
    clauses: ['entrecode/build/properties'],
    lines: [[9, 17]],
    says: 'The table of properties has no creator.',
    against: 'The service says who created a build.',
    readings: {
      corrected: 'A build has no creator.',
      observed: 'A build has a creator with email and accountID.',
    },
    why: 'The table is taken to be complete.',
    source: captures,
    changes: inBuilds('/creator', 'presence'),
    probe: seeBuild({ state: 'running' }),
  },
  {
    id: 'entrecode/comment',
    clauses: ['entrecode/build/properties', 'entrecode/create'],
    lines: [
      [9, 17],
      [60, 62],
    ],
    says: 'The table of properties has no comment.',
    against: 'The client sends a comment when it starts a build, and reads it from the build.',
    readings: {
      literal: 'A build has no comment.',
      corrected: 'A build has the comment that it was started with, if any.',
    },
    why: 'Only who sends a comment ever sees one, so nothing is added for clients that keep to the page.',
    source: platformClient,
    changes: inBuilds('/comment', 'presence'),
    probe: seeBuild({ attributes: { comment: 'nightly' } }),
  },
  {
    id: 'entrecode/build-id-type',
    clauses: ['entrecode/build/id'],
    lines: [[11, 11]],
    says: 'A buildID is an integer.',
    against: "The client's types have it as a text.",
    readings: {
      corrected: 'A number.',
    },
    why: 'Captured builds have a number, and types are gone when the client runs.',
    source: buildClient,
    changes: [],
  },
  {
    id: 'entrecode/build-id-range',
    clauses: ['entrecode/build/id'],
    lines: [[11, 11]],
    says: 'A buildID is a signed integer of 32 bits, with its greatest value.',
    against: 'Signed, it could be zero or negative; no least value is given.',
    readings: {
      corrected: 'From 1 to 2147483647; any other in a query is a 400 with code 3212.',
    },
    why: 'The ids of a table that counts up start at 1, and the captured ones are positive.',
    source: captures,
    changes: [],
  },
  {
    id: 'entrecode/schema-missing',
    clauses: ['entrecode/schema'],
    lines: [[7, 7]],
    says: 'A build obeys a JSON Schema with a public address.',
    against: 'No copy of that schema is to be found; only those for writing other resources are public.',
    readings: {
      corrected: 'Builds are checked against a schema of our own that is made from the table.',
    },
    why: 'The table is all that the page tells of the schema.',
    source: `${sdk}, test/mocks/schema`,
    changes: [],
  },
  {
    id: 'entrecode/schema-address',
    clauses: ['entrecode/schema'],
    lines: [[7, 7]],
    says: 'The schema of a build lies at schema.entrecode.de/schema-app/build.',
    against: 'The service, and the page before 2022, have entrecode.de/schema/build.',
    readings: {
      corrected: 'The profile of a link has the address on the page.',
      observed: 'The profile of a link has the older address.',
    },
    why: 'It is the newer of the two.',
    source: `${sdk}, test/mocks/build-*.json; entrecode/ec.doc at 61954bd, doc/appmanager/resources/build.md`,
    changes: [
      ...inBuilds('/_links/*/profile', 'value'),
      { operation: 'list-builds', body: '/_links/*/profile', how: 'value' },
      { operation: 'read-platform', body: '/_links/*/profile', how: 'value' },
    ],
    probe: seeBuild({ state: 'running' }),
  },
  // The build: its events.
  {
    id: 'entrecode/event-id',
    clauses: ['entrecode/event/id'],
    lines: [[21, 21]],
    says: 'A buildEventID is an integer of 64 bits.',
    against: 'The service writes it as text.',
    readings: {
      corrected: 'A number.',
      observed: 'The digits as a string.',
    },
    why: 'The table says integer, of both ids alike.',
    source: captures,
    changes: inBuilds('/events/*/buildEventID', 'value'),
    probe: seeBuild({ state: 'success' }),
  },
  {
    id: 'entrecode/event-id-range',
    clauses: ['entrecode/event/id'],
    lines: [[21, 21]],
    says: 'A buildEventID may be as great as 9223372036854775807.',
    against: 'Readers of JSON that hold numbers as doubles, as JavaScript does, lose digits beyond 2^53.',
    readings: {
      corrected: 'Ids stay below 2^53, whatever the buildID.',
    },
    why: 'A number that arrives as another helps nobody; captured ids have five digits.',
    source: `RFC 8259, section 6; ${sdk}, test/mocks/build-*.json`,
    changes: [],
  },
  {
    id: 'entrecode/event-type-name',
    clauses: ['entrecode/event/type'],
    lines: [[22, 22]],
    says: 'The type of a build event is a valid type of a deployment event.',
    against: 'Builds and deployments are different resources with events of their own.',
    readings: {
      corrected: 'A build event has a type of its own, from the same list.',
    },
    why: 'The same words stand on the page of deployments, from which the operation was taken.',
    source: deploymentPage,
    changes: [],
  },
  {
    id: 'entrecode/event-types',
    clauses: ['entrecode/event/type'],
    lines: [[22, 22]],
    says: 'The type is one of the valid types.',
    against: 'Neither this page nor the one of deployments lists them.',
    readings: {
      corrected: 'info, verbose, warn and error are sent; the schema takes any text that is not empty.',
    },
    why: 'Captured builds, all of which succeeded, have the first three, which are levels of a log; a failure needs the fourth.',
    source: captures,
    changes: [],
  },
  {
    id: 'entrecode/temporary-pairs',
    clauses: ['entrecode/event/temporary'],
    lines: [[25, 25]],
    says: 'A temporary event is finished by one of success or of failure.',
    against: 'No property says which event finishes which, and no type is called success or failure.',
    readings: {
      corrected:
        'Each temporary event is followed by one that is not temporary; nobody is told which belong together.',
    },
    why: 'Order is all that the properties leave to tell it by.',
    changes: [],
  },
  {
    id: 'entrecode/temporary-events',
    clauses: ['entrecode/event/temporary'],
    lines: [[25, 25]],
    says: 'temporary is said of events with which something begins.',
    against:
      'The service marks most events while a command runs: warnings and the ends of actions as well, but not the first of the build.',
    readings: {
      corrected: 'Only what starts an action is temporary.',
      observed: 'What matters only while the build runs is temporary, the ends of actions included.',
    },
    why: 'That is what the table says, and the only use a client can make of the flag.',
    source: captures,
    changes: inBuilds('/events/*/temporary', 'value'),
    probe: seeBuild({ state: 'success' }),
  },
  {
    id: 'entrecode/event-timestamp',
    clauses: ['entrecode/event/timestamp'],
    lines: [[23, 23]],
    says: 'The timestamp of an event has three digits of milliseconds and ends in Z.',
    against: 'The service writes +00:00 and drops the zeros at the end of the milliseconds.',
    readings: {
      corrected: 'As 2026-03-01T12:00:00.400Z.',
      observed: 'As 2026-03-01T12:00:00.4+00:00.',
    },
    why: 'It is the format that the table gives, and the one that the service has for started and finished.',
    source: captures,
    changes: inBuilds('/events/*/timestamp', 'value'),
    probe: seeBuild({ state: 'success' }),
  },
  {
    id: 'entrecode/event-order',
    clauses: ['entrecode/build/events'],
    lines: [[17, 17]],
    says: 'events is a list, and no order is named.',
    against:
      'The service answers those of one captured build by their ids, and those of another in no order.',
    readings: {
      corrected: 'In the order in which they happened.',
      observed: 'The events of builds with an odd buildID are shuffled, each time alike.',
    },
    why: 'A list of what happened is read from top to bottom.',
    source: captures,
    changes: inBuilds('/events', 'order'),
    probe: seeBuild({ state: 'success' }),
  },
  {
    id: 'entrecode/event-info',
    clauses: ['entrecode/event/info'],
    lines: [[26, 26]],
    says: 'info is JSON in any format.',
    against: 'In every captured event it is an object, empty if there is nothing to say.',
    readings: {
      corrected: 'Always an object.',
    },
    why: 'An object is JSON too, and nothing else has been seen.',
    source: captures,
    changes: [],
  },
  // The build: where its result lies.
  {
    id: 'entrecode/build-location',
    clauses: ['entrecode/location/type', 'entrecode/location/config'],
    lines: [[30, 33]],
    says: 'The type of a buildLocation is zipFile and its config holds a url.',
    against: 'The service answers zipFileFromS3, and a config with key, size and bucket.',
    readings: {
      corrected: 'zipFile with a url.',
      observed: 'zipFileFromS3 with key, size and bucket.',
    },
    why: 'The table knows no other type.',
    source: captures,
    changes: [...inBuilds('/buildLocation', 'value'), ...inBuilds('/events/*/info', 'value')],
    probe: seeBuild({ state: 'success' }),
  },
  {
    id: 'entrecode/location-target',
    clauses: ['entrecode/location/type'],
    lines: [[31, 31]],
    says: 'The type is the one with which the result was saved, by a Target.',
    against: 'No type of Target is called zipFile.',
    readings: {
      corrected: 'The type has nothing to do with Targets.',
    },
    why: 'The page of Targets has localWebServer, entrecodeS3 and backupS3: they are for deployments.',
    source: targetPage,
    changes: [],
  },
  // Links and relations.
  {
    id: 'entrecode/self-methods',
    clauses: ['entrecode/relations/self', 'entrecode/delete'],
    lines: [
      [37, 37],
      [55, 57],
    ],
    says: 'The relation self offers nothing but GET.',
    against: 'A build is deleted with DELETE on self.',
    readings: {
      literal: 'Allow of a single build names GET, although DELETE is answered.',
      corrected: 'Allow of a single build names GET and DELETE.',
    },
    why: 'A whole section tells how to delete.',
    changes: [
      { operation: 'read-build', header: 'allow' },
      { operation: 'delete-build', header: 'allow' },
    ],
    probe: { before: [create({ state: 'running' })], request: { method: 'PUT', path: one } },
  },
  {
    id: 'entrecode/collection-link',
    clauses: ['entrecode/relations/collection', 'entrecode/read/platform-id'],
    lines: [
      [38, 38],
      [49, 52],
    ],
    says: 'The relation collection leads to all builds there are.',
    against: 'The list that it leads to must be asked for with a platformID.',
    readings: {
      literal: 'The link has no platformID, so that following it as it stands is a 400.',
      corrected: "The link has the platformID of the build's platform.",
    },
    why: 'A link is there to be followed as it stands, and the captured one has it.',
    source: captures,
    changes: inBuilds('/_links/collection/href', 'value'),
    probe: seeBuild({ state: 'running' }),
  },
  {
    id: 'entrecode/pasted-descriptions',
    clauses: ['entrecode/relations/app', 'entrecode/relations/platform'],
    lines: [
      [39, 39],
      [41, 41],
    ],
    says: 'The app and the platform are those of a deployment.',
    against: 'The relations are those of a build, which may never be deployed.',
    readings: {
      corrected: 'They are the app and the platform of the build.',
    },
    why: 'The same words stand on the page of deployments, from which the operations were taken.',
    source: deploymentPage,
    changes: [],
  },
  {
    id: 'entrecode/app-link',
    clauses: ['entrecode/relations/app'],
    lines: [[39, 39]],
    says: 'ec:app leads to the app.',
    against: 'The captured link lacks the question mark before appID, so that it leads nowhere.',
    readings: {
      corrected: 'The link has it.',
      observed: 'The link of a build lacks it.',
    },
    why: 'The links to the same app from a platform and from a deployment have it.',
    source: captures,
    changes: inBuilds('/_links/ec:app/href', 'value'),
    probe: seeBuild({ state: 'running' }),
  },
  {
    id: 'entrecode/app-templates',
    clauses: ['entrecode/relations/app'],
    lines: [[39, 39]],
    says: 'ec:app leads to an app, and from there by more links to what belongs to it.',
    against:
      'Some captured links of an app are templates without saying so, and the path of one is misspelt.',
    readings: {
      corrected: 'A link that is a template says so.',
    },
    why: 'HAL wants it, and the captured lists of builds do it.',
    source: `${sdk}, test/mocks/app-single.json`,
    changes: [],
  },
  {
    id: 'entrecode/deployment-latest',
    clauses: ['entrecode/relations/deployment-latest'],
    lines: [[40, 40]],
    says: 'ec:app/deployment/latest is the last deployment of the build.',
    against: 'The index of relations calls it the latest deployment of a platform.',
    readings: {
      corrected: 'On a build it is that of the build, on a platform that of the platform.',
    },
    why: 'Captured platforms and builds have it, each for itself.',
    source: index,
    changes: [],
  },
  {
    id: 'entrecode/deployment-latest-absent',
    clauses: ['entrecode/relations/deployment-latest'],
    lines: [[40, 40]],
    says: 'The relation stands in the table like those that every build has.',
    against: 'A build that was never deployed has no last deployment.',
    readings: {
      corrected: 'Such a build has no such link.',
    },
    why: 'Captured builds do without it.',
    source: captures,
    changes: [],
  },
  {
    id: 'entrecode/deployment-build-id',
    clauses: ['entrecode/relations/deployment-latest'],
    lines: [[40, 40]],
    says: 'A deployment is the last one of a build.',
    against:
      'By its page a deployment names no build except by a link; captured ones have buildID, platformID and targetIDs.',
    readings: {
      corrected: 'A deployment names its build both ways.',
    },
    why: 'Clients read the property, and follow the link.',
    source: `${doc}/appmanager/resources/deployment.md; ${sdk}, test/mocks/deployment-list.json`,
    changes: [],
  },
  {
    id: 'entrecode/platform-methods',
    clauses: ['entrecode/relations/platform'],
    lines: [[41, 41]],
    says: 'ec:app/platform offers GET and DELETE.',
    against:
      'On other pages the same relation offers PUT as well; the page of platforms says that PUT is not implemented.',
    readings: {
      corrected: 'A platform is answered to GET; to anything else 405.',
    },
    why: 'Builds need no more of a platform, and editing and deleting one is not modelled.',
    source: `${doc}/appmanager/resources/platform.md and target.md`,
    changes: [],
  },
  {
    id: 'entrecode/platform-delete',
    clauses: ['entrecode/relations/platform'],
    lines: [[41, 41]],
    says: 'A platform can be deleted.',
    against: 'Its page says that its deployments go with it, and does not mention its builds.',
    readings: {
      corrected: 'Its builds would go with it.',
    },
    why: 'A list of builds needs its platform; deleting a platform is not modelled.',
    source: platformPage,
    changes: [],
  },
  {
    id: 'entrecode/build-relation',
    clauses: ['entrecode/read/single', 'entrecode/delete'],
    lines: [
      [47, 48],
      [55, 57],
    ],
    says: 'A build is read and deleted by a relation ec:app/build.',
    against:
      'Neither this page nor captured lists and platforms have a link of that name: in a list it is the key of what is embedded.',
    readings: {
      literal: 'The list has a templated link ec:app/build too, the same as by-id.',
      corrected: 'Builds are reached by ec:app/build/by-id, ec:app/build/latest and self.',
    },
    why: 'These are the links that captured lists and platforms have.',
    source: lists,
    changes: [{ operation: 'list-builds', body: '/_links/ec:app~1build', how: 'presence' }],
    probe: { request: { path: list } },
  },
  {
    id: 'entrecode/builds-relation',
    clauses: ['entrecode/read/list', 'entrecode/create'],
    lines: [
      [49, 51],
      [60, 62],
    ],
    says: 'The list is read, and builds are created, by the relation ec:app/builds.',
    against: 'The table of relations of a build does not have it.',
    readings: {
      corrected: 'The platform links to its builds by it.',
    },
    why: 'The page of platforms has it in its table.',
    source: platformPage,
    changes: [],
  },
  {
    id: 'entrecode/unlisted-relations',
    clauses: ['entrecode/relations', 'entrecode/list'],
    lines: [
      [35, 41],
      [43, 43],
    ],
    says: 'The page names seven relations.',
    against:
      'The index of the App Manager knows ec:app/build/by-id, ec:app/builds/options and ec:app/build/latest as well.',
    readings: {
      corrected: 'The list has by-id and options, the platform options and latest.',
    },
    why: 'Captured lists and platforms have them there, and clients cannot do without.',
    source: index,
    changes: [],
  },
  {
    id: 'entrecode/relation-base',
    clauses: ['entrecode/relations'],
    lines: [[35, 41]],
    says: 'Relations are abbreviated with the prefix ec.',
    against: 'What it stands for is given in three ways: by the index, by the basics, and by the service.',
    readings: {
      corrected: 'The one of the service: doc.entrecode.de/app_manager/#relation-{rel}.',
    },
    why: 'Clients go by the names alone, so the address only has to be one of the three.',
    source: lists,
    changes: [],
  },
  {
    id: 'entrecode/curies',
    clauses: ['entrecode/relations', 'entrecode/list'],
    lines: [
      [35, 41],
      [43, 43],
    ],
    says: 'Relations start with ec:, and lists are HAL.',
    against:
      'In HAL a prefix is declared in a list, with its name; the service answers one object without a name.',
    readings: {
      corrected: 'A list of one, with the name ec.',
      observed: 'One object without a name.',
    },
    why: 'The page keeps to HAL, which asks for both.',
    source: lists,
    changes: [{ operation: 'list-builds', body: '/_links/curies', how: 'value' }],
    probe: { request: { path: list } },
  },
  {
    id: 'entrecode/platform-relation',
    clauses: ['entrecode/relations/platform', 'entrecode/list'],
    lines: [
      [41, 41],
      [43, 43],
    ],
    says: 'The relation to the platform is called ec:app/platform.',
    against: 'In a list of builds the service calls it ec:platform.',
    readings: {
      corrected: 'ec:app/platform everywhere.',
      observed: 'ec:platform in lists, ec:app/platform in builds.',
    },
    why: 'Every table of relations has that name.',
    source: lists,
    changes: [
      { operation: 'list-builds', body: '/_links/ec:app~1platform', how: 'presence' },
      { operation: 'list-builds', body: '/_links/ec:platform', how: 'presence' },
    ],
    probe: { request: { path: list } },
  },
  {
    id: 'entrecode/link-profiles',
    clauses: ['entrecode/relations', 'entrecode/schema'],
    lines: [
      [7, 7],
      [35, 41],
    ],
    says: 'A build has one schema, and links are only named.',
    against:
      'The service gives the address of a schema with every link of a build, and with those of lists and platforms, except to other pages and by the template of options.',
    readings: {
      corrected: 'Links to a build have the address of its schema, other links none.',
      observed: 'Links to an app, a platform or a list have the address of a schema too.',
    },
    why: 'The page knows the address of no other schema.',
    source: captures,
    changes: [
      ...inBuilds('/_links/*/profile', 'presence'),
      { operation: 'list-builds', body: '/_links/*/profile', how: 'presence' },
      { operation: 'read-platform', body: '/_links/*/profile', how: 'presence' },
    ],
    probe: seeBuild({ state: 'running' }),
  },
  // The list.
  {
    id: 'entrecode/platform-id-mandatory',
    clauses: ['entrecode/read/platform-id', 'entrecode/read/single', 'entrecode/create/poll'],
    lines: [
      [47, 53],
      [64, 65],
    ],
    says: 'The sentence that makes platformID mandatory stands before "both cases": the single build and the list.',
    against: 'A single build is read by its relation alone, and the buildID is unique without a platform.',
    readings: {
      literal: 'A single build needs a platformID too, and so its links carry one.',
      corrected:
        'Only list and creation need a platformID; for a single build it may be given and must fit, else 404 with code 3102.',
    },
    why: 'The self link of captured builds has none.',
    source: captures,
    changes: [
      { operation: 'read-build', parameter: 'platformID' },
      { operation: 'delete-build', parameter: 'platformID' },
      ...inBuilds('/_links/self/href', 'value'),
      { operation: 'create-build', header: 'location' },
      { operation: 'list-builds', body: '/_links/ec:app~1build~1by-id/href', how: 'value' },
      { operation: 'read-platform', body: '/_links/ec:app~1build~1latest/href', how: 'value' },
    ],
    probe: { before: [create({ state: 'running' })], request: { path: one } },
  },
  {
    id: 'entrecode/platform-id-format',
    clauses: ['entrecode/read/platform-id'],
    lines: [[51, 52]],
    says: 'The parameter platformID is mandatory.',
    against: 'What a platformID looks like is nowhere on the page.',
    readings: {
      corrected: 'A UUID of version 4; anything else is a 400 with code 3212.',
    },
    why: 'The page of platforms says so.',
    source: platformPage,
    changes: [],
  },
  {
    id: 'entrecode/one-item-list',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'The list embeds builds, in the plural.',
    against: 'The service embeds a single item as it is, not as a list of one. HAL allows both.',
    readings: {
      corrected: 'Always an array.',
      observed: 'A bare object where there is exactly one on the page.',
    },
    why: 'A client that keeps to the plural would break on the other.',
    source: lists,
    changes: [{ operation: 'list-builds', body: '/_embedded/ec:app~1build', how: 'value' }],
    probe: { before: [create({ state: 'running' })], request: { path: list } },
  },
  {
    id: 'entrecode/empty-list',
    clauses: ['entrecode/list', 'entrecode/read/status'],
    lines: [
      [43, 43],
      [53, 53],
    ],
    says: 'The list has embedded builds.',
    against: 'Of a platform without builds there is nothing to embed.',
    readings: {
      corrected: '200 with count and total 0, and without _embedded.',
    },
    why: 'An empty list of a sibling API was captured like that.',
    source: `${sdk}, test/mocks/dm-list-empty.json`,
    changes: [],
  },
  {
    id: 'entrecode/list-order',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'The list is like every list: with a sort that is ascending unless said otherwise.',
    against:
      'What it is sorted by if nothing is asked is not said; the captured list has the newest build first.',
    readings: {
      corrected: 'By buildID, the greatest first; a property without a sign sorts ascending.',
    },
    why: 'It is the order of the capture, and what who looks for a build expects.',
    source: lists,
    changes: [],
  },
  {
    id: 'entrecode/sort-plus',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'Lists are sorted with a plus or a minus before a property.',
    against: 'In a query a plus stands for a space.',
    readings: {
      corrected: 'A plus, a space and no sign mean the same.',
    },
    why: 'The basics show the plus as it is, and servers read it as a space.',
    source: basics,
    changes: [],
  },
  {
    id: 'entrecode/list-filters',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'The list is like every list, and those can be filtered by their properties.',
    against: 'The template of the service offers only buildID beside page, size and sort.',
    readings: {
      corrected: 'Any other filter is a 400 with code 3216, a range with code 3217.',
    },
    why: 'Clients learn the filters from the template, and these codes are in the table for it.',
    source: lists,
    changes: [],
  },
  {
    id: 'entrecode/list-switch',
    clauses: ['entrecode/list', 'entrecode/read/single'],
    lines: [
      [43, 43],
      [47, 48],
    ],
    says: 'The list is like every list, and a filter by id answers one resource in place of a list.',
    against: 'Every template of the service has a parameter _list that no page explains.',
    readings: {
      corrected: 'A buildID alone answers the build; with _list=true a list of that one.',
    },
    why: 'The client sends _list=true where it expects a list.',
    source: lists,
    changes: [],
  },
  {
    id: 'entrecode/paging-links',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'The list is like every list, and those should link to their first, previous and next pages.',
    against: 'The captured list has two of six builds, and no next.',
    readings: {
      corrected: 'A page that is not the last has a next; first and prev stand on later pages only.',
    },
    why: 'Captured lists of sibling APIs have next; this one looks shortened by hand.',
    source: `${doc}/api-basics.md; ${sdk}, test/mocks/build-list.json and account-list.json`,
    changes: [],
  },
  {
    id: 'entrecode/options-template',
    clauses: ['entrecode/read/list', 'entrecode/read/platform-id'],
    lines: [[49, 52]],
    says: 'The list must be asked for with a platformID.',
    against:
      'The template of the service offers platformID without binding it, and the client expands it without one.',
    readings: {
      corrected: 'The template has the platformID bound, and offers it again.',
      observed: 'The template offers platformID like any other parameter.',
    },
    why: 'It is the one form that serves clients which send a platformID and those which do not.',
    source: lists,
    changes: [
      { operation: 'list-builds', body: '/_links/ec:app~1builds~1options/href', how: 'value' },
      { operation: 'read-platform', body: '/_links/ec:app~1builds~1options/href', how: 'value' },
    ],
    probe: { request: { path: list } },
  },
  // Creating, editing, deleting.
  {
    id: 'entrecode/create-body',
    clauses: ['entrecode/create'],
    lines: [[60, 62]],
    says: 'A build is created with an empty body.',
    against: 'The client sends an object, empty or with a comment.',
    readings: {
      literal: 'A body that is not empty is a 400 with code 3211.',
      corrected:
        'No body, an empty one, and an object with or without a comment; what else it holds is ignored.',
    },
    why: 'A client that is in use would be refused otherwise.',
    source: platformClient,
    changes: [{ operation: 'create-build', status: '400 with a body' }],
    probe: { request: { method: 'POST', path: list, body: {} } },
  },
  {
    id: 'entrecode/create-body-type',
    clauses: ['entrecode/create'],
    lines: [[60, 62]],
    says: 'A build is created with an empty body.',
    against: 'Older clients call the empty body JSON, which an empty text is not.',
    readings: {
      corrected:
        'An empty body may have any type; text that is not empty and no JSON is a 400 with code 3211.',
    },
    why: 'Where there is no body its type says nothing.',
    source: 'ec.sdk 0.5.7 to 0.16.28 on npm',
    changes: [],
  },
  {
    id: 'entrecode/create-unknown-platform',
    clauses: ['entrecode/create'],
    lines: [[60, 62]],
    says: 'A build is created with the parameter platformID.',
    against: 'What is answered for a platform that is not there is not said.',
    readings: {
      corrected: '404 with code 3102.',
    },
    why: 'The table of errors has that code for a parameter of the query that matches nothing.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/create-malformed-platform',
    clauses: ['entrecode/create'],
    lines: [[60, 62]],
    says: 'A build is created with the parameter platformID.',
    against: 'What is answered if it is missing or malformed is not said.',
    readings: {
      corrected: '400, with code 3202 if it is missing and 3212 if it is malformed.',
    },
    why: 'The table of errors has these codes for the query.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/create-parallel',
    clauses: ['entrecode/create/effect'],
    lines: [[63, 63]],
    says: 'Creating starts a new build of the platform.',
    against: 'Whether it may if one is running is not said.',
    readings: {
      corrected: 'Any number of builds run side by side.',
    },
    why: 'Nothing is said of a limit or of a queue.',
    changes: [],
  },
  {
    id: 'entrecode/editing-status',
    clauses: ['entrecode/no-editing'],
    lines: [[45, 45]],
    says: 'A build cannot be edited.',
    against: 'What is answered to who tries is not said.',
    readings: {
      corrected: '405 with code 3110 and Allow.',
    },
    why: 'The table of errors has that code for a method that is not allowed.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/delete-status',
    clauses: ['entrecode/delete/status'],
    lines: [[58, 58]],
    says: 'Deleting answers 200.',
    against: 'On the pages of apps, platforms, targets and sources it answers 204 without a body.',
    readings: {
      corrected: '200.',
    },
    why: 'The page is the only one about builds.',
    source: platformPage,
    changes: [],
  },
  {
    id: 'entrecode/delete-body',
    clauses: ['entrecode/delete/status'],
    lines: [[58, 58]],
    says: 'Deleting answers 200.',
    against: 'What the body is, is not said, although 200 usually has one.',
    readings: {
      corrected: 'No body.',
    },
    why: 'There is nothing left to show, and the client takes it.',
    changes: [],
  },
  {
    id: 'entrecode/delete-running',
    clauses: ['entrecode/delete'],
    lines: [[55, 57]],
    says: 'A build can be deleted.',
    against: 'Whether that holds for one that is running is not said.',
    readings: {
      corrected: 'It is gone at once, and stays gone when it would have ended.',
    },
    why: 'No state is excepted.',
    changes: [],
  },
  {
    id: 'entrecode/delete-deployed',
    clauses: ['entrecode/delete'],
    lines: [[55, 57]],
    says: 'A build can be deleted.',
    against:
      'What a platform uses cannot be, a 403 with code 3370; whether that holds for a build that is deployed is not said.',
    readings: {
      corrected: 'Any build can be deleted.',
    },
    why: 'No build is excepted.',
    source: targetPage,
    changes: [],
  },
  {
    id: 'entrecode/deployment-outlives-build',
    clauses: ['entrecode/delete', 'entrecode/relations/deployment-latest'],
    lines: [
      [40, 40],
      [55, 57],
    ],
    says: 'A build can be deleted.',
    against: 'A deployment cannot, by its page, and links to its build.',
    readings: {
      corrected: 'The deployment stays, and its link leads to a 404.',
    },
    why: 'Neither page says that one goes with the other.',
    source: deploymentPage,
    changes: [],
  },
  // Errors, and who may ask.
  {
    id: 'entrecode/login',
    clauses: ['entrecode/read/single', 'entrecode/read/list', 'entrecode/delete', 'entrecode/create'],
    lines: [
      [47, 52],
      [55, 57],
      [60, 62],
    ],
    says: 'The page tells how to read, delete and create without a word on who may.',
    against: 'The service wants an access token, as a Bearer or as the parameter _token.',
    readings: {
      corrected:
        'Nobody is asked for a token; only one that gives itself away as bad or outdated is refused.',
      observed: 'Without a token 401 with code 3400, with a wrong one 401 with code 3401.',
    },
    why: 'The page stands for itself, and its requests are answered as it tells them.',
    source: basics,
    changes: everyOperation.map((operation) => ({ operation, status: '401 without a valid token' })),
    probe: { request: { path: list } },
  },
  {
    id: 'entrecode/error-statuses',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'The page names the statuses of success only.',
    against: 'The page of errors lists 400, 401, 403, 404, 429 and 500, and then has 405 in its table.',
    readings: {
      corrected: '405 is answered where a method is not allowed.',
    },
    why: 'The table is more exact than the sentence above it.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/error-type',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against:
      "There its type is an address under entrecode.de/doc/errors; the client's tests have one under doc.entrecode.de.",
    readings: {
      corrected: 'The address of the page of errors, which ends in the code.',
    },
    why: 'Tests of a client show what it takes, not what the service sends.',
    source: `${doc}/errors.md; ${sdk}, tests of Problem`,
    changes: [],
  },
  {
    id: 'entrecode/error-example',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against: 'The example there lacks a comma before _embedded and is no JSON.',
    readings: {
      corrected: 'Errors are JSON.',
    },
    why: 'Its media type says so.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/error-code',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against: 'There a code has four digits, and its table lists the last three.',
    readings: {
      corrected: 'Four digits: the 3 of the App Manager, then those of the table.',
    },
    why: 'The page explains its codes like that above the table.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/error-embedded',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against: "There an embedded error is an object; in the client's tests it is a list of objects.",
    readings: {
      corrected: 'Nothing is embedded: the first thing that is wrong is answered.',
    },
    why: 'Both forms are allowed by HAL, and to embed is optional.',
    source: `${doc}/errors.md; ${sdk}, src/Problem.ts`,
    changes: [],
  },
  {
    id: 'entrecode/error-members',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against: 'The client knows two more members, requestID and stack.',
    readings: {
      corrected: 'An error has neither.',
    },
    why: 'No page mentions them, and the client does without.',
    source: `${sdk}, src/Problem.ts`,
    changes: [],
  },
  {
    id: 'entrecode/error-media-type',
    clauses: ['entrecode/read/status', 'entrecode/delete/status', 'entrecode/create/status'],
    lines: [
      [53, 53],
      [58, 58],
      [64, 64],
    ],
    says: 'What an error looks like is left to the page of errors.',
    against:
      'There its media type is application/problem+json; the newer client reads an error only from application/json.',
    readings: {
      corrected: 'application/problem+json.',
    },
    why: 'The page is plain about it, and that client has no functions for builds.',
    source: `${doc}/errors.md; entrecode/ec.fdk at 04b9908, packages/ec.fdk/src/lib/util.ts`,
    changes: [],
  },
  {
    id: 'entrecode/rights-status',
    clauses: ['entrecode/read/single', 'entrecode/read/list', 'entrecode/delete', 'entrecode/create'],
    lines: [
      [47, 52],
      [55, 57],
      [60, 62],
    ],
    says: 'The page tells what can be done without a word on who may.',
    against: 'By the table of errors, who lacks the right gets 401, which elsewhere means not to be known.',
    readings: {
      corrected: 'Whoever is let in may do everything.',
    },
    why: 'Rights are not modelled.',
    source: errorPage,
    changes: [],
  },
  {
    id: 'entrecode/rights-methods',
    clauses: ['entrecode/delete', 'entrecode/create'],
    lines: [
      [55, 57],
      [60, 62],
    ],
    says: 'The page tells what can be done without a word on who may.',
    against:
      'By the table of errors, who lacks the right to use a method gets 405, as if nobody could use it.',
    readings: {
      corrected: '405 is answered only where nobody can use the method.',
    },
    why: 'Rights are not modelled.',
    source: errorPage,
    changes: [],
  },
];
