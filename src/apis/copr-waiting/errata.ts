// Where the page of waiting builds contradicts itself or the service, and what each reading serves.
import type { Erratum } from '../../core/api/errata.ts';

const operation = 'list-waiting-builds';
/** The oldest code that is public, sixteen days younger than the page; `observed` is what it does. */
const service = 'fedora-copr/copr at 48cc3494c (2012-11-14)';
const view = `${service}, wsgi/coprs/views/waiting_builds.py`;
const members = `${view} and wsgi/coprs/models.py`;
const backend = 'fedora-copr/copr at e8d9af5e5 (2013-01-08), backend/dispatcher.py';
const list = { request: { path: '/waiting_builds/' } };

export const errata: readonly Erratum[] = [
  {
    id: 'copr-waiting/trailing-comma',
    clauses: ['copr-waiting/example/trailing-comma', 'copr-waiting/json'],
    lines: [
      [52, 53],
      [11, 11],
    ],
    says: 'The example has a comma after its last build.',
    against: 'The response is said to be JSON, which has no such comma; a JSON parser refuses it.',
    readings: {
      literal:
        'The text as it is printed: indented by two, with a comma after the last build if there is one.',
      corrected: 'JSON.',
    },
    why: 'The page says JSON, the service sends JSON, and its backend dies of the printed text.',
    source: `${view}; ${backend}`,
    changes: [{ operation, text: true }],
    probe: list,
  },
  {
    id: 'copr-waiting/order',
    clauses: ['copr-waiting/example/order', 'copr-waiting/oldest-ten'],
    lines: [
      [28, 28],
      [47, 47],
      [11, 11],
    ],
    says: 'The example shows the build that was submitted later first.',
    against: 'The list is of the oldest builds; the service sorts them so that the oldest is first.',
    readings: {
      literal: 'The ten oldest, and of these the newest first.',
      corrected: 'The ten oldest, the oldest first.',
    },
    why: 'Who asks for the oldest wants to begin with them, and the service agrees.',
    source: view,
    changes: [{ operation, body: '/builds', how: 'order' }],
    probe: list,
  },
  {
    id: 'copr-waiting/ties',
    clauses: ['copr-waiting/oldest-ten'],
    lines: [
      [11, 11],
      [28, 28],
    ],
    says: 'The oldest come in, and their age is told in whole seconds.',
    against: 'Builds of the same second are equally old; the service leaves their order to its database.',
    readings: { corrected: 'Of builds that are equally old the one that came first is first.' },
    why: 'Some order is needed to tell the tenth from the eleventh, and this one is always the same.',
    source: view,
    changes: [],
  },
  {
    id: 'copr-waiting/canceled-null',
    clauses: ['copr-waiting/example/canceled-null', 'copr-waiting/canceled'],
    lines: [
      [27, 27],
      [46, 46],
      [59, 59],
    ],
    says: 'The example shows canceled as null.',
    against: 'The note on canceling treats it as yes or no, and the next revision of the page prints false.',
    readings: { literal: 'canceled is null.', corrected: 'canceled is false.' },
    why: 'A build that waits is not canceled, which is false; the author of the page mended it so a day later.',
    source: `Fedora wiki, User:Bkabrda/BuildSys/API, oldid 309205 (2012-10-30); ${service}, wsgi/coprs/models.py`,
    changes: [{ operation, body: '/builds/*/canceled', how: 'value' }],
    probe: list,
  },
  {
    id: 'copr-waiting/canceled-unset',
    clauses: ['copr-waiting/example/canceled-null', 'copr-waiting/waiting', 'copr-waiting/canceled'],
    lines: [
      [27, 27],
      [46, 46],
      [59, 59],
    ],
    says: 'Builds whose canceled is null are listed.',
    against:
      'The service lists builds whose canceled is other than true, and to its database null is not: the builds of ' +
      'the example could not come from it.',
    readings: {
      corrected: 'Null would mean not canceled; every build has a yes or no, so the question never comes up.',
    },
    why: 'The column of the service has a default of false, and our builds are created with one too.',
    source: members,
    changes: [],
  },
  {
    id: 'copr-waiting/copr-id',
    clauses: ['copr-waiting/fields/copr-id', 'copr-waiting/fields'],
    lines: [
      [16, 16],
      [24, 24],
      [35, 35],
      [43, 43],
    ],
    says: 'A build has a copr_id, and its copr an id: the same number twice.',
    against: 'The service sends the id of the copr only.',
    readings: { corrected: 'Both, always equal.', observed: 'There is no copr_id.' },
    why: 'Both builds of the example have both, and they agree.',
    source: members,
    changes: [{ operation, body: '/builds/*/copr_id', how: 'presence' }],
    probe: list,
  },
  {
    id: 'copr-waiting/owner',
    clauses: ['copr-waiting/fields/copr'],
    lines: [
      [21, 21],
      [40, 40],
    ],
    says: 'A copr has an owner_id.',
    against: 'The service sends an owner instead, with id and name, and its backend needs the name.',
    readings: {
      corrected: 'copr has an owner_id and no owner.',
      observed: 'copr has an owner, with id and name, and no owner_id.',
    },
    why: 'It is so in both builds of the example.',
    source: `${members}; ${backend}`,
    changes: [
      { operation, body: '/builds/*/copr/owner_id', how: 'presence' },
      { operation, body: '/builds/*/copr/owner', how: 'presence' },
    ],
    probe: list,
  },
  {
    id: 'copr-waiting/copr-chroots',
    clauses: ['copr-waiting/own-chroots', 'copr-waiting/fields/copr'],
    lines: [
      [58, 58],
      [23, 23],
      [42, 42],
    ],
    says: 'Chroots of the copr are shown.',
    against:
      "Since the note of 29 October they are of no use: a build has its own; the service sends the build's only.",
    readings: {
      corrected: 'Build and copr both have chroots, and they may differ.',
      observed: 'Only the build has chroots.',
    },
    why: 'The note adds the attribute to the build and takes none from the copr; the example shows both.',
    source: view,
    changes: [{ operation, body: '/builds/*/copr/chroots', how: 'presence' }],
    probe: list,
  },
  {
    id: 'copr-waiting/repos',
    clauses: ['copr-waiting/fields', 'copr-waiting/fields/copr', 'copr-waiting/one-space'],
    lines: [
      [22, 22],
      [41, 41],
      [55, 55],
    ],
    says: 'repos are a member of the copr.',
    against: 'In the service they are one of the build, and its backend fails without them.',
    readings: { corrected: 'The copr has repos.', observed: 'The build has repos, and its copr none.' },
    why: 'It is so in both builds of the example.',
    source: `${members}; ${backend}`,
    changes: [
      { operation, body: '/builds/*/repos', how: 'presence' },
      { operation, body: '/builds/*/copr/repos', how: 'presence' },
    ],
    probe: list,
  },
  {
    id: 'copr-waiting/repos-null',
    clauses: ['copr-waiting/one-space', 'copr-waiting/fields/copr'],
    lines: [
      [22, 22],
      [55, 55],
    ],
    says: 'repos is text, with one space between several.',
    against:
      'The first build of the example has null, as the service does; its backend splits text and fails at null.',
    readings: { corrected: 'repos is null where there are none, and text where there are any.' },
    why: 'Null is in the example, and no text stands for none.',
    source: `${members}; ${backend}`,
    changes: [],
  },
  {
    id: 'copr-waiting/builder-needs',
    clauses: ['copr-waiting/fields'],
    lines: [
      [15, 33],
      [34, 52],
    ],
    says: 'A build has eleven members.',
    against: 'The service adds memory_reqs and timeout, without which its backend cannot start a builder.',
    readings: {
      corrected: 'The members of the example.',
      observed: 'memory_reqs, in MB, and timeout, in s, as well.',
    },
    why: 'Both builds of the example have the same eleven.',
    source: `${members}; ${backend}`,
    changes: [
      { operation, body: '/builds/*/memory_reqs', how: 'presence' },
      { operation, body: '/builds/*/timeout', how: 'presence' },
    ],
    probe: list,
  },
  {
    id: 'copr-waiting/address',
    clauses: ['copr-waiting/path'],
    lines: [[11, 11]],
    says: 'The list is at /waiting_builds/ of the host.',
    against: 'From 19 November 2012 on the service has it under /backend.',
    readings: {
      corrected: 'There is no list under /backend.',
      observed: 'It answers under /backend too, so that the backends of either time find it.',
    },
    why: 'The page gives one address, and the oldest service that is public still has it.',
    source: `${view}; fedora-copr/copr at a8b23b8a1 (2012-11-19)`,
    changes: [
      { operation: 'list-waiting-builds-later', route: '/backend/waiting_builds/' },
      { operation: 'redirect-waiting-builds-later', route: '/backend/waiting_builds' },
    ],
    probe: { request: { path: '/backend/waiting_builds/' } },
  },
  {
    id: 'copr-waiting/slash',
    clauses: ['copr-waiting/path'],
    lines: [[11, 11]],
    says: 'The address ends in a slash; what is without one is not said.',
    against:
      'The web framework of the service sends the client on, and in 2012 it made the address absolute.',
    readings: {
      corrected: 'A 301 to the path with the slash.',
      observed: 'A 301 to the whole address, host and all.',
    },
    why: 'A path is enough for clients of today, and survives a proxy.',
    source: `${view}: a Flask rule that ends in a slash; pallets/werkzeug#2352: absolute until 2.1.0`,
    changes: [{ operation: 'redirect-waiting-builds', header: 'location' }],
    probe: { request: { path: '/waiting_builds' } },
  },
  {
    id: 'copr-waiting/json-only',
    clauses: ['copr-waiting/json'],
    lines: [[11, 11]],
    says: 'JSON is the default, as if there were other formats to ask for.',
    against: 'None is named, and the service has none.',
    readings: { corrected: 'The list is JSON, whatever Accept says.' },
    why: 'Only JSON is described.',
    source: view,
    changes: [],
  },
  {
    id: 'copr-waiting/started',
    clauses: ['copr-waiting/waiting', 'copr-waiting/oldest-ten'],
    lines: [
      [9, 9],
      [11, 11],
      [59, 59],
    ],
    says: 'The oldest submitted builds are listed, all but the canceled.',
    against: 'The headings speak of builds that wait, and the service leaves out those that have started.',
    readings: { corrected: 'A build is listed until it starts.' },
    why: 'Every build was once submitted; only those that wait are any use to a backend that asks for work.',
    source: view,
    changes: [],
  },
  {
    id: 'copr-waiting/ended-on',
    clauses: ['copr-waiting/fields/ended-on', 'copr-waiting/waiting'],
    lines: [
      [29, 29],
      [48, 48],
    ],
    says: 'Builds have an ended_on, null in both that are listed.',
    against:
      'Until 28 November 2012 the service did not look at it: a build that ended without a start was listed.',
    readings: { corrected: 'A build that has ended is not listed.' },
    why: 'What has ended does not wait, and ours never end without a start.',
    source: `${view}; fedora-copr/copr at 7825ad283 (2012-11-28)`,
    changes: [],
  },
  {
    id: 'copr-waiting/ten',
    clauses: ['copr-waiting/fixed-limit', 'copr-waiting/oldest-ten'],
    lines: [[11, 11]],
    says: 'Ten is called a default, and whether there should be more is left open.',
    against:
      'It is called hardcoded too, and no parameter is named; the service had ten, and none, for a year.',
    readings: { corrected: 'Ten, whatever the query says.' },
    why: 'What is built in cannot be asked for.',
    source: `${view}; fedora-copr/copr at 8b1cdec0f (2013-11-13)`,
    changes: [],
  },
  {
    id: 'copr-waiting/no-claim',
    clauses: ['copr-waiting/waiting', 'copr-waiting/canceling-at-the-backend'],
    lines: [
      [9, 11],
      [59, 59],
    ],
    says: 'The backend gets builds from the list; whether they are then its own is not said.',
    against: 'In the service asking changes nothing: a build comes again until a backend reports its start.',
    readings: { corrected: 'Asking claims nothing, and the same builds come again until they start.' },
    why: 'It is a GET, and the real backend keeps a file for each id so that a second delivery does no harm.',
    source: `${view}; fedora-copr/copr at 2eb8d67a3 (2012-12-06), the first fetch of the backend`,
    changes: [],
  },
];
