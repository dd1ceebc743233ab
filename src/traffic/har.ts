// Reads HTTP archives (HAR 1.2) of common recorders: an unusable entry is left out, and reported with its number and
// reason, without effect on the others.
import type { RecordedExchange } from '../core/invariants/recorded.ts';
import { Problem } from '../core/values/problem.ts';
import { decode, textOf } from './decode.ts';

export interface LeftOut {
  readonly number: number;
  readonly why: string;
}

export interface Traffic {
  /** In the order in which they were sent. */
  readonly exchanges: readonly RecordedExchange[];
  readonly leftOut: readonly LeftOut[];
}

/** A Problem (400) for something that is not an archive at all. */
export function readTraffic(archive: string | Uint8Array): Traffic {
  const entries = entriesIn(typeof archive === 'string' ? archive : textOfFile(archive));
  const exchanges: RecordedExchange[] = [];
  const leftOut: LeftOut[] = [];
  let last = 0;
  for (const [index, entry] of entries.entries()) {
    const read = exchangeOf(entry, index + 1, last);
    if (typeof read !== 'string') last = read.at;
    if (typeof read === 'string') leftOut.push({ number: index + 1, why: read });
    else exchanges.push(read);
  }
  return { exchanges: exchanges.sort((a, b) => a.at - b.at || a.number - b.number), leftOut };
}

/** UTF-8 with or without a byte order mark, or UTF-16 with one, as editors on Windows save it. */
function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function entriesIn(text: string): readonly unknown[] {
  try {
    const entries = member(member(JSON.parse(text.replace(/^\ufeff/, '')), 'log'), 'entries');
    if (Array.isArray(entries)) return entries;
  } catch {
    // Said below.
  }
  throw new Problem(400, 'No archive', {
    detail: 'The file is not an HTTP archive: it must be JSON with a list of entries at log.entries.',
    hint: "Browsers write one with 'Save all as HAR'; 'standin record' writes one too.",
  });
}

/** The exchange, or why it cannot be used. One without an instant keeps its place: after `last`, in ms. */
function exchangeOf(entry: unknown, number: number, last: number): RecordedExchange | string {
  const [request, response] = [member(entry, 'request'), member(entry, 'response')];
  const [method, url, status] = [
    member(request, 'method'),
    member(request, 'url'),
    member(response, 'status'),
  ];
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url))
    return 'It has no method and URL.';
  if (typeof status !== 'number' || !Number.isInteger(status)) return 'It has no status.';
  if (status < 100 || status > 999) return 'No response came.';
  const sent = Date.parse(String(member(entry, 'startedDateTime')));
  const at = Number.isNaN(sent) ? last : sent;
  const time = member(entry, 'time');
  const body = member(member(request, 'postData'), 'text');
  const headers = headersIn(response);
  return {
    number,
    at,
    // Instants are whole ms: with a fraction, each exchange would seem to overlap the next.
    until: at + (typeof time === 'number' && time > 0 ? Math.floor(time) : 0),
    request: {
      method,
      url: new URL(url),
      headers: headersIn(request),
      ...(typeof body === 'string' && { body }),
    },
    response: { status, headers, ...contentIn(member(response, 'content'), headers) },
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Names of HTTP/2 that begin with a colon are not headers, and no header has a line break. */
function headersIn(message: unknown): Record<string, string> {
  const list = member(message, 'headers');
  const pairs = (Array.isArray(list) ? list : []).flatMap((each): [string, string][] => {
    const [name, value] = [member(each, 'name'), member(each, 'value')];
    return typeof name === 'string' && typeof value === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(name)
      ? [[name.toLowerCase(), value.replaceAll(/[\r\n\0]+/g, ' ')]]
      : [];
  });
  return Object.fromEntries(pairs);
}

function contentIn(
  content: unknown,
  headers: Readonly<Record<string, string>>,
): { text?: string; bytes?: Uint8Array } {
  const text = member(content, 'text');
  if (typeof text !== 'string') return {};
  if (member(content, 'encoding') !== 'base64') return { text };
  const bytes = Buffer.from(text, 'base64');
  // Some recorders keep the bytes as they were sent, whatever the archive's own rules say.
  const plain = isCompressed(bytes) ? (decode(bytes, headers['content-encoding'] ?? 'gzip') ?? bytes) : bytes;
  const decoded = textOf(plain, headers['content-type'] ?? '');
  return { bytes: plain, ...(decoded !== undefined && { text: decoded }) };
}

function isCompressed([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}
