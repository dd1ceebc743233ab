// Where the page of waiting builds contradicts itself or the service, and what each reading serves.
import type { Erratum } from '../../core/errata.ts';

const operation = 'list-waiting-builds';
const service = 'fedora-copr/copr, wsgi/coprs/views/waiting_builds.py and models.py at 48cc3494c';

export const errata: readonly Erratum[] = [
  {
    id: 'copr-waiting/trailing-comma',
    clauses: ['copr-waiting/example/trailing-comma', 'copr-waiting/json'],
    lines: [
      [52, 53],
      [11, 11],
    ],
    says: 'The example has a comma after its last build.',
    against: 'The reply is said to be JSON, which has no such comma; a JSON parser refuses it.',
    readings: {
      literal:
        'The text as it is printed: indented by two, with a comma after the last build if there is one.',
      corrected: 'JSON.',
      observed: 'JSON.',
    },
    source: service,
    changes: [{ operation, text: true }],
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
      observed: 'The ten oldest, the oldest first.',
    },
    source: service,
    changes: [{ operation, body: '/builds', how: 'order' }],
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
    against:
      'The note on canceling treats it as yes or no; the next revision of the page prints false, and the service ' +
      'lists no build in which it is null.',
    readings: {
      literal: 'canceled is null.',
      corrected: 'canceled is false.',
      observed: 'canceled is false.',
    },
    source: `${service}; Fedora wiki, User:Bkabrda/BuildSys/API, oldid 309205`,
    changes: [{ operation, body: '/builds/*/canceled', how: 'value' }],
  },
  {
    id: 'copr-waiting/fields',
    clauses: ['copr-waiting/fields', 'copr-waiting/fields/copr'],
    lines: [
      [16, 32],
      [35, 51],
    ],
    says: 'A build has a copr_id, and its copr an owner_id, repos and chroots.',
    against:
      'The service of two weeks later sends none of these four. It adds repos, memory_reqs and timeout to the build ' +
      'and an owner to the copr, and its backend cannot work without them.',
    readings: {
      literal: 'The members of the example.',
      corrected: 'The members of the example.',
      observed: "The service's members.",
    },
    source: service,
    changes: [
      { operation, body: '/builds/*/copr_id', how: 'presence' },
      { operation, body: '/builds/*/repos', how: 'presence' },
      { operation, body: '/builds/*/memory_reqs', how: 'presence' },
      { operation, body: '/builds/*/timeout', how: 'presence' },
      { operation, body: '/builds/*/copr/owner_id', how: 'presence' },
      { operation, body: '/builds/*/copr/repos', how: 'presence' },
      { operation, body: '/builds/*/copr/chroots', how: 'presence' },
      { operation, body: '/builds/*/copr/owner', how: 'presence' },
    ],
  },
];
