// The bytes of a body, within its limit.
import { bodyLimit } from 'hono/body-limit';
import type { Operation } from '../../../core/api/operation.ts';
import type { Visit } from '../env.ts';
import { Refused } from '../refused.ts';
import { decode } from './coding.ts';

const nothing = new Uint8Array();

export interface Body {
  /** The bytes as they were sent. */
  readonly raw: Uint8Array;
  /** The decompressed bytes. */
  readonly content: Uint8Array;
}

/** All that came in. */
export interface Whole {
  readonly body: Body;
  /** Why it is refused, if that is known already. */
  readonly refused: unknown;
}

export const noBody: Body = { raw: nothing, content: nothing };

/** Refused beyond `usual` bytes, or beyond the limit of the operation for this method. GET and HEAD have no body. */
export async function readBody(
  context: Visit,
  operations: readonly Operation[],
  usual: number,
): Promise<Body> {
  const { method } = context.req;
  if (method === 'GET' || method === 'HEAD') return noBody;
  const own = operations.find((operation) => operation.method === method)?.bodyLimit ?? usual;
  const limit = Math.max(usual, own);
  const declared = Number(context.req.header('content-length') ?? Number.NaN);
  const refuse = () => {
    throw new Refused({ kind: 'body-too-large', limit });
  };
  let bytes = nothing;
  const read = async () => {
    bytes = new Uint8Array(await context.req.arrayBuffer());
  };
  try {
    if (declared > limit) refuse();
    if (isHeldTo(declared, context)) await read();
    else await bodyLimit({ maxSize: limit, onError: refuse })(context, read);
  } catch (error) {
    passBy(context);
    // A client that disconnects halfway is no fault of ours, and cannot get a response any more.
    throw error instanceof Refused
      ? error
      : new Refused({ kind: 'unreadable-body', reason: 'it was cut off' });
  }
  return { raw: bytes, content: await decode(bytes, context.req.header('content-encoding'), limit) };
}

/**
 * Whether Node's parser enforces the declared length, so that we need not count. Hono's middleware makes a stream of a body before
 * it looks at its length, which more than doubles the cost of a small creation.
 */
function isHeldTo(declared: number, { env }: Visit): boolean {
  return env?.incoming !== undefined && !Number.isNaN(declared);
}

/** Reads and drops the rest of a refused body, so that the next request on the connection has its turn. */
function passBy({ env }: Visit): void {
  env?.incoming?.removeAllListeners('data').resume();
}
