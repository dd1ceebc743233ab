// The life of a task. The page prints PENDING and REVOKED and counts what succeeded and failed; STARTED, and the names
// of the two ends, are the service's (erigones/esdc-ce v4.6, api/task); how long each lasts is assumed.
import { defineLifecycle } from '../../core/lifecycle.ts';
import { timelineOf } from '../../core/moment.ts';
import type { Asked, Call } from '../../core/operation.ts';
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

/** The status of a reply follows the state of the task. */
export const statuses = { PENDING: 201, STARTED: 201, SUCCESS: 200, FAILURE: 400, REVOKED: 410 } as const;
export type State = keyof typeof statuses;

/** The replies about one task: the status says what became of it. */
export function byFate<const Shape extends string>(shape: Shape) {
  return {
    200: shape,
    201: shape,
    400: shape,
    403: 'error',
    404: 'error',
    406: 'error',
    410: shape,
  } as const;
}

/** The service cannot tell a task that never was, or that ended long ago, from one that waits. */
export function stateOf(task: Task | undefined, call: Call): State {
  if (!task) return 'PENDING';
  const { state, since } = call.moment(task);
  const forgotten = !liveStates.includes(state) && call.now - since >= memory;
  return forgotten && observed('results-expire', call) ? 'PENDING' : (state as State);
}

/** Undefined if the task cannot be revoked: it has ended, or the service keeps its hands off it. */
export async function cancel(task: Task, call: Call, kind: string): Promise<Task | undefined> {
  if (!liveStates.includes(call.moment(task).state)) return undefined;
  if (isManagementId(task.id) && observed('management-tasks', call)) return undefined;
  return (await call.command(task, kind)) as Task | undefined;
}

/** What came of a task: the result that its status shows, and the detail of the line that its end writes. */
export function endOf(state: string, task: Line['record'], asked: Asked) {
  const { message, failure } = task.attributes;
  if (state === 'SUCCESS') return { result: { returncode: 0, message }, detail: message };
  if (state === 'FAILURE') return { result: { detail: failure }, detail: failure };
  return state === 'REVOKED' ? revocation(task as Task, asked) : { result: null, detail: '' };
}

/** The service tells a task that had begun from one that had not, and in its log how hard it was stopped. */
function revocation(task: Task, asked: Asked) {
  const started = timelineOf(task).some((step) => step.state === 'STARTED');
  const by = task.commands.at(-1)?.kind;
  const word = !started && observed('revoked-unstarted', asked) ? 'revoked' : 'terminated';
  const result = observed('revoked-result', asked) ? `TaskRevokedError: ${word}` : word;
  if (by === 'delete') return { result, detail: 'vanished' };
  if (word === 'revoked') return { result, detail: word };
  if (by === 'kill' && observed('cancel-force', asked)) return { result, detail: 'terminated (9)' };
  return { result, detail: observed('revoked-detail', asked) ? 'terminated (15)' : word };
}
