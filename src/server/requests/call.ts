// The argument of a handler: the request, and what it can do in its world.
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
import { type Notes, noteShown, noting, type Preferences } from './prefer.ts';

/** The request, and where it goes. */
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

/** What is known of a request once it has arrived completely. */
export interface Received {
  readonly served: Served;
  readonly incoming: Incoming;
  /** The world's instant of this request, in ms. */
  readonly now: number;
  readonly number: number;
  /** The instant of the clock after that: one step later on a stepping clock. Delays count from here. */
  readonly since: number;
  /** Its body, as it was sent. */
  readonly raw: Uint8Array;
  /** Its body, decompressed. */
  readonly sent: Uint8Array;
  readonly preferences: Preferences;
}

/** The response, and the journal's entry. */
export interface Outgoing {
  readonly response: OperationResponse;
  readonly operation: Operation | null;
  /** The faults of the response. */
  readonly effect: FaultEffect | undefined;
  /** Frees its place among the held-open responses, if it took one. */
  readonly leave: (() => void) | undefined;
}

/**
 * All members are set at once: a member that is added later changes the hidden class, and V8 then keeps one request alive
 * by another until it collects the whole heap. The functions of a handler are created on first use: a read uses three of eleven. Nothing is private, so that a mutant may derive another call from it.
 */
export class Call implements OperationRequest<never, World> {
  readonly received: Received;
  readonly notes: Notes;
  readonly method: string;
  readonly path: string;
  readonly sent: Uint8Array;
  readonly store: Store;
  /** Until when (ms) the same request has the same response while nothing changes in the world, according to what the handler looked at. */
  until = Number.POSITIVE_INFINITY;
  /** The headers that it looked at. */
  readonly seen: string[] = [];
  // Filled in after the check; until then this is only a request.
  params = undefined as never;
  query = undefined as never;
  body = undefined as never;

  constructor(received: Received) {
    const { incoming, raw, preferences } = received;
    this.received = received;
    this.notes = { consulted: preferences.errata && new Map(), states: [], records: [] };
    this.method = incoming.request.method;
    this.path = incoming.address.path;
    this.sent = raw;
    this.store = incoming.world.store;
  }

  /** The same call, with the checked parameters. */
  with({ path, query, body }: CheckedRequest): this {
    this.params = path as never;
    this.query = query as never;
    this.body = body as never;
    return this;
  }

  /** Time itself: a response that shows it is different a little later. */
  get now(): number {
    this.until = Number.NEGATIVE_INFINITY;
    return this.received.now;
  }

  /** Different for each request. */
  get number(): number {
    this.until = Number.NEGATIVE_INFINITY;
    return this.received.number;
  }

  /** The whole world, including its clock. */
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
      noteShown(this.notes, record, snapshot.state);
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
