// Tells what a step changes beside the store: the clock, scenarios, faults, who has asked how often.
import type { Counted } from '../faults/meet.ts';
import type { World } from '../worlds/world.ts';
import type { Note } from './changes.ts';

export interface Notes {
  moved(): void;
  scenariosChanged(): void;
  faultsChanged(undo: () => void): void;
  readonly counted: Counted;
  callers(who: string, now: readonly number[], before: readonly number[] | undefined): void;
  /** Changes something and tells nobody: another process has told it already, or it is taken back. */
  quietly(change: () => void): void;
}

export function notesOf({ clock, scenarios, faults, rateLimit }: World, note: Note): Notes {
  let before = { clock: clock.state(), scenarios: scenarios.show() };
  let isQuiet = false;
  const quietly = (change: () => void) => {
    isQuiet = true;
    try {
      change();
    } finally {
      isQuiet = false;
      before = { clock: clock.state(), scenarios: scenarios.show() };
    }
  };
  return {
    moved() {
      if (isQuiet) return;
      const old = before.clock;
      before = { ...before, clock: clock.state() };
      note(['clock', before.clock], () => quietly(() => clock.follow(old)));
    },
    scenariosChanged() {
      if (isQuiet) return;
      const old = before.scenarios;
      before = { ...before, scenarios: scenarios.show() };
      note(['scenarios', before.scenarios], () => quietly(() => scenarios.restore(old)));
    },
    faultsChanged(undo) {
      if (!isQuiet) note(['faults', faults.facts()], undo);
    },
    counted: (count, undo) => note(['counted', count], undo),
    callers: (who, now, old) => note(['callers', who, now], () => rateLimit.set(who, old)),
    quietly,
  };
}
