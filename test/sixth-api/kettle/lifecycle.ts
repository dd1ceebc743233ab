import { defineLifecycle } from '../../../src/index.ts';

export const lifecycle = defineLifecycle({
  states: {
    cold: { next: ['heating', 'dry'], lasts: 1_000, clauses: [] },
    heating: { next: ['boiled', 'dry', 'switched-off'], lasts: 4_000, clauses: [] },
    boiled: { next: [], clauses: [] },
    dry: { next: [], clauses: [] },
    'switched-off': { next: [], clauses: [] },
  },
  path: ['cold', 'heating', 'boiled'],
  running: 'heating',
  failed: 'dry',
  canceled: 'switched-off',
});
