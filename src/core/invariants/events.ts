// The invariant of events: they are between the beginning and the end of a record, in order, and do not change later.
import type { Invariant, Judge, Seen, Trace } from './invariant.ts';

/** Something that happened to a record, according to a response. */
export interface Content {
  /** Undefined if it cannot be told apart from others. */
  readonly id: string | undefined;
  /** When, in ms. */
  readonly at: number;
  /** JSON Pointer into the response's body. */
  readonly pointer: string;
  /** The members that may not change. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Whether it may be left out again later. */
  readonly passing: boolean;
}

/** What a response shows of the course of one record. */
export interface Course {
  /** Which record. */
  readonly name: string;
  /** In ms; no end while it is in progress. */
  readonly begin: number;
  readonly end?: number | undefined;
  /** JSON Pointer to the events. */
  readonly pointer: string;
  readonly events: readonly Content[];
}

/** How the events of an API are read. */
export interface Telling {
  readonly api: string;
  readonly operations: readonly string[];
  coursesOf(seen: Seen): readonly Course[];
  readonly clauses: {
    readonly order: string;
    readonly time: string;
    readonly id: string;
    /** By member of `said`. */
    readonly said: Readonly<Record<string, string>>;
    /** The clause that says that no event disappears. */
    readonly all: string;
  };
  /** The erratum whose other reading has them in another order. */
  readonly unordered?: readonly string[];
}

export function eventInvariant(telling: Telling): Invariant {
  const { api, operations, coursesOf, clauses } = telling;
  return {
    id: `${api}/events-stay`,
    clauses: [clauses.all, clauses.order, clauses.time, clauses.id, ...Object.values(clauses.said)],
    says: 'Events are between the beginning and the end of their record, in order, and do not change later.',
    judge(trace: Trace, judge) {
      const content = new Map<string, Map<string, Content>>();
      for (const seen of trace.of(operations)) {
        for (const course of coursesOf(seen)) {
          const key = `${seen.scene} ${course.name}`;
          const before = content.get(key) ?? new Map<string, Content>();
          content.set(key, before);
          judgeTimes(telling, seen, course, judge);
          judgeMemory(telling, seen, { ...course, before }, judge);
          for (const event of course.events) if (event.id !== undefined) before.set(event.id, event);
        }
      }
    },
  };
}

function judgeTimes({ clauses, unordered = [] }: Telling, seen: Seen, course: Course, judge: Judge): void {
  const { begin, end = Number.POSITIVE_INFINITY, events } = course;
  for (const [index, { at, pointer }] of events.entries()) {
    judge(at >= begin && at <= end, {
      seen,
      clause: clauses.time,
      pointer,
      expected: 'a time between the beginning and the end of its record',
      actual: `${at - begin} ms after the beginning`,
    });
    const earlier = events[index - 1]?.at ?? at;
    judge(earlier <= at, {
      seen,
      clause: clauses.order,
      pointer,
      expected: 'no earlier than the event before it',
      actual: `${earlier - at} ms earlier`,
      errata: unordered,
      unusual: true,
    });
  }
}

type Remembered = Course & { readonly before: ReadonlyMap<string, Content> };

function judgeMemory({ clauses }: Telling, seen: Seen, course: Remembered, judge: Judge): void {
  const { before, events, pointer } = course;
  const ids = events.map(({ id }) => id);
  for (const [index, event] of events.entries()) {
    if (event.id === undefined) continue;
    const twin = ids.indexOf(event.id);
    const expected = 'an id of its own';
    judge(twin === index, { seen, clause: clauses.id, pointer: event.pointer, expected, actual: event.id });
    const known = before.get(event.id);
    for (const [member, clause] of Object.entries(known ? clauses.said : {})) {
      const [then, now] = [known!.said[member], event.said[member]];
      const place = `${event.pointer}/${member}`;
      judge(then === now, { seen, clause, pointer: place, expected: `${then}, as before`, actual: now });
    }
  }
  for (const { id, passing } of before.values()) {
    if (passing) continue;
    const expected = `event ${id}, which was listed before`;
    judge(ids.includes(id), {
      seen,
      clause: clauses.all,
      pointer,
      expected,
      actual: `${ids.length} events without it`,
      unusual: true,
    });
  }
}
