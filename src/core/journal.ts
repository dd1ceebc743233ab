// What was asked of a world and what was answered: the newest few, secrets already taken out.

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

export interface Journal {
  add(entry: Omit<JournalEntry, 'number'>): void;
  /** Oldest first. */
  entries(): readonly JournalEntry[];
  clear(): void;
}

/** A journal that keeps the newest `capacity` entries. */
export function createJournal(capacity = 1_000): Journal {
  let ring: JournalEntry[] = [];
  let count = 0;
  return {
    add(entry) {
      ring[count % capacity] = { number: count + 1, ...entry };
      count++;
    },
    entries() {
      const oldest = count % capacity;
      return count < capacity ? ring.slice() : [...ring.slice(oldest), ...ring.slice(0, oldest)];
    },
    clear() {
      ring = [];
      count = 0;
    },
  };
}
