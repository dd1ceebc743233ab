// What somebody has done, and what went wrong with it: shown below the clock, or where it was done.
import { type Signal, signal, useSignal } from '@preact/signals';
import { type Problem, toProblem } from '../link/send.ts';

/** What went wrong with something that has no place of its own for it. */
export const problem = signal<Problem | undefined>(undefined);

export async function perform(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
    problem.value = undefined;
  } catch (error) {
    problem.value = toProblem(error);
  }
}

export interface Action {
  readonly problem: Signal<Problem | undefined>;
  readonly busy: Signal<boolean>;
  /** Resolves whether it went well. */
  run(act: () => Promise<unknown>): Promise<boolean>;
}

/** For a form or a row, which shows its own problem. */
export function useAction(): Action {
  const problem = useSignal<Problem | undefined>(undefined);
  const busy = useSignal(false);
  return {
    problem,
    busy,
    async run(act) {
      busy.value = true;
      try {
        await act();
        problem.value = undefined;
        return true;
      } catch (error) {
        problem.value = toProblem(error);
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
