// The records of one API in memory, and the lists over them.
//
// Lists filtered by state do not scan. A view (one index, one set of states) is made on first use and then
// kept: an agenda holds the next transition of every record, and a query at `now` first settles what is due,
// moving records between views. Views, histories and agenda are a memo of the pure function: dropping them changes no
// answer.

import { createHistory, type History, type Step } from '../records/history.ts';
import { type StandinRecord, timelineOf } from '../records/snapshot.ts';
import { createView, type Entry, type View } from './filtered-list.ts';
import { SortedList } from './sorted-list.ts';
import type { Ordering, Page, RecordQuery, Transition, TransitionQuery } from './store.ts';

/** Up to this many are always applied one by one. */
const fewDue = 1_000;
/** In the key of a memo: all states, as opposed to an empty list of states. */
const everyState = '*';

export class Shelf {
  readonly #ordering: Ordering;
  #entries = new Map<string, Entry>();
  #views = new Map<string, View>();
  #histories = new Map<string, History>();
  /** Made by the first query; until then only the records are kept. */
  #agenda: SortedList<Entry> | undefined;
  #settledTo = Number.NEGATIVE_INFINITY;
  #arrivals = 0;
  #isInOrder = true;

  constructor(ordering: Ordering, records: Iterable<StandinRecord> = []) {
    this.#ordering = ordering;
    for (const record of records) this.put(record);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): StandinRecord | undefined {
    return this.#entries.get(id)?.record;
  }

  records(): StandinRecord[] {
    const entries = [...this.#entries.values()];
    if (!this.#isInOrder) entries.sort((a, b) => a.arrival - b.arrival);
    return entries.map((entry) => entry.record);
  }

  arrivalOf(id: string): number | undefined {
    return this.#entries.get(id)?.arrival;
  }

  /** `arrival`: its place among ties, where it had one before or another process gave it one. */
  put(record: StandinRecord, arrival = this.#arrivals): void {
    const old = this.#entries.get(record.id);
    if (old) this.#takeOut(old);
    this.#isInOrder &&= old !== undefined || arrival >= this.#arrivals;
    this.#arrivals = Math.max(this.#arrivals, arrival + 1);
    const entry: Entry = {
      record,
      order: this.#ordering.order(record),
      arrival: old?.arrival ?? arrival,
      state: record.plan[0]!.state,
      entered: 0,
      due: Number.POSITIVE_INFINITY,
    };
    this.#entries.set(record.id, entry);
    this.#putIn(entry);
  }

  remove(id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry) this.#takeOut(entry);
    return this.#entries.delete(id);
  }

  page(query: RecordQuery): Page<StandinRecord> {
    const { where, states, range } = query;
    const list = this.#settled(query.now).#view(where?.index, states).of(where?.value);
    if (!list) return { items: [], total: 0 };
    const from = range ? list.countWhile((entry) => entry.order < range.from) : 0;
    const to = range ? list.countWhile((entry) => entry.order <= range.to) : list.size;
    const page = cut(list, { from, to: Math.max(from, to) }, query);
    return { items: page.items.map((entry) => entry.record), total: page.total };
  }

  transitions(query: TransitionQuery): Page<Transition> {
    const { states, since } = query;
    const list = this.#settled(query.now).#history(states);
    const from = since === undefined ? 0 : list.countWhile((step) => step.at < since);
    return cut(list, { from, to: list.size }, query);
  }

  nextTransition(now: number): number | undefined {
    return this.#settled(now).#agenda?.first?.due;
  }

  #view(index: string | undefined, states: readonly string[] | undefined): View {
    const key = `${index ?? ''}:${states?.join() ?? everyState}`;
    let view = this.#views.get(key);
    if (!view) {
      const value = index === undefined ? undefined : this.#ordering.indexes[index];
      if (index !== undefined && !value) throw new Error(`no index '${index}'`);
      view = createView(value, states, this.#entries.values());
      this.#views.set(key, view);
    }
    return view;
  }

  #history(states: readonly string[] | undefined): SortedList<Step> {
    const key = states?.join() ?? everyState;
    const history = this.#histories.get(key) ?? createHistory(states, this.#entries.values());
    this.#histories.set(key, history);
    return history.steps;
  }

  /**
   * This collection with every memo brought to `now`. A query about an earlier instant than the last (two requests that
   * overlap) uses a copy without memos, so that a late query cannot undo them.
   */
  #settled(now: number): Shelf {
    if (now < this.#settledTo) return new Shelf(this.#ordering, this.records()).#settled(now);
    this.#settledTo = now;
    const agenda = this.#agenda;
    const due = agenda?.countWhile((entry) => entry.due <= now) ?? Number.POSITIVE_INFINITY;
    if (!agenda || due > Math.max(fewDue, agenda.size / 4)) {
      this.#startOver();
      return this;
    }
    for (const entry of agenda.slice(0, due)) {
      agenda.remove(entry);
      this.#catchUp(entry, agenda);
    }
    return this;
  }

  /** If a jump of the clock moves many of the records, sorting once is cheaper than moving each. */
  #startOver(): void {
    this.#views.clear();
    this.#histories.clear();
    const entries = [...this.#entries.values()];
    for (const entry of entries) this.#enter(entry);
    this.#agenda = new SortedList(byDue, entries.filter(isDue));
  }

  #putIn(entry: Entry): void {
    if (!this.#agenda) return;
    for (const view of this.#views.values()) view.add(entry);
    this.#catchUp(entry, this.#agenda);
  }

  #takeOut(entry: Entry): void {
    if (!this.#agenda) return;
    if (isDue(entry)) this.#agenda.remove(entry);
    for (const view of this.#views.values()) view.remove(entry);
    for (const history of this.#histories.values()) history.remove(entry);
  }

  /** Moves an entry to its state at `now`, in views, histories and agenda. */
  #catchUp(entry: Entry, agenda: SortedList<Entry>): void {
    const { state: before, entered } = entry;
    this.#enter(entry);
    for (const history of this.#histories.values()) history.add(entry, entered);
    for (const view of this.#views.values()) view.move(entry, before);
    if (isDue(entry)) agenda.insert(entry);
  }

  /** Computes which states an entry has entered at `now`, and when it changes next. */
  #enter(entry: Entry): void {
    const timeline = timelineOf(entry.record);
    const sample = entry.record.seenAt;
    const seen = sample ?? this.#settledTo;
    while (entry.entered < timeline.length && timeline[entry.entered]!.at <= seen) {
      entry.state = timeline[entry.entered++]!.state;
    }
    entry.due = (sample === undefined ? timeline[entry.entered]?.at : undefined) ?? Number.POSITIVE_INFINITY;
  }
}

/** Whether an entry will still change by itself. */
function isDue(entry: Entry): boolean {
  return entry.due !== Number.POSITIVE_INFINITY;
}

function byDue(a: Entry, b: Entry): number {
  return a.due === b.due ? a.arrival - b.arrival : a.due < b.due ? -1 : 1;
}

/** The requested page of the part of a list between two positions. */
function cut<T>(
  list: SortedList<T>,
  { from, to }: { from: number; to: number },
  page: { newestFirst?: boolean; offset?: number; limit?: number },
): Page<T> {
  const { newestFirst = false, offset = 0, limit = to - from } = page;
  const total = to - from;
  if (!newestFirst) return { items: list.slice(from + offset, Math.min(to, from + offset + limit)), total };
  const end = Math.max(from, to - offset);
  return { items: list.slice(Math.max(from, end - limit), end).reverse(), total };
}
