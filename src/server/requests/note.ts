// Notes each request for the journal of its world and for logs.
import { realNow } from '../../core/time/clock.ts';
import type { NotedResponse, SeenRecord } from '../../core/worlds/journal.ts';
import { redactSearch, redactText } from '../../core/worlds/redact.ts';
import type { World } from '../../core/worlds/world.ts';
import type { Served } from '../served.ts';
import type { Address } from './address.ts';
import type { Env } from './env.ts';

/** The parts of a request and its response that are noted. */
export interface Noticed {
  readonly request: Request;
  readonly env: Env;
  readonly address: Pick<Address, 'path' | 'search'>;
  readonly world: World;
  readonly now: number;
  readonly sent: Uint8Array;
  /** The id of the operation that answered, if one did. */
  readonly operation: string | undefined;
  readonly status: number;
  readonly effect: Parameters<World['journal']['add']>[0]['fault'];
  readonly records: readonly SeenRecord[];
  readonly response: NotedResponse;
}

export function note({ surface, onAnswer }: Served, noticed: Noticed): void {
  const { request, env, address, world, now, sent, operation, status, effect, records, response } = noticed;
  const { method } = request;
  const { path, search } = address;
  const name = operation === undefined ? null : `${surface.name}/${operation}`;
  // Node already has all headers; the request would first convert them to those of `fetch`.
  const headers = env.incoming ? env.incoming.headers : Object.fromEntries(request.headers);
  // One literal: to spread another into it took a tenth of the time of a kept response.
  world.journal.add({
    now,
    real: realNow(),
    method,
    path,
    search,
    headers,
    sent,
    operation: name,
    status,
    fault: effect,
    records,
    response,
  });
  if (!onAnswer) return;
  const url = redactText(path) + redactSearch(search);
  onAnswer({ method, url, status, world: world.name, operation: name ?? surface.name });
}
