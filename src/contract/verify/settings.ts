// What a verification is told: where, as whom, how long, and what counts.
import type { Reading } from '../../core/api/errata.ts';
import type { Params } from '../../core/invariants/invariant.ts';
import type { OpenMock } from '../probes/probe-host.ts';
import type { Listen } from './exchanges.ts';
import type { PostState } from './stage.ts';
import type { Target } from './target.ts';

export interface Settings {
  readonly target: Target;
  /** Which readings are acceptable. */
  readonly profile: readonly Reading[];
  /** Sent with every request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lets the caller in. A Standin is shown any word if there is none. */
  readonly token?: string;
  /** Lets us control a Standin. */
  readonly adminToken?: string;
  readonly params: Params;
  readonly writes: boolean;
  /** Sets states in Pact's manner. */
  readonly setState?: PostState;
  /** How long to wait between two looks at a live build, and in all; in ms. */
  readonly pollMs: number;
  readonly forMs: number;
  /** Which clauses are of interest. */
  readonly wanted: (clause: string) => boolean;
  /** How long to wait until something answers, in ms. */
  readonly waitMs: number;
  readonly openMock: OpenMock;
  /** Opens the port of the relay through which Pact's verifier asks; without it that layer is left out. */
  readonly listen?: Listen;
  /** For the whole run of Pact's verifier, in ms. */
  readonly pactMs: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** What is being done, and how many requests were sent so far. */
export interface Progress {
  readonly doing: string;
  readonly requests: number;
}
