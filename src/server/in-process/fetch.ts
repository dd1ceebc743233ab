// `fetch` without a socket: what a client can tell by the real one, it can tell by this one too.
import { Problem } from '../../core/values/problem.ts';
import { asFetched } from './fetched.ts';
import { followRedirects, type Hop } from './redirects.ts';
import { type Answer, type Sending, send } from './sending.ts';
import { watchBody } from './watch-body.ts';

/**
 * Whose body is still read. Where no socket holds a request, the signal that aborts it would be collected with it, so it
 * lives as long as what it got.
 */
const sentFor = new WeakMap<ReadableStream, Request>();

/** Answers a request as `fetch` does: it aborts with the request's signal, follows redirects, and says where a response is from. */
export async function fetchInProcess(answer: Answer, request: Request): Promise<Response> {
  checkResponses();
  const { signal } = request;
  signal.throwIfAborted();
  const sending = send(answer, request);
  const { response, url, redirected } = await firstOf(followRedirects(sending), sending);
  const stream = response.body ?? emptyFor(response, request);
  const body = stream && watchBody(stream, { signal, fails: terminated });
  if (body) sentFor.set(body, request);
  return asFetched(response, body, { url, redirected });
}

/** happy-dom has responses of its own, which never come to the end of a body that is read as it comes. */
function checkResponses(): void {
  if (!('happyDOM' in globalThis)) return;
  throw new Problem(409, 'No fetch in happy-dom', {
    detail:
      'Under happy-dom the fetch of a Standin or a world cannot be used: the Response of happy-dom cannot carry its bodies.',
    hint: "Take the environment 'node' or 'jsdom' for this file, or ask world.url with fetch: { listen: true, cors: true }.",
  });
}

/** Statuses whose responses never have a body. */
const bodiless = [101, 103, 204, 205, 304];

/** A body of nothing, which a response has unless it can have none. */
function emptyFor({ status }: Response, { method }: Request): Response['body'] {
  return method === 'HEAD' || bodiless.includes(status) ? null : new Response(new Uint8Array(0)).body;
}

/** What `fetch` says of a body that breaks. */
const terminated = (cause: unknown) => new TypeError('terminated', { cause });

/** The response, unless before that the request is aborted, or its body breaks. */
function firstOf(coming: Promise<Hop>, { request: { signal }, broken }: Sending): Promise<Hop> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    broken.catch(reject);
    coming
      .then((hop) => {
        // Nobody is left to read it.
        if (signal.aborted) return hop.response.body?.cancel(signal.reason);
        resolve(hop);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort))
      .catch(() => {});
  });
}
