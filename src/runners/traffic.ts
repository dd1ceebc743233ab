// What a test has sent and received, kept so that a matcher can judge it after its body was read.

/** One request and its response, as text. */
export interface Kept {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly response: string;
}

const kept = new WeakMap<Response, Kept>();

type Fetch = (input: Request) => Promise<Response>;

/** Answers as `fetch` does, and keeps what was sent and what came. */
export async function keeping(request: Request, fetch: Fetch): Promise<Response> {
  const { method, url, headers } = request;
  const body = request.body ? await request.clone().text() : '';
  const response = await fetch(request);
  kept.set(response, { method, url, headers, body, response: await response.clone().text() });
  return response;
}

/** A response as Playwright has it. */
export interface PageResponse {
  url(): string;
  status(): number;
  headers(): Record<string, string>;
  text(): Promise<string>;
}

/**
 * An exchange that a matcher is given: a response of a world, or of anybody to a GET; else with its request.
 */
export type Exchange = Response | PageResponse | { readonly request: Request; readonly response: Response };

/** Exchanges, in the order in which they were made, as the text of an HTTP archive. */
export async function toHar(exchanges: readonly Exchange[]): Promise<string> {
  const entries = await Promise.all(exchanges.map(toEntry));
  return JSON.stringify({ log: { entries } });
}

export function isResponse(value: unknown): value is Response | PageResponse {
  // A server of this process may have put another class in the place of the one that fetch makes.
  const { status, text } = Object(value) as Partial<Response>;
  return isPageResponse(value) || (typeof status === 'number' && typeof text === 'function');
}

export function isExchange(value: unknown): value is Exchange {
  if (isResponse(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { request, response } = value as { request?: unknown; response?: unknown };
  return typeof request === 'object' && isResponse(response);
}

export function statusOf(response: Response | PageResponse): number {
  return isPageResponse(response) ? response.status() : response.status;
}

/** The body of a response as text, though somebody else may have read it. */
export async function textOfBody(response: Response | PageResponse): Promise<string> {
  if (isPageResponse(response)) return response.text();
  const text = kept.get(response)?.response;
  if (text !== undefined) return text;
  if (!response.bodyUsed) return response.clone().text();
  throw new Error(
    'The body of this response has been read already. Give the matcher response.clone(), taken before, or use world.fetch.',
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
): Promise<Omit<Kept, 'response'>> {
  const get = (url: string) => ({ method: 'GET', url, headers: new Headers(), body: '' });
  if ('request' in exchange) {
    const { method, url, headers, bodyUsed } = exchange.request;
    return { method, url, headers, body: bodyUsed ? '' : await exchange.request.clone().text() };
  }
  if (isPageResponse(response)) return get(response.url());
  const known = kept.get(response);
  if (known) return known;
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
