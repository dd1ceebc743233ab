// Redirects where there is no socket: a `fetch` that needs none should still behave like the real one.

type Fetch = (request: Request) => Response | Promise<Response>;

/** Answers a request and follows where it is sent, as far as the request's `redirect` mode says. */
export async function fetchFollowing(fetch: Fetch, request: Request, hops = 20): Promise<Response> {
  // A body can be read once, so a copy is kept for a redirect that repeats the request.
  const spare = request.clone();
  const response = await fetch(request);
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || location === null) return response;
  if (request.redirect === 'manual') return response;
  if (request.redirect === 'error') throw new TypeError(`redirected to ${location}`);
  if (hops === 0) throw new TypeError(`redirected too often, at last to ${location}`);
  const to = new URL(location, request.url);
  return fetchFollowing(fetch, await redirected(spare, response.status, to), hops - 1);
}

/** The same request at another place; a POST becomes a GET where the Fetch standard says so. */
async function redirected(request: Request, status: number, to: URL): Promise<Request> {
  const { method, headers } = request;
  if (status === 303 || (status < 303 && method === 'POST')) return new Request(to, { headers });
  return new Request(to, { method, headers, ...(request.body && { body: await request.arrayBuffer() }) });
}
