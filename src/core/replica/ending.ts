// How an attempt at a step can end.
import { type Outcome, StoreFailure } from './engine.ts';

/** The world was dropped, or the engine has forgotten it. */
export class Gone extends Error {}
/** Somebody was first: the step runs again. */
export class Again extends Error {}

/** What an action came to, to be had when it counts; an error of its own is a result like any other. */
export async function settle<T>(action: () => T | Promise<T>): Promise<() => T> {
  try {
    const result = await action();
    return () => result;
  } catch (error) {
    if (error instanceof Again || error instanceof StoreFailure) throw error;
    return () => {
      throw error;
    };
  }
}

/** Whether a commit of that name has happened: by this answer, or by one that was lost on its way. */
export function isOwn(outcome: Outcome, name: string): boolean {
  return outcome.kind === 'done' || (outcome.kind === 'behind' && outcome.since[0]?.name === name);
}
