// The life of a task. The page prints PENDING and REVOKED and counts what succeeded and failed; STARTED, and the names
// of the two ends, are the service's (erigones/esdc-ce v4.6, api/task); how long each lasts is assumed.

import type { OperationRequest, RequestHead } from '../../core/api/operation.ts';
import { defineLifecycle } from '../../core/records/lifecycle.ts';
import { timelineOf } from '../../core/records/snapshot.ts';
import { observed } from './errata.ts';
import { isManagementId, type Line, liveStates, type Task } from './record.ts';

const counted = ['erigones/stats/example'];
/** How long the service remembers what came of a task, in ms. */
const memory = 3_600_000;

export const lifecycle = defineLifecycle({
  states: {
    PENDING: {
      next: ['STARTED', 'FAILURE', 'REVOKED'],
      lasts: 2_000,
      clauses: ['erigones/status/pending', ...counted],
    },
    STARTED: { next: ['SUCCESS', 'FAILURE', 'REVOKED'], lasts: 6_000, clauses: [] },
    SUCCESS: { next: [], clauses: counted },
    FAILURE: { next: [], clauses: counted },
    REVOKED: { next: [], clauses: ['erigones/cancel/revoked', ...counted] },
  },
  path: ['PENDING', 'STARTED', 'SUCCESS'],
  running: 'STARTED',
  failed: 'FAILURE',
  canceled: 'REVOKED',
  commands: {
    cancel: { from: liveStates, to: 'REVOKED', clauses: ['erigones/cancel/revoked'] },
    // A cancel by force, and the removal of a task that is stuck: both are the service's.
    kill: { from: liveStates, to: 'REVOKED', clauses: ['erigones/cancel/revoked'] },
    delete: { from: liveStates, to: 'REVOKED', clauses: [] },
  },
});

/** The status of a response follows the state of the task. */
export const statuses = { PENDING: 201, STARTED: 201, SUCCESS: 200, FAILURE: 400, REVOKED: 410 } as const;
export type State = keyof typeof statuses;

/** The responses about one task: the status shows its result. */
export function byFate<const Schema extends string>(schemaName: Schema) {
  return {
    200: schemaName,
    201: schemaName,
    400: schemaName,
    403: 'error',
    404: 'error',
    406: 'error',
    410: schemaName,
  } as const;
}

/** The service cannot tell a task that never was, or that ended long ago, from one that waits. */
export function stateOf(task: Task | undefined, request: OperationRequest): State {
  if (!task) return 'PENDING';
  const { state, since } = request.snapshot(task);
  const forgotten = !liveStates.includes(state) && request.now - since >= memory;
  return forgotten && observed('results-expire', request) ? 'PENDING' : (state as State);
}

/** Undefined if the task cannot be revoked: it has ended, or the service keeps its hands off it. */
export async function cancel(task: Task, request: OperationRequest, kind: string): Promise<Task | undefined> {
  if (!liveStates.includes(request.snapshot(task).state)) return undefined;
  if (isManagementId(task.id) && observed('management-tasks', request)) return undefined;
  return (await request.command(task, kind)) as Task | undefined;
}

/** What came of a task: the result that its status shows, and the detail of the line that its end writes. */
export function endOf(state: string, task: Line['record'], request: Pick<RequestHead, 'reading'>) {
  const { message, failure } = task.attributes;
  if (state === 'SUCCESS') return { result: { returncode: 0, message }, detail: message };
  if (state === 'FAILURE') return { result: { detail: failure }, detail: failure };
  return state === 'REVOKED' ? revocation(task as Task, request) : { result: null, detail: '' };
}

/** The service distinguishes tasks that had begun from others, and its log shows how a task was stopped. */
function revocation(task: Task, request: Pick<RequestHead, 'reading'>) {
  const started = timelineOf(task).some((step) => step.state === 'STARTED');
  const by = task.commands.at(-1)?.kind;
  const word = !started && observed('revoked-unstarted', request) ? 'revoked' : 'terminated';
  const result = observed('revoked-result', request) ? `TaskRevokedError: ${word}` : word;
  if (by === 'delete') return { result, detail: 'vanished' };
  if (word === 'revoked') return { result, detail: word };
  if (by === 'kill' && observed('cancel-force', request)) return { result, detail: 'terminated (9)' };
  return { result, detail: observed('revoked-detail', request) ? 'terminated (15)' : word };
}
