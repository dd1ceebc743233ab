// Keeps responses: state is a pure function of (record, now), so a GET has the same response until the next transition of
// what it shows or the next change in its world. Of 130 µs of processor time that a detail read took on a busy machine, 58 are left;
// bare Hono took 41 there.
import type { World } from '../../core/worlds/world.ts';
import type { Served } from '../served.ts';
import type { Call, Outgoing } from './call.ts';
import type { Env, Visit } from './env.ts';
import { note } from './note.ts';
import { toHttpDate } from './response.ts';

/** The most responses that are kept: invented URLs must not fill the memory. */
const most = 1_000;
/** The conditions under which a kept response can be used. */
const always = ['x-standin-world', 'prefer'];
const nothing = new Uint8Array();

/** The response of an earlier request, if it is still valid for this one; the journal notes this one as any other. */
export function keptResponse(served: Served, { req, env = {} }: Visit): Response | undefined {
  const request = req.raw;
  const kept = request.method === 'GET' ? served.kept?.get(request.url) : undefined;
  if (!kept || env.at !== undefined) return undefined;
  const { world, changes, until, headers, operation, text, init } = kept;
  const address = served.locate(request, env);
  if (address.origin !== kept.origin || address.prefix !== kept.prefix) return undefined;
  const now = world.clock.now();
  const holds = world.changes === changes && now < until && served.worlds.open(world.name) === world;
  if (!holds || !headers.every(([name, value]) => headerOf(request, env, name) === value)) return undefined;
  // It counts as a request like any other, so that the numbers of later ones do not change.
  world.countRequest();
  note(served, {
    request,
    env,
    address,
    world,
    now,
    sent: nothing,
    operation,
    status: init.status,
    effect: undefined,
    records: kept.records,
    response: kept.noted,
  });
  init.headers.date = toHttpDate(now);
  return new Response(text, init);
}

/** Keeps a response, if the handler's reads show until when it is valid. `changes` is from before it was made. */
export function keep(call: Call, { response, operation }: Outgoing, changes: number): void {
  const { served, incoming, now } = call.received;
  const { request, world, address } = incoming;
  const { status, text, headers, stream, callback } = response;
  if (!served.kept || !operation || status !== 200 || stream || callback || text === undefined) return;
  if (request.method !== 'GET' || request.headers.has('prefer') || call.until <= now) return;
  if (incoming.env.at !== undefined) return;
  if (!isSteady(world, served) || world.changes !== changes) return;
  if (served.kept.size >= most) served.kept.clear();
  const sent = { 'content-type': served.surface.wire.contentType, ...headers };
  served.kept.set(request.url, {
    world,
    origin: address.origin,
    prefix: address.prefix,
    changes,
    until: call.until,
    headers: [...always, ...call.seen].map((name) => [name, headerOf(request, incoming.env, name)]),
    operation: operation.id,
    records: call.notes.records,
    text,
    init: { status, headers: { ...sent } },
    noted: { headers: sent, text },
  });
}

/** Node has all headers at hand; the request would first make them as `fetch` knows them, which takes 3 µs. */
function headerOf({ headers }: Request, { incoming }: Env, name: string): string | null {
  return incoming ? ((incoming.headers[name] as string | undefined) ?? null) : headers.get(name);
}

/** Whether requests leave the world unchanged: none steps its clock or counts for a fault or a rate limit, and no other process shares it. */
function isSteady({ clock, faults, rateLimit }: World, { surface }: Served): boolean {
  return clock.pace.step === 0 && faults.list().length === 0 && !rateLimit.minds(surface.name);
}
