// How one reply about a task, or one page of the log, breaks a law and obeys its schema.
import type { LogLine, LogStats, TaskDone, TaskStatus } from '../../../schemas/erigones/types.ts';
import type { Breach } from '../../core/fixture.ts';

export const breaches: readonly Breach[] = [
  {
    law: 'erigones/status-fits-state',
    at: { 'task-status': [] },
    tell: (told: TaskStatus) => ({ ...told, result: told.result === null ? 'terminated' : null }),
  },
  {
    law: 'erigones/done-is-success',
    at: { 'task-done': [] },
    tell: (told: TaskDone) => ({ ...told, done: !told.done }),
  },
  {
    law: 'erigones/log-falls',
    at: { log: ['results'], 'log-page': ['results'] },
    // Lines of one second may be in any order.
    tell: (lines: LogLine[]) =>
      secondsOf(lines[0]) - secondsOf(lines.at(-1)) > 2 ? [...lines].reverse() : lines,
  },
  {
    law: 'erigones/stats-last',
    at: { 'log-stats': [] },
    tell: (stats: LogStats) => ({ ...stats, _last: stats._last + 1 }),
  },
];

function secondsOf(line: LogLine | undefined): number {
  return Date.parse(line?.time ?? '') / 1_000;
}
