// What is noted of each request: for the journal of its world, and for whoever logs.
import { formatEffect } from '../../core/worlds/fault.ts';
import { redactHeaders, redactSearch, redactText, redactValue } from '../../core/worlds/redact.ts';
import type { Answered } from './answered.ts';
import type { Outgoing, Received } from './call.ts';

export function note(
  { served: { surface }, incoming: { request, env, address, world }, now, sent }: Received,
  { response: { status }, operation, effect }: Outgoing,
): Answered {
  const name = operation ? `${surface.name}/${operation.id}` : null;
  const { method } = request;
  const url = redactText(address.path) + redactSearch(address.search);
  world.journal.add({
    now,
    method,
    url,
    status,
    // Node has all headers at hand; the request would first make them as `fetch` knows them.
    headers: redactHeaders(env.incoming ? env.incoming.headers : Object.fromEntries(request.headers)),
    operation: name,
    body: sent.length === 0 ? undefined : redactBody(utf8.decode(sent)),
    fault: effect && formatEffect(effect),
  });
  return { method, url, status, world: world.name, operation: name ?? surface.name };
}

const utf8 = new TextDecoder();

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
