// The requests to a world and how they were answered: the newest few. They are noted as they came; their secrets are taken out for
// whoever reads them, which is seldom, and not for each request.
import { toIso } from '../time/duration.ts';
import { type FaultEffect, formatEffect } from './fault.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from './redact.ts';

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

/** A request as it came, with its secrets. Nothing of it is copied: nobody changes it once it is here. */
export interface Noted {
  /** The world's instant, in ms. */
  readonly now: number;
  readonly method: string;
  readonly path: string;
  /** The query with its question mark. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes of the body; none if there was none. Of one that is too long to be shown, the number of its characters. */
  readonly sent: Uint8Array | number;
  readonly operation: string | null;
  readonly status: number;
  readonly fault: FaultEffect | undefined;
}

export interface Journal {
  add(noted: Noted): void;
  /** Oldest first. */
  entries(): readonly JournalEntry[] | Promise<readonly JournalEntry[]>;
  clear(): void;
}

/** A journal in memory. */
export interface OwnJournal extends Journal {
  entries(): readonly JournalEntry[];
}

/** A journal that keeps the newest `capacity` entries. */
export function createJournal(capacity = 1_000): OwnJournal {
  let ring: Noted[] = [];
  let count = 0;
  return {
    add(noted) {
      ring[count % capacity] = isLong(noted.sent)
        ? { ...noted, sent: utf8.decode(noted.sent).length }
        : noted;
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

/** Without its secrets. */
export function toEntry(noted: Noted, number: number): JournalEntry {
  const { now, method, path, search, status, headers, operation, sent, fault } = noted;
  return {
    number,
    method,
    url: redactText(path) + redactSearch(search),
    status,
    headers: redactHeaders(headers),
    operation,
    at: toIso(now),
    ...((typeof sent === 'number' || sent.length > 0) && { body: toBody(sent) }),
    ...(fault && { fault: formatEffect(fault) }),
  };
}

/** The journal shows no more of a body than this; in characters. */
const mostShown = 10_000;
/** No text of so many characters has more bytes. */
const mostKept = 3 * mostShown;
const utf8 = new TextDecoder();

function isLong(sent: Noted['sent']): sent is Uint8Array {
  return typeof sent !== 'number' && sent.length > mostKept;
}

function toBody(sent: Noted['sent']): unknown {
  if (typeof sent === 'number') return `(${sent} characters)`;
  const text = utf8.decode(sent);
  if (text.length > mostShown) return `(${text.length} characters)`;
  try {
    return redactValue(JSON.parse(text));
  } catch {
    // Not JSON: its secrets cannot be told apart, so only its size is shown.
    return `(${text.length} characters that are not JSON)`;
  }
}
