// What was asked of a world and what was answered: the newest few, secrets already taken out.
import { toIso } from '../time/duration.ts';

export interface JournalEntry {
  /** Counted from 1 in its world; gaps mean that older ones were dropped. */
  readonly number: number;
  /** The world's instant, ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query as asked. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** `<api>/<operation>`, or null if no operation answered. */
  readonly operation: string | null;
  readonly status: number;
  /** What was made to go wrong with it. */
  readonly fault?: string;
}

/** What is noted of a request as it is answered; secrets are taken out before. The rest can wait for a reader. */
export interface Noted extends Pick<JournalEntry, 'method' | 'url' | 'headers' | 'operation' | 'status'> {
  /** The world's instant, in ms. */
  readonly now: number;
  readonly body: unknown;
  readonly fault: string | undefined;
}

export interface Journal {
  add(noted: Noted): void;
  /** Oldest first. */
  entries(): readonly JournalEntry[];
  clear(): void;
}

/** A journal that keeps the newest `capacity` entries. */
export function createJournal(capacity = 1_000): Journal {
  let ring: Noted[] = [];
  let count = 0;
  return {
    add(noted) {
      ring[count % capacity] = noted;
      count++;
    },
    entries() {
      const oldest = count < capacity ? 0 : count % capacity;
      const inOrder = [...ring.slice(oldest), ...ring.slice(0, oldest)];
      return inOrder.map((noted, index) => toEntry(noted, count - inOrder.length + index + 1));
    },
    clear() {
      ring = [];
      count = 0;
    },
  };
}

function toEntry({ now, body, fault, ...rest }: Noted, number: number): JournalEntry {
  return {
    number,
    ...rest,
    at: toIso(now),
    ...(body !== undefined && { body }),
    ...(fault !== undefined && { fault }),
  };
}
