// What can go wrong with a reply on its way: it is late, slow, cut short, mislabelled, or never comes.
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Trouble } from '../core/fault.ts';
import { randomFor } from '../core/random.ts';
import { pass } from '../core/watch.ts';
import type { World } from '../core/world.ts';

/** What a client without a socket sees of a connection that broke: what `fetch` throws then. */
export class Broken extends TypeError {}

interface Way {
  /** The world's instant of the request, in ms: delays count from it. */
  readonly now: number;
  readonly world: World;
  readonly request: Request;
  /** The reply as Node has it; none where there is no socket. */
  readonly outgoing: ServerResponse | undefined;
}

/** In how many pieces a slow body comes. */
const pieces = 10;

/** The reply as the client is to have it. Throws {@link Broken} where there is no socket to break. */
export async function afflict(response: Response, trouble: Trouble | undefined, way: Way): Promise<Response> {
  if (!trouble || Object.keys(trouble).length === 0) return response;
  const { world, request, outgoing } = way;
  let delay = 0;
  const wait = (ms: number) => {
    delay += ms;
    return pass(world, way.now + delay, ms, request.signal);
  };
  if (trouble.latency) await wait(drawn(trouble.latency, world));
  if (trouble.cut) {
    // Nobody will read it, so that nothing waits for it any longer.
    await response.body?.cancel();
    return cut(trouble.cut, request, outgoing);
  }
  if (trouble.type !== undefined) response.headers.set('content-type', trouble.type);
  if (trouble.truncate === undefined && trouble.slow === undefined) return response;
  const whole = await response.text();
  const end = (trouble.truncate ?? 0) < 0 ? Math.floor(whole.length / 2) : trouble.truncate;
  const text = whole.slice(0, end);
  const { slow } = trouble;
  const body = text === '' ? null : slow === undefined ? text : dribble(text, wait, slow);
  return new Response(body, response);
}

function drawn([from, to]: readonly [number, number], { seed, faults }: World): number {
  return randomFor(seed, 'latency', faults.drawn()).between(from, to);
}

async function cut(
  how: NonNullable<Trouble['cut']>,
  request: Request,
  outgoing: ServerResponse | undefined,
): Promise<Response> {
  const code = how === 'reset' ? 'ECONNRESET' : 'UND_ERR_SOCKET';
  const broken = new Broken('fetch failed', { cause: Object.assign(new Error(`fault: ${how}`), { code }) });
  if (how === 'hang') await gone(request.signal);
  if (!outgoing) throw broken;
  if (how === 'reset') outgoing.socket?.resetAndDestroy();
  else outgoing.socket?.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Until the client has gone. */
function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
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
