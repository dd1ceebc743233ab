// The recorded run of one trial: what the client sent and got, and how it ended.

/** One request of the client, with its response. */
export interface Poll {
  /** From 1, in the order in which they came. */
  readonly number: number;
  /** When it came and when its response ended, in ms since the trial began. */
  readonly at: number;
  readonly until: number;
  readonly method: string;
  readonly path: string;
  /** Names of headers that carry credentials. */
  readonly credentials: readonly string[];
  /** Which connection carried it, from 1. */
  readonly connection: number;
  /** How many other requests had no complete response yet when it came. */
  readonly others: number;
  /** 0 without a response. */
  readonly status: number;
  /** How long the response asked the client to wait, in ms. */
  readonly retryAfter?: number;
  /** The state that the response showed; undefined if it showed none, or an unknown word. */
  readonly state?: string;
  /** The fault of the response. */
  readonly fault?: string;
  /** Whether it came to another origin than the client's base URL. */
  readonly elsewhere: boolean;
}

export interface Ending {
  readonly how: 'success' | 'failure' | 'endless';
  /** In ms since the trial began. */
  readonly at: number;
  /** The exit code, the signal or the error. */
  readonly says: string;
  /** The last of what it printed. */
  readonly output: string;
}

/** The outcome that a client should report in a trial. `either`: both are fine. */
export type Expected = 'success' | 'failure' | 'end' | 'either';

export interface Run {
  readonly trial: string;
  readonly says: string;
  readonly expected: Expected;
  readonly polls: readonly Poll[];
  readonly ending: Ending;
  /** The states in which the record ends. */
  readonly finals: readonly string[];
  /** How long the client could run, in ms. */
  readonly patience: number;
}

/** Requests that only read. */
export function pollsOf({ polls }: Run): readonly Poll[] {
  return polls.filter(({ method }) => method === 'GET' || method === 'HEAD');
}

/** The first poll that showed a final state. */
export function firstFinal({ polls, finals }: Run): Poll | undefined {
  return polls.find(({ state }) => state !== undefined && finals.includes(state));
}
