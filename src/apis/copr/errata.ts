// Where the Build Task page contradicts itself or the service, and what each reading serves.
import type { Change, Erratum } from '../../core/api/errata.ts';

/** The page was written for the first of these; `observed` is the last before the API was removed. */
const service2015 = 'fedora-copr/copr at 3ca8a0738 (2015-09-09)';
const service = 'fedora-copr/copr at 22ee7026e (2022-08-18)';
const resource = 'frontend/coprs_frontend/coprs/rest_api/resources/build_task.py';
const onTheWire = `${service}, its frontend asked on loopback`;

const lists = ['list-build-tasks', 'list-builds-tasks'];
const everyOperation = [...lists, 'get-build-task'];
const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';

/** The same change in a task of a list and in one that answers alone. */
function inTasks(body: string, how: 'value' | 'presence'): Change[] {
  const listed = lists.map((operation) => ({ operation, body: `/build_tasks/*${body}`, how }));
  return [...listed, { operation: 'get-build-task', body, how }];
}

/** A request of Standin's own that has a task created, and puts it into a state. */
function creation(attributes: object, state: string) {
  return { method: 'POST', path: '/__standin/records', body: { api: 'copr', attributes, state } };
}

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
      corrected: 'Both paths answer; links say build_tasks.',
      observed: 'Only build_tasks answers; the other path is 404.',
    },
    why: 'A client that follows links uses one path, one that follows the heading the other; both read the page.',
    source: `${onTheWire}; its rest_api/__init__.py`,
    changes: [{ operation: 'list-builds-tasks', route: '/api_2/builds_tasks' }],
    probe: { request: { path: '/api_2/builds_tasks?build_id=106882' } },
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
    why: 'The table is of all build tasks, and the service always sends all seven members.',
    source: onTheWire,
    changes: lists.map((operation) => ({
      operation,
      body: '/build_tasks/*/build_task/build_id',
      how: 'presence' as const,
    })),
    probe: { request: { path: '/api_2/build_tasks?build_id=106882' } },
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
    why: 'build_id identifies the build; the service never answers with another than the URL names.',
    source: onTheWire,
    changes: [{ operation: 'get-build-task', body: '/build_task/build_id', how: 'value' }],
    probe: { request: { path: task } },
  },
  {
    id: 'copr/entity-build-id',
    clauses: ['copr/entity'],
    lines: [
      [13, 13],
      [17, 17],
    ],
    says: 'The entity has build_id 12345.',
    against: 'The folder of its result_dir_url begins with 00106882, the number of its build.',
    readings: {
      corrected: 'The number in result_dir_url is the build_id, filled up with zeros to eight digits.',
    },
    why: 'The entity shows a schema and no request leads to it, so nothing can be served for it.',
    changes: [],
  },
  {
    id: 'copr/build-id-parameter',
    clauses: ['copr/list/build-id', 'copr/list/project-id'],
    lines: [
      [51, 53],
      [48, 50],
    ],
    says: 'build_id is said to select the tasks of one project.',
    against:
      'The sentence is that of project_id, two lines above; the example gets the one task of its build.',
    readings: { corrected: 'build_id keeps the tasks of one build.' },
    why: 'The sentence was copied with its noun: a project would have to be found by the number of a build.',
    source: `${service}, ${resource}`,
    changes: [],
  },
  {
    id: 'copr/state-parameter',
    clauses: ['copr/list/state', 'copr/list/returns'],
    lines: [
      [57, 58],
      [45, 45],
    ],
    says: 'state is said to select builds.',
    against: 'The list is of build tasks; a build has a state of its own, made of those of its tasks.',
    readings: {
      corrected: 'state keeps the tasks that are in it, whatever the other tasks of their builds do.',
    },
    why: 'Nothing but tasks can be selected from a list of tasks, and the service compares the state of each.',
    source: `${service}, ${resource}`,
    changes: [],
  },
  {
    id: 'copr/state-values',
    clauses: ['copr/list/state-values'],
    lines: [[58, 60]],
    says: 'Seven states are allowed.',
    against:
      'The service takes every name of its enumeration: skipped too, even then, and later forked, waiting and unknown.',
    readings: {
      corrected: 'Any state but the seven is a 400.',
      observed: 'The four others are allowed as well, and named where another is refused.',
    },
    why: 'The page gives a closed list; no task of ours is ever skipped, forked or unknown.',
    source: `${onTheWire}; ${service2015}; issue fedora-copr/copr#2949`,
    changes: lists.map((operation) => ({ operation, parameter: 'state' })),
    probe: { request: { path: '/api_2/build_tasks?state=skipped' } },
  },
  {
    id: 'copr/first-state',
    clauses: ['copr/list/state-values', 'copr/fields/state'],
    lines: [
      [58, 60],
      [28, 28],
    ],
    says: 'The first of the states that a task can be in is importing.',
    against: 'Since 2018 the service imports the build as a whole, and meanwhile its tasks are waiting.',
    readings: {
      corrected: 'A task is created importing.',
      observed: 'A task is created waiting, and none is ever importing.',
    },
    why: 'It is so on the page, and was so in the service when the page was written.',
    source: `fedora-copr/copr at b9326e8d9 (2018-01) and ${service}, frontend/coprs_frontend/coprs/logic/builds_logic.py`,
    changes: inTasks('/build_task/state', 'value'),
    probe: {
      before: [creation({ build_id: 7, chroot_name: 'fedora-41-x86_64' }, 'importing')],
      request: { path: '/api_2/build_tasks/7/fedora-41-x86_64' },
    },
  },
  {
    id: 'copr/build-chroot-name',
    clauses: ['copr/read-only', 'copr/task'],
    lines: [
      [37, 38],
      [29, 30],
      [4, 4],
    ],
    says: 'The note speaks of a Build Chroot, and so do two operations of the table.',
    against: 'The page is about the Build Task.',
    readings: { corrected: 'Both words mean the build task.' },
    why: 'The page was made out of an older one, Build Chroot; the note was mended a day later.',
    source: 'fedora-copr/copr at a61ba3255 (2015-09-08) and 15e53431b (2015-09-10)',
    changes: [],
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
    readings: { corrected: 'Links: project, self.', observed: 'Links: project, build, self.' },
    why: 'Both examples of the page agree, so it does not contradict itself.',
    source: `${onTheWire}; testing-farm/gluetool-modules at f527b1b03, gluetool_modules/tests/test_copr.py`,
    changes: inTasks('/_links/build', 'presence'),
    probe: { request: { path: task } },
  },
  {
    id: 'copr/list-self-link',
    clauses: ['copr/list/example'],
    lines: [[100, 104]],
    says: 'The self link of the list repeats the query.',
    against: 'The service adds the limit in force, whether it was given or not.',
    readings: {
      corrected: 'The self link has the known parameters that were given, in a fixed order.',
      observed: 'The self link has the limit in force too.',
    },
    why: 'The example shows a self link without a limit to a request without one.',
    source: onTheWire,
    changes: lists.map((operation) => ({ operation, body: '/_links/self/href', how: 'value' as const })),
    probe: { request: { path: '/api_2/build_tasks?build_id=106882' } },
  },
  {
    id: 'copr/unknown-parameters',
    clauses: ['copr/list/returns', 'copr/list/example'],
    lines: [
      [45, 60],
      [100, 104],
    ],
    says: 'The page is silent about parameters that it does not name, and about one that is given twice.',
    against:
      'The service ignores the former and leaves them out of its self link; of the latter the first counts.',
    readings: { corrected: 'They are ignored and left out of the self link; the first counts.' },
    why: 'The page promises no error for them, so the service is followed.',
    source: onTheWire,
    changes: [],
  },
  {
    id: 'copr/list-404',
    clauses: ['copr/list/status-404'],
    lines: [[63, 63]],
    says: 'The list answers 404 when the build is not found.',
    against: 'The service answers 200 with an empty list, whatever was asked for.',
    readings: {
      corrected: 'An unknown build_id is 404; an unknown owner or project is an empty list.',
      observed: 'Nothing found is 200 with an empty list.',
    },
    why: 'The page names one thing that is not found, the build, and only build_id names a build.',
    source: onTheWire,
    changes: lists.map((operation) => ({ operation, status: '404 or 200 for an unknown build_id' })),
    probe: { request: { path: '/api_2/build_tasks?build_id=999999999' } },
  },
  {
    id: 'copr/bad-parameter',
    clauses: ['copr/list/status-200', 'copr/list/status-404', 'copr/list/state-values'],
    lines: [
      [47, 60],
      [62, 63],
    ],
    says: 'Parameters have types and allowed values, and the list answers 200 or 404 only.',
    against:
      'The service answers 400 to a value that is no integer or no state, an empty one too, and says which.',
    readings: {
      corrected: 'A 400 with a message and data, in which the error is explained in our words.',
      observed: "The same, explained in the words of the service's libraries.",
    },
    why: 'Neither 200 nor 404 can mean a bad value; the message is what the supporting page on errors promises.',
    source: `${onTheWire}; its rest_api/util.py; flask-restful 0.3.9, reqparse.py`,
    changes: lists.flatMap((operation) => [
      { operation, body: '/data/error', how: 'value' as const },
      { operation, body: '/data/help', how: 'value' as const },
    ]),
    probe: { request: { path: '/api_2/build_tasks?limit=2.5' } },
  },
  {
    id: 'copr/bad-chroot-name',
    clauses: ['copr/detail/status-404', 'copr/detail/status-200', 'copr/detail/name'],
    lines: [
      [117, 117],
      [119, 120],
    ],
    says: 'The detail answers 200 or 404 only, and a chroot name is any text.',
    against: 'The service answers 400 to a name that cannot be that of a chroot.',
    readings: {
      literal: 'Such a name is 404, like that of any task that is not there.',
      corrected: 'Such a name is 400, with a message.',
    },
    why: 'A malformed request is told apart from a missing task, as the service does it.',
    source: `${onTheWire}; ${service2015}, ${resource}`,
    changes: [{ operation: 'get-build-task', status: '404 or 400 for a malformed chroot name' }],
    probe: { request: { path: '/api_2/build_tasks/106882/rawhide' } },
  },
  {
    id: 'copr/chroot-name-parts',
    clauses: ['copr/detail/name', 'copr/fields/chroot-name'],
    lines: [
      [117, 117],
      [26, 26],
    ],
    says: 'A chroot name is text.',
    against:
      'In the service it is a release, a version and an architecture with dashes between; in 2015 exactly three ' +
      'parts, later the release may have dashes of its own, as in centos-stream-9-x86_64.',
    readings: { corrected: 'A name has three parts or more; with fewer it is malformed.' },
    why: 'Names that the later service takes are taken, since the page excludes none.',
    source: `fedora-copr/copr, frontend/coprs_frontend/coprs/logic/coprs_logic.py: tuple_from_name, then and later`,
    changes: [],
  },
  {
    id: 'copr/unknown-chroot',
    clauses: ['copr/detail/status-404'],
    lines: [[120, 120]],
    says: 'The detail answers 404 when the build or the task is not found.',
    against:
      'For a well-formed chroot name that the service does not know it fails: 500, and a page of HTML.',
    readings: {
      corrected: 'A task that is not there is 404, whether or not the chroot exists.',
      observed: 'A chroot that no task of the world is in, and that is not one of our own, is 500.',
    },
    why: 'The page promises the 404, and the failure is a bug of the service.',
    source: onTheWire,
    changes: [{ operation: 'get-build-task', status: '404 or 500 for a chroot that does not exist' }],
    probe: { request: { path: '/api_2/build_tasks/106882/fedora-1-vax' } },
  },
  {
    id: 'copr/wrong-method',
    clauses: ['copr/read-only'],
    lines: [[36, 38]],
    says: 'Nothing of a task can be changed; what answers the attempt is not said.',
    against:
      'The service answers 405 with the HTML page of its web framework, and allows HEAD and OPTIONS too.',
    readings: {
      corrected: 'A 405 with a message in JSON, and Allow: GET.',
      observed: 'A 405 with a page of HTML, and Allow: GET, HEAD, OPTIONS.',
    },
    why: 'The supporting page on errors wants a message in JSON; only GET is documented.',
    source: `${onTheWire}; its frontend/docs/api_2/source/index.rst`,
    changes: everyOperation.flatMap((operation) => [
      { operation, header: 'content-type' },
      { operation, header: 'allow' },
    ]),
    probe: { request: { method: 'DELETE', path: task } },
  },
  {
    id: 'copr/options',
    clauses: ['copr/read-only', 'copr/list/path', 'copr/detail/path'],
    lines: [
      [36, 38],
      [43, 43],
      [112, 112],
    ],
    says: 'Both routes are of the method GET.',
    against: 'The service answers OPTIONS too: 200, no body, and what it allows.',
    readings: { corrected: 'OPTIONS is 405.', observed: 'OPTIONS is 200, without a body.' },
    why: 'The page names no other method than GET.',
    source: onTheWire,
    changes: everyOperation.map((operation) => ({ operation, status: '405 or 200 for OPTIONS' })),
    probe: { request: { method: 'OPTIONS', path: task } },
  },
  {
    id: 'copr/unknown-route',
    clauses: ['copr/detail/build-id', 'copr/detail/status-404'],
    lines: [
      [116, 116],
      [120, 120],
    ],
    says: 'build_id in the path is an integer; what answers another, or another path, is not said.',
    against:
      'No route of the service fits, so its web framework answers: 404 with a page of HTML. From 2018-05 to ' +
      '2019-02 it was JSON, with an error and no message.',
    readings: { corrected: 'A 404 with a message in JSON.', observed: 'A 404 with a page of HTML.' },
    why: 'The supporting page on errors wants a message in JSON.',
    source: `${onTheWire}; fedora-copr/copr at 5a939a6d6 and dddc4ad4f; its frontend/docs/api_2/source/index.rst`,
    changes: [{ operation: 'get-build-task', header: 'content-type' }],
    probe: { request: { path: '/api_2/build_tasks/abc/fedora-rawhide-x86_64' } },
  },
  {
    id: 'copr/not-found-text',
    clauses: ['copr/detail/status-404', 'copr/list/status-404'],
    lines: [
      [120, 120],
      [63, 63],
    ],
    says: 'The page gives the status and no body.',
    against:
      'The service sends a message whose two placeholders it never fills, and clients match it literally.',
    readings: { corrected: 'The message of a missing task is the text of the service, braces and all.' },
    why: 'Any other text would be unknown to the clients there are.',
    source:
      `${service}, ${resource}; testing-farm/gluetool-modules at 2c9de6e, ` +
      'gluetool_modules/infrastructure/copr.py',
    changes: [],
  },
  {
    id: 'copr/list-limit',
    clauses: ['copr/list/limit'],
    lines: [[56, 56]],
    says: 'The limit has a default of 100 and no bounds.',
    against: 'The service takes any limit below 1 or above 100 for 100; the page said so from 2017 on.',
    readings: {
      literal: 'Any limit is honoured, and one below 1 gives nothing.',
      corrected: 'A limit below 1 or above 100 counts as 100.',
    },
    why: 'The page was mended to say so.',
    source: `${onTheWire}; fedora-copr/copr at e5adbd7af (2017-09-01)`,
    changes: lists.map((operation) => ({ operation, parameter: 'limit' })),
    probe: { request: { path: '/api_2/build_tasks?build_id=106882&limit=0' } },
  },
  {
    id: 'copr/negative-offset',
    clauses: ['copr/list/offset'],
    lines: [[55, 55]],
    says: 'offset is an integer, without bounds.',
    against: 'The service hands it on: one database takes a negative one for 0, the one in production fails.',
    readings: { corrected: 'A negative offset is a 400.' },
    why: 'It means nothing, and what the service does depends on its database; we choose to say so.',
    source: onTheWire,
    changes: [],
  },
  {
    id: 'copr/not-yet-null',
    clauses: ['copr/fields/started-on', 'copr/fields/ended-on', 'copr/fields/git-hash'],
    lines: [[29, 31]],
    says: 'Two members are integers and one is text; the page shows finished tasks only.',
    against: 'Before its import, start and end a task has no such values; the service sends null.',
    readings: { corrected: 'Each is null until it is known, and never left out.' },
    why: 'The entity has seven members, and null is what clients of the service cope with.',
    source: `${onTheWire}; fedora-copr/copr at e0c5e230d^, python/copr/client_v2`,
    changes: [],
  },
  {
    id: 'copr/started-on',
    clauses: ['copr/fields/started-on'],
    lines: [[29, 29]],
    says: 'started_on is when the chroot build started, which may mean the state starting or the state running.',
    against: 'The service sets it when its backend takes the task and the state becomes starting.',
    readings: { corrected: 'started_on is the instant at which the task is starting.' },
    why: 'The page leaves it open, so the service is followed.',
    source: `${service}, frontend/coprs_frontend/coprs/logic/builds_logic.py`,
    changes: [],
  },
  {
    id: 'copr/canceled-ended-on',
    clauses: ['copr/fields/ended-on', 'copr/list/state-values'],
    lines: [
      [30, 30],
      [59, 59],
    ],
    says: 'ended_on is when the chroot build ended, and a task can be canceled.',
    against:
      'A task that is canceled before it starts has no build that could end; in 2015 the service kept null.',
    readings: { corrected: 'ended_on of a task that never started is null.' },
    why: 'What has not started does not end, and the service of the page agrees.',
    source: service2015,
    changes: [],
  },
  {
    id: 'copr/owner',
    clauses: ['copr/list/owner'],
    lines: [[47, 47]],
    says: 'owner selects the projects that a user owns.',
    against: 'The service looks for the user who created them, and finds projects that a group owns.',
    readings: {
      corrected: "owner is the project's owner, a user or a group as @name.",
      observed: "owner is the project's creator, whoever owns it.",
    },
    why: 'To own is what the page says.',
    source: `${onTheWire}; its logic/builds_logic.py, filter_by_project_user_name`,
    changes: lists.map((operation) => ({ operation, parameter: 'owner' })),
    probe: {
      before: [creation({ build_id: 7, owner: '@copr', creator: 'ann' }, 'succeeded')],
      request: { path: '/api_2/build_tasks?owner=ann' },
    },
  },
  {
    id: 'copr/blank-owner',
    clauses: ['copr/list/owner'],
    lines: [[47, 47]],
    says: 'owner is text; what an empty one selects is not said.',
    against: 'The service refuses empty numbers and states, and yet looks for the owner without a name.',
    readings: { corrected: 'An empty owner is a filter like any other, and finds nothing.' },
    why: 'Empty text is text, and no project has such an owner.',
    source: onTheWire,
    changes: [],
  },
  {
    id: 'copr/group',
    clauses: ['copr/list/owner', 'copr/list/returns'],
    lines: [[45, 60]],
    says: 'There are owner, project_id and build_id to select tasks by.',
    against: 'A month after the page the service took a group as well, where none of the three is given.',
    readings: {
      corrected: 'group is ignored, as any parameter that the page does not name.',
      observed: 'group, the least of the four, keeps the tasks of projects that this group owns.',
    },
    why: 'The page does not name it.',
    source: `fedora-copr/copr at f6ed4a9bd (2015-10-07); ${onTheWire}`,
    changes: lists.map((operation) => ({ operation, parameter: 'group' })),
    probe: { request: { path: '/api_2/build_tasks?group=copr' } },
  },
  {
    id: 'copr/result-dir-slash',
    clauses: ['copr/fields/result-dir-url', 'copr/detail/example'],
    lines: [
      [17, 17],
      [87, 87],
      [142, 142],
    ],
    says: 'result_dir_url has no slash at its end.',
    against: 'The later service ends it with one, and a client appends names of files to it as it is.',
    readings: { corrected: 'No slash at the end.', observed: 'A slash at the end.' },
    why: 'All three examples agree, and so does the service of the page.',
    source: `${service}, coprs/models.py; testing-farm/gluetool-modules at f527b1b03, gluetool_modules/tests/test_copr.py`,
    changes: inTasks('/build_task/result_dir_url', 'value'),
    probe: { request: { path: task } },
  },
  {
    id: 'copr/result-dir-null',
    clauses: ['copr/fields/result-dir-url'],
    lines: [[32, 32]],
    says: 'result_dir_url is a URL.',
    against:
      'In the later service it is null until the backend has reported a folder, which it does from the start on.',
    readings: {
      corrected: 'It is a URL from creation on: where the results will be.',
      observed: 'It is null until the task is starting.',
    },
    why: 'Its type is that of a URL, and in the service of the page it always was one.',
    source: `${service}, coprs/models.py and coprs/logic/builds_logic.py; ${service2015}`,
    changes: inTasks('/build_task/result_dir_url', 'value'),
    probe: {
      before: [creation({ build_id: 7, chroot_name: 'fedora-41-x86_64' }, 'pending')],
      request: { path: '/api_2/build_tasks/7/fedora-41-x86_64' },
    },
  },
  {
    id: 'copr/list-order',
    clauses: ['copr/list/returns', 'copr/list/offset'],
    lines: [
      [45, 45],
      [55, 55],
    ],
    says: 'The list is paged by an offset, and its order is not said.',
    against: 'The service asks its database for no order at all.',
    readings: { corrected: 'Tasks are ordered by build, and within one by when they came.' },
    why: 'Pages neither lose nor repeat a task only if there is one order.',
    source: `${service}, ${resource}`,
    changes: [],
  },
  {
    id: 'copr/list-next-link',
    clauses: ['copr/list/offset', 'copr/list/limit', 'copr/list/example'],
    lines: [
      [55, 56],
      [100, 104],
    ],
    says: 'The list comes in pages, and its response has no total and no link to the next page.',
    against:
      'A client that reads the response alone cannot tell the last page from a full one; in the service neither.',
    readings: { corrected: 'Self is the only link; a page with fewer tasks than the limit is the last.' },
    why: 'The example shows all that there is, and the service adds nothing.',
    source: onTheWire,
    changes: [],
  },
];
