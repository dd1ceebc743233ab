// The straight way: what is only read is answered with Node's own request and response. To make of them what `fetch` knows is
// dearer than all that Standin does. Whatever is out of the ordinary goes the other way, so that this one has no rules of
// its own.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Arrival, type HeaderView, isPlain, type Plain, type Respond, toResponse } from './arrival.ts';

/** Answers a request if it can go the straight way; false for another. */
export type Straight = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

interface Ways {
  readonly respond: Respond;
  /** Whether somebody has to look at a request to this URL first. */
  readonly minds: (url: string) => boolean;
  /** Sends what is more than a text. */
  readonly send: (incoming: IncomingMessage, outgoing: ServerResponse, response: Response) => void;
  /** What is said of an error that has no response. */
  readonly excuse: (error: unknown) => Response;
}

export function createStraight({ respond, minds, send, excuse }: Ways): Straight {
  return (incoming, outgoing) => {
    const url = plainUrlOf(incoming);
    if (url === undefined || hasRepeated(incoming) || minds(url)) return false;
    const visit = new Visit(incoming, outgoing, url);
    respond(visit, { incoming, outgoing }).then(
      (response) => {
        if (!isPlain(response) || !hasWritten(outgoing, response))
          send(incoming, outgoing, toResponse(response, visit));
      },
      (error) => send(incoming, outgoing, excuse(error)),
    );
    return true;
  };
}

/** What no reader of URLs would change, as long as no segment begins with a dot: those may be steps. */
const plainTarget = /^\/[\w~!$&()*+,;=:@/?.-]*$/;
/** The host that was last found to be one, as it is written in URLs: most connections name the same. */
let lastHost: string | undefined;

/** The whole URL of a plain request; undefined for one with a body, or with anything to be put right. */
function plainUrlOf({ method, url = '', headers: { host = '' } }: IncomingMessage): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !plainTarget.test(url) || url.includes('/.'))
    return undefined;
  const origin = `http://${host}`;
  if (host !== lastHost) {
    // A host and nothing else: no user before it, no path behind it.
    if (!URL.canParse(origin) || new URL(origin).host !== host) return undefined;
    lastHost = host;
  }
  return origin + url;
}

/** Whether a header came twice: of some Node keeps one only. */
function hasRepeated({ headers, rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (const _ in headers) count += 2;
  return count !== rawHeaders.length;
}

/** A request that is only read, as Node has it. */
class Visit implements Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderView;
  readonly body = null;
  readonly #outgoing: ServerResponse;
  #gone: AbortController | undefined;

  constructor({ method, headers }: IncomingMessage, outgoing: ServerResponse, url: string) {
    this.method = method!;
    this.url = url;
    this.headers = {
      get: (name) => (headers[name.toLowerCase()] as string | undefined) ?? null,
      [Symbol.iterator]: () => Object.entries(headers as Record<string, string>)[Symbol.iterator](),
    };
    this.#outgoing = outgoing;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new ArrayBuffer(0);
  }

  /** Aborts when the client has gone before it had its answer. */
  get signal(): AbortSignal {
    if (this.#gone) return this.#gone.signal;
    const gone = new AbortController();
    if (this.#outgoing.destroyed) gone.abort();
    else this.#outgoing.once('close', () => gone.abort());
    this.#gone = gone;
    return gone.signal;
  }
}

/** False for a response that Node does not write, such as one whose header has no name: the other way says why. */
function hasWritten(outgoing: ServerResponse, { status, text, headers }: Plain): boolean {
  try {
    if (text === null) outgoing.writeHead(status, headers).end();
    else outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
    return true;
  } catch {
    return false;
  }
}
