// What an invariant is made of: the exchanges that were seen, what they tell of records, and a verdict on each promise.
// An API states its invariants in `invariants.ts`; whether the exchanges came from an exploration, from Pact or from a HAR is all one.
import type { Reading } from '../api/errata.ts';

/** One request and its response, as whoever judges saw them. */
export interface Seen {
  /** Its place in what was seen, from 1. */
  readonly number: number;
  /** When it was sent, in ms since 1970, by the clock of whoever sent it. */
  readonly at: number;
  /** When its response had come, likewise. What it tells was so at some instant between the two. */
  readonly until: number;
  /** Counts up whenever the stage was set anew: what is known of a record holds within one scene. */
  readonly scene: number;
  /** What was arranged and holds, because no time has passed since; undefined where nobody can be sure of that. */
  readonly staged?: { readonly preset: string; readonly params: Params };
  /** The id of the operation that it is an exchange of; undefined for a path or method that no operation has. */
  readonly operation: string | undefined;
  readonly request: {
    readonly method: string;
    /** As it was sent. */
    readonly url: string;
    /** Below the base URL, without the query. */
    readonly path: string;
    /** The parameters of the path, by the names that the operation gives them, decoded. */
    readonly params: Readonly<Record<string, string>>;
    /** The first value of each. */
    readonly query: ReadonlyMap<string, string>;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed if it is JSON, else text; undefined without one. */
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** The text as JSON; undefined if it is none. */
    readonly body: unknown;
    /** Whether a recording does not say what the body was. */
    readonly lacksBody?: boolean;
    /** The same of its headers. */
    readonly lacksHeaders?: boolean;
  };
  /**
   * The response's body if its operation promises a schema for its status, and it is of that kind; else undefined. Where
   * something in it is not as the schema of any reading has it, `faults` says where: then a value may be of any type.
   */
  readonly content: unknown;
  /** JSON Pointers to what has not the promised schema; empty where all of `content` has it. */
  readonly faults: readonly string[];
}

/** What a response tells of one record. */
export interface Observation {
  readonly seen: Seen;
  /** JSON Pointer to the record in the response's body. */
  readonly pointer: string;
  /** Which record: the same text wherever the same one is seen. */
  readonly id: string;
  /** The states of the lifecycle that it may be in, as far as the response tells. */
  readonly states: readonly string[];
  /** What presets and operations name it by. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Facts that, once there, stay: by the last part of their pointer. Null or undefined: not there yet. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Instants by name in the order in which they must lie, in any one unit; null or undefined: not there yet. */
  readonly times?: Readonly<Record<string, number | null | undefined>>;
  /** When it ended and how, if the response tells both: what ended at one instant ended in one way. */
  readonly ending?: { readonly at: number | string; readonly how: string; readonly clause: string };
  /** What else it shows at this point of its course, in words: an exchange that shows more presupposes another situation. */
  readonly has?: readonly string[];
  /** Rises when the record starts anew; undefined where an API tells nothing of that. */
  readonly run?: number | undefined;
}

/** What is known of the server's readings: whether it may follow this one, be it that nobody can tell. */
export type May = (erratum: string, reading: Reading) => boolean;

/** Everything seen, in order. */
export interface Trace {
  readonly seen: readonly Seen[];
  /** Those of these operations that tell something: in the schema promised for a success, be it under a status that is none. */
  of(operations: readonly string[]): readonly Seen[];
  readonly observations: readonly Observation[];
  readonly may: May;
}

/** One thing that was checked. */
export interface Check {
  readonly seen: Seen;
  /** Into the response's body; default: the whole response. */
  readonly pointer?: string;
  /** What would have been right, as a phrase. */
  readonly expected: string;
  /** What came, as a phrase or a JSON value. */
  readonly actual: unknown;
  /** The clause that it is about, if not the first of the invariant's. */
  readonly clause?: string;
  /** Whose other reading would make it right: then it does not fail where that reading may be followed. */
  readonly errata?: readonly string[];
  /** Only our model finds it strange, such as an order of states: no sentence of the document forbids it. */
  readonly unusual?: boolean;
}

/** Says of one thing whether it is as promised. Called for what is right as well: what was never checked has not passed. */
export type Judge = (right: boolean, check: Check) => void;

/** A promise that no single exchange shows. */
export interface Invariant {
  /** `<api>/<name>` */
  readonly id: string;
  /** What it rests on; a check is about the first unless it says otherwise. */
  readonly clauses: readonly string[];
  readonly says: string;
  /** Looks at all that was seen. */
  judge(trace: Trace, judge: Judge): void;
}

/** Asks on behalf of the invariants, so that there is something to see. What it cannot have is `undefined`, never an error. */
export interface Explorer {
  /** Sends a request of an operation. */
  send(operation: string, request?: SendOptions): Promise<Seen>;
  /** Follows a link of a response with GET; undefined if it leads to another origin, or is none. */
  follow(href: unknown): Promise<Seen | undefined>;
  /** Sends along a link what no operation answers, to see it refused; undefined as with `follow`, or where nothing may be changed. */
  attempt(method: string, href: unknown, body?: unknown): Promise<Seen | undefined>;
  /**
   * Sees to it that a preset holds, and answers with the parameters that name what it is about; undefined where that cannot
   * be had: a real server without a state URL has only what is there.
   */
  stage(
    preset: string,
    params?: Readonly<Record<string, unknown>>,
    options?: Staging,
  ): Promise<Params | undefined>;
  /** Asks again and again until no observation of the last response can change any more, or patience ends. */
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

export interface SendOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Left out where undefined. */
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What a single exchange tells of the reading that a server follows, whoever asked and why. */
export interface Sign {
  readonly erratum: string;
  /** The reading that an exchange shows; undefined where it fits several. */
  shownBy(seen: Seen): Reading | undefined;
}

/** The invariants of an API, and how to see whether they are kept. */
export interface InvariantBook {
  /** What the response of an exchange tells of records. Asked only of those in the promised schema of a success. */
  observations(seen: Seen, may: May): readonly Observation[];
  /** The states in which a record is shown at all; default: every one. */
  readonly shown?: readonly string[];
  /** The clause that names the states. Their order is our model: a step outside it is unusual. */
  readonly order: string;
  /** Steps beside the lifecycle that the real service takes, by public source: nothing is said of them. */
  readonly knownSteps?: Readonly<Record<string, readonly string[]>>;
  readonly invariants: readonly Invariant[];
  /** What single exchanges tell of the readings that the server follows. */
  readonly signs?: readonly Sign[];
  /** Goes where there is something to see. */
  explore(explorer: Explorer): Promise<void>;
}
