// One request from beginning to end: its body, its world's instant, the operation that is meant, its faults, the answer.

import type { Operation, OperationResponse, Refusal, RequestHead } from '../core/api/operation.ts';
import type { FaultEffect } from '../core/worlds/fault.ts';
import type { Arrival } from './arrival.ts';
import { type Incoming, openingOf } from './call.ts';
import { type FaultMatch, faultResponse, matchFaults } from './faults/match.ts';
import { perform } from './perform.ts';
import { type Notes, none, type Preferences, parsePrefer, withPreferences } from './prefer.ts';
import { checkAddress, Refused, readBody } from './request.ts';
import type { Served } from './served.ts';

const utf8 = new TextDecoder();
const nothing = new Uint8Array();

/** What goes out, and what the journal notes of it. */
export interface Outgoing {
  readonly response: OperationResponse;
  readonly operation: Operation | null;
  /** The world's instant of the request, in ms. */
  readonly now: number;
  /** The request's body as text. */
  readonly body: string;
  /** What is to go wrong with the response on its way. */
  readonly effect: FaultEffect | undefined;
  /** Leaves its place among the responses that are held open, where it took one. */
  readonly leave: (() => void) | undefined;
}

/** Answers a request by the operation of `operations` that is meant; all of them share one path. */
export async function answer(
  served: Served,
  operations: readonly Operation[],
  incoming: Incoming,
): Promise<Outgoing> {
  const { clock } = incoming.world;
  const { wire } = served.surface;
  let sent: Uint8Array = nothing;
  let refused: unknown;
  try {
    checkAddress(incoming.request.url, incoming.address.search, served.limits);
    if (hasBody(incoming.request))
      sent = await readBody(incoming.request, limitOf(operations, incoming.request, served.limits.body));
  } catch (error) {
    refused = error;
  }
  const now = served.api ? clock.nowForRequest() : clock.now();
  const preferences = served.api ? parsePrefer(incoming.request.headers.get('prefer')) : none;
  const notes: Notes = { consulted: preferences.errata && new Map(), states: [] };
  const request = openingOf(served, incoming, { now, sent }, { preferences, notes });
  const body = sent.length === 0 ? '' : utf8.decode(sent);
  const refuse = (refusal: Refusal) => wire.refuse(refusal, request);
  let operation: Operation | null = null;
  let honoured: Preferences = preferences;
  let faultMatch: FaultMatch | undefined;
  let leave: (() => void) | undefined;
  let response: OperationResponse;
  try {
    if (refused) throw refused;
    operation = chooseOperation(operations, request);
    faultMatch = matchFaults(served, request, operation, preferences);
    if (operation.holdsOpen?.(request)) leave = served.streams.take();
    const particulars = { incoming, body, preferences };
    response = await (faultResponse(faultMatch.before(), refuse) ??
      perform(served, operation, request, particulars));
  } catch (error) {
    leave?.();
    if (!(error instanceof Refused)) throw error;
    response = await refuse(error.refusal);
    honoured = stillHonoured(preferences);
  }
  // Where nothing was meant, there is no fault; what the request asked for itself it has all the same.
  const effect = faultMatch ? faultMatch.after(notes.states) : preferences.fault;
  const troubled = faultResponse(effect, refuse);
  if (troubled) response = await troubled;
  response = wire.dress?.(response, request) ?? response;
  return { response: withPreferences(response, honoured, notes), operation, now, body, effect, leave };
}

/** What a request that was refused still gets of what it preferred. */
function stillHonoured({ errata, fault }: Preferences): Preferences {
  return errata || fault ? { ...(errata && { errata }), ...(fault && { fault }) } : none;
}

/** To look for a body makes the request anew as `fetch` knows it, so those are not asked that never have one. */
function hasBody({ method }: Arrival): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function limitOf(operations: readonly Operation[], { method }: Arrival, usual: number): number {
  const own = operations.find((operation) => operation.method === method)?.bodyLimit;
  return own === undefined ? usual : Math.max(usual, own);
}

function chooseOperation(operations: readonly Operation[], request: RequestHead): Operation {
  const isThere = ({ under }: Operation) => !under || under.readings.includes(request.reading(under.erratum));
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const meant = operations.find(
    (operation) => operation.method === method && isThere(operation) && (operation.when?.(request) ?? true),
  );
  if (meant) return meant;
  const there = operations.filter(isThere);
  if (there.length === 0) throw new Refused({ kind: 'unknown-route' });
  throw new Refused({
    kind: 'wrong-method',
    allowed: [...new Set(there.map((operation) => operation.method))],
  });
}
