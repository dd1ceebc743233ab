// What a store that processes share must be able to do. The rules are ours, the means are the engine's.
import { Problem } from '../values/problem.ts';
import type { Change, WorldFacts } from './changes.ts';

/** Which edition of a world, and how many commits it has seen. */
export interface Place {
  readonly edition: string;
  readonly version: number;
}

/** What a step has come to. */
export interface Commit {
  readonly at: Place;
  /** No other commit has it: by it a process finds out whether its commit has happened. */
  readonly name: string;
  /** The instant (ms) of a clock that passes by itself, when this is sent. */
  readonly now: number | undefined;
  /** None for a step that only looked. */
  readonly changes: readonly Change[];
  /** Lines of the journal. */
  readonly entries: readonly string[];
}

export interface Followed {
  readonly version: number;
  readonly name: string;
  readonly changes: readonly Change[];
}

export type Outcome =
  | { readonly kind: 'done'; readonly at: Place }
  /** Others were first: their commits, the oldest first. */
  | { readonly kind: 'behind'; readonly since: readonly Followed[] }
  /** This process lacks too much to follow: it loads the world again. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'gone' }
  /** The clock is behind an instant (ms) that was already shown. */
  | { readonly kind: 'late'; readonly shown: number };

/** A commit of another process. Where it is too large to be told, its changes are left out. */
export interface News extends Partial<Followed> {
  readonly world: string;
  readonly edition: string | undefined;
}

/** Stands for each world in news of which nobody knows what it was. */
export const everyWorld = '*';

/** A callback that waits to be sent, as JSON. */
export interface Waiting {
  readonly id: string;
  readonly world: string;
  readonly what: unknown;
}

/** A store that processes share, as an option of a Standin: made by `redisStore`. */
export interface SharedStore {
  /** Opens it. `patience`: how long (ms) a request waits; `journal`: how many entries a world keeps. */
  open(limits: { readonly patience: number; readonly journal: number }): Engine;
}

export interface Engine {
  /** One clock for all processes, in whole ms since 1970. */
  now(): number;
  commit(world: string, commit: Commit): Promise<Outcome>;
  load(world: string): Promise<{ readonly at: Place; readonly facts: WorldFacts } | undefined>;
  /** Writes a world anew, if it is still at that place; where there is none, if it is still not there. */
  write(
    world: string,
    facts: WorldFacts,
    about: { readonly at: Place | undefined; readonly name: string; readonly keepsJournal: boolean },
  ): Promise<Outcome>;
  /** The newest lines of a journal, the oldest of them first; how many there have been, and how often it was emptied. */
  journal(world: string, newest: number): Promise<JournalPart>;
  /** The first of so many request numbers that nobody else has. */
  numbers(world: string, count: number): Promise<number>;
  names(): Promise<readonly string[]>;
  /** False if there was no such world. */
  drop(world: string): Promise<boolean>;
  onNews(listener: (news: News) => void): void;
  /** Keeps a callback until it is sent. */
  addCallback(waiting: Waiting): Promise<void>;
  /** Takes over callbacks that nobody has, and keeps those of `own`. */
  leaseCallbacks(own: readonly string[]): Promise<readonly Waiting[]>;
  /** It was sent, or never will be. */
  removeCallback(id: string): Promise<void>;
  health(): Promise<EngineHealth>;
  close(): Promise<void>;
}

export interface JournalPart {
  readonly entries: readonly string[];
  readonly total: number;
  readonly cleared: number;
}

export interface EngineHealth {
  readonly status: 'ok' | 'failure';
  readonly engine?: string;
  readonly prefix: string;
  /** By how many ms this machine's clock is ahead of the engine's, and how far that may be wrong. */
  readonly skewMs?: number;
  readonly skewErrorMs?: number;
  readonly failure?: string;
  readonly hint?: string;
}

/** The store cannot answer now. Whoever asked should come again. */
export class StoreFailure extends Problem {
  readonly retryAfter = 1;

  constructor(
    detail: string,
    hint = 'It goes on by itself when the store is back. GET /__standin/health says how it is.',
  ) {
    super(503, 'Store unavailable', { detail, hint });
  }
}
