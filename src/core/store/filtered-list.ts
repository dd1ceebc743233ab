// One view of a collection of records: grouped by an index, kept to a set of states, in the API's order.
import type { StandinRecord } from '../records/snapshot.ts';
import { SortedList } from './sorted-list.ts';

/** A record with what the memory store has computed about it. */
export interface Entry {
  readonly record: StandinRecord;
  readonly order: number;
  /** Its arrival, as a count; it breaks ties of order. */
  readonly arrival: number;
  /** Its state when last settled. */
  state: string;
  /** How many steps of its timeline have been entered. */
  entered: number;
  /** When it changes next, in ms; infinity if never. */
  due: number;
}

type Value = string | number;

export interface View {
  /** The list under a value of the index; undefined if it never had an entry. */
  of(value: Value | undefined): SortedList<Entry> | undefined;
  add(entry: Entry): void;
  remove(entry: Entry): void;
  /** The entry was in state `before` and is now in `entry.state`. */
  move(entry: Entry, before: string): void;
}

export function createView(
  index: ((record: StandinRecord) => Value) | undefined,
  states: readonly string[] | undefined,
  entries: Iterable<Entry>,
): View {
  const wanted = states && new Set(states);
  const shows = (state: string) => !wanted || wanted.has(state);
  const lists = new Map<Value | undefined, SortedList<Entry>>();
  const groups = new Map<Value | undefined, Entry[]>();
  const groupOf = (entry: Entry) => {
    const value = index?.(entry.record);
    const group = groups.get(value) ?? [];
    if (group.length === 0) groups.set(value, group);
    return group;
  };
  const listOf = (entry: Entry) => {
    const value = index?.(entry.record);
    let list = lists.get(value);
    if (!list) {
      list = new SortedList(byOrder);
      lists.set(value, list);
    }
    return list;
  };
  for (const entry of entries) if (shows(entry.state)) groupOf(entry).push(entry);
  for (const [value, group] of groups) lists.set(value, new SortedList(byOrder, group));

  return {
    of: (value) => lists.get(value),
    add(entry) {
      if (shows(entry.state)) listOf(entry).insert(entry);
    },
    remove(entry) {
      if (shows(entry.state)) listOf(entry).remove(entry);
    },
    move(entry, before) {
      if (shows(before) === shows(entry.state)) return;
      if (shows(before)) listOf(entry).remove(entry);
      else listOf(entry).insert(entry);
    },
  };
}

function byOrder(a: Entry, b: Entry): number {
  return a.order - b.order || a.arrival - b.arrival;
}
