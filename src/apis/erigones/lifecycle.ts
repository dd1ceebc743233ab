// The life of a task. The page prints PENDING and REVOKED and counts what succeeded and failed; STARTED, and the names
// of the two ends, are the service's (erigones/esdc-ce v4.6, api/task); how long each lasts is assumed.
import { defineLifecycle } from '../../core/lifecycle.ts';

const counted = ['erigones/stats/example'];

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
    cancel: { from: ['PENDING', 'STARTED'], to: 'REVOKED', clauses: ['erigones/cancel/revoked'] },
  },
});
