// What can be requested. The table of operations feeds the router, the checks, the journal and everything that lists operations.

import type { Snapshot, StandinRecord } from '../records/snapshot.ts';
import type { Page, RecordQuery, Store } from '../store/store.ts';
import type { Waits } from '../time/waiting.ts';
import type { Callback } from '../worlds/callback.ts';
import type { RateLimit } from '../worlds/rate-limit.ts';
import type { ScenarioBook } from '../worlds/scenarios.ts';
import type { Documents } from './documents.ts';
import type { Reading } from './errata.ts';
import type { Members } from './schema.ts';

/** Operations under some base paths, with one format for errors. An API is one; Standin's own control routes are another. */
export interface Surface {
  readonly name: string;
  /** The path prefixes below which it answers every request, even if only with a 404. */
  readonly basePaths: readonly string[];
  readonly operations: readonly Operation[];
  readonly wire: Speech;
  /** The folder with its `schemas/` and `fixtures/`, by default this package's own; or the same data, made in memory. */
  readonly folder?: string | Documents;
}

/** How a surface talks HTTP: its media type, its errors, its authentication. */
export interface Speech {
  /** The content type of every response that does not name another. */
  readonly contentType: string;
  /** The response to a request that cannot be served. */
  refuse(refusal: Refusal, request: RawRequest): OperationResponse | Promise<OperationResponse>;
  /** Whether an unreadable body counts as none, as some services do. Default: it is refused. */
  forgivesBody?(request: RequestHead): boolean;
  /** Why the caller may not use an operation, or the response that says so; undefined lets the caller in. Left out if the surface has no authentication. */
  authenticate?(request: RawRequest, operation: Operation): Turned | Promise<Turned>;
  /** Adds what every response carries: headers of a gateway or a framework. */
  dress?(response: OperationResponse, request: RequestHead): OperationResponse;
}

/** Why a request is not served; each API words it in its own schema. */
export type Refusal =
  | { readonly kind: 'unknown-route' }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | {
      readonly kind: 'unauthenticated';
      readonly why: 'missing' | 'invalid' | 'expired';
      /** What authentication found, if there is more to say than the reason. */
      readonly says?: string;
    }
  | {
      readonly kind: 'invalid';
      readonly in: 'path' | 'query' | 'headers' | 'body';
      readonly name: string;
      /** The schema keyword that was broken: required, type, enum, minimum … */
      readonly rule: string;
      readonly expected: string;
      readonly given: unknown;
      /** For a missing or unknown member: what the object has and may have. */
      readonly members?: Members;
    }
  | { readonly kind: 'unreadable-body'; readonly reason: string }
  | { readonly kind: 'body-too-large'; readonly limit: number }
  /** A limit of this Standin that the vendor may not have: the status that fits, and the sentence that names it. */
  | { readonly kind: 'limit'; readonly status: number; readonly says: string }
  /** A status asked for by `Prefer: code=…`. */
  | { readonly kind: 'status'; readonly status: number };

type Turned = Refusal | OperationResponse | undefined;

/** What is known of a request before its parameters are checked. */
export interface RequestHead {
  /** The world's instant at this request, in ms: read once. */
  readonly now: number;
  /** The number of this request in its world, unique even at one instant. */
  readonly number: number;
  readonly method: string;
  /** Without the world's prefix, leading slashes collapsed. */
  readonly path: string;
  /** The first value of each parameter, as text. */
  readonly rawQuery: ReadonlyMap<string, string>;
  header(name: string): string | undefined;
  reading(erratum: string): Reading;
  /** Whether a secret is one of the configured credentials; if none is configured, whether it is not empty. */
  accepts(secret: string): boolean;
  /** A host-relative link, under the prefix of the requested world. */
  href(path: string): string;
  /** The same, absolute. */
  url(path: string): string;
}

/** The part of a world that operations see. */
export interface RequestWorld extends Waits {
  readonly name: string;
  readonly seed: number;
  readonly rateLimit: RateLimit;
  readonly scenarios: ScenarioBook;
}

/** With what authentication needs. `World`: the part of the world that is visible. */
export interface RawRequest<World extends RequestWorld = RequestWorld> extends RequestHead {
  /** Path and query as the client wrote them, with the world's prefix: the input of a signature. */
  readonly target: string;
  /** The body's bytes as they were sent; none for GET and HEAD. */
  readonly sent: Uint8Array;
  readonly world: World;
  readonly store: Store;
  /** The secret of a configured credential of the form `name:secret`. Undefined if there is none of that name. */
  secretOf(name: string): string | undefined;
}

/** A request whose parameters have been checked against its schema. */
export interface OperationRequest<Request = unknown, World extends RequestWorld = RequestWorld>
  extends RawRequest<World> {
  readonly params: Part<Request, 'path'>;
  readonly query: Part<Request, 'query'>;
  readonly body: Part<Request, 'body'>;
  /** The state of a record at this request's instant. */
  snapshot(record: StandinRecord): Snapshot;
  /** A page of records of an API, at this request's instant. */
  page(api: string, query: Omit<RecordQuery, 'now'>): Promise<Page<StandinRecord>>;
  /** Creates a record of this API at this instant, as the world's scenarios say. */
  create(attributes: object): Promise<StandinRecord>;
  /** Runs a command, now or after so many ms. Undefined if the record's state does not allow it then. */
  command(record: StandinRecord, kind: string, after?: number): Promise<StandinRecord | undefined>;
}

type Part<Request, Name extends string> = Request extends { readonly [K in Name]?: infer T } ? T : undefined;

export interface OperationResponse {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body: the text to send. */
  readonly text?: string;
  /** Instead of a body: the bytes to send, where they are no text. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Instead of a body: text that is sent piece by piece, until it ends or the client disconnects (`signal`). */
  readonly stream?: (signal: AbortSignal) => AsyncIterable<string> | Iterable<string>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to send later to another server, because the request asked for it. */
  readonly callback?: Callback;
}

/** A file in a form. */
export interface SentFile {
  readonly filename: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of an API. */
export interface Operation {
  /** Unique in its API, as a verb and a noun: `list-build-tasks`. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  /** Whether the response to a request may be a held-open stream: their number is limited. */
  readonly holdsOpen?: (request: RequestHead) => boolean;
  readonly says: string;
  /** Where it comes from: clauses, or for a supporting operation its public source. */
  readonly clauses: readonly string[];
  readonly source?: string;
  /** Open to everyone, without authentication. */
  readonly open?: true;
  /** Its body may come as a form as well: `multipart/form-data` or URL-encoded. A file in it is a {@link SentFile}. */
  readonly form?: true;
  /** The schema of its request: an object with `path`, `query`, `headers` and `body`, as far as there are any. */
  readonly request?: string;
  /** The most bytes that its body may have, if more than the usual limit. */
  readonly bodyLimit?: number;
  /** The schema of each response by status; null for a response without a body, or with a body that is not JSON. */
  readonly responses: Readonly<Record<number, string | null>>;
  /** JSON Pointers to the members of the response that only supporting operations can set. The Pact contract does not require them. */
  readonly beside?: readonly string[];
  /** Statuses of these that the operation never sends while all errata are read as `corrected`, and why. */
  readonly unseen?: Readonly<Record<number, string>>;
  /** Where several operations share method and path: whether this one is meant. The first that is meant answers. */
  when?(request: RequestHead): boolean;
  /** Exists only under some readings of an erratum. */
  readonly under?: { readonly erratum: string; readonly readings: readonly Reading[] };
  handle(
    request: OperationRequest<never>,
    respond: (status: number, body?: unknown, headers?: OperationResponse['headers']) => OperationResponse,
  ): Promise<OperationResponse>;
}

/** No client sends this. A surface that accepts it accepts anything. */
const nothingAnybodySends = '\u0000';

/** Whether credentials are configured for the API of a request. If so, they are required, whatever a document says. */
export function isGuarded({ accepts }: Pick<RequestHead, 'accepts'>): boolean {
  return !accepts(nothingAnybodySends);
}

/** Whether an operation is supporting: it cites a public source instead of clauses. */
export function isSupporting({ clauses }: Operation): boolean {
  return clauses.length === 0;
}
