// What a world that other processes have too is made with.
import type { StepsOf } from '../time/watch.ts';
import type { Journal } from '../worlds/journal.ts';
import type { Note } from './changes.ts';
import type { Places } from './noted-store.ts';

export interface Shared {
  /** Told of each change of the world's own doing. */
  readonly note: Note;
  readonly places: Places;
  /** Where it reads real time from: one clock for all. */
  readonly source: () => number;
  readonly journal: Journal;
  readonly stepsOf: StepsOf;
  readonly countRequest: () => number;
}
