// What is noted of each request: for the journal of its world, and for whoever logs.
import { formatEffect } from '../core/worlds/fault.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from '../core/worlds/redact.ts';
import type { Outgoing } from './answer.ts';
import type { Answered } from './answered.ts';
import type { Env } from './arrival.ts';
import type { Incoming } from './call.ts';
import type { Served } from './served.ts';

export function note(
  { surface }: Served,
  { request, address, world }: Incoming,
  { response, operation, now, body, effect }: Outgoing,
  { incoming }: Env,
): Answered {
  const name = operation ? `${surface.name}/${operation.id}` : null;
  const { method } = request;
  const { status } = response;
  const url = redactText(address.path) + redactSearch(address.search);
  world.journal.add({
    now,
    method,
    url,
    status,
    // Node has all headers at hand; the request would first make them as `fetch` knows them.
    headers: redactHeaders(incoming ? incoming.headers : Object.fromEntries(request.headers)),
    operation: name,
    body: body === '' ? undefined : redactBody(body),
    fault: effect && formatEffect(effect),
  });
  return { method, url, status, world: world.name, operation: name ?? surface.name };
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
