// What a test has sent and received, kept so that a matcher can judge it after its body was read.

/** One request and its reply, as text. */
export interface Kept {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly reply: string;
}

const kept = new WeakMap<Response, Kept>();

type Fetch = (input: Request) => Promise<Response>;

/** Answers as `fetch` does, and keeps what was sent and what came. */
export async function keeping(request: Request, fetch: Fetch): Promise<Response> {
  const { method, url, headers } = request;
  const body = request.body ? await request.clone().text() : '';
  const response = await fetch(request);
  kept.set(response, { method, url, headers, body, reply: await response.clone().text() });
  return response;
}

/** An exchange that a matcher is given: a response, with the request where it was sent by something else than a world. */
export type Exchange = Response | { readonly request: Request; readonly response: Response };

/** Exchanges, in the order in which they were made, as the text of an HTTP archive. */
export async function toHar(exchanges: readonly Exchange[]): Promise<string> {
  const entries = await Promise.all(exchanges.map(toEntry));
  return JSON.stringify({ log: { entries } });
}

/** The body of a response as text, though somebody else may have read it. */
export async function textOfBody(response: Response): Promise<string> {
  const text = kept.get(response)?.reply;
  if (text !== undefined) return text;
  if (!response.bodyUsed) return response.clone().text();
  throw new Error(
    'The body of this response was read, and nobody kept it. Give the matcher response.clone(), taken before, or fetch with world.fetch.',
  );
}

async function toEntry(exchange: Exchange, index: number): Promise<object> {
  const { sent, response } = await sentFor(exchange);
  const { status, headers } = response;
  return {
    // Each ends before the next begins.
    startedDateTime: new Date(2 * index).toISOString(),
    time: 1,
    request: {
      method: sent.method,
      url: sent.url,
      headers: named(sent.headers),
      ...(sent.body && { postData: { text: sent.body } }),
    },
    response: { status, headers: named(headers), content: { text: await textOfBody(response) } },
  };
}

async function sentFor(exchange: Exchange): Promise<{ sent: Omit<Kept, 'reply'>; response: Response }> {
  const response = exchange instanceof Response ? exchange : exchange.response;
  const known = kept.get(response);
  if (known) return { sent: known, response };
  if (!(exchange instanceof Response)) {
    const { method, url, headers } = exchange.request;
    const body = exchange.request.bodyUsed ? '' : await exchange.request.clone().text();
    return { sent: { method, url, headers, body }, response };
  }
  if (response.url !== '')
    return { sent: { method: 'GET', url: response.url, headers: new Headers(), body: '' }, response };
  throw new Error(
    'Nothing is known of the request that this response answers. Give { request, response }, or fetch with world.fetch.',
  );
}

function named(headers: Headers): { name: string; value: string }[] {
  return [...headers].map(([name, value]) => ({ name, value }));
}
