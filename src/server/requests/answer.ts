// One request from its beginning to its end. Each stage passes a value to the next: where it goes, the complete request, which
// operation answers and how, the entry of the journal, what is sent.

import type { Operation, OperationResponse, Refusal } from '../../core/api/operation.ts';
import { templateOf } from '../../core/api/templates.ts';
import type { NotedResponse } from '../../core/worlds/journal.ts';
import type { World } from '../../core/worlds/world.ts';
import { applyFault } from '../faults/apply.ts';
import { type FaultMatch, faultResponse, matchFaults } from '../faults/match.ts';
import type { Served } from '../served.ts';
import { worldNameOf } from './address.ts';
import { worldAt } from './at-instant.ts';
import { noBody, readBody, type Whole } from './body/body.ts';
import { Call, type Coming, type Incoming, type Outgoing, type Received } from './call.ts';
import { chooseOperation } from './choose.ts';
import type { Env, Visit } from './env.ts';
import { keep, keptResponse } from './kept.ts';
import { note } from './note.ts';
import { checkAddress } from './parameters.ts';
import { perform } from './perform.ts';
import { none, type Preferences, parsePrefer, withPreferences } from './prefer.ts';
import { Refused } from './refused.ts';
import { toResponse } from './response.ts';

/** Answers a request by the operation of `operations` that is meant; all of them share one path. */
export function answer(
  served: Served,
  operations: readonly Operation[],
  context: Visit,
): Response | Promise<Response> {
  return keptResponse(served, context) ?? answerAnew(served, operations, context);
}

async function answerAnew(
  served: Served,
  operations: readonly Operation[],
  context: Visit,
): Promise<Response> {
  const coming = arrive(served, context, operations[0]?.path);
  const opened: World = await served.worlds.open(coming.name);
  const world = seenFrom(opened, coming.env);
  const { changes } = world;
  const whole = await readWhole(served, operations, coming, context);
  const [received, outgoing] = await carryOut(served, operations, inWorld(coming, world), {
    body: whole.body,
    refused: whole.refused,
    changes,
  });
  const { callback } = outgoing.response;
  if (callback) served.callbacks?.run(callback, served.isForeign(context));
  return send(received, outgoing);
}

/** The world as a request sees it: at its own instant, if it names one. */
export function seenFrom(world: World, { at }: Env): World {
  return at === undefined ? world : worldAt(world, at);
}

/** What has come, in its world. Written out: to spread an object takes V8 microseconds, and this runs for each request. */
export function inWorld({ request, env, address, name, pathParams }: Coming, world: World): Incoming {
  return { request, env, address, name, pathParams, world };
}

/** Where it goes. */
export function arrive({ locate }: Served, context: Visit, path: string | undefined): Coming {
  const request = context.req.raw;
  const env = context.env ?? {};
  const address = locate(request, env);
  const name = worldNameOf(address, request.headers.get('x-standin-world'));
  const template = path === undefined ? undefined : templateOf(path);
  const own = template?.isPlain === false ? template.paramsOf(address.path) : undefined;
  return { request, env, address, name, pathParams: own ?? context.req.param() };
}

/** The whole of it; with the reason to refuse it, if there is one already. */
export async function readWhole(
  served: Served,
  operations: readonly Operation[],
  { request, address }: Coming,
  context: Visit,
): Promise<Whole> {
  try {
    checkAddress(request.url, address.search, served.limits);
    return { body: await readBody(context, operations, served.limits.body), refused: undefined };
  } catch (refused) {
    return { body: noBody, refused };
  }
}

/** Does in the world what is to be done there, and notes it. */
export async function carryOut(
  served: Served,
  operations: readonly Operation[],
  incoming: Incoming,
  { body, refused, changes }: Whole & { readonly changes: number },
): Promise<readonly [Received, Outgoing]> {
  const { request, env, address, world } = incoming;
  const now = served.api ? world.clock.nowForRequest() : world.clock.now();
  const preferences = served.api ? parsePrefer(request.headers.get('prefer')) : none;
  const number = served.api ? world.countRequest() : 0;
  const { raw, content: sent } = body;
  const received = { served, incoming, now, number, since: world.clock.now(), raw, sent, preferences };
  const call = new Call(received);
  const outgoing = inText(await respond(operations, call, refused));
  const { response, operation, effect } = outgoing;
  if (served.api && env.at === undefined) {
    note(served, {
      request,
      env,
      address,
      world,
      now,
      sent,
      operation: operation?.id,
      status: response.status,
      effect,
      records: call.notes.records,
      response: notedOf(served, response),
    });
  }
  keep(call, outgoing, changes);
  return [received, outgoing];
}

/** With its body as the text that is sent: whoever looks at it finds it written already. */
function inText(outgoing: Outgoing): Outgoing {
  const { body, text } = outgoing.response;
  if (text !== undefined || body === undefined) return outgoing;
  return { ...outgoing, response: { ...outgoing.response, text: JSON.stringify(body) } };
}

function notedOf({ surface }: Served, { headers, text }: OperationResponse): NotedResponse {
  const isEmpty = text === undefined;
  return {
    headers: isEmpty ? (headers ?? {}) : { 'content-type': surface.wire.contentType, ...headers },
    text,
  };
}

/** The response of the operation that is meant, or of a fault instead. */
async function respond(operations: readonly Operation[], call: Call, refused: unknown): Promise<Outgoing> {
  const { served, preferences } = call.received;
  const { wire } = served.surface;
  const refuse = (refusal: Refusal) => wire.refuse(refusal, call);
  let operation: Operation | null = null;
  let honoured: Preferences = preferences;
  let faultMatch: FaultMatch | undefined;
  let leave: (() => void) | undefined;
  let response: OperationResponse;
  try {
    if (refused) throw refused;
    operation = chooseOperation(operations, call);
    faultMatch = matchFaults(call.received, operation);
    if (operation.holdsOpen?.(call)) leave = served.streams.take();
    response = await (faultResponse(faultMatch.before(), refuse) ?? perform(operation, call));
  } catch (error) {
    leave?.();
    if (!(error instanceof Refused)) throw error;
    response = await refuse(error.refusal);
    honoured = stillHonoured(preferences);
  }
  // Without an operation there is no fault of the world, but still the one that the request asked for.
  const effect = faultMatch ? faultMatch.after(call.notes.states) : preferences.fault;
  const faulty = faultResponse(effect, refuse);
  if (faulty) response = await faulty;
  response = wire.dress?.(response, call) ?? response;
  return { response: withPreferences(response, honoured, call.notes), operation, effect, leave };
}

/** The preferences that apply to a refused request too. */
function stillHonoured({ errata, fault }: Preferences): Preferences {
  return errata || fault ? { ...(errata && { errata }), ...(fault && { fault }) } : none;
}

/** Sends the response, with its faults. */
export function send(
  { served, incoming, now, since }: Received,
  outgoing: Outgoing,
): Response | Promise<Response> {
  const { response, effect, leave } = outgoing;
  const { request } = incoming;
  const { contentType } = served.surface.wire;
  const isHeldOpen = response.stream !== undefined && request.method !== 'HEAD';
  const sent = toResponse(response, { request, contentType, isHeldOpen, leave, now });
  return effect ? applyFault(sent, effect, { ...incoming, since, isHeldOpen }) : sent;
}
