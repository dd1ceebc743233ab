// Sends a request: once, or again after a redirect.
import { requestOf } from './request.ts';
import { watchBody } from './watch-body.ts';

export type Answer = (request: Request) => Response | Promise<Response>;

export interface Sending {
  readonly request: Request;
  /** The first request, with a body that can be watched. */
  readonly first: Request;
  /** Rejects, as `fetch` does, if the body breaks off while it is sent. */
  readonly broken: Promise<never>;
  /** The body as far as it was sent. */
  sent(): Uint8Array<ArrayBuffer>;
  answer(request: Request): Promise<Response>;
}

/** Requests in progress: nothing else keeps one alive while an operation waits for its signal. */
const underWay = new Set<Request>();

export function send(answer: Answer, request: Request): Sending {
  const chunks: Uint8Array[] = [];
  let fails = (cause: unknown) => cause;
  const broken = new Promise<never>((_, reject) => {
    fails = (cause) => {
      reject(new TypeError('fetch failed', { cause }));
      return cause;
    };
  });
  broken.catch(() => {});
  const { signal } = request;
  // A redirect may repeat the request, and a body can be read only once.
  const body =
    request.body && watchBody(request.body, { signal, chunk: (bytes) => chunks.push(bytes), fails });
  return {
    request,
    // A request without a body is passed on unchanged: making another one is slow.
    first: body ? requestOf(request, { body, duplex: 'half' } as RequestInit) : request,
    broken,
    sent: () => Buffer.concat(chunks),
    async answer(next) {
      underWay.add(request).add(next);
      try {
        // Nothing is sent in the current tick: a request that is aborted at once has no effect.
        await undefined;
        signal.throwIfAborted();
        return await answer(next);
      } finally {
        underWay.delete(request);
        underWay.delete(next);
      }
    },
  };
}
