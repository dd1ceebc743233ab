// The life of a build task. The document names the seven states; the order is the names' own and the service's;
// how long each lasts is assumed.
import { defineLifecycle } from '../../core/records/lifecycle.ts';

const states = ['copr/list/state-values'];

export const lifecycle = defineLifecycle({
  states: {
    importing: { next: ['pending', 'failed', 'canceled'], lasts: 2_000, clauses: states },
    pending: { next: ['starting', 'failed', 'canceled'], lasts: 2_000, clauses: states },
    starting: { next: ['running', 'failed', 'canceled'], lasts: 1_000, clauses: states },
    running: { next: ['succeeded', 'failed', 'canceled'], lasts: 5_000, clauses: states },
    succeeded: { next: [], clauses: states },
    failed: { next: [], clauses: states },
    canceled: { next: [], clauses: states },
  },
  path: ['importing', 'pending', 'starting', 'running', 'succeeded'],
  running: 'running',
  failed: 'failed',
  canceled: 'canceled',
  commands: {
    // A backend has taken it: it runs until the backend reports its end, whatever its plan.
    start: { from: ['importing', 'pending', 'starting', 'running'], to: 'running', clauses: [] },
  },
});
