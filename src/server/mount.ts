// From rows to routes: who answers for the paths of a surface, and for the rest below its base paths.
import type { Operation, Reply } from '../core/operation.ts';
import { routesOf } from '../core/rows.ts';
import { type Address, worldNameOf } from './address.ts';
import { afflict } from './afflict.ts';
import { answer, type Outgoing } from './answer.ts';
import type { Answered } from './answered.ts';
import { type Arrival, type Env, isPlain, type Plain, toResponse } from './arrival.ts';
import type { Errands } from './errands.ts';
import { note } from './note.ts';
import type { Served } from './served.ts';
import { streamOf } from './stream.ts';
import type { Worlds } from './worlds.ts';

/** Who is told what happened, and of what is to be sent. */
interface Hearers {
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  readonly errands?: Errands | undefined;
}

/** Answers one request to an address. */
export type Handler = (request: Arrival, address: Address, env: Env) => Promise<Plain | Response>;

export interface Mounted {
  /** Who answers for a path of a row. */
  row(path: string): Handler | undefined;
  /** Who answers for a path that is no row's, below a base path of the surface. */
  rest(path: string): Handler | undefined;
}

const noRows: readonly Operation[] = [];
const noParams = {};

export function mount(served: Served, worlds: Worlds, { onAnswer, errands }: Hearers = {}): Mounted {
  const { surface } = served;
  const routes = routesOf(surface.operations);
  const handler =
    (rows: readonly Operation[], pathParams: Readonly<Record<string, string>>): Handler =>
    async (request, address, env) => {
      const opening = worlds.open(worldNameOf(address, request.headers.get('x-standin-world') ?? undefined));
      const world = opening instanceof Promise ? await opening : opening;
      const incoming = { request, address, world, pathParams };
      const outgoing = await answer(served, rows, incoming);
      if (served.api) {
        const answered = note(served, incoming, outgoing, env);
        onAnswer?.(answered);
      }
      if (outgoing.reply.errand) errands?.run(outgoing.reply.errand);
      const { trouble } = outgoing;
      const reply = toSent(outgoing, surface.wire.contentType, request);
      if (!trouble) return reply;
      const isHeldOpen = !isPlain(reply);
      return afflict(toResponse(reply, request), trouble, {
        ...incoming,
        isHeldOpen,
        outgoing: env.outgoing,
      });
    };
  const rest = handler(noRows, noParams);
  const isBelow = (path: string) => (base: string) =>
    path === base || path.startsWith(base === '/' ? base : `${base}/`);
  return {
    row(path) {
      const found = routes.find(path);
      return found && handler(found.target, found.params);
    },
    rest: (path) => (surface.basePaths.some(isBelow(path)) ? rest : undefined),
  };
}

/** Statuses that cannot have a body, whatever a row says. */
const bodiless = [204, 205, 304];

function toSent({ reply, leave }: Outgoing, contentType: string, { method }: Arrival): Plain | Response {
  const { status, body, stream } = reply;
  const own = sendable(reply.headers);
  if (stream && method !== 'HEAD') {
    const headers = { 'content-type': contentType, ...own };
    return new Response(streamOf(stream, leave), { status, headers });
  }
  leave?.();
  const text = reply.text ?? (body === undefined ? null : JSON.stringify(body));
  if (text === null || bodiless.includes(status)) return { status, text: null, headers: own };
  return { status, text, headers: { 'content-type': contentType, ...own } };
}

const noHeaders = {};

/** Headers hold ASCII without control characters; what a client has given and comes back in one may be anything. */
function sendable(headers: Reply['headers']): Readonly<Record<string, string>> {
  if (!headers) return noHeaders;
  const sent = { ...headers };
  for (const [name, value] of Object.entries(sent))
    if (!/^[\x20-\x7e]*$/.test(value)) sent[name] = value.replaceAll(/[^\x20-\x7e]/g, '?');
  return sent;
}
