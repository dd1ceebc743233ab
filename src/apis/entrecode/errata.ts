// Where the Build page contradicts itself or the service, and what each reading serves.
import type { Change, Erratum } from '../../core/errata.ts';

const captures = 'entrecode/ec.sdk at e81ef4f, test/mocks/build-*.json';
const lists = 'entrecode/ec.sdk at e81ef4f, test/mocks/*-list.json';
const basics = 'entrecode/ec.doc at 59f1b9a, doc/api-basics.md';
const everyOperation = ['list-builds', 'read-build', 'create-build', 'delete-build', 'read-platform'];

/** The same change in a build that answers alone and in one of a list. */
function inBuilds(body: string, how: 'value' | 'presence'): Change[] {
  const inList = `/_embedded/ec:app~1build/*${body}`;
  return [
    { operation: 'read-build', body, how },
    { operation: 'create-build', body, how },
    { operation: 'list-builds', body: inList, how },
  ];
}

export const errata: readonly Erratum[] = [
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
    changes: inBuilds('/status', 'presence'),
  },
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
    changes: [
      { operation: 'read-build', header: 'allow' },
      { operation: 'delete-build', header: 'allow' },
    ],
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
    changes: inBuilds('/_links/collection/href', 'value'),
  },
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
      corrected: 'Only list and creation need a platformID; for a single build it may be given and must fit.',
    },
    changes: [
      { operation: 'read-build', parameter: 'platformID' },
      { operation: 'delete-build', parameter: 'platformID' },
      ...inBuilds('/_links/self/href', 'value'),
      { operation: 'create-build', header: 'location' },
      { operation: 'list-builds', body: '/_links/ec:app~1build~1by-id/href', how: 'value' },
      { operation: 'read-platform', body: '/_links/ec:app~1build~1latest/href', how: 'value' },
    ],
  },
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
      literal: 'Nobody is asked for a token.',
      corrected: 'Nobody is asked for a token.',
      observed: 'Without a token 401 with code 3400, with a wrong one 401 with code 3401.',
    },
    source: basics,
    changes: everyOperation.map((operation) => ({ operation, status: '401 without a valid token' })),
  },
  {
    id: 'entrecode/creator',
    clauses: ['entrecode/build/properties'],
    lines: [[9, 17]],
    says: 'The table of properties has no creator.',
    against: 'The service says who created a build.',
    readings: {
      literal: 'A build has no creator.',
      corrected: 'A build has no creator.',
      observed: 'A build has a creator with email and accountID.',
    },
    source: captures,
    changes: inBuilds('/creator', 'presence'),
  },
  {
    id: 'entrecode/build-location',
    clauses: ['entrecode/location/type', 'entrecode/location/config'],
    lines: [[30, 33]],
    says: 'The type of a buildLocation is zipFile and its config holds a url.',
    against: 'The service answers zipFileFromS3, and a config with key, size and bucket.',
    readings: {
      literal: 'zipFile with a url.',
      corrected: 'zipFile with a url.',
      observed: 'zipFileFromS3 with key, size and bucket.',
    },
    source: captures,
    changes: [...inBuilds('/buildLocation', 'value'), ...inBuilds('/events/*/info', 'value')],
  },
  {
    id: 'entrecode/event-id',
    clauses: ['entrecode/event/id'],
    lines: [[21, 21]],
    says: 'A buildEventID is an integer of 64 bits.',
    against: 'The service writes it as text: JavaScript could not hold the greatest of them.',
    readings: {
      literal: 'A number below 2^53.',
      corrected: 'A number below 2^53.',
      observed: 'The digits as a string.',
    },
    source: captures,
    changes: inBuilds('/events/*/buildEventID', 'value'),
  },
  {
    id: 'entrecode/event-timestamp',
    clauses: ['entrecode/event/timestamp'],
    lines: [[23, 23]],
    says: 'The timestamp of an event has three digits of milliseconds and ends in Z.',
    against: 'The service writes +00:00 and drops the zeros at the end of the milliseconds.',
    readings: {
      literal: 'As 2026-03-01T12:00:00.400Z.',
      corrected: 'As 2026-03-01T12:00:00.400Z.',
      observed: 'As 2026-03-01T12:00:00.4+00:00.',
    },
    source: captures,
    changes: inBuilds('/events/*/timestamp', 'value'),
  },
  {
    id: 'entrecode/one-item-list',
    clauses: ['entrecode/list'],
    lines: [[43, 43]],
    says: 'The list embeds builds, in the plural.',
    against: 'The service embeds a single build as it is, not as a list of one. HAL allows both.',
    readings: {
      literal: 'Always an array.',
      corrected: 'Always an array.',
      observed: 'A bare object where there is exactly one on the page.',
    },
    source: lists,
    changes: [{ operation: 'list-builds', body: '/_embedded/ec:app~1build', how: 'value' }],
  },
];
