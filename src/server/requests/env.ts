// Data about a request beside the request itself: Hono's `env`, which our own port, another server or our mount fills.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { Problem } from '../../core/values/problem.ts';

/** Why a request may not reach the control API; undefined if it may. `path` is that of the request in its world. */
export type Guard = (request: Request, path: string) => Problem | undefined;

/** Members are there only if they are known; in process there is no `env` at all. */
export interface Env {
  /** The request and the response as Node has them. */
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
  /** The guard of the control API, if this request came through our own port. */
  readonly guard?: Guard;
  /** Whether a foreign page could have caused it, according to the same port. */
  readonly isForeign?: (request: Request) => boolean;
  /** The path under which the application is mounted in another one, as the client wrote it. */
  readonly base?: string;
  /** The instant (ms) of the world at which it is answered, instead of now: it then leaves nothing behind. */
  readonly at?: number;
  /** The request came from a program in this process, through an application that has mounted ours. */
  readonly inProcess?: true;
}

export type Visit = Context<{ Bindings: Env }>;
