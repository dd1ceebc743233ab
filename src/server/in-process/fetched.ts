// A response as `fetch` returns it: with its `url`, also in its clones, and with immutable headers.

/** The origin of a response. */
export interface Origin {
  readonly url: string;
  readonly redirected: boolean;
}

/** The same response with this body. */
export function asFetched(
  response: Response,
  body: ReadableStream<Uint8Array> | null,
  origin: Origin,
): Response {
  const { status, statusText, headers } = response;
  return marked(new Response(body, { status, statusText, headers }), origin);
}

function marked(response: Response, { url, redirected }: Origin): Response {
  const { clone: cloneOnly } = response;
  const clone = () => marked(cloneOnly.call(response), { url, redirected });
  for (const [name, value] of Object.entries({ url, redirected, type: 'basic', clone }))
    Object.defineProperty(response, name, { value, configurable: true });
  for (const name of ['set', 'append', 'delete'])
    Object.defineProperty(response.headers, name, { value: refuse, configurable: true });
  return response;
}

function refuse(): never {
  throw new TypeError('immutable');
}
