// A request on its way: sent once or, where it is redirected, again.
import { requestOf } from './request.ts';
import { watchBody } from './watch-body.ts';

export type Answer = (request: Request) => Response | Promise<Response>;

export interface Sending {
  readonly request: Request;
  /** The request with a body that can be watched, as it is sent first. */
  readonly first: Request;
  /** Rejects, as `fetch` does, where the body breaks while it is sent. */
  readonly broken: Promise<never>;
  /** The body as far as it was sent. */
  sent(): Uint8Array<ArrayBuffer>;
  answer(request: Request): Promise<Response>;
}

/** What is under way: nothing else holds a request while an operation waits for its signal. */
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
    // Where there is no body, the request goes as it came: making another one is dear.
    first: body ? requestOf(request, { body, duplex: 'half' } as RequestInit) : request,
    broken,
    sent: () => Buffer.concat(chunks),
    async answer(next) {
      underWay.add(request).add(next);
      try {
        // Nothing is sent within the turn in which it was asked for: aborted at once, nothing is done.
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
