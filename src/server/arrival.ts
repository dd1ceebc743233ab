// A request as it came in, and a response as it goes out, whichever way they go: by `fetch`, or straight by Node's server.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is looked at of a request; one of `fetch` has it all. */
export interface Arrival extends Pick<Request, 'method' | 'url' | 'signal' | 'body' | 'arrayBuffer'> {
  readonly headers: HeaderView;
}

/** Of two headers of one name, both, joined by a comma. */
export type HeaderView = Pick<Headers, 'get'> & Iterable<[string, string]>;

/** What the server hands over beside a request; nothing where there is none. */
export interface Env {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}

/** A response that is a text, or nothing but its headers. */
export interface Plain {
  readonly status: number;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers plainly if it can; what comes bit by bit or goes wrong on its way needs more. */
export type Respond = (request: Arrival, env?: Env) => Promise<Plain | Response>;

/** By what it has, not by its class: the server has a `Response` of its own. */
export function isPlain(response: Plain | Response): response is Plain {
  return typeof response.text !== 'function';
}

/** As `fetch` has it. Who asks for the head alone is told how long the text would be. */
export function toResponse(response: Plain | Response, { method }: Pick<Arrival, 'method'>): Response {
  if (!isPlain(response)) return response;
  const { text, status, headers } = response;
  if (method !== 'HEAD' || text === null) return new Response(text, { status, headers });
  const length = `${Buffer.byteLength(text)}`;
  return new Response(null, { status, headers: { ...headers, 'content-length': length } });
}
