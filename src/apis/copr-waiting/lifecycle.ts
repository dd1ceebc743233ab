// The life of a build as the backend sees it. The document names what waits and what is canceled, and shows where a
// start, an end and results will stand; how long each state lasts is assumed.
import { defineLifecycle } from '../../core/records/lifecycle.ts';

export const lifecycle = defineLifecycle({
  states: {
    waiting: { next: ['running', 'canceled'], lasts: 3_000, clauses: ['copr-waiting/waiting'] },
    running: {
      next: ['succeeded', 'failed', 'canceled'],
      lasts: 6_000,
      clauses: ['copr-waiting/fields/started-on'],
    },
    succeeded: { next: [], clauses: ['copr-waiting/fields/ended-on', 'copr-waiting/fields/results'] },
    failed: { next: [], clauses: ['copr-waiting/fields/ended-on', 'copr-waiting/fields/results'] },
    canceled: { next: [], clauses: ['copr-waiting/canceled'] },
  },
  path: ['waiting', 'running', 'succeeded'],
  running: 'running',
  failed: 'failed',
  canceled: 'canceled',
  commands: {
    // A backend has taken it: it runs until the backend reports its end, whatever its plan.
    start: { from: ['waiting', 'running'], to: 'running', clauses: [] },
  },
});
