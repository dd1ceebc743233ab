// One request, one operation: who asks, what for, is it well-formed, what is the answer.
import type { Api } from '../core/api.ts';
import { bear, command } from '../core/birth.ts';
import { type Documents, documentsOf } from '../core/documents.ts';
import { momentAt, momentIn } from '../core/moment.ts';
import type { Asked, Call, Operation, Refusal, Reply, Surface } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { createValidator, sentenceOf, type Validator } from '../core/schema.ts';
import type { World } from '../core/world.ts';
import type { Address } from './address.ts';
import { appliedText, checkState, type Preferences, parsePrefer, preferredReply } from './prefer.ts';
import { type CheckedRequest, checkRequest, parseQuery, Refused, readBody } from './request.ts';

/** A surface with what the server needs to serve it. */
export interface Served {
  readonly surface: Surface;
  /** The API, unless the surface is Standin's own: that neither moves a stepping clock nor stands in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
  /** Whether our own replies are checked, and a bad one is a 500. */
  readonly strict: boolean;
  /** The most bytes that a request's body may have. */
  readonly bodyLimit: number;
}

/** What came in. */
export interface Incoming {
  readonly request: Request;
  readonly address: Address;
  readonly world: World;
  readonly pathParams: Readonly<Record<string, string>>;
}

/** What goes out, and what the journal notes of it. */
export interface Outgoing {
  readonly reply: Reply;
  readonly operation: Operation | null;
  /** The world's instant of the request, in ms. */
  readonly now: number;
  /** The request's body as text. */
  readonly body: string;
}

export function toServed(
  surface: Surface,
  api: Api | undefined,
  limits: Pick<Served, 'strict' | 'bodyLimit'>,
): Served {
  const documents = documentsOf(surface.name, surface.folder);
  let validator: Validator | undefined;
  return {
    surface,
    api,
    documents,
    ...limits,
    get validator() {
      validator ??= createValidator(documents.schemas);
      return validator;
    },
  };
}

/** Answers a request by the row of `rows` that is meant; all of them share one path. */
export async function answer(
  served: Served,
  rows: readonly Operation[],
  incoming: Incoming,
): Promise<Outgoing> {
  const { clock } = incoming.world;
  let body = '';
  let refused: unknown;
  try {
    body = await readBody(incoming.request, served.bodyLimit);
  } catch (error) {
    refused = error;
  }
  const now = served.api ? clock.nowForRequest() : clock.now();
  const asked = toAsked(served, incoming, now);
  const outgoing = { operation: null as Operation | null, now, body };
  try {
    if (refused) throw refused;
    outgoing.operation = chooseRow(rows, asked);
    const reply = await perform(served, outgoing.operation, asked, { incoming, body });
    return { ...outgoing, reply };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...outgoing, reply: served.surface.wire.refuse(error.refusal, asked) };
  }
}

function chooseRow(rows: readonly Operation[], asked: Asked): Operation {
  const there = rows.filter(({ under }) => !under || under.readings.includes(asked.reading(under.erratum)));
  if (there.length === 0) throw new Refused({ kind: 'unknown-route' });
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  const meant = there.find((row) => row.method === method && (row.when?.(asked) ?? true));
  if (meant) return meant;
  throw new Refused({ kind: 'wrong-method', allowed: [...new Set(there.map((row) => row.method))] });
}

async function perform(
  served: Served,
  operation: Operation,
  asked: Asked,
  { incoming, body }: { incoming: Incoming; body: string },
): Promise<Reply> {
  const { surface, api, documents, validator } = served;
  const preferences = api ? parsePrefer(asked.header('prefer')) : {};
  if (api) checkState(api, preferences);
  const refuse = (refusal: Refusal) => surface.wire.refuse(refusal, asked);
  const preferred = preferredReply(surface, operation, preferences, refuse);
  if (preferred) return withApplied(preferred, preferences);

  const stranger = surface.wire.authenticate?.(asked);
  if (stranger) throw new Refused(stranger);
  const raw = { path: incoming.pathParams, query: asked.rawQuery, headers: incoming.request.headers, body };
  const checked = await checkRequest(operation, documents.schemas, validator, raw);
  const call = toCall(served, asked, incoming.world, checked, preferences);
  const reply = await operation.handle(call, (status, replyBody, headers) => ({
    status,
    body: replyBody,
    ...(headers && { headers }),
  }));
  if (served.strict) await checkReply(served, operation, reply);
  const applied = preferences.state !== undefined || preferences.code === reply.status;
  return applied ? withApplied(reply, preferences) : reply;
}

function toCall(
  { api }: Served,
  asked: Asked,
  world: World,
  { path, query, body }: CheckedRequest,
  { state }: Preferences,
): Call<never> {
  const ownApi = () => api ?? fail('only an API has records');
  const call: Call = {
    ...asked,
    world,
    store: world.store,
    params: path as never,
    query: query as never,
    body: body as never,
    moment: (record) =>
      state === undefined
        ? momentAt(record, asked.now)
        : momentIn(ownApi().lifecycle, record, state, asked.now),
    bear: (attributes) => bear(world, ownApi(), { attributes }, asked.now),
    command: (record, kind) => command(world, record, kind, asked.now),
  };
  return call as Call<never>;
}

function fail(message: string): never {
  throw new Error(message);
}

function withApplied(reply: Reply, preferences: Preferences): Reply {
  return { ...reply, headers: { ...reply.headers, 'preference-applied': appliedText(preferences) } };
}

async function checkReply({ surface, validator }: Served, operation: Operation, reply: Reply): Promise<void> {
  const shape = operation.replies[reply.status];
  const name = `${surface.name}/${operation.id}`;
  if (shape === undefined) {
    throw new Problem(500, 'Reply not declared', {
      detail: `${name} answered ${reply.status}, which its row does not name.`,
    });
  }
  if (shape === null || reply.text !== undefined) return;
  const [violation] = await validator.violations(shape, reply.body);
  if (!violation) return;
  throw new Problem(500, 'Reply breaks its schema', {
    detail: `${name} answered ${reply.status} with a body that is no '${shape}': ${sentenceOf(violation)}`,
    given: reply.body,
  });
}

function toAsked({ surface }: Served, { request, address, world }: Incoming, now: number): Asked {
  const prefix = address.world === undefined ? '' : `/~${encodeURIComponent(address.world)}`;
  let query: ReadonlyMap<string, string> | undefined;
  return {
    now,
    method: request.method,
    path: address.path,
    get rawQuery() {
      query ??= parseQuery(address.search);
      return query;
    },
    header: (name) => request.headers.get(name) ?? undefined,
    reading: world.readings,
    accepts: (secret) => world.accepts(surface.name, secret),
    href: (path) => prefix + path,
    url: (path) => address.origin + prefix + path,
  };
}
