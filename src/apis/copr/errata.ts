// Where the Build Task page contradicts itself or the service, and what each reading serves.
import type { Erratum } from '../../core/errata.ts';

const service = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api at 22ee7026e';

export const errata: readonly Erratum[] = [
  {
    id: 'copr/list-path',
    clauses: ['copr/list/path', 'copr/list/example'],
    lines: [
      [43, 43],
      [69, 69],
    ],
    says: 'The heading and the example request spell the list builds_tasks.',
    against: 'The self link of the same example, and the detail route, spell it build_tasks.',
    readings: {
      literal: 'Both paths answer.',
      corrected: 'Both paths answer; links say build_tasks.',
      observed: 'Only build_tasks answers; the other path is 404.',
    },
    source: service,
    changes: [{ operation: 'list-builds-tasks', route: '/api_2/builds_tasks' }],
  },
  {
    id: 'copr/list-entry-build-id',
    clauses: ['copr/list/example', 'copr/fields/build-id'],
    lines: [
      [82, 89],
      [27, 27],
    ],
    says: 'The entry of the list example has no build_id.',
    against: 'The table of fields and the entity have one, and so has the detail.',
    readings: {
      literal: 'Entries of the list have no build_id.',
      corrected: 'Every entry has its build_id.',
    },
    changes: [
      { operation: 'list-build-tasks', body: '/build_tasks/*/build_task/build_id', how: 'presence' },
      { operation: 'list-builds-tasks', body: '/build_tasks/*/build_task/build_id', how: 'presence' },
    ],
  },
  {
    id: 'copr/detail-build-id',
    clauses: ['copr/detail/example', 'copr/detail/build-id'],
    lines: [
      [139, 139],
      [126, 126],
    ],
    says: 'The detail example shows build_id 3985.',
    against: 'Its URL and its self link say 106882; 3985 is the id of the project in its link.',
    readings: {
      literal: "The detail's build_id is the project's id.",
      corrected: "The detail's build_id is the build's id, the one in the URL.",
    },
    changes: [{ operation: 'get-build-task', body: '/build_task/build_id', how: 'value' }],
  },
  {
    id: 'copr/list-404',
    clauses: ['copr/list/status-404'],
    lines: [[63, 63]],
    says: 'The list answers 404 when the build is not found.',
    against: 'The service answers 200 with an empty list, whatever was asked for.',
    readings: {
      literal: 'An unknown build_id is 404; an unknown owner or project is an empty list.',
      corrected: 'An unknown build_id is 404; an unknown owner or project is an empty list.',
      observed: 'Nothing found is 200 with an empty list.',
    },
    source: service,
    changes: [{ operation: 'list-build-tasks', status: '404 or 200 for an unknown build_id' }],
  },
  {
    id: 'copr/list-limit',
    clauses: ['copr/list/limit'],
    lines: [[56, 56]],
    says: 'The limit has a default of 100 and no maximum.',
    against: 'The service takes any limit below 1 or above 100 for 100; the page said so from 2017 on.',
    readings: {
      literal: 'Any limit is honoured.',
      corrected: 'A limit below 1 or above 100 counts as 100.',
      observed: 'A limit below 1 or above 100 counts as 100.',
    },
    source: `${service}; documentation change e5adbd7af`,
    changes: [{ operation: 'list-build-tasks', parameter: 'limit' }],
  },
  {
    id: 'copr/build-link',
    clauses: ['copr/list/example', 'copr/detail/example'],
    lines: [
      [90, 97],
      [146, 153],
    ],
    says: 'A task links to its project and to itself.',
    against: 'The service links to the build too.',
    readings: {
      literal: 'Links: project, self.',
      corrected: 'Links: project, self.',
      observed: 'Links: project, build, self.',
    },
    source: service,
    changes: [
      { operation: 'list-build-tasks', body: '/build_tasks/*/_links/build', how: 'presence' },
      { operation: 'get-build-task', body: '/_links/build', how: 'presence' },
    ],
  },
  {
    id: 'copr/list-self-link',
    clauses: ['copr/list/example'],
    lines: [[100, 104]],
    says: 'The self link of the list repeats the query.',
    against: 'The service always adds the limit in force.',
    readings: {
      literal: 'The self link has the parameters that were given.',
      corrected: 'The self link has the parameters that were given.',
      observed: 'The self link has the limit too, given or not.',
    },
    source: service,
    changes: [{ operation: 'list-build-tasks', body: '/_links/self/href', how: 'value' }],
  },
];
