// Servers: which there are, and the calls that begin tasks on them. A server is there as soon as a call or a task names it,
// unless its name ends in .invalid.
import type { Schemas } from '../../../../schemas/erigones/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { snapshotAt } from '../../../core/records/snapshot.ts';
import { randomFor } from '../../../core/values/random.ts';
import { type State, stateOf, statuses } from '../lifecycle.ts';
import { liveStates, type Task, tailOf } from '../record.ts';
import { no, toStatus } from '../wire.ts';
import { callbackOf, type Wishes } from './callback.ts';
import { userOf } from './caller.ts';
import { idAtOnce, type User } from './people.ts';
import { untilEnded } from './stream.ts';

const operation = operationsFor<Schemas>();
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
  responses: { 200: 'servers', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const servers = (await request.store.parents('erigones', 'server')) as { hostname: string }[];
    const result = servers.map(({ hostname }) => hostname).sort();
    const task_id = await idAtOnce(request, await userOf(request), 1);
    return respond(200, { status: 'SUCCESS', result, task_id }, { es_task_id: task_id });
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
  responses: { 200: 'server-status', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    const { hostname } = request.params;
    if (isElsewhere(request)) return respond(404, no.datacenter);
    if (!(await request.store.parent('erigones', 'server', hostname))) return respond(404, noServer);
    const alias = hostname.split('.')[0]!;
    const result = { hostname, alias, status: await powerOf(hostname, request) };
    const task_id = await idAtOnce(request, await userOf(request), 1);
    return respond(200, { status: 'SUCCESS', result, task_id }, { es_task_id: task_id });
  },
});

/** The last task that started or stopped a server and succeeded has decided. */
async function powerOf(hostname: string, { store, now }: OperationRequest): Promise<'running' | 'stopped'> {
  const { items } = await store.page('erigones', { now, states: ['SUCCESS'] });
  const about = (items as Task[]).filter(({ attributes }) => attributes.hostname === hostname);
  const deciding = about.filter(({ attributes }) => ['start', 'stop', 'reboot'].includes(attributes.action));
  const last = deciding.sort((a, b) => snapshotAt(a, now).since - snapshotAt(b, now).since).at(-1);
  return last && last.attributes.action !== 'stop' ? 'running' : 'stopped';
}

const setServerStatus = operation({
  id: 'set-server-status',
  method: 'PUT',
  path: '/api/vm/{hostname}/status/{action}/',
  holdsOpen: isStreamed,
  says: 'Begins a task that starts, stops or reboots a server, or looks at it. With ES-STREAM the response is its end.',
  clauses: [],
  source: `${service}, api/vm/status/vm_status.py, api/task/response.py and api/middleware.py`,
  request: 'set-server-status.request',
  responses: {
    200: 'task-status',
    201: 'task-status',
    403: 'error',
    404: 'error',
    406: 'error',
    417: 'error',
  },
  async handle(request, respond) {
    const { hostname, action } = request.params;
    const wishes = wishesIn(request.body);
    if (isElsewhere(request, wishes)) return respond(404, no.datacenter);
    if (hostname.endsWith('.invalid')) return respond(404, noServer);
    if (!Object.hasOwn(actions, action)) return respond(417, { detail: 'Bad action' });
    const user = await userOf(request);
    const task = await begin(request, { hostname, action }, user);
    const state = stateOf(task, request);
    const pending = toStatus(task.id, state, request, task);
    const callback = callbackOf(request, wishes, task, user);
    const headers = { es_task_id: task.id, es_task_response: 'true' };
    const first = { ...respond(startedAs(state), pending, headers), ...(callback && { callback }) };
    if (!liveStates.includes(state) || !isStreamed(request)) return first;
    return {
      ...first,
      stream: untilEnded(task, pending, request),
      headers: { ...headers, es_stream: 'True' },
    };
  },
});

function isStreamed({ header }: Pick<OperationRequest, 'header'>): boolean {
  return Boolean(header('es-stream'));
}

/** A task that is over at once can only have succeeded. */
const startedAs = (state: State) => (statuses[state] === 201 ? 201 : 200);

async function begin(
  request: OperationRequest,
  { hostname, action }: Target,
  { number, username }: User,
): Promise<Task> {
  const serial = await request.store.serial('erigones begun');
  const task_id = `${number}e1d1-${tailOf(randomFor(request.world.seed, 'erigones begun', serial))}`;
  const deed = { method: 'PUT', view: 'vm_status', object_type: 'vm', action, msg: actions[action]! };
  return (await request.create({ ...deed, task_id, hostname, username })) as Task;
}

interface Target {
  readonly hostname: string;
  readonly action: string;
}

function wishesIn(body: unknown): Wishes {
  return body !== null && typeof body === 'object' ? body : {};
}

/** Whether a data center is named that there is not: in the path, in the query of a GET, or in the body of anything else. */
function isElsewhere({ path, method, rawQuery }: OperationRequest, { dc }: Wishes = {}): boolean {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(path)?.[1];
  const named = (method === 'GET' ? rawQuery.get('dc') : dc) || inPath || 'main';
  return named !== 'main';
}

const inDatacenter = (operation: (typeof operations)[number]) => ({
  ...operation,
  id: `${operation.id}-in-dc`,
  path: operation.path.replace('/api/', '/api/dc/{dc}/'),
});

const operations = [listServers, getServerStatus, setServerStatus];
export const servers = [...operations, ...operations.map(inDatacenter)];
