// One exchange as an entry of an HTTP archive (HAR 1.2): with decoded bodies and without secrets.
import { toIso } from '../../core/time/duration.ts';
import { decode, textOf } from '../decode.ts';
import type { Captured, Headers, Passed } from './passed.ts';
import type { Redaction } from './redaction.ts';

/** The parts of an entry that readers rely on. */
export interface HarEntry {
  readonly startedDateTime: string;
  /** In ms. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly HarPair[];
    readonly queryString: readonly HarPair[];
    readonly postData?: { readonly mimeType: string; readonly text: string; readonly encoding?: 'base64' };
    readonly headersSize: -1;
    readonly bodySize: number;
  };
  readonly response: {
    /** 0 without a response. */
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly never[];
    readonly headers: readonly HarPair[];
    readonly content: HarContent;
    readonly redirectURL: string;
    readonly headersSize: -1;
    readonly bodySize: number;
    /** Why the response is missing or incomplete. */
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: Passed['timings'];
  readonly connection?: string;
}

interface HarPair {
  readonly name: string;
  readonly value: string;
}

interface HarContent {
  readonly size: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
  readonly comment?: string;
}

/** Cookies are left out: they are secrets, and already among the redacted headers. */
export function toEntry(passed: Passed, redaction: Redaction): HarEntry {
  const { method, httpVersion, body, response, timings, failed, connection } = passed;
  const url = redaction.url(passed.url);
  const content = response && contentOf(response.body, response.headers, redaction);
  return {
    startedDateTime: toIso(passed.at),
    time: rounded(timings.send + timings.wait + timings.receive),
    request: {
      method,
      url,
      httpVersion,
      cookies: [],
      headers: toPairs(redaction.headers(passed.headers)),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      ...(body.size > 0 && { postData: postDataOf(body, passed.headers, redaction) }),
      headersSize: -1,
      bodySize: body.size,
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.statusText ?? '',
      httpVersion: response?.httpVersion ?? '',
      cookies: [],
      headers: toPairs(redaction.headers(response?.headers ?? [])),
      content: content ?? { size: 0, mimeType: '' },
      redirectURL: redaction.url(headerIn(response?.headers ?? [], 'location')),
      headersSize: -1,
      bodySize: response?.body.size ?? -1,
      ...(failed !== undefined && { _error: failed }),
    },
    cache: {},
    timings: { send: rounded(timings.send), wait: rounded(timings.wait), receive: rounded(timings.receive) },
    ...(connection !== undefined && { connection }),
  };
}

function rounded(ms: number): number {
  return Math.max(0, Math.round(ms * 1_000) / 1_000);
}

function toPairs(headers: Headers): HarPair[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function headerIn(headers: Headers, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function postDataOf(body: Captured, headers: Headers, redaction: Redaction) {
  const { mimeType, text = '', encoding } = contentOf(body, headers, redaction);
  return { mimeType, text, ...(encoding && { encoding }) };
}

function contentOf({ bytes, size }: Captured, headers: Headers, redaction: Redaction): HarContent {
  const mimeType = headerIn(headers, 'content-type');
  const cut =
    size > bytes.length ? { comment: `Only the first ${bytes.length} of ${size} bytes were kept.` } : {};
  const decoded = decode(bytes, headerIn(headers, 'content-encoding'));
  if (size === 0) return { size: 0, mimeType };
  const text = decoded && textOf(decoded, mimeType);
  if (text === undefined)
    return {
      size: (decoded ?? bytes).length,
      mimeType,
      text: Buffer.from(decoded ?? bytes).toString('base64'),
      encoding: 'base64',
      ...cut,
    };
  return { size: decoded!.length, mimeType, text: redaction.body(text, mimeType), ...cut };
}
