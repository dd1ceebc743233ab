// The settings of a verification: the target, credentials, times, and what counts.
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
  /** The token for the API. Without one, a Standin gets any word. */
  readonly token?: string;
  /** The token for a Standin's control API. */
  readonly adminToken?: string;
  readonly params: Params;
  readonly writes: boolean;
  /** Sets provider states as Pact's verifiers do. */
  readonly setState?: PostState;
  /** How long to wait between two requests for a live build, and in all; in ms. */
  readonly pollMs: number;
  readonly forMs: number;
  /** The clauses to report. */
  readonly wanted: (clause: string) => boolean;
  /** How long to wait for the first response, in ms. */
  readonly waitMs: number;
  readonly openMock: OpenMock;
  /** Opens the port of the relay for Pact's verifier; without it that layer is left out. */
  readonly listen?: Listen;
  /** For the whole run of Pact's verifier, in ms. */
  readonly pactMs: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** Progress: the current step, and the number of requests so far. */
export interface Progress {
  readonly doing: string;
  readonly requests: number;
}
