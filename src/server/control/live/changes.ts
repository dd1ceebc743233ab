// What has changed in a world since it was last looked at, as events: the look costs a few comparisons where nothing has.
import type { RecordView } from '../../../../schemas/standin/types.ts';
import type { JournalLine } from '../../../core/worlds/journal.ts';
import type { World } from '../../../core/worlds/world.ts';
import type { Control } from '../control.ts';
import { type Mark, markOf, parseMark } from './mark.ts';

export type LiveEvent =
  /** `resumed: false`: whoever follows reads the records anew; the newest entries of the journal come. */
  | { readonly event: 'start'; readonly data: { readonly world: string; readonly resumed: boolean } }
  | { readonly event: 'clock'; readonly data: object }
  | { readonly event: 'records'; readonly data: RecordEvent }
  | { readonly event: 'journal'; readonly data: JournalEvent }
  | { readonly event: 'faults' | 'scenarios' | 'readings'; readonly data: object };

interface RecordEvent {
  /** As they are now. */
  readonly records: readonly RecordView[];
  readonly deleted: readonly { readonly api: string; readonly id: string }[];
}

interface JournalEvent {
  readonly entries: readonly JournalLine[];
  /** How many came in between and are told of nowhere but in the journal itself. */
  readonly left: number;
  /** Whether it was emptied before these. */
  readonly cleared: boolean;
}

/** At most so many records and entries at a time: what is left comes with the next look. */
const mostRecords = 300;
const mostEntries = 250;

export interface Follower {
  /** What has changed since the last look, and the mark up to which that is everything. */
  look(): Promise<{ readonly events: readonly LiveEvent[]; readonly mark: string }>;
  /** The clock, whether it was moved or not: a sign of life. */
  pulse(): LiveEvent;
}

export function follow(world: World, control: Control, since: string | undefined): Follower {
  let mark = parseMark(world, since);
  let seen = -1;
  /** By event: what was last told. */
  const sent = new Map<string, string>();
  const clockEvent = (): LiveEvent => ({ event: 'clock', data: control.clock.get() });

  /** An event if what it would say is something new; `key` where that is told apart by something else. */
  const ifNew = (event: 'clock' | 'faults' | 'scenarios' | 'readings', key: unknown, data: () => object) => {
    const text = JSON.stringify(key);
    if (sent.get(event) === text) return [];
    sent.set(event, text);
    return [{ event, data: data() }];
  };
  const settings = (hasTraffic: boolean): LiveEvent[] => {
    const isChanged = world.changes !== seen;
    seen = world.changes;
    const faults = isChanged || hasTraffic ? control.faults.list() : undefined;
    return [
      ...(isChanged ? ifNew('clock', world.clock.state(), () => control.clock.get()) : []),
      ...(isChanged ? ifNew('scenarios', control.scenarios.get(), () => control.scenarios.get()) : []),
      ...(isChanged ? ifNew('readings', control.readings.get(), () => control.readings.get()) : []),
      // A request that a fault meets changes how often it was hit, and nothing else.
      ...(faults ? ifNew('faults', faults, () => ({ faults })) : []),
    ];
  };

  return {
    pulse: clockEvent,
    look: () => world.watch.step(look),
  };

  async function look() {
    await world.journal.refresh?.();
    const begun = begin(world, mark);
    mark = begun.mark;
    const records = await recordsSince(world, control, mark);
    const journal = await journalSince(world, mark);
    mark = { ...mark, change: records.change, cleared: journal.cleared, entry: journal.entry };
    const events = [
      ...begun.events,
      ...settings(journal.events.length > 0),
      ...records.events,
      ...journal.events,
    ];
    return { events, mark: markOf(world, mark) };
  }
}

/** Says that it starts where nothing was told yet, or where too much has happened since for all of it to be told. */
function begin(world: World, mark: Mark | undefined): { events: readonly LiveEvent[]; mark: Mark } {
  const { changedRecords, journal } = world;
  const resumes = mark !== undefined && changedRecords.since(mark.change) !== undefined;
  const start = (resumed: boolean): LiveEvent => ({ event: 'start', data: { world: world.name, resumed } });
  if (resumes) return { events: mark.isNew ? [start(true)] : [], mark: { ...mark, isNew: false } };
  changedRecords.since(changedRecords.last);
  const { last: change } = changedRecords;
  const entry = Math.max(0, journal.last - mostEntries);
  return { events: [start(false)], mark: { change, cleared: journal.cleared, entry, isNew: false } };
}

async function recordsSince({ changedRecords, store }: World, control: Control, mark: Mark) {
  if (changedRecords.last === mark.change) return { events: [], change: mark.change };
  const changed = (changedRecords.since(mark.change) ?? []).slice(0, mostRecords);
  const records: RecordView[] = [];
  const deleted: { api: string; id: string }[] = [];
  for (const { api, id } of changed) {
    if (await store.get(api, id)) records.push(await control.records.get(api, id));
    else deleted.push({ api, id });
  }
  const events: LiveEvent[] = changed.length === 0 ? [] : [{ event: 'records', data: { records, deleted } }];
  return { events, change: changed.at(-1)?.number ?? mark.change };
}

async function journalSince({ journal }: World, mark: Mark) {
  const { cleared, last: entry } = journal;
  const isCleared = cleared !== mark.cleared;
  const from = isCleared ? 0 : mark.entry;
  if (entry === from && !isCleared) return { events: [], cleared, entry };
  const entries = await journal.linesAfter(from, mostEntries);
  const data = { entries, left: entry - from - entries.length, cleared: isCleared };
  return { events: [{ event: 'journal', data } as const], cleared, entry };
}
