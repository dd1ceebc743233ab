// Redirects where there is no socket: a `fetch` that needs none should still behave like the real one.

/** What is under way. Where no socket holds a request, the signal that gives it up would be collected with it. */
const underWay = new Set<Request>();

type Fetch = (request: Request) => Response | Promise<Response>;

/** Answers a request and follows where it is sent, as far as the request's `redirect` mode says. */
export function fetchFollowing(fetch: Fetch, request: Request): Promise<Response> {
  return held(request, () => follow(fetch, request));
}

async function held(request: Request, answer: Fetch): Promise<Response> {
  underWay.add(request);
  try {
    return await answer(request);
  } finally {
    underWay.delete(request);
  }
}

async function follow(fetch: Fetch, request: Request): Promise<Response> {
  // A stream can be read once and a redirect may repeat the request, so the body is held as bytes.
  const body = request.body ? await request.arrayBuffer() : null;
  const { headers, redirect, signal } = request;
  let { method, url } = request;
  // Where no body was taken out of it, the request goes as it came: making another one is dear.
  let next = body ? undefined : request;
  for (let hops = 0; hops <= 20; hops++) {
    const repeated = method !== 'GET' && method !== 'HEAD' && body ? { body } : {};
    const response = await held(next ?? new Request(url, { method, headers, signal, ...repeated }), fetch);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    if (redirect === 'manual') return response;
    if (redirect === 'error') throw new TypeError(`redirected to ${location}`);
    if (response.status === 303 || (response.status < 303 && method === 'POST')) method = 'GET';
    url = new URL(location, url).href;
    next = undefined;
  }
  throw new TypeError(`redirected too often, at last to ${url}`);
}
