// What an invariant is made of: the recorded exchanges, what they show of records, and a verdict on each promise, from wherever they came.
import type { Reading } from '../api/errata.ts';

/** One request and its response, as seen by the verifier. */
export interface Seen {
  /** Its number in the trace, from 1. */
  readonly number: number;
  /** When it was sent, in ms since 1970, by the clock of the sender. */
  readonly at: number;
  /** When its response had arrived, by the same clock. What it shows was true at some instant between the two. */
  readonly until: number;
  /** Goes up with each reset or preset: what is known of a record holds within one scene. */
  readonly scene: number;
  /** The presets that still hold, because no time has passed since; undefined if that is unknown. */
  readonly staged?: { readonly preset: string; readonly params: Params };
  /** The id of its operation; undefined for a path or method that no operation has. */
  readonly operation: string | undefined;
  readonly request: {
    readonly method: string;
    /** As it was sent. */
    readonly url: string;
    /** Below the base URL, without the query. */
    readonly path: string;
    /** The parameters of the path, decoded, by their names in the operation. */
    readonly params: Readonly<Record<string, string>>;
    /** The first value of each. */
    readonly query: ReadonlyMap<string, string>;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed if it is JSON, otherwise text; undefined without a body. */
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** The text parsed as JSON, also with commas before its brackets or without the last one; undefined for any other text. */
    readonly body: unknown;
    /** Whether a recording lacks the body, or the headers. */
    readonly lacksBody?: boolean;
    readonly lacksHeaders?: boolean;
  };
  /**
   * The response's body if its operation promises a schema for its status, and the body is of that kind; otherwise
   * undefined. `faults` names the places that match the schema of no reading: a value there may be of any type.
   */
  readonly content: unknown;
  /** JSON Pointers to the places that do not match the promised schema; empty if all of `content` matches it. */
  readonly faults: readonly string[];
}

/** What a response shows of one record. */
export interface Observation {
  readonly seen: Seen;
  /** JSON Pointer to the record in the response's body. */
  readonly pointer: string;
  /** Which record: the same text wherever the same record is shown. */
  readonly id: string;
  /** The states of the lifecycle that it may be in, according to the response. */
  readonly states: readonly string[];
  /** The parameters by which presets and operations name it. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Facts that stay once they are there, by the last part of their pointer. Null or undefined: not there yet. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Instants by name, in the order that they must have, all in one unit. Null or undefined: not there yet. */
  readonly times?: Readonly<Record<string, number | null | undefined>>;
  /** When and how it ended, if the response shows both: a record that ended at one instant ended in one way. */
  readonly ending?: { readonly at: number | string; readonly how: string; readonly clause: string };
  /** What else it shows at this point of its course, in words. An exchange that shows more needs another situation. */
  readonly has?: readonly string[];
  /** Rises when the record starts again; undefined if an API does not show that. */
  readonly run?: number | undefined;
}

/** What is known of the server's readings: whether it may follow this one. True as well if that is unknown. */
export type May = (erratum: string, reading: Reading) => boolean;

/** All exchanges, in order. */
export interface Trace {
  readonly seen: readonly Seen[];
  /** The exchanges of these operations that can be judged: with the schema that is promised for a success, even under an error status. */
  of(operations: readonly string[]): readonly Seen[];
  readonly observations: readonly Observation[];
  readonly may: May;
  /** What the user says of the server with `--param`; empty where nothing is said. */
  readonly given: Params;
}

/** One thing that was checked. */
export interface Check {
  readonly seen: Seen;
  /** JSON Pointer into the response's body. Default: the whole response. */
  readonly pointer?: string;
  /** What would have been right, as a phrase. */
  readonly expected: string;
  /** What was received, as a phrase or a JSON value. */
  readonly actual: unknown;
  /** The clause that it is about. Default: the first of the invariant's. */
  readonly clause?: string;
  /** The erratum whose other reading would make it right: it does not fail if the server may follow that reading. */
  readonly errata?: readonly string[];
  /** Only our model finds it strange, for example an order of states: no sentence of the document forbids it. */
  readonly unusual?: boolean;
}

/** Reports whether one thing is as promised. Called for correct things as well: a check that never ran has not passed. */
export type Judge = (right: boolean, check: Check) => void;

/** A promise that no single exchange shows. */
export interface Invariant {
  /** `<api>/<name>` */
  readonly id: string;
  /** The clauses that it rests on. A check is about the first unless it names another. */
  readonly clauses: readonly string[];
  readonly says: string;
  /** Checks the whole trace. */
  judge(trace: Trace, judge: Judge): void;
}

/** Sends requests for the invariants, so that there is something to judge. What it cannot get is `undefined`, never an error. */
export interface Explorer {
  /** Sends a request of an operation. */
  send(operation: string, request?: SendOptions): Promise<Seen>;
  /** Follows a link of a response with GET; undefined if it leads to another origin, or is none. */
  follow(href: unknown): Promise<Seen | undefined>;
  /** Sends a request that no operation answers along a link, to see it refused. Undefined as with `follow`, or if nothing may be changed. */
  attempt(method: string, href: unknown, body?: unknown, why?: string): Promise<Seen | undefined>;
  /** Notes what was made on the server: it is taken back in the end, and what cannot be is named in the report. */
  made(made: Made): MadeRecord;
  /** Says of something that changes the server why it was not tried, and what would let it be. */
  omitted(clause: string, why: string): void;
  /**
   * Sets up a preset, and returns the parameters that name its records. Undefined if that is impossible: a real server
   * without a state URL has only what is there.
   */
  stage(preset: string, params?: Params, options?: Staging): Promise<Params | undefined>;
  /** Repeats a request until it is over, or time is up. Default: over when no observation of the last response can change. */
  watch(look: () => Promise<Seen>, isOver?: (seen: Seen) => boolean): Promise<void>;
  /** What the user gave with `--param`. */
  readonly params: Params;
  /** Whether requests that change something may be sent. */
  readonly writes: boolean;
  /** Whether it is a world of this verification's own: there presets can be had, and nothing has to be taken back. */
  readonly ownWorld: boolean;
  readonly may: May;
}

/** Something that was made on a server. */
export interface Made {
  /** As in `build 17`. */
  readonly what: string;
  /** The parameters by which presets and operations name it. */
  readonly params: Params;
  /** Takes it back; undefined where nothing does. */
  undo?(): Promise<Seen | undefined>;
  /** What stays of it even then, as a sentence; undefined where nothing does. */
  readonly stays?: string;
}

export type MadeRecord = Required<Pick<Made, 'undo'>>;

export interface Staging {
  /** The scenario from there on. */
  readonly scenario?: 'succeeds' | 'fails' | 'canceled';
  /** Whether it is going to be changed: then none is taken that is only found. */
  readonly toChange?: true;
}

export type Params = Readonly<Record<string, unknown>>;

export interface SendOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Left out where undefined. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Why something that changes the server is sent, for the report; default: what the operation says of itself. */
  readonly why?: string;
}

/** The invariants of an API, and how to check them. */
export interface InvariantBook {
  /** What the response of an exchange shows of records. Called only for responses that match the promised schema of a success. */
  observations(seen: Seen, may: May): readonly Observation[];
  /** The states in which a record is shown at all. Default: all. */
  readonly shown?: readonly string[];
  /** The clause that names the states. Their order is our model: a step outside it is unusual. */
  readonly order: string;
  /** Steps outside the lifecycle that the real service takes according to a public source: these are not even unusual. */
  readonly knownSteps?: Readonly<Record<string, readonly string[]>>;
  readonly invariants: readonly Invariant[];
  /** What a single exchange shows of the reading of an erratum; undefined where it fits several. */
  readonly signs?: readonly { readonly erratum: string; shownBy(seen: Seen): Reading | undefined }[];
  /** What `--param` may say beside the parameters of presets, for requests that change something: by name, in words. */
  readonly writeParams?: Readonly<Record<string, string>>;
  /** Sends the requests that show something to judge. */
  explore(explorer: Explorer): Promise<void>;
}
