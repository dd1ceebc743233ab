// Servers: which there are, and the calls that begin tasks on them. A server is there as soon as a call or a task names it,
// unless its name ends in .invalid.
import type { Shapes } from '../../../../schemas/erigones/types.ts';
import { momentAt } from '../../../core/moment.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { randomFor } from '../../../core/random.ts';
import { type State, stateOf, statuses } from '../lifecycle.ts';
import { liveStates, type Task, tailOf } from '../record.ts';
import { no, toStatus } from '../wire.ts';
import { callbackOf, type Wishes } from './callback.ts';
import { userOf } from './caller.ts';
import { idAtOnce, type User } from './people.ts';
import { untilEnded } from './stream.ts';

const operation = operationsFor<Shapes>();
const service = 'erigones/esdc-ce v4.6 (7e3deddd)';
const noServer = { detail: 'VM not found' };

/** What can be done to a server, and what the log calls it. */
const actions: Readonly<Record<string, string>> = {
  start: 'Start server',
  stop: 'Stop server',
  reboot: 'Reboot server',
  current: 'Status of server',
};

const listServers = operation({
  id: 'list-servers',
  method: 'GET',
  path: '/api/vm/',
  says: 'Lists the names of the servers.',
  clauses: [],
  source: `${service}, api/vm/base/views.py`,
  replies: { 200: 'servers', 403: 'error', 404: 'error', 406: 'error' },
  async handle(call, reply) {
    if (isElsewhere(call)) return reply(404, no.datacenter);
    const servers = (await call.store.parents('erigones', 'server')) as { hostname: string }[];
    const result = servers.map(({ hostname }) => hostname).sort();
    const task_id = await idAtOnce(call, await userOf(call), 1);
    return reply(200, { status: 'SUCCESS', result, task_id }, { es_task_id: task_id });
  },
});

const getServerStatus = operation({
  id: 'get-server-status',
  method: 'GET',
  path: '/api/vm/{hostname}/status/',
  says: 'Shows whether a server runs: what its tasks have come to says so.',
  clauses: [],
  source: `${service}, api/vm/status/vm_status.py and serializers.py`,
  request: 'server-path.request',
  replies: { 200: 'server-status', 403: 'error', 404: 'error', 406: 'error' },
  async handle(call, reply) {
    const { hostname } = call.params;
    if (isElsewhere(call)) return reply(404, no.datacenter);
    if (!(await call.store.parent('erigones', 'server', hostname))) return reply(404, noServer);
    const alias = hostname.split('.')[0]!;
    const result = { hostname, alias, status: await powerOf(hostname, call) };
    const task_id = await idAtOnce(call, await userOf(call), 1);
    return reply(200, { status: 'SUCCESS', result, task_id }, { es_task_id: task_id });
  },
});

/** The last task that started or stopped a server and succeeded has decided. */
async function powerOf(hostname: string, { store, now }: Call): Promise<'running' | 'stopped'> {
  const { items } = await store.page('erigones', { now, states: ['SUCCESS'] });
  const about = (items as Task[]).filter(({ attributes }) => attributes.hostname === hostname);
  const deciding = about.filter(({ attributes }) => ['start', 'stop', 'reboot'].includes(attributes.action));
  const last = deciding.sort((a, b) => momentAt(a, now).since - momentAt(b, now).since).at(-1);
  return last && last.attributes.action !== 'stop' ? 'running' : 'stopped';
}

const setServerStatus = operation({
  id: 'set-server-status',
  method: 'PUT',
  path: '/api/vm/{hostname}/status/{action}/',
  says: 'Begins a task that starts, stops or reboots a server, or looks at it. With ES-STREAM the reply is its end.',
  clauses: [],
  source: `${service}, api/vm/status/vm_status.py, api/task/response.py and api/middleware.py`,
  request: 'set-server-status.request',
  replies: { 200: 'task-status', 201: 'task-status', 403: 'error', 404: 'error', 406: 'error', 417: 'error' },
  opens: (asked) => Boolean(asked.header('es-stream')),
  async handle(call, reply) {
    const { hostname, action } = call.params;
    const wishes = wishesIn(call.body);
    if (isElsewhere(call, wishes)) return reply(404, no.datacenter);
    if (hostname.endsWith('.invalid')) return reply(404, noServer);
    if (!Object.hasOwn(actions, action)) return reply(417, { detail: 'Bad action' });
    const user = await userOf(call);
    const task = await begin(call, { hostname, action }, user);
    const state = stateOf(task, call);
    const pending = toStatus(task.id, state, call, task);
    const errand = callbackOf(call, wishes, task, user);
    const headers = { es_task_id: task.id, es_task_response: 'true' };
    const first = { ...reply(startedAs(state), pending, headers), ...(errand && { errand }) };
    if (!liveStates.includes(state) || !call.header('es-stream')) return first;
    return { ...first, stream: untilEnded(task, pending, call), headers: { ...headers, es_stream: 'True' } };
  },
});

/** A task that is over at once can only have succeeded. */
const startedAs = (state: State) => (statuses[state] === 201 ? 201 : 200);

async function begin(call: Call, { hostname, action }: Target, { number, username }: User): Promise<Task> {
  const serial = await call.store.serial('erigones begun');
  const task_id = `${number}e1d1-${tailOf(randomFor(call.world.seed, 'erigones begun', serial))}`;
  const deed = { method: 'PUT', view: 'vm_status', object_type: 'vm', action, msg: actions[action]! };
  return (await call.bear({ ...deed, task_id, hostname, username })) as Task;
}

interface Target {
  readonly hostname: string;
  readonly action: string;
}

function wishesIn(body: unknown): Wishes {
  return body !== null && typeof body === 'object' ? body : {};
}

/** Whether a data center is named that there is not: in the path, in the query of a GET, or in the body of anything else. */
function isElsewhere({ path, method, rawQuery }: Call, { dc }: Wishes = {}): boolean {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(path)?.[1];
  const named = (method === 'GET' ? rawQuery.get('dc') : dc) || inPath || 'main';
  return named !== 'main';
}

const inDatacenter = (row: (typeof rows)[number]) => ({
  ...row,
  id: `${row.id}-in-dc`,
  path: row.path.replace('/api/', '/api/dc/{dc}/'),
});

const rows = [listServers, getServerStatus, setServerStatus];
export const servers = [...rows, ...rows.map(inDatacenter)];
