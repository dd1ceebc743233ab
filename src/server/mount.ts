// From rows to routes: one route for each path of an API, and one that catches the rest below its base paths.
import type { ServerResponse } from 'node:http';
import type { Context, Hono } from 'hono';
import { formatTrouble } from '../core/fault.ts';
import type { Operation, Reply } from '../core/operation.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from '../core/redact.ts';
import { toIso } from '../core/time.ts';
import { addressOf, worldNameOf } from './address.ts';
import { afflict } from './afflict.ts';
import { answer, type Outgoing } from './answer.ts';
import type { Incoming } from './call.ts';
import type { Errands } from './errands.ts';
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

export function mount(app: Hono, served: Served, worlds: Worlds, { onAnswer, errands }: Hearers = {}): void {
  const { surface } = served;
  const route = (path: string, rows: readonly Operation[]) =>
    app.all(path, async (context) => {
      const incoming = await receive(context, worlds);
      const outgoing = await answer(served, rows, incoming);
      if (served.api) note(served, incoming, outgoing, onAnswer);
      if (outgoing.reply.errand) errands?.run(outgoing.reply.errand);
      const response = toResponse(outgoing, surface.wire.contentType);
      return afflict(response, outgoing.trouble, {
        ...incoming,
        now: outgoing.now,
        outgoing: (context.env as Env | undefined)?.outgoing,
      });
    });
  for (const [path, rows] of rowsByPath(surface.operations)) route(toRoute(path), rows);
  for (const base of surface.basePaths) {
    route(base, []);
    route(`${base === '/' ? '' : base}/*`, []);
  }
}

/** What the server hands over beside a request; nothing where there is none. */
interface Env {
  readonly outgoing?: ServerResponse;
}

async function receive(context: Context, worlds: Worlds): Promise<Incoming> {
  const request = context.req.raw;
  const address = addressOf(request.url);
  const name = worldNameOf(address, request.headers.get('x-standin-world') ?? undefined);
  return { request, address, world: await worlds.open(name), pathParams: context.req.param() };
}

function note(
  { surface }: Served,
  { request, address, world }: Incoming,
  { reply, operation, now, body, trouble }: Outgoing,
  onAnswer?: (answered: Answered) => void,
): void {
  const name = operation ? `${surface.name}/${operation.id}` : null;
  const entry = {
    method: request.method,
    url: redactText(address.path) + redactSearch(address.search),
    status: reply.status,
  };
  world.journal.add({
    ...entry,
    at: toIso(now),
    headers: redactHeaders(request.headers),
    operation: name,
    ...(body === '' ? {} : { body: redactBody(body) }),
    ...(trouble && Object.keys(trouble).length > 0 && { fault: formatTrouble(trouble) }),
  });
  onAnswer?.({ ...entry, world: world.name, operation: name ?? surface.name });
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

function toResponse({ reply, seat }: Outgoing, contentType: string): Response {
  const { status } = reply;
  const own = sendable(reply.headers);
  if (reply.stream) {
    const headers = { 'content-type': contentType, ...own };
    return new Response(streamOf(reply.stream, seat), { status, headers });
  }
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
