// The newest requests to a world and their responses. They are stored as they came; secrets are removed for
// the reader, which is rare, and not for each request.
import { toIso } from '../time/duration.ts';
import { type FaultEffect, formatEffect } from './fault.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from './redact.ts';

export interface JournalEntry {
  /** Counted from 1 in its world; a gap means that older ones were dropped. */
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
  /** The faults that hit it. */
  readonly fault?: string;
}

/** A request as it came, with its secrets. Nothing is copied, because nothing changes later. */
export interface Noted {
  /** The world's instant, in ms. */
  readonly now: number;
  readonly method: string;
  readonly path: string;
  /** The query with its question mark. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes of the body; undefined without a body. For one that is too long to show, the number of its characters. */
  readonly sent: Uint8Array | number;
  readonly operation: string | null;
  readonly status: number;
  readonly fault: FaultEffect | undefined;
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
function toEntry(noted: Noted, number: number): JournalEntry {
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

/** The longest body that the journal shows, in characters. */
const mostShown = 10_000;
/** No text of that length has more bytes. */
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
    // Not JSON: secrets in it cannot be found, so only its size is shown.
    return `(${text.length} characters that are not JSON)`;
  }
}
