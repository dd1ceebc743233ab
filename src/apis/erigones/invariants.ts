// What Erigones promises of its tasks over several exchanges. The other invariants are in rooms of their own.
import type { Task, TaskDone, TaskStatus } from '../../../schemas/erigones/types.ts';
import type { Invariant, InvariantBook, Seen } from '../../core/invariants/invariant.ts';
import { explore } from './exploration.ts';
import { list } from './invariants/list.ts';
import { logInvariants } from './invariants/log.ts';
import { pageInvariants } from './invariants/page.ts';
import { pathInvariants } from './invariants/path.ts';
import { statsInvariants } from './invariants/stats.ts';
import { type State, statuses } from './lifecycle.ts';
import {
  answers,
  beside,
  endBefore,
  isShown,
  observations,
  requestsTo,
  statusOperations,
} from './observations.ts';
import { liveStates } from './record.ts';

const details = 'get-task';

const shownState: Invariant = {
  id: 'erigones/status-fits-state',
  clauses: ['erigones/status/pending', 'erigones/status/path', 'erigones/cancel/revoked'],
  says: 'The status of a response follows the state of the task, and so does its result.',
  judge(trace, judge) {
    for (const seen of trace.of(statusOperations)) {
      const { status: state, result } = seen.content as TaskStatus;
      const { status } = seen.response;
      const wanted = statuses[state as State];
      const ended = seen.operation === 'cancel-task' ? 'erigones/cancel/revoked' : 'erigones/status/path';
      const lives = liveStates.includes(state);
      judge(status === wanted, {
        seen,
        clause: lives ? 'erigones/status/pending' : ended,
        pointer: '/status',
        expected: `status ${wanted}, for the task is ${state}`,
        actual: `status ${status}`,
        // The page shows two of the five.
        unusual: state !== 'PENDING' && state !== 'REVOKED',
      });
      const about = { seen, pointer: '/result', actual: result };
      if (lives)
        judge(result === null, { ...about, expected: `null while ${state}`, unusual: state !== 'PENDING' });
      else if (state !== 'REVOKED')
        judge(result !== null, {
          ...about,
          clause: 'erigones/status/example',
          expected: 'what came of it',
          unusual: true,
        });
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

const shownDone: Invariant = {
  id: 'erigones/done-is-success',
  clauses: ['erigones/done/path', 'erigones/done/pending', 'erigones/done/example'],
  says: 'done is true of a task that has succeeded and of no other.',
  judge(trace, judge) {
    for (const seen of trace.of(['get-task-done'])) {
      const { done, task_id } = seen.content as TaskDone;
      const { status } = seen.response;
      const clause = status === 201 ? 'erigones/done/pending' : 'erigones/done/path';
      const about = { seen, pointer: '/done', actual: done };
      judge(done === (status === 200), {
        ...about,
        clause,
        expected: `${!done}, for the status is ${status}`,
        unusual: status !== 201,
      });
      const end = endBefore(trace, seen, task_id);
      if (end === undefined || (status === 201 && trace.may('erigones/results-expire', 'observed'))) continue;
      const expected = `${end === 'SUCCESS'}, for the task has ended in ${end}`;
      judge(done === (end === 'SUCCESS'), {
        ...about,
        clause: 'erigones/done/example',
        expected,
        unusual: end !== 'SUCCESS',
      });
    }
  },
};

const itself: Invariant = {
  id: 'erigones/task-is-itself',
  clauses: ['details', 'status', 'done', 'cancel'].map((name) => `erigones/${name}/example`),
  says: 'A response is about the task that was requested.',
  judge(trace, judge) {
    for (const [name, operation] of [
      ['details', details],
      ['status', 'get-task-status'],
      ['done', 'get-task-done'],
      ['cancel', 'cancel-task'],
    ] as const)
      for (const seen of trace.of([operation])) {
        const { task_id: actual } = seen.content as Task;
        const request = requestsTo(seen);
        const clause = `erigones/${name}/example`;
        judge(actual === request, {
          seen,
          clause,
          pointer: '/task_id',
          expected: `${request}, as requested`,
          actual,
        });
      }
  },
};

const cancel: Invariant = {
  id: 'erigones/cancel-revokes',
  clauses: ['erigones/cancel/revoked', 'erigones/cancel/path'],
  says: 'What has not ended is revoked by its cancel; what has cannot be canceled.',
  judge(trace, judge) {
    const request = answers(trace, ['cancel-task']);
    for (const seen of request.filter(({ request }) => typeof forceIn(request.body) !== 'string')) {
      const { status } = seen.response;
      const task = requestsTo(seen)!;
      const end = endBefore(trace, seen, task);
      const about = { seen, actual: `status ${status}` };
      const [before, after] = beside(trace, seen);
      if (end !== undefined)
        judge(status === 406, {
          ...about,
          clause: 'erigones/cancel/path',
          expected: `status 406 after ${end}`,
          unusual: true,
        });
      // The service may take its time to notice; then it calls what waited revoked.
      else if (isShown(before) && requestsTo(before) === task && (status !== 406 || goesOn(after, task)))
        judge(status === 410, {
          ...about,
          expected: 'status 410: the task had not ended',
          errata: status === 201 ? ['erigones/revoked-unstarted'] : [],
        });
    }
  },
};

/** Whether a response shows that a task has not ended: a task whose cancel was refused may have ended meanwhile. */
function goesOn(seen: Seen | undefined, task: string): boolean {
  return seen !== undefined && requestsTo(seen) === task && (seen.response.status === 201 || isShown(seen));
}

function forceIn(body: unknown): unknown {
  return (body as { force?: unknown } | undefined)?.force;
}

export const invariants: InvariantBook = {
  observations,
  order: 'erigones/status/example',
  invariants: [
    shownState,
    shownDone,
    itself,
    list,
    cancel,
    ...pathInvariants,
    ...logInvariants,
    ...pageInvariants,
    ...statsInvariants,
  ],
  explore,
};
