// How one response about a task, or one page of the log, breaks an invariant and obeys its schema.
import type { LogLine, LogStats, TaskDone, TaskStatus } from '../../../schemas/erigones/types.ts';
import type { Breach } from '../../core/api/fixtures.ts';

export const breaches: readonly Breach[] = [
  {
    invariant: 'erigones/status-fits-state',
    at: { 'task-status': [] },
    change: (content: TaskStatus) => ({ ...content, result: content.result === null ? 'terminated' : null }),
  },
  {
    invariant: 'erigones/done-is-success',
    at: { 'task-done': [] },
    change: (content: TaskDone) => ({ ...content, done: !content.done }),
  },
  {
    invariant: 'erigones/log-falls',
    at: { log: ['results'], 'log-page': ['results'] },
    // Lines of one second may be in any order.
    change: (lines: LogLine[]) =>
      secondsOf(lines[0]) - secondsOf(lines.at(-1)) > 2 ? [...lines].reverse() : lines,
  },
  {
    invariant: 'erigones/stats-last',
    at: { 'log-stats': [] },
    change: (stats: LogStats) => ({ ...stats, _last: stats._last + 1 }),
  },
];

function secondsOf(line: LogLine | undefined): number {
  return Date.parse(line?.time ?? '') / 1_000;
}
