// Servers: which there are, and the calls that begin tasks on them.
import type { Schemas } from '../../../../schemas/erigones/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { randomFor } from '../../../core/values/random.ts';
import { type State, stateOf, statuses } from '../lifecycle.ts';
import { liveStates, type Task, tailOf } from '../record.ts';
import { no, toStatus } from '../wire.ts';
import { callbackOf, type Wishes } from './callback.ts';
import { atOnce, userOf } from './caller.ts';
import type { User } from './people.ts';
import {
  isWanted,
  ownersNumber,
  type Server,
  serverFor,
  serversFor,
  serverToUse,
  toDetails,
  toStatuses,
} from './server.ts';
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
  says: 'Lists the servers: their names, or in full some details of each.',
  clauses: [],
  source: `${service}, api/vm/base/views.py, vm_manage.py and serializers.py`,
  request: 'list-servers.request',
  responses: { 200: 'servers', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const servers = await serversFor(await userOf(request), request);
    const isFull = isWanted(request.query?.full) || isWanted(request.rawQuery.get('extended'));
    const result = isFull ? await toDetails(servers, request) : servers.map(({ hostname }) => hostname);
    return respond(200, ...(await atOnce(request, 'SUCCESS', result, 1)));
  },
});

const listServerStatuses = operation({
  id: 'list-server-statuses',
  method: 'GET',
  path: '/api/vm/status/',
  says: 'Shows of each server whether it runs.',
  clauses: [],
  source: `${service}, api/vm/status/views.py and serializers.py`,
  request: 'list-servers.request',
  responses: { 200: 'server-statuses', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const servers = await serversFor(await userOf(request), request);
    return respond(200, ...(await atOnce(request, 'SUCCESS', await toStatuses(servers, request), 1)));
  },
});

const getServer = operation({
  id: 'get-server',
  method: 'GET',
  path: '/api/vm/{hostname}/',
  says: 'Shows a server with some details.',
  clauses: [],
  source: `${service}, api/vm/base/views.py, vm_manage.py and serializers.py`,
  request: 'server-path.request',
  responses: { 200: 'server', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const server = await serverFor(await userOf(request), request.params.hostname, request);
    if (!server) return respond(404, noServer);
    const [details] = await toDetails([server], request);
    return respond(200, ...(await atOnce(request, 'SUCCESS', details!, 1)));
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
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const server = await serverFor(await userOf(request), request.params.hostname, request);
    if (!server) return respond(404, noServer);
    const [status] = await toStatuses([server], request);
    return respond(200, ...(await atOnce(request, 'SUCCESS', status!, 1)));
  },
});

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
    const user = await userOf(request);
    const server = await serverToUse(user, hostname, request);
    if (!server) return respond(404, noServer);
    if (!Object.hasOwn(actions, action)) return respond(417, { detail: 'Bad action' });
    if (action === 'current' && !user.is_super_admin) return respond(403, { detail: 'Permission denied' });
    const task = await begin(request, { server, action }, user);
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
  { server, action }: Target,
  { number, username }: User,
): Promise<Task> {
  const { store, world } = request;
  const serial = await store.serial('erigones begun');
  const owner = await ownersNumber(server, request);
  const task_id = `${number}e${owner}d1-${tailOf(randomFor(world.seed, 'erigones begun', serial))}`;
  const deed = { method: 'PUT', view: 'vm_status', object_type: 'vm', action, msg: actions[action]! };
  const task = await request.create({ ...deed, task_id, hostname: server.hostname, username });
  await store.putParent('erigones', 'server', server.hostname, server);
  return task as Task;
}

interface Target {
  readonly server: Server;
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

// The list of statuses comes before the servers: its name would pass for that of one.
const operations = [listServers, listServerStatuses, getServer, getServerStatus, setServerStatus];
export const servers = [...operations, ...operations.map(inDatacenter)];
