// What a handler is given: the request as asked, and what can be done in the world that it was asked of.

import type { Reading, Readings } from '../core/api/errata.ts';
import type { OperationRequest, RawRequest } from '../core/api/operation.ts';
import { command, create } from '../core/records/creation.ts';
import { snapshotAt, snapshotIn } from '../core/records/snapshot.ts';
import type { World } from '../core/worlds/world.ts';
import { type Address, prefixOf } from './address.ts';
import type { Arrival } from './arrival.ts';
import type { Notes, Preferences } from './prefer.ts';
import { type CheckedRequest, parseQuery } from './request.ts';
import type { Served } from './served.ts';

/** What came in. */
export interface Incoming {
  readonly request: Arrival;
  readonly address: Address;
  readonly world: World;
  readonly pathParams: Readonly<Record<string, string>>;
}

/** A call whose parameters are still to be filled in, once they have been checked; until then it is no more than a request. */
export type Opening = {
  -readonly [Key in keyof OperationRequest<unknown, World>]: OperationRequest<unknown, World>[Key];
};

/**
 * All that a handler can do, made at once: what is added to an object later changes its hidden class, and V8 then keeps
 * one request alive by another until it collects the whole heap.
 */
export function openingOf(
  { surface, api }: Served,
  { request, address, world }: Incoming,
  { now, sent }: Pick<RawRequest, 'now' | 'sent'>,
  { preferences: { state }, notes }: { preferences: Preferences; notes: Notes },
): Opening {
  const { consulted } = notes;
  const prefix = prefixOf(address.world);
  const ownApi = () => api ?? fail('only an API has records');
  return {
    now,
    method: request.method,
    path: address.path,
    target: request.url.slice(address.origin.length),
    sent,
    world,
    store: world.store,
    rawQuery: parseQuery(address.search),
    header: (name) => request.headers.get(name) ?? undefined,
    reading: consulted ? noting(world.readings, consulted) : world.readings,
    accepts: (secret) => world.accepts(surface.name, secret),
    secretOf: (name) => world.secretOf(surface.name, name),
    href: (path) => prefix + path,
    url: (path) => address.origin + prefix + path,
    params: undefined,
    query: undefined,
    body: undefined,
    snapshot(record) {
      const snapshot =
        state === undefined ? snapshotAt(record, now) : snapshotIn(ownApi().lifecycle, record, state, now);
      if (!notes.states.includes(snapshot.state)) notes.states.push(snapshot.state);
      return snapshot;
    },
    create: (attributes) => create(world, ownApi(), { attributes }, now),
    command: (record, kind) => command(world, record, kind, now),
  };
}

/** The same object, with what was asked for. */
export function toOperationRequest(
  opening: Opening,
  { path, query, body }: CheckedRequest,
): OperationRequest<never, World> {
  opening.params = path as never;
  opening.query = query as never;
  opening.body = body as never;
  return opening as OperationRequest<never, World>;
}

/** The same readings, each of them noted when it is asked for. */
function noting(readings: Readings, consulted: Map<string, Reading>): Readings {
  return (erratum) => {
    const reading = readings(erratum);
    consulted.set(erratum, reading);
    return reading;
  };
}

function fail(message: string): never {
  throw new Error(message);
}
