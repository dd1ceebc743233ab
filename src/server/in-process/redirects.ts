// Redirects without a socket, according to the request's `redirect` mode.
import type { Sending } from './sending.ts';

/** A response, and its URL. */
export interface Hop {
  readonly response: Response;
  readonly url: string;
  readonly redirected: boolean;
}

/** The limit of the fetch standard; beyond it, it is a loop. */
const most = 20;
const statuses = [301, 302, 303, 307, 308];
/** Headers of a body, to drop if the body is not sent again. */
const ofTheBody = [
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-length',
];
/** Headers for one server alone. */
const ofTheServer = ['authorization', 'proxy-authorization', 'cookie', 'host'];

export async function followRedirects(sending: Sending): Promise<Hop> {
  const { redirect } = sending.request;
  let request = sending.first;
  for (let redirects = 0; ; redirects++) {
    const response = await sending.answer(request);
    const location = statuses.includes(response.status) ? response.headers.get('location') : null;
    if (location === null || redirect === 'manual')
      return { response, url: request.url, redirected: redirects > 0 };
    await response.body?.cancel();
    if (redirect === 'error') throw failed('unexpected redirect');
    if (redirects === most) throw failed('redirect count exceeded');
    request = redirected(request, response.status, targetOf(location, request.url), sending);
  }
}

/** The request that a redirect asks for. */
function redirected(
  { method, headers, signal, url }: Request,
  status: number,
  target: URL,
  sending: Sending,
) {
  const next = new Headers(headers);
  const drop = (names: readonly string[]) => {
    for (const name of names) next.delete(name);
  };
  const isGet = status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST';
  if (isGet) drop(ofTheBody);
  if (new URL(url).origin !== target.origin) drop(ofTheServer);
  const body = sending.sent();
  const repeats = !isGet && method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(target, {
    method: isGet ? 'GET' : method,
    headers: next,
    signal,
    ...(repeats && { body }),
  });
}

function targetOf(location: string, from: string): URL {
  let target: URL;
  try {
    target = new URL(location, from);
  } catch (cause) {
    throw new TypeError('fetch failed', { cause });
  }
  target.hash = '';
  if (/^https?:$/.test(target.protocol)) return target;
  throw failed('URL scheme must be a HTTP(S) scheme');
}

function failed(why: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(why) });
}
