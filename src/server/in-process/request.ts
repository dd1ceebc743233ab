// Makes a request from the arguments of `fetch`.

/**
 * The originals of copied requests. A copy gets its signal from the original, and would not be aborted any more if the
 * original were garbage collected.
 */
const madeOf = new WeakMap<Request, Request>();

/** `base` is put before a text that starts with `/`. */
export function requestOf(input: string | URL | Request, init?: RequestInit, base = ''): Request {
  const request = new Request(isPath(input) ? base + input : input, init);
  const [url, fragment] = request.url.split('#');
  // A fragment stays with the client.
  if (fragment !== undefined) return requestOf(new Request(url!, request), undefined);
  if (input instanceof Request) madeOf.set(request, input);
  return request;
}

export function isPath(input: string | URL | Request): input is string {
  return typeof input === 'string' && input.startsWith('/');
}
