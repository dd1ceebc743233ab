// The facts of a task, how one is created, and its lines in the log.
import { createHash } from 'node:crypto';
import type { TaskAttributes as AttributesInput } from '../../../schemas/erigones/types.ts';
import type { RecordKind } from '../../core/api/api.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import type { StandinRecord } from '../../core/records/snapshot.ts';
import type { Page, Store } from '../../core/store/store.ts';
import { toIso } from '../../core/time/duration.ts';
import type { Random } from '../../core/values/random.ts';
import { observed } from './errata.ts';

export type TaskAttributes = Required<AttributesInput>;
export type Task = StandinRecord<TaskAttributes>;

/** One line of the log: a task entered a state that the log notes. */
export interface Line {
  readonly record: Pick<Task, 'id' | 'attributes'> & Partial<Task>;
  readonly state: string;
  readonly at: number;
}

/** A filter for lines of a log. */
export interface LogQuery {
  /** One state; all of them when left out. */
  readonly state?: string | undefined;
  /** Only lines written at or after this instant (ms). */
  readonly since?: number;
  readonly keep?: ((line: Line) => boolean) | undefined;
  readonly newestFirst?: boolean;
  readonly offset?: number;
  readonly limit: number;
}

/** A task writes a line when it is created and one when it ends. That it has started is not worth a line. */
export const loggedStates = ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED'];
export const liveStates = ['PENDING', 'STARTED'];

const deeds = [
  { action: 'start', msg: 'Start server' },
  { action: 'stop', msg: 'Stop server' },
  { action: 'reboot', msg: 'Reboot server' },
];
const servers = ['web01', 'web02', 'db01', 'mail', 'cache03', 'build-runner'];
const users = ['admin', 'user@example.com', 'ops@example.com', 'deploy@example.com'];
// The first part of the random tail of an id whose task was done at once: the end of the MD5 sum
// of its user's number. Old ids name nobody, so they are taken for those of users 1 and 2.
const synchronous = /^\d+-(6f75849b|cc14862c)-/;
const legacy = /^\d+-/;
const management = /^\d+m/;
/** What the log's texts begin with, by the number of the kind of call; 0 for any other. */
const flags: readonly (readonly string[])[] = [
  [],
  ['Add', 'Create', 'Recreate', 'Import'],
  ['Remove', 'Delete', 'Invalid'],
  ['Update', 'Rollback', 'Restore', 'Revert'],
  ['Remote'],
];

export const record: RecordKind<TaskAttributes> = {
  schemaName: 'task-attributes',
  order: ({ created }) => created,
  indexes: {},

  async complete(given, { random }) {
    const attributes = completed({ task_id: newId(random), ...given }, random);
    const { task_id: id, object_type, hostname } = attributes;
    // A server that a task works on is there.
    const parents = object_type === 'vm' ? [{ kind: 'server', id: hostname, parent: { hostname } }] : [];
    return { id, attributes, parents };
  },
};

/** Missing attributes are lifelike, and fit the given ones. */
export function completed(
  given: Partial<TaskAttributes> & { task_id: string },
  random: Random,
): TaskAttributes {
  const deed = random.pick(deeds);
  const server = random.pick(servers);
  const username = random.pick(users);
  const { hostname = `${given.object_alias ?? server}.cust.erigones.com`, action = deed.action } = given;
  return {
    method: 'PUT',
    view: 'vm_status',
    object_type: 'vm',
    // A name may begin with a dot.
    object_alias: hostname.split('.')[0] || hostname,
    username,
    msg: deeds.find((each) => each.action === action)?.msg ?? `Do ${action}`,
    message: `Completed ${action} of ${hostname}`,
    failure: `Could not ${action} ${hostname}`,
    ...given,
    hostname,
    action,
  };
}

/** An id as the service makes them: who, how and where, then a UUID without its last part. */
function newId(random: Random): string {
  return `1e1d1-${tailOf(random)}`;
}

export function tailOf(random: Random): string {
  return random.uuid().slice(0, 23);
}

/** Whether an id is of the kind that the page prints, with nothing but a number before its random part. */
export function isLegacyId(id: string): boolean {
  return legacy.test(id);
}

/** Whether an id belongs to a call that was answered at once, and has no task. */
export function isSynchronousId(id: string): boolean {
  const [, user, part] = /^(\d+)[a-z]\w+-([0-9a-f]{8})-/.exec(id) ?? [];
  if (user === undefined) return synchronous.test(id);
  return createHash('md5').update(user).digest('hex').endsWith(part!);
}

/** By an id: the number of the user who has created a task, and of the owner of what it works on. An old id says admin. */
export function ownersIn(id: string): { creator: number; owner: number } {
  const [, creator = '1', owner = '1'] = /^(\d+)[deamif](\d+)[du]\d+-/.exec(id) ?? [];
  return { creator: Number(creator), owner: Number(owner) };
}

/** Whether an id names a task of the service's own housekeeping. */
export function isManagementId(id: string): boolean {
  return management.test(id);
}

/** The number of the data center that an id names; undefined for an old id, which names none. */
export function datacenterOf(id: string): string | undefined {
  return /^\d+[deamif]\d+[du](\d+)-/.exec(id)?.[1];
}

/** Whether a request names a data center that there is not. */
export function elsewhere(request: RequestHead, datacenter: unknown): boolean {
  return observed('dc-parameter', request) && Boolean(datacenter) && datacenter !== 'main';
}

/** How a task was run and where, by the letters of its id; those of an old id count as e and d. */
export function typeOf(id: string): number {
  const [, how = 'e', where = 'd'] = /^\d+([deamif])\d+([du])/.exec(id) ?? [];
  return 'du'.indexOf(where) * 100 + 'deamif'.indexOf(how);
}

/** The kind of a call, by the beginning of its text in the log. */
export function flagOf(msg: string): number {
  return Math.max(
    0,
    flags.findIndex((words) => words.some((word) => msg.startsWith(word))),
  );
}

export async function find({ store }: { store: Store }, id: string): Promise<Task | undefined> {
  return (await store.get('erigones', id)) as Task | undefined;
}

/** The ids of the tasks that have not ended. */
export async function liveIds({ store, now }: { store: Store; now: number }): Promise<string[]> {
  const { items } = await store.page('erigones', { now, states: liveStates });
  return items.map((task) => task.id);
}

/** The lines that the tasks of a world have written up to `now`. */
export async function linesOf(
  store: Store,
  now: number,
  { state, since, keep, ...page }: LogQuery & { readonly since: number },
): Promise<Page<Line>> {
  const states = state === undefined ? loggedStates : [state];
  const written = (part: object) =>
    store.transitions('erigones', { now, states, since, ...part }) as Promise<Page<Line>>;
  if (!keep) return written(page);
  const kept = (await written({})).items.filter(keep);
  return { items: cut(kept, page), total: kept.length };
}

/** The requested page of a list, oldest first. */
export function cut<T>(
  list: readonly T[],
  page: Pick<LogQuery, 'newestFirst' | 'offset' | 'limit'>,
): readonly T[] {
  const { newestFirst = false, offset = 0, limit } = page;
  if (!newestFirst) return list.slice(offset, offset + limit);
  const end = Math.max(0, list.length - offset);
  return list.slice(Math.max(0, end - limit), end).reverse();
}

/** As Python writes an instant: with six digits after the second, or none. */
export function isoOf(at: number): string {
  const [second, micros] = partsOf(at);
  return micros === 0 ? second : `${second}.${String(micros).padStart(6, '0')}`;
}

/** The second and the microseconds of an instant in ms, of which a binary fraction only comes close. */
export function partsOf(at: number): [string, number] {
  const second = Math.floor(at / 1_000) * 1_000;
  const micros = Math.min(999_999, Math.round((at - second) * 1_000));
  return [toIso(second).slice(0, 19), micros];
}
