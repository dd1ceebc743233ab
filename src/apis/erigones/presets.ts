// What the page shows: two tasks that wait, and the log of the day that ended with the line it prints. And named
// situations.
import type { GetLogPageRequest } from '../../../schemas/erigones/types.ts';
import type { Preset, Samples } from '../../core/api/api.ts';
import type { OperationRequest, RequestHead } from '../../core/api/operation.ts';
import { countOf } from '../../core/records/attributes.ts';
import type { Page } from '../../core/store/store.ts';
import { randomFor } from '../../core/values/random.ts';
import { presetPerState } from '../../core/worlds/presets.ts';
import { lifecycle } from './lifecycle.ts';
import { completed, cut, type Line, type LogQuery, linesOf, type TaskAttributes, tailOf } from './record.ts';
import { printedUser } from './supporting/people.ts';

/** The instant of the line that the page prints; its fraction has four digits. */
const printedAt = Date.parse('2012-01-22T23:23:23.133Z') + 0.7;
/** When the printed log begins: the statistics beside it are those of a day. */
const openedAt = printedAt - 86_400_000;

const example = { hostname: 'example.cust.erigones.com', username: 'user@example.com' };
const begun = { ...example, action: 'start', object_type: 'vm' } as const;
const start = { method: 'PUT', view: 'vm_status', action: 'start', msg: 'Start server' } as const;
const waiting = [
  { ...start, ...example, task_id: '0-fdc277df-84d6-4102-a6d5', action: 'stop', msg: 'Stop server' },
  { ...start, ...example, task_id: '0-4b48594c-2d77-4b72-a1e1' },
];
const newest = { ...start, ...example, task_id: '0-b6c8aa88-c7a2-4977-8738' };

export const samples: Samples<TaskAttributes> = {
  parents: [printedUser],
  creates: waiting.map((attributes) => ({
    attributes,
    created: openedAt,
    seenAt: printedAt,
    plan: [{ state: 'PENDING' }],
  })),
};

export const presets: readonly Preset<TaskAttributes>[] = [
  ...presetPerState<TaskAttributes>(lifecycle, {
    noun: 'task',
    subject: '{task_id}',
    params: { task_id: '1e1d1-4b48594c-2d77-4b72-a1e1', ...begun },
    clauses: ['erigones/status/example'],
  }),
  {
    name: 'server-has-many-tasks',
    says: 'server {hostname} has {tasks} tasks that succeeded',
    clauses: ['erigones/log/example'],
    params: { hostname: 'many.cust.erigones.com', tasks: 125 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'tasks') }, () => ({
        state: 'SUCCESS',
        attributes: { hostname: String(params.hostname) },
      })),
  },
];

// The printed log. 7722 tasks were begun on that day and 7738 calls succeeded, so it has 15460 lines, oldest first: the
// two tasks that still wait; then 19 rounds of 406 tasks, two lines each, and one call that was done at once; then
// what is left of a round, of which the last line is the printed one. Each line follows from its position alone, and is
// made on first use.
const lineCount = 15_460;
const round = 813;
const tasksPerRound = 406;
const fixedSeed = 2012;
const automatic = /^\d+a/;
const made: Line[] = [];
/** By state, and of all lines: their positions, oldest first, counted on first use. */
const positions = new Map<string | undefined, readonly number[]>();

type Reader = Pick<OperationRequest, 'store' | 'now'>;

/** A page of the whole log. After the printed day, events of this world are newer than the printed lines. */
export async function logOf(reader: Reader, wanted: LogQuery): Promise<Page<Line>> {
  if (isEarly(reader)) return mixedLog(reader, wanted);
  const { newestFirst, offset = 0, limit } = wanted;
  const live = (part: LogQuery) => ownLines(reader, part);
  const items: Line[] = [];
  let total = 0;
  for (const part of newestFirst ? [live, backlog] : [backlog, live]) {
    const page = await part({ ...wanted, offset: Math.max(0, offset - total), limit: limit - items.length });
    items.push(...page.items);
    total += page.total;
  }
  return { items, total };
}

/** Whether a world's clock stands before the end of the printed day. */
const isEarly = ({ now }: Reader) => now <= printedAt;
/** There written and printed lines are mixed. */
async function mixedLog(reader: Reader, wanted: LogQuery): Promise<Page<Line>> {
  const all = { ...wanted, newestFirst: false, offset: 0, limit: Number.POSITIVE_INFINITY };
  const [own, printed] = [await ownLines(reader, all), backlog(all)];
  const items = [...printed.items, ...own.items].sort((a, b) => a.at - b.at);
  return { items: cut(items, wanted), total: items.length };
}

/** What this world has written itself; the lines of the samples are printed. */
async function ownLines(reader: Reader, wanted: LogQuery): Promise<Page<Line>> {
  const { store, now } = reader;
  const { since = Number.NEGATIVE_INFINITY } = wanted;
  if (!isEarly(reader)) return linesOf(store, now, { ...wanted, since: Math.max(openedAt + 1, since) });
  const all = { ...wanted, since, newestFirst: false, offset: 0, limit: Number.POSITIVE_INFINITY };
  const own = (await linesOf(store, now, all)).items.filter(({ record }) => record.seenAt === undefined);
  return { items: cut(own, wanted), total: own.length };
}

/** What the filters of the log let through, its state aside; undefined if there are none. */
export function filterOf(
  { object_type, object_name, date_from, date_to, hide_auto }: GetLogPageRequest['query'],
  request: RequestHead,
  running?: ReadonlySet<string>,
): LogQuery['keep'] {
  if (!object_type && !date_from && !date_to && !hide_auto && !running) return undefined;
  const [from, to] = [Date.parse(date_from || '0000-01-01'), Date.parse(date_to || '9999-12-31')];
  const before = date_from && request.reading('erigones/date-from') === 'literal';
  const withMidnight = request.reading('erigones/date-to') === 'observed';
  const name = object_name?.toLowerCase() ?? '';
  // The fastest check comes first, because it runs for some thousand lines.
  return ({ record: { id, attributes }, at }) =>
    at >= from !== Boolean(before) &&
    (at < to || (at === to && withMidnight)) &&
    (!object_type || attributes.object_type === object_type) &&
    (!running || running.has(id)) &&
    !(hide_auto && automatic.test(id)) &&
    (name === '' || attributes.hostname.toLowerCase().includes(name));
}

/** The log of the last so many seconds: back from now, and the printed lines back from the printed instant. */
export async function countsOf(reader: Reader, last: number) {
  const count = (state: string) => linesIn(reader, state, last);
  return {
    failed: await count('FAILURE'),
    pending: await count('PENDING'),
    succeeded: await count('SUCCESS'),
    revoked: await count('REVOKED'),
  };
}

async function linesIn(reader: Reader, state: string, last: number): Promise<number> {
  const live = await ownLines(reader, { state, since: reader.now - last * 1_000, limit: 0 });
  return live.total + backlog({ state, since: printedAt - last * 1_000, limit: 0 }).total;
}

/** A page of the printed log. It is always seen at the instant of the printed line. */
function backlog({ state, since = openedAt, keep, ...page }: LogQuery): Page<Line> {
  const all = positionsOf(state);
  // From the end: requests are nearly always for all of it, or for its end.
  const found = since <= openedAt ? all : all.slice(all.findLastIndex((at) => instantAt(at) < since) + 1);
  if (!keep) return { items: cut(found, page).map(backlogLine), total: found.length };
  const kept = found.filter((position) => keep(backlogLine(position)));
  return { items: cut(kept, page).map(backlogLine), total: kept.length };
}

function positionsOf(state: string | undefined): readonly number[] {
  const known = positions.get(state);
  if (known) return known;
  const all = Array.from({ length: lineCount }, (_, position) => position);
  const found = state === undefined ? all : all.filter((each) => stateAt(each) === state);
  positions.set(state, found);
  return found;
}

function backlogLine(position: number): Line {
  made[position] ??= lineAt(position);
  return made[position];
}

function lineAt(position: number): Line {
  const attributes = attributesAt(position);
  const record = { id: attributes.task_id, attributes };
  return { record, state: stateAt(position), at: instantAt(position) };
}

function stateAt(position: number): 'PENDING' | 'SUCCESS' {
  if (position < waiting.length) return 'PENDING';
  const within = (position - waiting.length) % round;
  return within % 2 === 0 && within < round - 1 ? 'PENDING' : 'SUCCESS';
}

function attributesAt(position: number): TaskAttributes {
  const after = position - waiting.length;
  const within = after % round;
  const atOnce = within === round - 1;
  // Both lines of a task come out of the same draw; a call that was done at once has one of its own.
  const drawn = Math.floor(after / round) * (tasksPerRound + 1) + Math.floor(within / 2);
  const random = randomFor(fixedSeed, 'erigones backlog', drawn + waiting.length);
  const tail = tailOf(random);
  const task_id = `0-${atOnce ? `6f75849b${tail.slice(8)}` : tail}`;
  const known = position === lineCount - 1 ? newest : waiting[position];
  return completed({ task_id, ...known }, random);
}

/** Times rise from the first line to the printed one, a little unevenly. */
function instantAt(position: number): number {
  if (position < waiting.length) return openedAt;
  if (position === lineCount - 1) return printedAt;
  const unevenness = (Math.imul(position, 0x9e3779b1) >>> 0) % 4_000;
  return openedAt + Math.floor((position * 86_400_000) / (lineCount - 1)) + unevenness;
}
