// What an API is made of. A row of operations feeds the router, the checks, the journal and whatever enumerates.
import type { Erratum, Reading, Readings } from './errata.ts';
import type { Lasts, Lifecycle, Moment, Plan, Scenario, StandinRecord } from './lifecycle.ts';
import type { Random } from './random.ts';
import type { Ordering, Parent, Store } from './store.ts';
import type { World } from './world.ts';

/** Rows under some base paths, with one way of speaking. An API is one; Standin's own admin routes are another. */
export interface Surface {
  readonly name: string;
  /** The path prefixes below which it answers every request, if only to say that there is nothing. */
  readonly basePaths: readonly string[];
  readonly operations: readonly Operation[];
  readonly wire: Speech;
  /** The folder with its `schemas/` and `fixtures/`; by default this package's own. */
  readonly folder?: string;
}

/** How a surface speaks: its media type, its errors, who may ask. */
export interface Speech {
  /** The content type of every reply that does not name another. */
  readonly contentType: string;
  /** The answer to a request that cannot be served. */
  refuse(refusal: Refusal, asked: Asked): Reply;
  /** Why the caller is not let in, or undefined. Left out where nobody is asked. */
  authenticate?(asked: Asked): Refusal | undefined;
}

/** One of the APIs that Standin stands in for: a folder of `src/apis`. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds APIs with different attributes.
export interface Api<Attributes = any> extends Surface {
  readonly title: string;
  /** The file name of the document that it comes from. */
  readonly document: string;
  readonly lifecycle: Lifecycle;
  readonly record: RecordKind<Attributes>;
  readonly wire: Wire<Attributes>;
  readonly givens: readonly Given<Attributes>[];
  readonly exhibits: Exhibits<Attributes>;
  readonly errata: readonly Erratum[];
  /** The request that `serve` prints, and the exchange whose example answers it, if any. */
  readonly example: {
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly exchange?: string;
  };
}

/** What is remembered of a build or task, and how one is born. */
export interface RecordKind<Attributes> extends Ordering<Attributes> {
  /** The shape of the attributes that a birth may give, all optional. */
  readonly shape: string;
  /** Fills what is left out. What the attributes refer to and does not exist yet comes along as parents. */
  complete(given: Partial<Attributes>, birthplace: Birthplace): Promise<Newborn<Attributes>>;
}

export interface Birthplace {
  /** The instant of birth, in ms. */
  readonly born: number;
  /** Spent here and never again. */
  readonly random: Random;
  readonly store: Store;
}

export interface Newborn<Attributes> {
  readonly id: string;
  readonly attributes: Attributes;
  readonly parents?: readonly { readonly kind: string; readonly id: string; readonly parent: Parent }[];
}

/** How a record is to be born; everything may be left out. */
export interface Birth<Attributes> {
  readonly scenario?: Scenario;
  readonly plan?: Plan;
  /** Born long enough ago to enter this state now, and to stay in it. */
  readonly state?: string;
  /** How long states last, in ms by state. */
  readonly lasts?: Lasts;
  readonly attributes?: Partial<Attributes>;
  /** The instant of birth in ms; default: now. */
  readonly born?: number;
  /** For an exhibit: the instant (ms) at which it is always seen. */
  readonly seenAt?: number;
}

/** A named situation. */
export interface Given<Attributes> {
  readonly name: string;
  /** A sentence, with `{param}` where a parameter stands. */
  readonly says: string;
  readonly clauses: readonly string[];
  /** The parameters with their defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  births(params: Readonly<Record<string, unknown>>): readonly Birth<Attributes>[];
}

/** What the document prints, as records and what they belong to. They stay as printed until a command touches them. */
export interface Exhibits<Attributes> {
  readonly births: readonly Birth<Attributes>[];
  readonly parents?: readonly { readonly kind: string; readonly id: string; readonly parent: Parent }[];
}

/** How an API speaks, and where it shows a record. */
export interface Wire<Attributes> extends Speech {
  /** Where the vendor's own API shows a record: path with query, and the headers that it needs. */
  locate(record: StandinRecord<Attributes>, readings: Readings): Location;
}

export interface Location {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is not served; each API words it in its own shape. */
export type Refusal =
  | { readonly kind: 'unknown-route' }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unauthenticated'; readonly why: 'missing' | 'invalid' }
  | {
      readonly kind: 'invalid';
      readonly in: 'path' | 'query' | 'headers' | 'body';
      readonly name: string;
      /** The schema keyword that was broken: required, type, enum, minimum … */
      readonly rule: string;
      readonly expected: string;
      readonly given: unknown;
    }
  | { readonly kind: 'unreadable-body'; readonly reason: string }
  | { readonly kind: 'body-too-large'; readonly limit: number }
  /** A status asked for by `Prefer: code=…`. */
  | { readonly kind: 'status'; readonly status: number };

/** What is known of a request before its parameters are checked. */
export interface Asked {
  /** The world's instant of this request, in ms: read once. */
  readonly now: number;
  readonly method: string;
  /** Without the world's prefix, leading slashes collapsed. */
  readonly path: string;
  /** The first value of each parameter, as text. */
  readonly rawQuery: ReadonlyMap<string, string>;
  header(name: string): string | undefined;
  reading(erratum: string): Reading;
  /** Whether a secret is one of the configured credentials; if none is configured, whether it is not empty. */
  accepts(secret: string): boolean;
  /** A host-relative link, under the prefix of the world that was asked. */
  href(path: string): string;
  /** The same, absolute. */
  url(path: string): string;
}

/** A request whose parameters have been checked against its schema. */
export interface Call<Request = unknown> extends Asked {
  readonly world: World;
  readonly store: Store;
  readonly params: Part<Request, 'path'>;
  readonly query: Part<Request, 'query'>;
  readonly body: Part<Request, 'body'>;
  /** The state of a record at this request's instant. */
  moment(record: StandinRecord): Moment;
  /** Has a record of this API born at this instant, as the world's scenarios say. */
  bear(attributes: object): Promise<StandinRecord>;
  /** Has a command cut in now. Undefined if the record's state does not allow it. */
  command(record: StandinRecord, kind: string): Promise<StandinRecord | undefined>;
}

type Part<Request, Name extends string> = Request extends { readonly [K in Name]?: infer T } ? T : undefined;

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body: the text to send. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One row of an API. */
export interface Operation {
  /** Unique in its API, as a verb and a noun: `list-build-tasks`. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` where a parameter stands. */
  readonly path: string;
  readonly says: string;
  /** What it rests on: clauses, or for a neighbouring endpoint the public source it was read from. */
  readonly clauses: readonly string[];
  readonly source?: string;
  /** The shape of its request: an object with `path`, `query`, `headers` and `body`, as far as there are any. */
  readonly request?: string;
  /** The shape of each reply by status; null for one without a body or with one that is no JSON. */
  readonly replies: Readonly<Record<number, string | null>>;
  /** Where several rows share method and path: whether this one is meant. The first that is meant answers. */
  when?(asked: Asked): boolean;
  /** Only there under some readings of an erratum; under the others it is as if it did not exist. */
  readonly under?: { readonly erratum: string; readonly readings: readonly Reading[] };
  handle(
    call: Call<never>,
    reply: (status: number, body?: unknown, headers?: Reply['headers']) => Reply,
  ): Promise<Reply>;
}

type ShapeName<Shapes> = Extract<keyof Shapes, string>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** An operation whose request and replies are typed by the schemas that it names. */
interface TypedOperation<
  Shapes,
  Request extends ShapeName<Shapes>,
  Replies extends Readonly<Record<number, ShapeName<Shapes> | null>>,
> extends Omit<Operation, 'request' | 'replies' | 'handle'> {
  readonly request?: Request;
  readonly replies: Replies;
  handle(
    call: Call<Shapes[Request]>,
    reply: <Status extends keyof Replies & number>(
      status: Status,
      body?: Replies[Status] extends ShapeName<Shapes> ? DeepReadonly<Shapes[Replies[Status]]> : undefined,
      headers?: Reply['headers'],
    ) => Reply,
  ): Promise<Reply>;
}

/** Makes rows whose types come from an API's derived `Shapes`. */
export function operationsFor<Shapes>() {
  return <
    Request extends ShapeName<Shapes>,
    const Replies extends Readonly<Record<number, ShapeName<Shapes> | null>>,
  >(
    row: TypedOperation<Shapes, Request, Replies>,
  ): Operation => row as unknown as Operation;
}

/** Checks that an API's parts fit each other when it is defined. */
export function defineApi<Attributes>(api: Api<Attributes>): Api<Attributes> {
  const ids = api.operations.map((operation) => operation.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`${api.name}: two operations are called '${twice}'`);
  const foreign = api.errata.find((erratum) => !erratum.id.startsWith(`${api.name}/`));
  if (foreign) throw new Error(`${api.name}: erratum '${foreign.id}' is not its own`);
  return api;
}
