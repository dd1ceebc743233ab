// What Erigones promises of its tasks over several exchanges. The other laws are in rooms of their own.
import type { Task, TaskDone, TaskIds, TaskStatus } from '../../../schemas/erigones/types.ts';
import type { Law, LawBook, Seen } from '../../core/law.ts';
import { type State, statuses } from './lifecycle.ts';
import { logLaws } from './log-laws.ts';
import { pageLaws } from './page-laws.ts';
import { pathLaws } from './path-laws.ts';
import { liveStates } from './record.ts';
import { answers, askedOf, beside, endBefore, isGiven, isShown, sightings, statusRows } from './sightings.ts';
import { statsLaws } from './stats-laws.ts';
import { tour } from './tour.ts';

const details = 'get-task';

const stateTold: Law = {
  id: 'erigones/status-fits-state',
  clauses: ['erigones/status/pending', 'erigones/status/path', 'erigones/cancel/revoked'],
  says: 'The status of a reply follows the state of the task, and so does its result.',
  judge(trail, judge) {
    for (const seen of trail.of(statusRows)) {
      const { status: state, result } = seen.told as TaskStatus;
      const { status } = seen.reply;
      const wanted = statuses[state as State];
      const ended = seen.operation === 'cancel-task' ? 'erigones/cancel/revoked' : 'erigones/status/path';
      const lives = liveStates.includes(state);
      judge(status === wanted, {
        seen,
        clause: lives ? 'erigones/status/pending' : ended,
        pointer: '/status',
        expected: `status ${wanted}, for the task is ${state}`,
        actual: `status ${status}`,
      });
      const about = { seen, pointer: '/result', actual: result };
      if (lives) judge(result === null, { ...about, expected: `null while ${state}` });
      else if (state !== 'REVOKED')
        judge(result !== null, { ...about, clause: 'erigones/status/example', expected: 'what came of it' });
      else
        judge(result === 'terminated', {
          ...about,
          clause: 'erigones/cancel/revoked',
          expected: 'terminated',
          errata: ['erigones/revoked-result', 'erigones/revoked-unstarted'],
        });
    }
  },
};

const doneTold: Law = {
  id: 'erigones/done-is-success',
  clauses: ['erigones/done/path', 'erigones/done/pending', 'erigones/done/example'],
  says: 'done is true of a task that has succeeded and of no other.',
  judge(trail, judge) {
    for (const seen of trail.of(['get-task-done'])) {
      const { done, task_id } = seen.told as TaskDone;
      const { status } = seen.reply;
      const clause = status === 201 ? 'erigones/done/pending' : 'erigones/done/path';
      const about = { seen, pointer: '/done', actual: done };
      judge(done === (status === 200), {
        ...about,
        clause,
        expected: `${!done}, for the status is ${status}`,
      });
      const end = endBefore(trail, seen, task_id);
      if (end === undefined || (status === 201 && trail.may('erigones/results-expire', 'observed'))) continue;
      const expected = `${end === 'SUCCESS'}, for the task has ended in ${end}`;
      judge(done === (end === 'SUCCESS'), { ...about, clause: 'erigones/done/example', expected });
    }
  },
};

const itself: Law = {
  id: 'erigones/task-is-itself',
  clauses: ['details', 'status', 'done', 'cancel'].map((name) => `erigones/${name}/example`),
  says: 'A reply is about the task that was asked for.',
  judge(trail, judge) {
    for (const [name, operation] of [
      ['details', details],
      ['status', 'get-task-status'],
      ['done', 'get-task-done'],
      ['cancel', 'cancel-task'],
    ] as const)
      for (const seen of trail.of([operation])) {
        const { task_id: actual } = seen.told as Task;
        const asked = askedOf(seen);
        const clause = `erigones/${name}/example`;
        judge(actual === asked, {
          seen,
          clause,
          pointer: '/task_id',
          expected: `${asked}, as was asked`,
          actual,
        });
      }
  },
};

const list: Law = {
  id: 'erigones/list-agrees',
  clauses: ['erigones/list/path', 'erigones/list/example', 'erigones/details/path'],
  says: 'The tasks that have not ended are listed, once each, and have details; no others do.',
  judge(trail, judge) {
    for (const seen of trail.of(['list-tasks'])) {
      const ids = seen.told as TaskIds;
      const expected = 'each task once';
      judge(new Set(ids).size === ids.length, {
        seen,
        clause: 'erigones/list/example',
        expected,
        actual: ids,
      });
      for (const [index, id] of ids.entries()) {
        const end = endBefore(trail, seen, id);
        const actual = `${id}, which had ended in ${end}`;
        judge(end === undefined, {
          seen,
          pointer: `/${index}`,
          expected: 'tasks that have not ended',
          actual,
        });
      }
      const [before, after] = beside(trail, seen).map((each) => (isShown(each) ? askedOf(each) : undefined));
      if (before === undefined || before !== after) continue;
      const actual = `${ids.length} tasks without it`;
      judge(ids.includes(before), { seen, expected: `${before}, of which there are details`, actual });
    }
    for (const seen of answers(trail, [details])) {
      const task = askedOf(seen)!;
      const end = endBefore(trail, seen, task);
      const { status } = seen.reply;
      const listed = beside(trail, seen).every(
        (each) => isGiven(each) && each.operation === 'list-tasks' && (each.told as TaskIds).includes(task),
      );
      const about = { seen, clause: 'erigones/details/path', actual: `status ${status}` };
      if (end !== undefined) judge(status === 404, { ...about, expected: `status 404: it ended in ${end}` });
      else if (listed) judge(status === 200, { ...about, expected: 'status 200: the task is listed' });
    }
  },
};

const cancel: Law = {
  id: 'erigones/cancel-revokes',
  clauses: ['erigones/cancel/revoked', 'erigones/cancel/path'],
  says: 'What has not ended is revoked by its cancel; what has cannot be canceled.',
  judge(trail, judge) {
    const asked = answers(trail, ['cancel-task']);
    for (const seen of asked.filter(({ request }) => typeof forceIn(request.body) !== 'string')) {
      const { status } = seen.reply;
      const task = askedOf(seen)!;
      const end = endBefore(trail, seen, task);
      const about = { seen, actual: `status ${status}` };
      const [before, after] = beside(trail, seen);
      if (end !== undefined)
        judge(status === 406, {
          ...about,
          clause: 'erigones/cancel/path',
          expected: `status 406 after ${end}`,
        });
      // The service may take its time to notice; then it calls what waited revoked.
      else if (isShown(before) && askedOf(before) === task && (status !== 406 || goesOn(after, task)))
        judge(status === 410, {
          ...about,
          expected: 'status 410: the task had not ended',
          errata: status === 201 ? ['erigones/revoked-unstarted'] : [],
        });
    }
  },
};

/** Whether a reply shows that a task has not ended: one that is refused its cancel may have ended since somebody looked. */
function goesOn(seen: Seen | undefined, task: string): boolean {
  return seen !== undefined && askedOf(seen) === task && (seen.reply.status === 201 || isShown(seen));
}

function forceIn(body: unknown): unknown {
  return (body as { force?: unknown } | undefined)?.force;
}

export const laws: LawBook = {
  sightings,
  order: 'erigones/status/example',
  laws: [stateTold, doneTold, itself, list, cancel, ...pathLaws, ...logLaws, ...pageLaws, ...statsLaws],
  tour,
};
