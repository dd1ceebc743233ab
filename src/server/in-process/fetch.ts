// `fetch` without a socket. A client cannot tell it from the real one.
import { Problem } from '../../core/values/problem.ts';
import { asFetched } from './fetched.ts';
import { followRedirects, type Hop } from './redirects.ts';
import { type Answer, type Sending, send } from './sending.ts';
import { watchBody } from './watch-body.ts';

/**
 * Requests whose response is still being read. Without a socket nothing holds a request, and the signal that aborts it
 * would be garbage collected, so this keeps it alive as long as the response's body.
 */
const sentFor = new WeakMap<ReadableStream, Request>();

/** Answers a request as `fetch` does: aborts with the request's signal, follows redirects, and sets the response's `url`. */
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

/** An empty body, which a response has if its status allows a body. */
function emptyFor({ status }: Response, { method }: Request): Response['body'] {
  return method === 'HEAD' || bodiless.includes(status) ? null : new Response(new Uint8Array(0)).body;
}

/** The error of `fetch` for a body that breaks off. */
const terminated = (cause: unknown) => new TypeError('terminated', { cause });

/** The response, unless the request is aborted first, or its body breaks off. */
function firstOf(coming: Promise<Hop>, { request: { signal }, broken }: Sending): Promise<Hop> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    broken.catch(reject);
    coming
      .then((hop) => {
        // No reader is left.
        if (signal.aborted) return hop.response.body?.cancel(signal.reason);
        resolve(hop);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort))
      .catch(() => {});
  });
}
