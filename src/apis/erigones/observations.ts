// What a response of Erigones shows of tasks, and how the lines of its log are read.
import type {
  Log,
  LogLine,
  LogPage,
  Task,
  TaskDone,
  TaskIds,
  TaskStatus,
} from '../../../schemas/erigones/types.ts';
import type { May, Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Entry } from '../../core/invariants/list.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { lifecycle } from './lifecycle.ts';
import { liveStates } from './record.ts';

export const statusOperations = ['get-task-status', 'get-task-state', 'cancel-task'];
export const logOperations = ['get-log', 'get-log-page'];
const everyState = Object.keys(lifecycle.states);

export function observations(seen: Seen, may: May): readonly Observation[] {
  const { operation, response, content } = seen;
  // Which task it is the request says, whatever the response calls it.
  const whose = (task_id: string) => requestsTo(seen) ?? task_id;
  const observation = (task_id: string, states: readonly string[], pointer = ''): Observation => ({
    seen,
    pointer,
    id: task_id,
    states,
    params: { task_id },
  });
  if (operation === 'list-tasks')
    return (content as TaskIds).map((id, index) => observation(id, liveStates, `/${index}`));
  if (operation === 'get-task') {
    const { task_id, ...facts } = content as Task;
    return [{ ...observation(whose(task_id), liveStates), facts }];
  }
  if (operation === 'get-task-done')
    return [observation(whose((content as TaskDone).task_id), statesBehind(response.status, may))];
  if (statusOperations.includes(operation!)) {
    const { status, task_id } = content as TaskStatus;
    return [observation(whose(task_id), status === 'PENDING' ? waiting(['PENDING'], may) : [status])];
  }
  // The beginning of a task does not show its current state; an end does.
  return linesOf(seen)
    .filter(({ entry }) => isFinal(lifecycle, entry.status))
    .map(({ entry, pointer }) => observation(entry.task, [entry.status], pointer));
}

/** The status of a response about a task is its state. */
function statesBehind(status: number, may: May): readonly string[] {
  if (status === 201) return waiting(liveStates, may);
  return { 200: ['SUCCESS'], 400: ['FAILURE'], 410: ['REVOKED'] }[status] ?? everyState;
}

/** The service takes for waiting whatever it has forgotten, and for a while a task whose call-back is due. */
function waiting(states: readonly string[], may: May): readonly string[] {
  return may('erigones/results-expire', 'observed') ? everyState : states;
}

/** The task of a request. */
export function requestsTo({ request }: Seen): string | undefined {
  return request.params.task_id;
}

/** The end of a task, if an earlier response about it has shown it; except the log, which is written earlier. */
export function endBefore(
  { observations: all }: Trace,
  { scene, number }: Seen,
  task: string,
): string | undefined {
  return all.findLast(
    ({ id, seen, states }) =>
      id === task &&
      seen.scene === scene &&
      seen.number < number &&
      !logOperations.includes(seen.operation!) &&
      states.length === 1 &&
      isFinal(lifecycle, states[0]!),
  )?.states[0];
}

/** The lines of the log in a response, without placeholders. */
export function linesOf({ operation, content }: Seen): readonly Entry<LogLine>[] {
  if (!logOperations.includes(operation!)) return [];
  return (content as Log | LogPage).results.flatMap((line, index) =>
    'task' in line ? [{ entry: line as LogLine, pointer: `/results/${index}` }] : [],
  );
}

/** The identity of a line: the fraction and the zone of its time have several formats. */
export function nameOf({ task, status, time, msg }: LogLine): string {
  return `${status} of ${task} at ${time.slice(0, 19)} (${msg})`;
}

/** The instants of lines in ms, in each reading of their dates that may be followed; NaN where one is no date. */
export function instantsOf(lines: readonly LogLine[], may: May): readonly (readonly number[])[] {
  const readings = (['corrected', 'literal'] as const).filter((each) => may('erigones/log-time', each));
  return readings.map((reading) =>
    lines.map(({ time }) => {
      const swapped = time.replace(/^(\d{4})-(\d\d)-(\d\d)/, '$1-$3-$2');
      return Date.parse(reading === 'literal' ? swapped : time);
    }),
  );
}

/** The value of a request's parameter; an empty one counts as none. */
export function queried({ request }: Seen, parameter: string): string | undefined {
  return request.query.get(parameter) || undefined;
}

/** The parameters that choose among the lines of the log. */
export const choices = [
  'status',
  'object_type',
  'object_name',
  'date_from',
  'date_to',
  'show_running',
  'hide_auto',
];

/** Whether a response shows lines of every kind. */
export function isUnchosen(seen: Seen): boolean {
  return seen.operation === 'get-log' || choices.every((choice) => queried(seen, choice) === undefined);
}

export function isNewestFirst(seen: Seen): boolean {
  return seen.operation === 'get-log' || queried(seen, 'order_by')?.trim() !== 'time';
}

/** Whether a page of the log has all the lines that there are. */
export function isWhole({ content }: Seen): boolean {
  const { count, results } = content as LogPage;
  return count === results.length;
}

/** The observations just before and just after: what both show was true in between. */
export function beside({ seen: all }: Trace, { number, scene }: Seen): readonly (Seen | undefined)[] {
  return [number - 1, number + 1].map((each) => {
    const found = all[each - 1];
    return found?.scene === scene ? found : undefined;
  });
}

/** Whether a response is the list, the log or the statistics that were requested. */
export function isPreset(seen: Seen | undefined): seen is Seen {
  return seen?.response.status === 200 && seen.content !== undefined;
}

/** Whether the details of a task are there. */
export function isShown(seen: Seen | undefined): seen is Seen {
  return seen?.operation === 'get-task' && seen.response.status === 200;
}

/** The responses of these operations, including refusals; a server that is unavailable shows nothing. */
export function answers(trace: Trace, operations: readonly string[]): readonly Seen[] {
  return trace.seen.filter(
    ({ operation, response }) => operations.includes(operation!) && !isUnwilling(response.status),
  );
}
