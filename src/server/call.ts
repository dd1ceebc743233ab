// What a handler is given: the request as asked, and what can be done in the world that it was asked of.
import { bear, command } from '../core/birth.ts';
import type { Reading, Readings } from '../core/errata.ts';
import { limitTable } from '../core/limits.ts';
import { momentAt, momentIn, type StandinRecord } from '../core/moment.ts';
import type { Call, Knock } from '../core/operation.ts';
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

export function toKnock(
  { surface }: Served,
  { request, address, world }: Incoming,
  { now, sent }: Pick<Knock, 'now' | 'sent'>,
  { consulted }: Notes,
): Knock {
  const prefix = prefixOf(address.world);
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
  asked: Knock,
  { path, query, body }: CheckedRequest,
  { preferences: { state }, notes }: { preferences: Preferences; notes: Notes },
): Call<never> {
  const { world } = asked;
  const ownApi = () => api ?? fail('only an API has records');
  // It becomes the call: to copy all that it can do, for each request, is dearer than everything else here.
  const call: Call = Object.assign(asked, {
    params: path as never,
    query: query as never,
    body: body as never,
    moment(record: StandinRecord) {
      const moment =
        state === undefined
          ? momentAt(record, asked.now)
          : momentIn(ownApi().lifecycle, record, state, asked.now);
      notes.states.add(moment.state);
      return moment;
    },
    bear: (attributes: object) =>
      bear(world, ownApi(), { attributes }, asked.now).catch((error) => {
        throw error instanceof Problem && error.status === limitTable.records.status
          ? refusedBy(error)
          : error;
      }),
    command: (record: StandinRecord, kind: string) => command(world, record, kind, asked.now),
  });
  return call as Call<never>;
}

function fail(message: string): never {
  throw new Error(message);
}
