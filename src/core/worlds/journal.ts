// The newest requests to a world and their responses, stored as they came: secrets are removed for the rare reader.
import { toIso } from '../time/duration.ts';
import { type FaultEffect, formatEffect } from './fault.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from './redact.ts';

/** One request and how it was answered. */
export interface JournalEntry {
  /** Counted from 1 in its world; a gap means that older ones were dropped. */
  readonly number: number;
  /** The world's instant, ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** Path and query as asked. */
  readonly url: string;
  /** `<api>/<operation>`, or null if no operation answered. */
  readonly operation: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** The faults that hit it. */
  readonly fault?: string;
  /** The first records that the response shows, each with the state in which it was seen. */
  readonly records?: readonly SeenRecord[];
}

/** An entry in a line, with the real instant, ISO 8601: the same requests have the same journal, but not at the same time. */
export type JournalLine = Omit<JournalEntry, 'headers' | 'body'> & { readonly real: string };

/** An entry with the response. */
export interface WholeEntry extends JournalEntry {
  readonly real: string;
  /** As it was made, before a fault did anything to it. */
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body?: unknown };
}

/** A record that a response shows. */
export interface SeenRecord {
  readonly api: string;
  readonly id: string;
  readonly state: string;
}

/** A request as it came, with its secrets. Nothing is copied, because nothing changes later. */
export interface Noted {
  /** The world's instant, in ms. */
  readonly now: number;
  /** The real one. */
  readonly real: number;
  readonly method: string;
  readonly path: string;
  /** The query with its question mark. */
  readonly search: string;
  readonly headers: NotedHeaders;
  /** The bytes of the body; empty without a body. For one that is too long to show, the number of its characters. */
  readonly sent: Uint8Array | number;
  readonly operation: string | null;
  readonly status: number;
  readonly fault: FaultEffect | undefined;
  readonly records: readonly SeenRecord[];
  readonly response: NotedResponse;
}

export interface NotedResponse {
  readonly headers: NotedHeaders;
  /** Undefined if there was no body, or one that came bit by bit. Of one that is too long to be shown, the number of its characters. */
  readonly text: string | number | undefined;
}

type NotedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Journal {
  /** The number of the newest entry; 0 if there is none. */
  readonly last: number;
  /** How often it was emptied. */
  readonly cleared: number;
  add(noted: Noted): void;
  /** Oldest first. */
  entries(): OrLater<readonly JournalEntry[]>;
  /** What came after the entry of that number, oldest first; of more than `most`, the newest. */
  linesAfter(number: number, most: number): OrLater<readonly JournalLine[]>;
  /** The entry of that number, if it is still kept. */
  entry(number: number): OrLater<WholeEntry | undefined>;
  /** Where other processes write it too: brings `last` and `cleared` up to date. */
  refresh?(): Promise<void>;
  clear(): void;
}

type OrLater<T> = T | Promise<T>;
/** A journal in memory. */
export interface OwnJournal extends Journal {
  entries(): readonly JournalEntry[];
}

/** A journal that keeps the newest `capacity` entries. */
export function createJournal(capacity = 1_000): OwnJournal {
  let ring: Noted[] = [];
  let count = 0;
  let cleared = 0;
  const isKept = (number: number) => number > Math.max(0, count - capacity) && number <= count;
  const at = (number: number) => ring[(number - 1) % capacity]!;
  const numbersFrom = (first: number) =>
    Array.from({ length: count - first + 1 }, (_, index) => first + index);
  return {
    get last() {
      return count;
    },
    get cleared() {
      return cleared;
    },
    add(noted) {
      ring[count % capacity] = shortened(noted);
      count++;
    },
    entries: () =>
      numbersFrom(Math.max(1, count - capacity + 1)).map((number) => toEntry(at(number), number)),
    linesAfter: (number, most) =>
      numbersFrom(Math.max(number + 1, count - Math.min(capacity, most) + 1)).map((each) =>
        toLine(at(each), each),
      ),
    entry: (number) => (isKept(number) ? toWhole(at(number), number) : undefined),
    clear() {
      ring = [];
      count = 0;
      cleared++;
    },
  };
}

/** Without what is too long to be shown. */
export function shortened(noted: Noted): Noted {
  const { sent, response } = noted;
  if (!isLong(sent) && !isLong(response.text)) return noted;
  return {
    ...noted,
    sent: isLong(sent) ? utf8.decode(sent as Uint8Array).length : sent,
    response: isLong(response.text) ? { ...response, text: response.text!.length } : response,
  };
}

/** Without its secrets. */
function lineOf(noted: Noted, number: number): Omit<JournalLine, 'real'> {
  const { now, method, path, search, status, operation, fault, records } = noted;
  return {
    number,
    method,
    url: redactText(path) + redactSearch(search),
    status,
    operation,
    at: toIso(now),
    ...(fault && { fault: formatEffect(fault) }),
    ...(records.length > 0 && { records }),
  };
}

function toLine(noted: Noted, number: number): JournalLine {
  return { ...lineOf(noted, number), real: toIso(noted.real) };
}

/** Without its secrets. */
export function toWhole(noted: Noted, number: number): WholeEntry {
  const { headers, text } = noted.response;
  const body = text === undefined ? {} : { body: toBody(text) };
  return {
    ...toEntry(noted, number),
    real: toIso(noted.real),
    response: { headers: redactHeaders(headers), ...body },
  };
}

function toEntry(noted: Noted, number: number): JournalEntry {
  const { headers, sent } = noted;
  return {
    ...lineOf(noted, number),
    headers: redactHeaders(headers),
    ...((typeof sent === 'number' || sent.length > 0) && { body: toBody(sent) }),
  };
}

/** The longest body that the journal shows, in characters. */
const mostShown = 10_000;
/** No text of that length has more bytes. */
const mostKept = 3 * mostShown;
const utf8 = new TextDecoder();

function isLong(body: Noted['sent'] | NotedResponse['text']): body is Uint8Array | string {
  if (typeof body === 'string') return body.length > mostShown;
  return typeof body === 'object' && body.length > mostKept;
}

function toBody(body: Uint8Array | string | number): unknown {
  if (typeof body === 'number') return `(${body} characters)`;
  const text = typeof body === 'string' ? body : utf8.decode(body);
  if (text.length > mostShown) return `(${text.length} characters)`;
  try {
    return redactValue(JSON.parse(text));
  } catch {
    // Not JSON: secrets in it cannot be found, so only its size is shown.
    return `(${text.length} characters that are not JSON)`;
  }
}
