// What a handler is given: the request as asked, and what can be done in the world that it was asked of.
import { bear, command } from '../core/birth.ts';
import type { Reading, Readings } from '../core/errata.ts';
import { limitTable } from '../core/limits.ts';
import { momentAt, momentIn } from '../core/moment.ts';
import type { Asked, Call } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import type { World } from '../core/world.ts';
import { type Address, prefixOf } from './address.ts';
import type { Notes, Preferences } from './prefer.ts';
import { type CheckedRequest, parseQuery, refusedBy } from './request.ts';
import type { Served } from './served.ts';

/** What came in. */
export interface Incoming {
  readonly request: Request;
  readonly address: Address;
  readonly world: World;
  readonly pathParams: Readonly<Record<string, string>>;
}

export function toAsked(
  { surface }: Served,
  { request, address, world }: Incoming,
  now: number,
  { consulted }: Notes,
): Asked {
  const prefix = prefixOf(address.world);
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
    reading: consulted ? noting(world.readings, consulted) : world.readings,
    accepts: (secret) => world.accepts(surface.name, secret),
    href: (path) => prefix + path,
    url: (path) => address.origin + prefix + path,
  };
}

/** The same readings, each of them noted when it is asked for. */
function noting(readings: Readings, consulted: Map<string, Reading>): Readings {
  return (erratum) => {
    const reading = readings(erratum);
    consulted.set(erratum, reading);
    return reading;
  };
}

export function toCall(
  { api }: Served,
  asked: Asked,
  world: World,
  { path, query, body }: CheckedRequest,
  { preferences: { state }, notes }: { preferences: Preferences; notes: Notes },
): Call<never> {
  const ownApi = () => api ?? fail('only an API has records');
  const call: Call = {
    ...asked,
    world,
    store: world.store,
    params: path as never,
    query: query as never,
    body: body as never,
    moment(record) {
      if (state === undefined) return momentAt(record, asked.now);
      notes.stateShown = true;
      return momentIn(ownApi().lifecycle, record, state, asked.now);
    },
    bear: (attributes) =>
      bear(world, ownApi(), { attributes }, asked.now).catch((error) => {
        throw error instanceof Problem && error.status === limitTable.records.status
          ? refusedBy(error)
          : error;
      }),
    command: (record, kind) => command(world, record, kind, asked.now),
  };
  return call as Call<never>;
}

function fail(message: string): never {
  throw new Error(message);
}
