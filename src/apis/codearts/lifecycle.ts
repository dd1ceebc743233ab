// The life of a build record. The document shows one that finished, and names two members that tell a state without
// their values; the values and their order are the service's; how long each lasts is assumed.
import { defineLifecycle } from '../../core/records/lifecycle.ts';

const statuses = ['codearts/record/job-running-status', 'codearts/record/state'];

export const lifecycle = defineLifecycle({
  states: {
    InQueue: { next: ['Running', 'SCHEDULE_FAILURE', 'ABORTED'], lasts: 2_000, clauses: statuses },
    Running: { next: ['SUCCESS', 'FAILURE', 'ABORTED'], lasts: 8_000, clauses: statuses },
    SUCCESS: { next: [], clauses: statuses },
    FAILURE: { next: [], clauses: statuses },
    ABORTED: { next: [], clauses: statuses },
    SCHEDULE_FAILURE: { next: [], clauses: statuses },
  },
  path: ['InQueue', 'Running', 'SUCCESS'],
  running: 'Running',
  failed: 'FAILURE',
  canceled: 'ABORTED',
});
