// What a world counts and lets be set beside its records: scenarios, faults, rate limits. Each change is told.
import type { Own } from '../worlds/beginning.ts';
import { createFaultBook, knownTo } from '../worlds/faults.ts';
import { createRateLimit } from '../worlds/rate-limit.ts';
import { createScenarioBook } from '../worlds/scenarios.ts';
import type { WorldOptions } from '../worlds/world.ts';
import type { Notes } from './notes.ts';

interface Watching {
  readonly own: Own;
  readonly changed: () => void;
  readonly isShared: boolean;
  /** Where processes share the world; not there before the world is made. */
  readonly notes: () => Notes | undefined;
}

export function createBooks(
  { apis, faults, limits, scenarios, throttle = [] }: WorldOptions,
  { own, changed, isShared, notes }: Watching,
) {
  return {
    rateLimit: createRateLimit(throttle, isShared ? (...counted) => notes()?.callers(...counted) : undefined),
    scenarios: createScenarioBook(
      Object.fromEntries(apis.map((api) => [api.name, api.lifecycle])),
      scenarios,
      () => {
        changed();
        notes()?.scenariosChanged();
      },
    ),
    faults: createFaultBook({
      seed: () => own.seed,
      known: knownTo(apis),
      initial: faults,
      limits,
      changed(undo) {
        changed();
        notes()?.faultsChanged(undo);
      },
      counted: isShared ? (...counted) => notes()?.counted(...counted) : undefined,
    }),
  };
}
