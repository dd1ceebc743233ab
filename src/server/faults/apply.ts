// Applies faults to a response: it is late, slow, cut short, mislabelled, or never comes.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
// Not the global ones: a test that fakes those still waits for its responses.
import { clearTimeout, setTimeout } from 'node:timers';
import { pass } from '../../core/time/waiting.ts';
import { randomFor } from '../../core/values/random.ts';
import type { FaultEffect } from '../../core/worlds/fault.ts';
import type { World } from '../../core/worlds/world.ts';
import { rawOf } from '../port/early.ts';
import type { Env } from '../requests/env.ts';

/** A broken connection, as a client without a socket sees it: the error that `fetch` throws. */
export class Broken extends TypeError {}

interface Way {
  readonly world: World;
  /** The instant (ms) from which the delay counts. */
  readonly since: number;
  readonly request: Request;
  /** Node's response; undefined without a socket. */
  readonly env: Env;
  /** Whether the body is a stream of unknown length. */
  readonly isHeldOpen: boolean;
}

/** The name of the cause of the error that `fetch` throws. */
const codes = { reset: 'ECONNRESET', empty: 'UND_ERR_SOCKET', hang: 'UND_ERR_HEADERS_TIMEOUT' };
/** How long `fetch` waits for a response, in ms. */
const patience = 300_000;

/** The number of pieces of a slow body. */
const pieces = 10;

/** The response that the client gets. Throws {@link Broken} if there is no socket to break. */
export async function applyFault(response: Response, effect: FaultEffect, way: Way): Promise<Response> {
  const { world, request, env, since } = way;
  let delay = 0;
  const wait = (ms: number) => {
    delay += ms;
    return pass(world, since + delay, ms, request.signal);
  };
  if (effect.latency) await wait(drawn(effect.latency, world));
  if (effect.cut) {
    // It will not be read: release what is held open for it.
    await response.body?.cancel();
    return cut(effect.cut, request, env.outgoing);
  }
  if (effect.retryAfter !== undefined) response.headers.set('retry-after', `${effect.retryAfter}`);
  if (effect.type !== undefined) response.headers.set('content-type', effect.type);
  if (effect.truncate === undefined && effect.slow === undefined) return response;
  if (way.isHeldOpen) return new Response(hobbled(response.body!, effect, wait), response);
  const whole = await response.text();
  const end = (effect.truncate ?? 0) < 0 ? Math.floor(whole.length / 2) : effect.truncate;
  const text = whole.slice(0, end);
  const { slow } = effect;
  const body = text === '' ? null : slow === undefined ? text : dribble(text, wait, slow);
  return new Response(body, response);
}

function drawn([from, to]: readonly [number, number], { seed, faults }: World): number {
  return randomFor(seed, 'latency', faults.drawn()).between(from, to);
}

async function cut(
  how: NonNullable<FaultEffect['cut']>,
  request: Request,
  outgoing: ServerResponse | undefined,
): Promise<Response> {
  const code = codes[how];
  const broken = new Broken('fetch failed', { cause: Object.assign(new Error(`fault: ${how}`), { code }) });
  if (how === 'hang') await gone(request.signal, outgoing ? undefined : patience);
  if (!outgoing) throw broken;
  const end = (socket: Socket) => (how === 'reset' ? reset(socket) : socket.destroy());
  // A response that waits for its turn on a connection has no socket yet; those before it must arrive first.
  if (outgoing.socket) end(outgoing.socket);
  else outgoing.once('socket', end);
  const { RESPONSE_ALREADY_SENT } = await import('@hono/node-server/utils/response');
  return RESPONSE_ALREADY_SENT;
}

/** Below TLS there is a connection that can be reset; a Unix socket knows no reset, and is closed. */
function reset(socket: Socket): void {
  try {
    rawOf(socket).resetAndDestroy();
  } catch {
    socket.destroy();
  }
}

/** Waits until the client disconnects, or its time (ms) is over. Keeps the process running, as a socket does. */
function gone(signal: AbortSignal, patience?: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = patience === undefined ? undefined : setTimeout(end, patience);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();

    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}

/**
 * Cuts or slows down a body of unknown length as it comes. Its middle is the middle of the first piece with more than one
 * byte: single bytes are only signs of life.
 */
function hobbled(
  body: ReadableStream<Uint8Array>,
  { truncate = Number.POSITIVE_INFINITY, slow }: FaultEffect,
  wait: (ms: number) => Promise<void>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let left = truncate;
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = left === 0 ? { done: true } : await reader.read();
      if (done || !value) {
        await reader.cancel();
        return stream.close();
      }
      if (slow !== undefined) await wait(slow / pieces);
      if (truncate < 0 && value.length > 1) left = Math.floor(value.length / 2);
      const piece = left < 0 ? value : value.subarray(0, left);
      stream.enqueue(piece);
      if (left > 0) left = truncate < 0 ? 0 : left - piece.length;
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function dribble(
  text: string,
  wait: (ms: number) => Promise<void>,
  lasts: number,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / pieces);
  let sent = 0;
  return new ReadableStream({
    async pull(stream) {
      if (sent >= bytes.length) return stream.close();
      await wait(lasts / pieces);
      stream.enqueue(bytes.slice(sent, sent + size));
      sent += size;
    },
  });
}
