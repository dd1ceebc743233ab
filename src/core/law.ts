// What a law is made of: the exchanges that were seen, what they tell of records, and a verdict on each promise.
// An API states its laws in `laws.ts`; whether the exchanges came from a tour, from Pact or from a HAR is all one.
import type { Reading } from './errata.ts';

/** One request and its reply, as whoever judges saw them. */
export interface Seen {
  /** Its place in what was seen, from 1. */
  readonly number: number;
  /** When it was sent, in ms since 1970, by the clock of whoever sent it. */
  readonly at: number;
  /** When its reply had come, likewise. What it tells was so at some instant between the two. */
  readonly until: number;
  /** Counts up whenever the stage was set anew: what is known of a record holds within one scene. */
  readonly scene: number;
  /** What was arranged and holds, because no time has passed since; undefined where nobody can be sure of that. */
  readonly staged?: { readonly given: string; readonly params: Params };
  /** The id of the row that it is an exchange of; undefined for a path or method that no row has. */
  readonly operation: string | undefined;
  readonly request: {
    readonly method: string;
    /** As it was sent. */
    readonly url: string;
    /** Below the base URL, without the query. */
    readonly path: string;
    /** The parameters of the path, by the names that the row gives them, decoded. */
    readonly params: Readonly<Record<string, string>>;
    /** The first value of each. */
    readonly query: ReadonlyMap<string, string>;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed if it is JSON, else text; undefined without one. */
    readonly body?: unknown;
  };
  readonly reply: {
    readonly status: number;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** The text as JSON; undefined if it is none. */
    readonly body: unknown;
  };
  /**
   * The reply's body if it has the shape that its row promises for its status, under whatever reading, members beyond it
   * aside; else undefined. Who reads it may rely on its schema.
   */
  readonly told: unknown;
}

/** What a reply tells of one record. */
export interface Sighting {
  readonly seen: Seen;
  /** JSON Pointer to the record in the reply's body. */
  readonly pointer: string;
  /** Which record: the same text wherever the same one is seen. */
  readonly id: string;
  /** The states of the lifecycle that it may be in, as far as the reply tells. */
  readonly states: readonly string[];
  /** What givens and operations name it by. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Facts that, once there, stay: by the last part of their pointer. Null or undefined: not there yet. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Instants by name in the order in which they must lie, in any one unit; null or undefined: not there yet. */
  readonly times?: Readonly<Record<string, number | null | undefined>>;
}

/** What is known of the server's readings: whether it may follow this one, be it that nobody can tell. */
export type May = (erratum: string, reading: Reading) => boolean;

/** Everything seen, in order. */
export interface Trail {
  readonly seen: readonly Seen[];
  /** Those of these rows that tell something: in the shape promised for a success, be it under a status that is none. */
  of(operations: readonly string[]): readonly Seen[];
  readonly sightings: readonly Sighting[];
  readonly may: May;
}

/** One thing that was checked. */
export interface Check {
  readonly seen: Seen;
  /** Into the reply's body; default: the whole reply. */
  readonly pointer?: string;
  /** What would have been right, as a phrase. */
  readonly expected: string;
  /** What came, as a phrase or a JSON value. */
  readonly actual: unknown;
  /** The clause that it is about, if not the first of the law's. */
  readonly clause?: string;
  /** Whose other reading would make it right: then it is no violation where that reading may be followed. */
  readonly errata?: readonly string[];
}

/** Says of one thing whether it is as promised. Called for what is right as well: what was never checked is not kept. */
export type Judge = (right: boolean, check: Check) => void;

/** A promise that no single exchange shows. */
export interface Law {
  /** `<api>/<name>` */
  readonly id: string;
  /** What it rests on; a check is about the first unless it says otherwise. */
  readonly clauses: readonly string[];
  readonly says: string;
  /** Looks at all that was seen. */
  judge(trail: Trail, judge: Judge): void;
}

/** Asks on behalf of the laws, so that there is something to see. What it cannot have is `undefined`, never an error. */
export interface Guide {
  /** Sends a request of a row. */
  ask(operation: string, request?: Asking): Promise<Seen>;
  /** Follows a link of a reply with GET; undefined if it leads to another origin, or is none. */
  follow(href: unknown): Promise<Seen | undefined>;
  /** Sends along a link what no row answers, to see it refused; undefined as with `follow`, or where nothing may be changed. */
  attempt(method: string, href: unknown, body?: unknown): Promise<Seen | undefined>;
  /**
   * Sees to it that a given holds, and answers with the parameters that name what it is about; undefined where that cannot
   * be had: a real server without a state URL has only what is there.
   */
  stage(
    given: string,
    params?: Readonly<Record<string, unknown>>,
    options?: Staging,
  ): Promise<Params | undefined>;
  /** Asks again and again until no sighting of the last reply can change any more, or patience ends. */
  watch(look: () => Promise<Seen>): Promise<void>;
  /** What the user gave with `--param`. */
  readonly params: Params;
  /** Whether requests that change something may be sent. */
  readonly writes: boolean;
  readonly may: May;
}

export interface Staging {
  /** How it is to fare from there on. */
  readonly scenario?: 'succeeds' | 'fails' | 'canceled';
}

export type Params = Readonly<Record<string, unknown>>;

export interface Asking {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Left out where undefined. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The laws of an API, and how to see whether they are kept. */
export interface LawBook {
  /** What the reply of an exchange tells of records. Asked only of those in the promised shape of a success. */
  sightings(seen: Seen, may: May): readonly Sighting[];
  /** The states in which a record is shown at all; default: every one. */
  readonly shown?: readonly string[];
  /** The clause on which it rests that states follow each other as the lifecycle has it, and that a final one stays. */
  readonly order: string;
  readonly laws: readonly Law[];
  /** Goes where there is something to see. */
  tour(guide: Guide): Promise<void>;
}
