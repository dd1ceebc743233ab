// What a handler is given: the request, and what can be done in the world that it is for.
import type { Readings } from '../../core/api/errata.ts';
import type { Operation, OperationRequest, OperationResponse } from '../../core/api/operation.ts';
import { command, create } from '../../core/records/creation.ts';
import {
  nextStateAfter,
  type Snapshot,
  type StandinRecord,
  snapshotAt,
  snapshotIn,
} from '../../core/records/snapshot.ts';
import type { Page, RecordQuery, Store } from '../../core/store/store.ts';
import type { FaultEffect } from '../../core/worlds/fault.ts';
import type { World } from '../../core/worlds/world.ts';
import type { Served } from '../served.ts';
import type { Address } from './address.ts';
import type { Env } from './env.ts';
import { type CheckedRequest, parseQuery } from './parameters.ts';
import { type Notes, noting, type Preferences } from './prefer.ts';

/** What comes in, and where it goes. */
export interface Coming {
  readonly request: Request;
  readonly env: Env;
  readonly address: Address;
  /** The name of the world that it is for. */
  readonly name: string;
  readonly pathParams: Readonly<Record<string, string>>;
}

/** The same, in its world. */
export interface Incoming extends Coming {
  readonly world: World;
}

/** What is known of a request once it has come in whole. */
export interface Received {
  readonly served: Served;
  readonly incoming: Incoming;
  /** The world's instant of this request, in ms. */
  readonly now: number;
  readonly number: number;
  /** Where the clock stands after that: with a clock that each request steps, one step later. A late response is late from here. */
  readonly since: number;
  /** Its body, as it was sent. */
  readonly raw: Uint8Array;
  /** Its body, decompressed. */
  readonly sent: Uint8Array;
  readonly preferences: Preferences;
}

/** What goes out, and what the journal notes of it. */
export interface Outgoing {
  readonly response: OperationResponse;
  readonly operation: Operation | null;
  /** What is to go wrong with the response on its way. */
  readonly effect: FaultEffect | undefined;
  /** Leaves its place among the responses that are held open, where it took one. */
  readonly leave: (() => void) | undefined;
}

/**
 * Made whole at once: a member that is added later changes the hidden class, and V8 then keeps one request alive by another
 * until it collects the whole heap. What a handler can do is a function of its own as soon as somebody looks at it, and not
 * before: a read uses three of eleven. Nothing is private, so that a mutant may derive another call from it.
 */
export class Call implements OperationRequest<never, World> {
  readonly received: Received;
  readonly notes: Notes;
  readonly method: string;
  readonly path: string;
  readonly sent: Uint8Array;
  readonly store: Store;
  /** Until when (ms) the same request has the same response while nothing changes in the world, by what the handler looked at. */
  until = Number.POSITIVE_INFINITY;
  /** The headers that it looked at. */
  readonly seen: string[] = [];
  // Filled in once they have been checked; until then this is no more than a request.
  params = undefined as never;
  query = undefined as never;
  body = undefined as never;

  constructor(received: Received) {
    const { incoming, raw, preferences } = received;
    this.received = received;
    this.notes = { consulted: preferences.errata && new Map(), states: [] };
    this.method = incoming.request.method;
    this.path = incoming.address.path;
    this.sent = raw;
    this.store = incoming.world.store;
  }

  /** The same call, with what was asked for. */
  with({ path, query, body }: CheckedRequest): this {
    this.params = path as never;
    this.query = query as never;
    this.body = body as never;
    return this;
  }

  /** Time itself: what shows it is another response a moment later. */
  get now(): number {
    this.until = Number.NEGATIVE_INFINITY;
    return this.received.now;
  }

  /** Another request has another. */
  get number(): number {
    this.until = Number.NEGATIVE_INFINITY;
    return this.received.number;
  }

  /** All of it, its clock too. */
  get world(): World {
    this.until = Number.NEGATIVE_INFINITY;
    return this.received.incoming.world;
  }

  get target(): string {
    return this.received.incoming.address.target;
  }

  get rawQuery(): ReadonlyMap<string, string> {
    return parseQuery(this.received.incoming.address.search);
  }

  get header() {
    const { headers } = this.received.incoming.request;
    return (name: string): string | undefined => {
      this.seen.push(name);
      return headers.get(name) ?? undefined;
    };
  }

  get reading(): Readings {
    const { consulted } = this.notes;
    const { readings } = this.received.incoming.world;
    return consulted ? noting(readings, consulted) : readings;
  }

  get accepts() {
    const { served, incoming } = this.received;
    return (secret: string): boolean => incoming.world.accepts(served.surface.name, secret);
  }

  get secretOf() {
    const { served, incoming } = this.received;
    return (name: string): string | undefined => incoming.world.secretOf(served.surface.name, name);
  }

  get href() {
    const { prefix } = this.received.incoming.address;
    return (path: string): string => prefix + path;
  }

  get url() {
    const { origin, prefix } = this.received.incoming.address;
    return (path: string): string => origin + prefix + path;
  }

  get snapshot() {
    const { served, now, preferences } = this.received;
    const { state } = preferences;
    return (record: StandinRecord): Snapshot => {
      this.until = Math.min(this.until, nextStateAfter(record, now));
      const snapshot =
        state === undefined
          ? snapshotAt(record, now)
          : snapshotIn(apiOf(served).lifecycle, record, state, now);
      if (!this.notes.states.includes(snapshot.state)) this.notes.states.push(snapshot.state);
      return snapshot;
    };
  }

  get page() {
    const { now, incoming } = this.received;
    return async (api: string, query: Omit<RecordQuery, 'now'>): Promise<Page<StandinRecord>> => {
      const next = (await incoming.world.store.nextTransition(now)) ?? Number.POSITIVE_INFINITY;
      this.until = Math.min(this.until, next);
      return incoming.world.store.page(api, { ...query, now });
    };
  }

  get create() {
    return (attributes: object): Promise<StandinRecord> =>
      create(this.world, apiOf(this.received.served), { attributes }, this.now);
  }

  get command() {
    return (record: StandinRecord, kind: string, after = 0): Promise<StandinRecord | undefined> =>
      command(this.world, record, kind, this.now + after);
  }
}

function apiOf({ api }: Served) {
  if (!api) throw new Error('only an API has records');
  return api;
}
