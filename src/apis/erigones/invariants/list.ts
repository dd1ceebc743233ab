// What Erigones promises of the list of tasks.
import type { TaskIds } from '../../../../schemas/erigones/types.ts';
import type { Invariant } from '../../../core/invariants/invariant.ts';
import { answers, beside, endBefore, isPreset, isShown, requestsTo } from '../observations.ts';

export const list: Invariant = {
  id: 'erigones/list-agrees',
  clauses: ['erigones/list/path', 'erigones/list/example', 'erigones/details/path'],
  says: 'The tasks that have not ended are listed, once each, and have details; no others do.',
  judge(trace, judge) {
    for (const seen of trace.of(['list-tasks'])) {
      const ids = seen.content as TaskIds;
      const expected = 'each task once';
      judge(new Set(ids).size === ids.length, {
        seen,
        clause: 'erigones/list/example',
        expected,
        actual: ids,
      });
      for (const [index, id] of ids.entries()) {
        const end = endBefore(trace, seen, id);
        const actual = `${id}, which had ended in ${end}`;
        judge(end === undefined, {
          seen,
          pointer: `/${index}`,
          expected: 'tasks that have not ended',
          actual,
          unusual: true,
        });
      }
      const [before, after] = beside(trace, seen).map((each) =>
        isShown(each) ? requestsTo(each) : undefined,
      );
      if (before === undefined || before !== after) continue;
      const actual = `${ids.length} tasks without it`;
      judge(ids.includes(before), { seen, expected: `${before}, of which there are details`, actual });
    }
    for (const seen of answers(trace, ['get-task'])) {
      const task = requestsTo(seen)!;
      const end = endBefore(trace, seen, task);
      const { status } = seen.response;
      const listed = beside(trace, seen).every(
        (each) =>
          isPreset(each) && each.operation === 'list-tasks' && (each.content as TaskIds).includes(task),
      );
      const about = { seen, clause: 'erigones/details/path', actual: `status ${status}` };
      if (end !== undefined)
        judge(status === 404, { ...about, expected: `status 404: it ended in ${end}`, unusual: true });
      else if (listed) judge(status === 200, { ...about, expected: 'status 200: the task is listed' });
    }
  },
};
