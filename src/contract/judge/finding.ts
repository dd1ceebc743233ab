// The result of a verification: findings, a verdict on every clause, and the readings that the server follows.
import type { Clause } from '../../core/api/documents.ts';
import type { Reading } from '../../core/api/errata.ts';

/**
 * failed: it breaks a sentence of the document. unusual: only our model finds it strange; no sentence forbids it.
 * erratum: the server follows another reading of a place that contradicts itself or the service. extra: beyond the
 * document. skipped: it could not be set up or requested.
 */
export const severities = ['failed', 'unusual', 'erratum', 'extra', 'skipped'] as const;
export type Severity = (typeof severities)[number];

/** The source of a finding: an exchange of the Pact contract, a schema, an invariant, or an erratum's probe. */
export interface By {
  readonly layer: 'exchange' | 'schema' | 'invariant' | 'probe';
  /** The interaction's description, the schema, the invariant's id, the erratum's id. */
  readonly name: string;
}

/** A request and its response without secrets. */
export interface Shown {
  readonly number: number;
  /** A command that repeats the request; secrets have to be filled in. */
  readonly curl: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** JSON or text, shortened if it is long. */
    readonly body?: unknown;
  };
}

/** One verdict, citing a clause. */
export interface Finding {
  readonly severity: Severity;
  readonly clause: string;
  /** What the clause says, in our words. */
  readonly says: string;
  readonly document: string;
  /** The lines of the document, both ends included. */
  readonly lines: Clause['lines'];
  readonly by: By;
  /** JSON Pointer into the response's body, where the finding is about a place in it. */
  readonly pointer?: string;
  readonly expected: string;
  readonly actual: string;
  /** The exchange that shows it; the first of several. */
  readonly shown?: Shown;
  /** How many exchanges show it: at least 1, or 0 if it was skipped. */
  readonly times: number;
  /** The reading that the server follows, if that is what it is about. */
  readonly reading?: { readonly erratum: string; readonly follows: Reading | 'neither' };
}

export interface ClauseVerdict extends Pick<Clause, 'id' | 'says' | 'lines' | 'kind'> {
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** How many checks were made. */
  readonly checks: number;
  /** If it passed: an exchange that shows it. */
  readonly shownBy?: Pick<Shown, 'number' | 'curl'>;
  /** If it was skipped: the reason. */
  readonly why?: string;
}

/** The result of one erratum's probe. */
export interface Followed {
  readonly erratum: string;
  readonly says: string;
  /** What is served under each reading. */
  readonly readings: Readonly<Partial<Record<Reading, string>>>;
  /** Undefined if that could not be found out. */
  readonly follows?: Reading | 'neither';
  readonly acceptable: boolean;
  /** Why that could not be found out. */
  readonly why?: string;
}

/** The result of one layer. */
export interface Layer {
  readonly layer: By['layer'];
  readonly judged: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why it did not run at all. */
  readonly why?: string;
}

/** A request that may have changed something on a server that is no Standin, with the secrets taken out. */
export interface Written {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  /** 0 where nothing came back. */
  readonly status: number;
  /** Why it was sent, as a sentence. */
  readonly why: string;
}

export interface Report {
  readonly api: string;
  readonly title: string;
  readonly document: { readonly name: string; readonly lines: number; readonly sha256: string };
  /** The base URL, or the file that was judged. */
  readonly target: string;
  /** The version of Standin that made the report. */
  readonly version: string;
  /** ISO 8601. */
  readonly began: string;
  readonly tookMs: number;
  readonly requests: number;
  /** Which readings are acceptable. */
  readonly profile: readonly Reading[];
  readonly layers: readonly Layer[];
  readonly clauses: readonly ClauseVerdict[];
  readonly findings: readonly Finding[];
  readonly errata: readonly Followed[];
  /** Remarks for the reader, a sentence each, for example on entries of an archive that were left out. */
  readonly notes?: readonly string[];
  /** What was sent that may have changed something; only of a server that is no Standin, with `--write`. */
  readonly writes?: readonly Written[];
  /** What was made there and is there still, a sentence each. */
  readonly left?: readonly string[];
  readonly verdict: 'passed' | 'failed' | 'skipped';
}
