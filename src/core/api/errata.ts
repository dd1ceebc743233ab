// The ledger of places where a document contradicts itself or the real service, and the choice among its readings.
import { Problem, unknownName } from '../values/problem.ts';

export const readingNames = ['literal', 'corrected', 'observed'] as const;
export type Reading = (typeof readingNames)[number];
export type Profile = Reading;

/** One place in a document. `id` is `<api>/<name>`; `lines` are the document's, both ends included. */
export interface Erratum {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly lines: readonly (readonly [number, number])[];
  /** What the place says, and what it is set against, in our words. */
  readonly says: string;
  readonly against: string;
  /** What is served under each reading. Only one that is served otherwise than `corrected` is named beside it. */
  readonly readings: { readonly corrected: string; readonly literal?: string; readonly observed?: string };
  /** Why `corrected` reads it so. */
  readonly why: string;
  /** The public source of what is known beyond the document. */
  readonly source?: string;
  /** What differs between the readings, so that a test can hold served against printed. Empty if nothing does. */
  readonly changes: readonly Change[];
  /** Where readings differ: what to ask to see it. */
  readonly probe?: Probe;
}

/** A request that is answered differently under each named reading, and the requests that set the stage for it. */
export interface Probe {
  readonly before?: readonly ProbeRequest[];
  readonly request: ProbeRequest;
}

export interface ProbeRequest {
  /** Default: GET. */
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Instead of a body: the text to send. */
  readonly text?: string;
}

/**
 * What a reading changes. `body`: a JSON pointer into responses of `operation`, `*` for any member or index, with the
 * kind of difference; `text`: the body's text is not the JSON it means; `route`, `status`, `header`, `parameter`:
 * what the request may be or is answered with.
 */
export type Change =
  | { readonly operation: string; readonly body: string; readonly how: 'value' | 'presence' | 'order' }
  | { readonly operation: string; readonly text: true }
  | { readonly operation: string; readonly route: string }
  | { readonly operation: string; readonly status: string }
  | { readonly operation: string; readonly header: string }
  | { readonly operation: string; readonly parameter: string };

/** Which reading holds for an erratum. */
export type Readings = (erratum: string) => Reading;

/** Resolves readings: an override by id, else the profile; a reading that an erratum lacks is its `corrected`. */
export function resolveReadings(
  ledger: readonly Erratum[],
  profile: Profile = 'corrected',
  overrides: Readonly<Record<string, Reading>> = {},
): Readings {
  const chosen = new Map<string, Reading>();
  for (const erratum of ledger) {
    const wanted = overrides[erratum.id] ?? profile;
    chosen.set(erratum.id, erratum.readings[wanted] === undefined ? 'corrected' : wanted);
  }
  for (const id of Object.keys(overrides))
    if (!chosen.has(id)) throw unknownName('erratum', id, [...chosen.keys()]);
  return (id) => {
    const reading = chosen.get(id);
    if (!reading) throw new Error(`no erratum '${id}' in the ledger`);
    return reading;
  };
}

export function parseReading(given: string): Reading {
  const reading = readingNames.find((name) => name === given);
  if (!reading) throw unknownName('reading', given, readingNames);
  return reading;
}

/** Reads `copr/list-path=observed`. */
export function parseOverride(given: string): [string, Reading] {
  const [id, reading, ...rest] = given.split('=');
  if (!id || !reading || rest.length > 0) {
    throw new Problem(400, 'Bad reading', {
      detail: `'${given}' does not choose a reading.`,
      given,
      hint: "Write '<erratum>=<reading>', for example 'copr/list-path=observed'.",
    });
  }
  return [id, parseReading(reading)];
}
