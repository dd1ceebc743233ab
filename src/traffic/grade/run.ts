// What one trial of a client consists of: what it sent and got, and how it ended.

/** One request of the client, with what it was answered. */
export interface Poll {
  /** From 1, in the order in which they came. */
  readonly number: number;
  /** When it came and when its response was over, in ms since the trial began. */
  readonly at: number;
  readonly until: number;
  readonly method: string;
  readonly path: string;
  /** Names of headers that carry credentials. */
  readonly credentials: readonly string[];
  /** Which connection carried it, from 1. */
  readonly connection: number;
  /** How many other requests were still being answered when it came. */
  readonly others: number;
  /** 0 where no response came. */
  readonly status: number;
  /** How long the response asked the client to wait, in ms. */
  readonly retryAfter?: number;
  /** The state that the response showed to the client; undefined where it showed none, or a word of no state. */
  readonly state?: string;
  /** What was done to the response on purpose. */
  readonly trouble?: string;
  /** Whether it came to another origin than the client was given. */
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

/** What a client should come to in a trial. `either`: what it does is its own affair. */
export type Expected = 'success' | 'failure' | 'end' | 'either';

export interface Run {
  readonly trial: string;
  readonly says: string;
  readonly expected: Expected;
  readonly polls: readonly Poll[];
  readonly ending: Ending;
  /** The states in which the record ends. */
  readonly finals: readonly string[];
  /** How long the client was let run, in ms. */
  readonly patience: number;
}

/** Requests that only look. */
export function looks({ polls }: Run): readonly Poll[] {
  return polls.filter(({ method }) => method === 'GET' || method === 'HEAD');
}

/** The first poll that told the client that it is over. */
export function firstFinal({ polls, finals }: Run): Poll | undefined {
  return polls.find(({ state }) => state !== undefined && finals.includes(state));
}
