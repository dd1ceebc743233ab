// The transitions of the records of a collection, oldest first, limited to a set of states.

import type { Entry } from '../store/filtered-list.ts';
import { SortedList } from '../store/sorted-list.ts';
import type { Transition } from '../store/store.ts';
import { timelineOf } from './snapshot.ts';

/** A transition, with its order among others of the same instant. */
export interface Step extends Transition {
  readonly arrival: number;
  readonly position: number;
}

export interface History {
  readonly steps: SortedList<Step>;
  /** Adds the states that an entry has entered; the first `known` of them are here already. */
  add(entry: Entry, known: number): void;
  remove(entry: Entry): void;
}

export function createHistory(states: readonly string[] | undefined, entries: Iterable<Entry>): History {
  const shown = (entry: Entry) => stepsOf(entry).filter((step) => !states || states.includes(step.state));
  const steps = new SortedList(byInstant, [...entries].flatMap(shown));
  return {
    steps,
    add(entry, known) {
      for (const step of shown(entry)) if (step.position >= known) steps.insert(step);
    },
    remove(entry) {
      for (const step of shown(entry)) steps.remove(step);
    },
  };
}

function stepsOf({ record, arrival, entered }: Entry): Step[] {
  const passed = timelineOf(record).slice(0, entered);
  return passed.map((step, position) => ({ ...step, record, arrival, position }));
}

function byInstant(a: Step, b: Step): number {
  return a.at - b.at || a.arrival - b.arrival || a.position - b.position;
}
