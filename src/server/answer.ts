// One request from beginning to end: its body, its world's instant, the row that is meant, its faults, the answer.
import type { Trouble } from '../core/fault.ts';
import type { Asked, Operation, Refusal, Reply } from '../core/operation.ts';
import type { Arrival } from './arrival.ts';
import { type Incoming, openingOf } from './call.ts';
import { type Ordeal, ordealOf, troubledReply } from './ordeal.ts';
import { perform } from './perform.ts';
import { type Notes, none, type Preferences, parsePrefer, withPreferences } from './prefer.ts';
import { checkAddress, Refused, readBody } from './request.ts';
import type { Served } from './served.ts';

const utf8 = new TextDecoder();
const nothing = new Uint8Array();

/** What goes out, and what the journal notes of it. */
export interface Outgoing {
  readonly reply: Reply;
  readonly operation: Operation | null;
  /** The world's instant of the request, in ms. */
  readonly now: number;
  /** The request's body as text. */
  readonly body: string;
  /** What is to go wrong with the reply on its way. */
  readonly trouble: Trouble | undefined;
  /** Leaves its place among the replies that are held open, where it took one. */
  readonly leave: (() => void) | undefined;
}

/** Answers a request by the row of `rows` that is meant; all of them share one path. */
export async function answer(
  served: Served,
  rows: readonly Operation[],
  incoming: Incoming,
): Promise<Outgoing> {
  const { clock } = incoming.world;
  const { wire } = served.surface;
  let sent: Uint8Array = nothing;
  let refused: unknown;
  try {
    checkAddress(incoming.request.url, incoming.address.search, served.limits);
    if (hasBody(incoming.request))
      sent = await readBody(incoming.request, limitOf(rows, incoming.request, served.limits.body));
  } catch (error) {
    refused = error;
  }
  const now = served.api ? clock.nowForRequest() : clock.now();
  const preferences = served.api ? parsePrefer(incoming.request.headers.get('prefer')) : none;
  const notes: Notes = { consulted: preferences.errata && new Map(), states: [] };
  const asked = openingOf(served, incoming, { now, sent }, { preferences, notes });
  const body = sent.length === 0 ? '' : utf8.decode(sent);
  const refuse = (refusal: Refusal) => wire.refuse(refusal, asked);
  let operation: Operation | null = null;
  let honoured: Preferences = preferences;
  let ordeal: Ordeal | undefined;
  let leave: (() => void) | undefined;
  let reply: Reply;
  try {
    if (refused) throw refused;
    operation = chooseRow(rows, asked);
    ordeal = ordealOf(served, asked, operation, preferences);
    if (operation.holdsOpen?.(asked)) leave = served.streams.take();
    const particulars = { incoming, body, preferences };
    reply = await (troubledReply(ordeal.before(), refuse) ?? perform(served, operation, asked, particulars));
  } catch (error) {
    leave?.();
    if (!(error instanceof Refused)) throw error;
    reply = await refuse(error.refusal);
    honoured = stillHonoured(preferences);
  }
  // Where nothing was meant, there is no ordeal; what the request asked for itself it has all the same.
  const trouble = ordeal ? ordeal.after(notes.states) : preferences.fault;
  const troubled = troubledReply(trouble, refuse);
  if (troubled) reply = await troubled;
  reply = wire.dress?.(reply, asked) ?? reply;
  return { reply: withPreferences(reply, honoured, notes), operation, now, body, trouble, leave };
}

/** What a request that was refused still gets of what it preferred. */
function stillHonoured({ errata, fault }: Preferences): Preferences {
  return errata || fault ? { ...(errata && { errata }), ...(fault && { fault }) } : none;
}

/** To look for a body makes the request anew as `fetch` knows it, so those are not asked that never have one. */
function hasBody({ method }: Arrival): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function limitOf(rows: readonly Operation[], { method }: Arrival, usual: number): number {
  const own = rows.find((row) => row.method === method)?.bodyLimit;
  return own === undefined ? usual : Math.max(usual, own);
}

function chooseRow(rows: readonly Operation[], asked: Asked): Operation {
  const isThere = ({ under }: Operation) => !under || under.readings.includes(asked.reading(under.erratum));
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  const meant = rows.find((row) => row.method === method && isThere(row) && (row.when?.(asked) ?? true));
  if (meant) return meant;
  const there = rows.filter(isThere);
  if (there.length === 0) throw new Refused({ kind: 'unknown-route' });
  throw new Refused({ kind: 'wrong-method', allowed: [...new Set(there.map((row) => row.method))] });
}
