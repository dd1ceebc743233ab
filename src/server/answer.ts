// One request, one operation: who asks, what for, is it well-formed, what is the answer.
import type { Trouble } from '../core/fault.ts';
import type { Asked, Knock, Operation, Refusal, Reply } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { sentenceOf } from '../core/schema.ts';
import { type Incoming, toCall, toKnock } from './call.ts';
import { readForm } from './form.ts';
import { type Ordeal, ordealOf, troubledReply } from './ordeal.ts';
import {
  checkState,
  type Notes,
  type Preferences,
  parsePrefer,
  preferredReply,
  withPreferences,
} from './prefer.ts';
import { checkAddress, checkRequest, Refused, readBody } from './request.ts';
import type { Served } from './served.ts';
import type { Seat } from './stream.ts';

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
  /** That of a reply which is held open. */
  readonly seat: Seat | undefined;
}

/** Answers a request by the row of `rows` that is meant; all of them share one path. */
export async function answer(
  served: Served,
  rows: readonly Operation[],
  incoming: Incoming,
): Promise<Outgoing> {
  const { clock } = incoming.world;
  let sent: Uint8Array = nothing;
  let refused: unknown;
  try {
    checkAddress(incoming.request.url, incoming.address.search, served.limits);
    sent = await readBody(incoming.request, limitOf(rows, incoming.request, served.limits.body));
  } catch (error) {
    refused = error;
  }
  const now = served.api ? clock.nowForRequest() : clock.now();
  const preferences = served.api ? parsePrefer(incoming.request.headers.get('prefer') ?? undefined) : {};
  const notes: Notes = { consulted: preferences.errata && new Map(), states: new Set() };
  const asked = toKnock(served, incoming, { now, sent }, notes);
  const body = sent.length === 0 ? '' : utf8.decode(sent);
  const refuse = (refusal: Refusal) => served.surface.wire.refuse(refusal, asked);
  let operation: Operation | null = null;
  let honoured: Preferences = preferences;
  let ordeal: Ordeal | undefined;
  let reply: Reply;
  try {
    if (refused) throw refused;
    operation = chooseRow(rows, asked);
    ordeal = ordealOf(served, asked, operation, preferences);
    const particulars = { incoming, body, preferences, notes };
    reply =
      (await troubledReply(ordeal.before(), refuse)) ??
      (await perform(served, operation, asked, particulars));
  } catch (error) {
    if (!(error instanceof Refused)) {
      notes.seat?.leave();
      throw error;
    }
    reply = await refuse(error.refusal);
    honoured = {
      ...(preferences.errata && { errata: true }),
      ...(preferences.fault && { fault: preferences.fault }),
    };
  }
  const trouble = ordeal?.after(notes.states);
  reply = (trouble && (await troubledReply(trouble, refuse))) ?? reply;
  reply = served.surface.wire.dress?.(reply, asked) ?? reply;
  if (!reply.stream) notes.seat?.leave();
  return { reply: withPreferences(reply, honoured, notes), operation, now, body, trouble, seat: notes.seat };
}

function limitOf(rows: readonly Operation[], { method }: Request, usual: number): number {
  const own = rows.find((row) => row.method === method)?.bodyLimit;
  return own === undefined ? usual : Math.max(usual, own);
}

function chooseRow(rows: readonly Operation[], asked: Asked): Operation {
  const there = rows.filter(({ under }) => !under || under.readings.includes(asked.reading(under.erratum)));
  if (there.length === 0) throw new Refused({ kind: 'unknown-route' });
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  const meant = there.find((row) => row.method === method && (row.when?.(asked) ?? true));
  if (meant) return meant;
  throw new Refused({ kind: 'wrong-method', allowed: [...new Set(there.map((row) => row.method))] });
}

interface Particulars {
  readonly incoming: Incoming;
  readonly body: string;
  readonly preferences: Preferences;
  readonly notes: Notes;
}

async function perform(
  served: Served,
  operation: Operation,
  asked: Knock,
  { incoming, body, preferences, notes }: Particulars,
): Promise<Reply> {
  const { surface, api, documents, validator } = served;
  if (api) checkState(api, preferences);
  const refuse = (refusal: Refusal) => surface.wire.refuse(refusal, asked);
  const preferred = await preferredReply(surface, operation, preferences, refuse);
  if (preferred) return preferred;

  const stranger = operation.open ? undefined : await surface.wire.authenticate?.(asked, operation);
  if (stranger && 'kind' in stranger) throw new Refused(stranger);
  if (stranger) return stranger;
  const raw = {
    path: incoming.pathParams,
    query: asked.rawQuery,
    headers: incoming.request.headers,
    body,
    form: operation.form && (await readForm(incoming.request.headers, asked.sent)),
    forgiving: surface.wire.forgivesBody?.(asked) ?? false,
  };
  const checked = await checkRequest(operation, documents.schemas, validator, raw);
  const call = toCall(served, asked, checked, { preferences, notes });
  // Before anything is done: what is refused has not happened.
  if (operation.opens?.(asked)) notes.seat = served.takeSeat();
  const reply = await operation.handle(call, (status, replyBody, headers) => ({
    status,
    body: replyBody,
    ...(headers && { headers }),
  }));
  if (served.strict) await checkReply(served, operation, reply);
  return reply;
}

async function checkReply({ surface, validator }: Served, operation: Operation, reply: Reply): Promise<void> {
  const shape = operation.replies[reply.status];
  const name = `${surface.name}/${operation.id}`;
  if (shape === undefined) {
    throw new Problem(500, 'Reply not declared', {
      detail: `${name} answered ${reply.status}, which its row does not name.`,
    });
  }
  if (shape === null || reply.text !== undefined || reply.stream) return;
  const [violation] = await validator.violations(shape, reply.body);
  if (!violation) return;
  throw new Problem(500, 'Reply breaks its schema', {
    detail: `${name} answered ${reply.status} with a body that is no '${shape}': ${sentenceOf(violation)}`,
    given: reply.body,
  });
}
