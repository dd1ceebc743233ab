// From rows to routes: one route for each path of an API; and what answers for the rest below its base paths.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context, Hono } from 'hono';
import { formatTrouble } from '../core/fault.ts';
import type { Operation, Reply } from '../core/operation.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from '../core/redact.ts';
import { addressOf, worldNameOf } from './address.ts';
import { afflict } from './afflict.ts';
import { answer, type Outgoing } from './answer.ts';
import type { Incoming } from './call.ts';
import type { Errands } from './errands.ts';
import { noTrouble } from './ordeal.ts';
import type { Served } from './served.ts';
import { streamOf } from './stream.ts';
import type { Worlds } from './worlds.ts';

/** What happened, for whoever logs. */
export interface Answered {
  readonly world: string;
  readonly method: string;
  /** Path and query, secrets taken out. */
  readonly url: string;
  readonly status: number;
  /** `<api>/<operation>`, or the API's name alone. */
  readonly operation: string;
}

/** Who is told what happened, and of what is to be sent. */
interface Hearers {
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  readonly errands?: Errands | undefined;
}

export type Handler = (context: Context) => Promise<Response>;

/** Makes the routes of a surface. What it gives finds who answers for a path below its base paths that has no route. */
export function mount(
  app: Hono,
  served: Served,
  worlds: Worlds,
  { onAnswer, errands }: Hearers = {},
): (path: string) => Handler | undefined {
  const { surface } = served;
  const handler =
    (rows: readonly Operation[]): Handler =>
    async (context) => {
      const env: Env = context.env ?? {};
      const { raw: request } = context.req;
      const address = addressOf(request.url);
      const name = worldNameOf(address, request.headers.get('x-standin-world') ?? undefined);
      const incoming = { request, address, world: await worlds.open(name), pathParams: context.req.param() };
      const outgoing = await answer(served, rows, incoming);
      if (served.api) note(served, incoming, outgoing, { onAnswer, env });
      if (outgoing.reply.errand) errands?.run(outgoing.reply.errand);
      const response = toResponse(outgoing, surface.wire.contentType);
      const { trouble, now } = outgoing;
      if (!trouble || trouble === noTrouble) return response;
      const isHeldOpen = outgoing.reply.stream !== undefined;
      return afflict(response, trouble, { ...incoming, now, isHeldOpen, outgoing: env.outgoing });
    };
  for (const [path, rows] of rowsByPath(surface.operations)) app.all(toRoute(path), handler(rows));
  // No routes of Hono's: where two match, it makes a chain of them for each request, and each is dearer for it.
  const rest = handler([]);
  const isBelow = (path: string) => (base: string) =>
    path === base || path.startsWith(base === '/' ? base : `${base}/`);
  return (path) => (surface.basePaths.some(isBelow(path)) ? rest : undefined);
}

/** What the server hands over beside a request; nothing where there is none. */
interface Env {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}

/** Node has all headers at hand; the request would first make them as `fetch` knows them. */
function headersOf({ headers }: Request, { incoming }: Env): Iterable<readonly [string, string]> {
  if (!incoming) return headers;
  return Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
}

function note(
  { surface }: Served,
  { request, address, world }: Incoming,
  { reply, operation, now, body, trouble }: Outgoing,
  { onAnswer, env }: { onAnswer: ((answered: Answered) => void) | undefined; env: Env },
): void {
  const name = operation ? `${surface.name}/${operation.id}` : null;
  const { method } = request;
  const { status } = reply;
  const url = redactText(address.path) + redactSearch(address.search);
  world.journal.add({
    now,
    method,
    url,
    status,
    headers: redactHeaders(headersOf(request, env)),
    operation: name,
    body: body === '' ? undefined : redactBody(body),
    fault: trouble && Object.keys(trouble).length > 0 ? formatTrouble(trouble) : undefined,
  });
  onAnswer?.({ method, url, status, world: world.name, operation: name ?? surface.name });
}

/** The journal notes no more of a body than this; in characters. */
const mostNoted = 10_000;

function redactBody(text: string): unknown {
  if (text.length > mostNoted) return `(${text.length} characters)`;
  try {
    return redactValue(JSON.parse(text));
  } catch {
    // Not JSON: its secrets cannot be told apart, so only its size is noted.
    return `(${text.length} characters that are not JSON)`;
  }
}

/** Statuses that cannot have a body, whatever a row says. */
const bodiless = [204, 205, 304];

function toResponse({ reply, leave }: Outgoing, contentType: string): Response {
  const { status } = reply;
  const own = sendable(reply.headers);
  if (reply.stream) {
    const headers = { 'content-type': contentType, ...own };
    return new Response(streamOf(reply.stream, leave), { status, headers });
  }
  leave?.();
  const empty = bodiless.includes(status) || (reply.text === undefined && reply.body === undefined);
  const text = empty ? null : (reply.text ?? JSON.stringify(reply.body));
  const headers = text === null ? { ...own } : { 'content-type': contentType, ...own };
  return new Response(text, { status, headers });
}

/** Headers hold ASCII without control characters; what a client has given and comes back in one may be anything. */
function sendable(headers: Reply['headers'] = {}): Record<string, string> {
  const sent = { ...headers };
  for (const [name, value] of Object.entries(sent))
    if (!/^[\x20-\x7e]*$/.test(value)) sent[name] = value.replaceAll(/[^\x20-\x7e]/g, '?');
  return sent;
}

function rowsByPath(operations: readonly Operation[]): Map<string, Operation[]> {
  const byPath = new Map<string, Operation[]>();
  for (const operation of operations) {
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation]);
  }
  return byPath;
}

/** `/builds/{id}` as Hono writes it: `/builds/:id`. */
function toRoute(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
