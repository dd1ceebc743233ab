// Keeps what a test has sent and received, so that a matcher can judge it after its body was read.
import { setTimeout as pause } from 'node:timers/promises';
import { asFetched } from '../server/in-process/fetched.ts';
import { requestOf } from '../server/in-process/request.ts';
import { watchBody } from '../server/in-process/watch-body.ts';

/** One request and its response, as text. */
export interface Kept {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  body(): string;
  /** The response, once its body has been read to the end. */
  response(): Promise<string>;
}

const kept = new WeakMap<Response, Kept>();

type Fetch = (input: Request) => Promise<Response>;

/** Answers like `fetch`, and keeps the request, and the response while the test reads it. */
export async function keeping(request: Request, fetch: Fetch): Promise<Response> {
  const { method, url, headers } = request;
  const sent = record(request.body);
  const response = await fetch(
    sent.stream ? requestOf(request, { body: sent.stream, duplex: 'half' } as RequestInit) : request,
  );
  const come = record(response.body);
  const exchange = { method, url, headers, body: sent.text, response: () => come.whole };
  return keep(asFetched(response, come.stream, response), exchange);
}

/** The response, whose clones are of the same exchange. */
function keep(response: Response, exchange: Kept): Response {
  const { clone } = response;
  kept.set(response, exchange);
  const cloneKept = () => keep(clone.call(response), exchange);
  return Object.defineProperty(response, 'clone', { value: cloneKept, configurable: true });
}

interface Recorded {
  /** The body for its reader; undefined without a body. */
  readonly stream: ReadableStream<Uint8Array> | null;
  /** The part of it that was read. */
  text(): string;
  /** All of it, once it has been read. */
  readonly whole: Promise<string>;
}

function record(body: ReadableStream<Uint8Array> | null): Recorded {
  if (!body) return { stream: null, text: () => '', whole: Promise.resolve('') };
  const chunks: Uint8Array[] = [];
  const text = () => Buffer.concat(chunks).toString();
  const chunk = (bytes: Uint8Array) => void chunks.push(bytes);
  let stream: Recorded['stream'] = null;
  const whole = new Promise<string>((ends, fails) => {
    const broken = (error: unknown) => {
      fails(error);
      return error;
    };
    stream = watchBody(body, { chunk, ends: () => ends(text()), fails: broken });
  });
  // The reader of the body gets this error.
  whole.catch(() => {});
  return { stream, text, whole };
}

/** A response of Playwright. */
export interface PageResponse {
  url(): string;
  status(): number;
  headers(): Record<string, string>;
  text(): Promise<string>;
}

/**
 * The exchange of a matcher's argument: a response of a world, or of any server to a GET; otherwise with its request.
 */
export type Exchange = Response | PageResponse | { readonly request: Request; readonly response: Response };

/** Exchanges, in order, as the text of an HTTP archive. */
export async function toHar(exchanges: readonly Exchange[]): Promise<string> {
  const entries = await Promise.all(exchanges.map(toEntry));
  return JSON.stringify({ log: { entries } });
}

export function isResponse(value: unknown): value is Response | PageResponse {
  // A server of this process may have replaced the class of fetch's responses.
  const { status, text } = Object(value) as Partial<Response>;
  return isPageResponse(value) || (typeof status === 'number' && typeof text === 'function');
}

export function isExchange(value: unknown): value is Exchange {
  if (isResponse(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { request, response } = value as { request?: unknown; response?: unknown };
  return typeof request === 'object' && isResponse(response);
}

/** How long a matcher waits for the end of a body that another reader reads, in ms. */
const patience = 2_000;

export function statusOf(response: Response | PageResponse): number {
  return isPageResponse(response) ? response.status() : response.status;
}

/** The body of a response as text, even if it was read before. */
export async function textOfBody(response: Response | PageResponse): Promise<string> {
  if (isPageResponse(response)) return response.text();
  if (!response.bodyUsed) return response.clone().text();
  const text = await Promise.race([
    kept
      .get(response)
      ?.response()
      .catch(() => undefined),
    pause(patience, undefined, { ref: false }),
  ]);
  if (text !== undefined) return text;
  throw new Error(
    'The body of this response has already been read. Give the matcher a response.clone() from before, or use world.fetch and read the body to the end.',
  );
}

async function toEntry(exchange: Exchange, index: number): Promise<object> {
  const response = 'response' in exchange ? exchange.response : exchange;
  const sent = await sentFor(exchange, response);
  const [status, headers] = isPageResponse(response)
    ? [response.status(), Object.entries(response.headers())]
    : [response.status, [...response.headers]];
  return {
    // Each ends before the next begins.
    startedDateTime: new Date(2 * index).toISOString(),
    time: 1,
    request: {
      method: sent.method,
      url: sent.url,
      headers: named([...sent.headers]),
      ...(sent.body && { postData: { text: sent.body } }),
    },
    response: { status, headers: named(headers), content: { text: await textOfBody(response) } },
  };
}

async function sentFor(
  exchange: Exchange,
  response: Response | PageResponse,
): Promise<Omit<Kept, 'response' | 'body'> & { readonly body: string }> {
  const get = (url: string) => ({ method: 'GET', url, headers: new Headers(), body: '' });
  if ('request' in exchange) {
    const { method, url, headers, bodyUsed } = exchange.request;
    return { method, url, headers, body: bodyUsed ? '' : await exchange.request.clone().text() };
  }
  if (isPageResponse(response)) return get(response.url());
  const known = kept.get(response);
  if (known) return { ...known, body: known.body() };
  if (response.url !== '') return get(response.url);
  throw new Error(
    'The request of this response is unknown. Give the matcher { request, response }, or use world.fetch.',
  );
}

function isPageResponse(value: unknown): value is PageResponse {
  return typeof (value as Partial<PageResponse> | null)?.status === 'function';
}

function named(headers: readonly (readonly [string, string])[]): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}
