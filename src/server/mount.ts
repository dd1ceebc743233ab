// From operations to routes: who answers for the paths of a surface, and for the rest below its base paths.

import { routesOf } from '../core/api/matching.ts';
import type { Operation, OperationResponse } from '../core/api/operation.ts';
import { type Address, worldNameOf } from './address.ts';
import { answer, type Outgoing } from './answer.ts';
import type { Answered } from './answered.ts';
import { type Arrival, type Env, isPlain, type Plain, toResponse } from './arrival.ts';
import type { Callbacks } from './callbacks.ts';
import { applyFault } from './faults/apply.ts';
import { note } from './note.ts';
import type { Served } from './served.ts';
import { streamOf } from './stream.ts';
import type { Worlds } from './worlds.ts';

/** Who is told what happened, and of what is to be sent. */
interface Hearers {
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  readonly callbacks?: Callbacks | undefined;
}

/** Answers one request to an address. */
export type Handler = (request: Arrival, address: Address, env: Env) => Promise<Plain | Response>;

export interface Mounted {
  /** Who answers for a path of an operation. */
  operation(path: string): Handler | undefined;
  /** Who answers for a path that is no operation's, below a base path of the surface. */
  rest(path: string): Handler | undefined;
}

const noOperations: readonly Operation[] = [];
const noParams = {};

export function mount(served: Served, worlds: Worlds, { onAnswer, callbacks }: Hearers = {}): Mounted {
  const { surface } = served;
  const routes = routesOf(surface.operations);
  const handler =
    (operations: readonly Operation[], pathParams: Readonly<Record<string, string>>): Handler =>
    async (request, address, env) => {
      const opening = worlds.open(worldNameOf(address, request.headers.get('x-standin-world') ?? undefined));
      const world = opening instanceof Promise ? await opening : opening;
      const incoming = { request, address, world, pathParams };
      const outgoing = await answer(served, operations, incoming);
      if (served.api) {
        const answered = note(served, incoming, outgoing, env);
        onAnswer?.(answered);
      }
      if (outgoing.response.callback) callbacks?.run(outgoing.response.callback);
      const { effect } = outgoing;
      const response = toSent(outgoing, surface.wire.contentType, request);
      if (!effect) return response;
      const isHeldOpen = !isPlain(response);
      return applyFault(toResponse(response, request), effect, {
        ...incoming,
        isHeldOpen,
        outgoing: env.outgoing,
      });
    };
  const rest = handler(noOperations, noParams);
  const isBelow = (path: string) => (base: string) =>
    path === base || path.startsWith(base === '/' ? base : `${base}/`);
  return {
    operation(path) {
      const found = routes.find(path);
      return found && handler(found.target, found.params);
    },
    rest: (path) => (surface.basePaths.some(isBelow(path)) ? rest : undefined),
  };
}

/** Statuses that cannot have a body, whatever an operation says. */
const bodiless = [204, 205, 304];

function toSent({ response, leave }: Outgoing, contentType: string, { method }: Arrival): Plain | Response {
  const { status, body, stream } = response;
  const own = sendable(response.headers);
  if (stream && method !== 'HEAD') {
    const headers = { 'content-type': contentType, ...own };
    return new Response(streamOf(stream, leave), { status, headers });
  }
  leave?.();
  const text = response.text ?? (body === undefined ? null : JSON.stringify(body));
  if (text === null || bodiless.includes(status)) return { status, text: null, headers: own };
  return { status, text, headers: { 'content-type': contentType, ...own } };
}

const noHeaders = {};

/** Headers hold ASCII without control characters; what a client has given and comes back in one may be anything. */
function sendable(headers: OperationResponse['headers']): Readonly<Record<string, string>> {
  if (!headers) return noHeaders;
  const sent = { ...headers };
  for (const [name, value] of Object.entries(sent))
    if (!/^[\x20-\x7e]*$/.test(value)) sent[name] = value.replaceAll(/[^\x20-\x7e]/g, '?');
  return sent;
}
