// Makes tasks by number, and says which schemas show them and their lines in the log.
import { type Drawing, type FixtureBook, type Showing, type Shown, shared } from '../../core/api/fixtures.ts';
import { hexOf, randomFor } from '../../core/values/random.ts';
import { breaches } from './breaches.ts';
import { type State, statuses } from './lifecycle.ts';
import { completed, type Line, liveStates, loggedStates, type TaskAttributes } from './record.ts';
import { taskResponse, toLog, toLogLine, toLogPage, toStatus, toTask } from './wire.ts';

const servers = 400;
const perPage = 100;
const lastLines = 10;
/** A task writes one line or two: as many tasks as a page has lines write more than a page. */
const mostTasks = 100;
const spans = [3_600, 86_400, 2_592_000, 31_536_000];

const deeds = [
  deed('PUT vm_status start', 'Start server', 'Started', 'start'),
  deed('PUT vm_status stop', 'Stop server', 'Stopped', 'stop'),
  deed('PUT vm_status reboot', 'Reboot server', 'Rebooted', 'reboot'),
  deed('POST vm_manage create', 'Create server', 'Created', 'create'),
  deed('PUT vm_manage update', 'Update server', 'Updated', 'update'),
  deed('DELETE vm_manage delete', 'Delete server', 'Deleted', 'delete'),
  deed('POST vm_snapshot create', 'Create server snapshot', 'Took a snapshot of', 'take a snapshot of'),
  deed('PUT vm_snapshot rollback', 'Rollback server snapshot', 'Rolled back', 'roll back'),
  deed('PUT vm_backup restore', 'Restore server backup', 'Restored a backup of', 'restore a backup of'),
  deed('GET vm_status current', 'Status of server', 'Read the status of', 'read the status of'),
];

/** Actions on a server: the call, its text in the log, and the messages for success and failure. */
function deed(request: string, msg: string, did: string, could: string) {
  const [method, view, action] = request.split(' ') as [TaskAttributes['method'], string, string];
  return { method, view, action, msg, did, could };
}

type Tasks = readonly Shown<TaskAttributes>[];

export const fixtures: FixtureBook<TaskAttributes> = {
  draw(drawing) {
    const id = idOf(drawing);
    return { id, attributes: () => attributesOf(id, drawing) };
  },

  breaches,

  schemas: {
    task: {
      states: liveStates,
      show: ([task], showing) => toTask(task!.record, task!.snapshot, showing),
      request: ([task]) => about(task!, '', 200, 'get-task'),
    },
    'task-id': { show: ([task]) => task!.record.id },
    'task-ids': {
      states: liveStates,
      most: mostTasks,
      show: (shown) => shown.map(({ record }) => record.id),
      request: () => ({ operation: 'list-tasks', path: '/api/task/', status: 200 }),
    },
    'task-status': {
      show: statusOf,
      request: ([task], showing) => ({
        ...about(task!, 'status/', statuses[stateOf(task!)], 'get-task-status'),
        responseHeaders: taskResponse(showing),
      }),
    },
    'task-done': {
      show: ([task]) => ({ done: stateOf(task!) === 'SUCCESS', task_id: task!.record.id }),
      request: ([task]) => about(task!, 'done/', statuses[stateOf(task!)], 'get-task-done'),
    },
    'task-result': {
      states: ['SUCCESS', 'FAILURE'],
      show: (shown, showing) => statusOf(shown, showing).result,
    },
    'log-line': {
      show: (shown, showing) => {
        const lines = linesOf(shown);
        // The line of its end, if it has one; of one in four of them, that of its beginning.
        const line = lines.length > 1 && showing.row % 4 === 3 ? lines.at(-1)! : lines[0]!;
        return toLogLine(line, showing, 'page');
      },
    },
    log: {
      most: lastLines,
      show: (shown, showing) => {
        const lines = linesOf(shown);
        return toLog({ items: lines.slice(0, lastLines), total: lines.length }, showing);
      },
      request: () => ({ operation: 'get-log', path: '/api/task/log/', status: 200 }),
    },
    'log-page': {
      most: mostTasks,
      show: pageOf,
      request: (shown, showing) => ({
        operation: 'get-log-page',
        path: `/api/task/log/?page=${pageNumber(shown, showing)}`,
        status: 200,
      }),
    },
    'log-stats': {
      most: mostTasks,
      // The same log, for its last hour, day, month and year.
      views: spans.length,
      show: (shown, { now, row }) => {
        const last = spans[row % spans.length]!;
        const since = now - last * 1_000;
        const recent = shown.flatMap(({ snapshot }) => snapshot.entered.filter(({ at }) => at >= since));
        const count = (state: string) => recent.filter((entered) => entered.state === state).length;
        return {
          failed: count('FAILURE'),
          pending: count('PENDING'),
          succeeded: count('SUCCESS'),
          revoked: count('REVOKED'),
          _last: last,
        };
      },
      request: (_, { row }) => ({
        operation: 'get-log-stats',
        path: `/api/task/log/stats/?last=${spans[row % spans.length]}`,
        status: 200,
      }),
    },
  },
};

function attributesOf(task_id: string, drawing: Drawing): TaskAttributes {
  const { seed, number, words, edge } = drawing;
  const random = randomFor(seed, 'erigones task', number);
  const { hostname, object_alias } = serverOf(drawing, random.between(0, servers - 1));
  const username = random.between(0, 3) === 0 ? 'admin' : `${random.pick(words.users)}@example.com`;
  const { method, view, action, msg, did, could } = random.pick(deeds);
  const message = edge ? words.comments.at(-1 - (number % 17))! : `${did} ${hostname}`;
  const failure = edge ? '' : `Could not ${could} ${hostname}`;
  const given = { task_id, method, hostname, action, view, object_alias, username, msg, message, failure };
  return completed(given, random);
}

/** Who, how and where; then a part that no other number below 2^32 has, for the factor is odd; then noise. */
function idOf({ number, seed, random, edge }: Drawing): string {
  const own = hexOf((Math.imul(number, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)) >>> 0);
  const digits = random.hex(11);
  const noise = `${digits.slice(0, 4)}-4${digits.slice(4, 7)}-${digits.slice(7)}`;
  const user = edge ? random.pick(['0', '9'.repeat(18)]) : `${random.between(1, 99)}`;
  return `${user}${random.pick(['e', 'e', 'e', 'a', 'i'])}${random.between(1, 9)}d1-${own}-${noise}`;
}

/** What a server is called follows from its number. */
const serverOf = shared(({ seed, words, edge }, number) => {
  const random = randomFor(seed, 'erigones server', number);
  const long = edge ? `${random.pick(words.nouns)}-`.repeat(6).slice(0, 40) : '';
  const object_alias = `${long}${random.pick(words.nouns)}${String(number % 100).padStart(2, '0')}`;
  return { hostname: `${object_alias}.${random.pick(words.nouns)}.example.com`, object_alias };
});

function stateOf({ snapshot }: Tasks[number]): State {
  return snapshot.state as State;
}

function statusOf([task]: Tasks, showing: Showing) {
  return toStatus(task!.record.id, stateOf(task!), showing, task!.record);
}

function about({ record }: Tasks[number], what: string, status: number, operation: string) {
  return { operation, path: `/api/task/${record.id}/${what}`, status };
}

/** The lines that tasks have written, newest first. */
function linesOf(shown: Tasks): Line[] {
  return shown
    .flatMap(({ record, snapshot }) => snapshot.entered.map(({ state, at }) => ({ record, state, at })))
    .filter(({ state }) => loggedStates.includes(state))
    .sort((a, b) => b.at - a.at);
}

function pageOf(shown: Tasks, showing: Showing) {
  const lines = linesOf(shown);
  const page = pageNumber(shown, showing);
  const total = (page - 1) * perPage + lines.length;
  const rawQuery = new Map([['page', `${page}`]]);
  return toLogPage({ items: lines.slice(0, perPage), total }, { page, perPage }, { ...showing, rawQuery });
}

/** Only a first page can be empty. */
function pageNumber(shown: Tasks, { row }: Showing): number {
  return shown.length === 0 ? 1 : (row % 3) + 1;
}
