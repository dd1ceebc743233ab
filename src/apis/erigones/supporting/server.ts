// A server: whose it is, what its tasks have come to, and how the service shows it. A server is there as soon as a call or
// a task names it; whoever names it first owns it.
import type { OperationRequest } from '../../../core/api/operation.ts';
import { snapshotAt } from '../../../core/records/snapshot.ts';
import { randomFor } from '../../../core/values/random.ts';
import { isoOf, liveStates, type Task } from '../record.ts';
import { type User, userNamed } from './people.ts';

export interface Server {
  readonly hostname: string;
  /** The name of the user that it belongs to: the administrator's unless somebody else named it first. */
  readonly owner?: string;
  readonly [fact: string]: unknown;
}

type Place = Pick<OperationRequest, 'store' | 'world'>;
type Reader = Pick<OperationRequest, 'store' | 'world' | 'now'>;

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a server can be called; the name of one that there never is ends in .invalid. */
const hostname = /^[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.invalid)$/;
const powerful = ['start', 'stop', 'reboot'];

/** As the service reads a parameter that is true or false. */
export const isWanted = (value = '') => value !== '' && !/^(f|false|0)$/i.test(value);

export const ownerOf = ({ owner = 'admin' }: Server) => owner;
const maySee = (user: User, server: Server) => user.is_super_admin || ownerOf(server) === user.username;

/** The servers that a user is shown, by their names. */
export async function serversFor(user: User, { store }: Pick<Place, 'store'>): Promise<Server[]> {
  const all = (await store.parents('erigones', 'server')) as Server[];
  const seen = all.filter((server) => maySee(user, server));
  return seen.sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
}

/** The server of a name or a UUID. Undefined if there is none, or it is somebody else's. */
export async function serverFor(user: User, named: string, place: Place): Promise<Server | undefined> {
  const known = (await place.store.parent('erigones', 'server', named)) as Server | undefined;
  if (known) return maySee(user, known) ? known : undefined;
  if (!isUuid.test(named)) return undefined;
  const all = await serversFor(user, place);
  return all.find((server) => uuidOf(server.hostname, place) === named.toLowerCase());
}

/** The same; a server of a new name comes to be, and is the user's. */
export async function serverToUse(user: User, named: string, place: Place): Promise<Server | undefined> {
  const known = await serverFor(user, named, place);
  const taken = known ?? (await place.store.parent('erigones', 'server', named));
  if (taken || isUuid.test(named) || !hostname.test(named)) return known;
  return { hostname: named, ...(user.username !== 'admin' && { owner: user.username }) };
}

/** The number of the user that a server belongs to. */
export async function ownersNumber(server: Server, { store }: Place): Promise<number> {
  return (await userNamed({ store }, ownerOf(server)))?.number ?? 1;
}

const uuidOf = (name: string, { world }: Pick<Place, 'world'>) =>
  randomFor(world.seed, `erigones server ${name}`, 0).uuid();

/** Servers as the service shows their status. */
export async function toStatuses(servers: readonly Server[], reader: Reader) {
  const tasks = await tasksByServer(reader);
  return servers.map((server) => {
    const own = tasks.get(server.hostname) ?? [];
    const { status, since } = powerOf(own, reader.now);
    return {
      ...{ hostname: server.hostname, uuid: uuidOf(server.hostname, reader) },
      ...{ alias: server.hostname.split('.')[0]!, status },
      status_change: since === undefined ? null : `${isoOf(since)}Z`,
      node_status: 'online' as const,
      tasks: pendingIn(own, reader.now),
      uptime: status === 'running' ? Math.max(0, Math.floor((reader.now - since!) / 1_000)) : 0,
    };
  });
}

/** Servers with some details, as a full list shows them. */
export async function toDetails(servers: readonly Server[], reader: Reader) {
  const statuses = await toStatuses(servers, reader);
  return servers.map((server, index) => {
    const { status_change, tasks, ...shown } = statuses[index]!;
    const drawn = randomFor(reader.world.seed, `erigones hardware ${server.hostname}`, 0);
    const [vcpus, ram, disk] = [drawn.pick([1, 2, 4, 8]), drawn.pick([1_024, 2_048, 8_192]), 10_240];
    const ips = [`10.100.10.${drawn.between(2, 250)}`];
    const hardware = { vcpus, ram, disk, ips, locked: false, changed: false };
    return { ...shown, node: 'node01.local', owner: ownerOf(server), ...hardware };
  });
}

async function tasksByServer({ store, now }: Reader): Promise<ReadonlyMap<string, Task[]>> {
  const { items } = await store.page('erigones', { now });
  const by = new Map<string, Task[]>();
  for (const task of items as Task[]) {
    const { hostname } = task.attributes;
    const own = by.get(hostname);
    if (own) own.push(task);
    else by.set(hostname, [task]);
  }
  return by;
}

/** The last task that started or stopped a server and succeeded has decided. */
function powerOf(tasks: readonly Task[], now: number): { status: 'running' | 'stopped'; since?: number } {
  const ends = tasks
    .filter(({ attributes }) => powerful.includes(attributes.action))
    .map((task) => ({ action: task.attributes.action, ...snapshotAt(task, now) }))
    .filter(({ state }) => state === 'SUCCESS');
  const last = ends.sort((a, b) => a.since - b.since).at(-1);
  if (!last) return { status: 'stopped' };
  return { status: last.action === 'stop' ? 'stopped' : 'running', since: last.since };
}

/** By its id, the call of each task that has not ended. */
function pendingIn(tasks: readonly Task[], now: number) {
  const live = tasks.filter((task) => liveStates.includes(snapshotAt(task, now).state));
  return Object.fromEntries(
    live.map(({ id, created, attributes: { view, method, action, hostname } }) => [
      id,
      { view, method, action, hostname, time: `${isoOf(created)}+00:00` },
    ]),
  );
}
