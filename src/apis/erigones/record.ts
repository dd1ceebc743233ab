// What is remembered of a task, how one is born, and what the log keeps of it.
import type {
  GetLogPageRequest,
  TaskAttributes as GivenAttributes,
} from '../../../schemas/erigones/types.ts';
import type { RecordKind } from '../../core/api.ts';
import type { StandinRecord } from '../../core/moment.ts';
import type { Random } from '../../core/random.ts';
import type { Page, Store } from '../../core/store.ts';

export type TaskAttributes = Required<GivenAttributes>;
export type Task = StandinRecord<TaskAttributes>;

/** One line of the log: a task entered a state that the log notes. */
export interface Line {
  readonly record: Pick<Task, 'id' | 'attributes'>;
  readonly state: string;
  readonly at: number;
}

/** Which lines of a log are wanted. */
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

/** A task writes a line when it is born and one when it ends. That it has started is not worth a line. */
const loggedStates = ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED'];
export const liveStates = ['PENDING', 'STARTED'];

const deeds = [
  { action: 'start', msg: 'Start server' },
  { action: 'stop', msg: 'Stop server' },
  { action: 'reboot', msg: 'Reboot server' },
];
const servers = ['web01', 'web02', 'db01', 'mail', 'cache03', 'build-runner'];
const users = ['admin', 'user@example.com', 'ops@example.com', 'deploy@example.com'];
// The first part of the random tail of an id whose task was done before anybody could wait for it: the end of the
// MD5 sum of its user's number, here of users 1 and 2.
const synchronous = /^\w+-(6f75849b|cc14862c)-/;
const legacy = /^\d+-/;
const automatic = /^\d+a/;

export const record: RecordKind<TaskAttributes> = {
  shape: 'task-attributes',
  order: ({ born }) => born,
  indexes: {},

  async complete(given, { random }) {
    const attributes = completed({ task_id: newId(random), ...given }, random);
    return { id: attributes.task_id, attributes };
  },
};

/** What is left out is lifelike, and fits what is given. */
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
    object_alias: hostname.split('.')[0]!,
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

/** Whether an id belongs to a call that was answered at once: nothing is left of it to ask for. */
export function isSynchronousId(id: string): boolean {
  return synchronous.test(id);
}

/** How a task was run and where, by the letters of its id; those of an old id count as e and d. */
export function typeOf(id: string): number {
  const [, how = 'e', where = 'd'] = /^\d+([deamif])\d+([du])/.exec(id) ?? [];
  return 'du'.indexOf(where) * 100 + 'deamif'.indexOf(how);
}

/** What kind of call it was, by the first word of what the log calls it. */
export function flagOf(msg: string): number {
  return Math.max(0, ['', 'Create', 'Delete', 'Update'].indexOf(msg.split(' ')[0]!));
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

/** The part of a list, oldest first, that a page asks for. */
export function cut<T>(
  list: readonly T[],
  page: Pick<LogQuery, 'newestFirst' | 'offset' | 'limit'>,
): readonly T[] {
  const { newestFirst = false, offset = 0, limit } = page;
  if (!newestFirst) return list.slice(offset, offset + limit);
  const end = Math.max(0, list.length - offset);
  return list.slice(Math.max(0, end - limit), end).reverse();
}

/** What the filters of the log let through, its state aside; undefined if there are none. */
export function filterOf(query: GetLogPageRequest['query']): LogQuery['keep'] {
  const { object_type, object_name, date_from, date_to, hide_auto } = query;
  if (!object_type && !date_from && !date_to && !hide_auto) return undefined;
  const from = date_from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date_from);
  const to = date_to === undefined ? Number.POSITIVE_INFINITY : Date.parse(date_to);
  const name = object_name?.toLowerCase() ?? '';
  return ({ record: { id, attributes }, at }) =>
    (!object_type || attributes.object_type === object_type) &&
    attributes.hostname.toLowerCase().includes(name) &&
    at >= from &&
    at <= to &&
    !(hide_auto && automatic.test(id));
}
