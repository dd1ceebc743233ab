// What drift comes to: what two servers answer otherwise in the same situation, whose doing it is, and what to write down.

/**
 * server: the server has changed. document: the servers do not do what the document says. mock: our mock answers otherwise than
 * the server, which does as documented. volatile: it may differ at any time, as ids, times, and members that may be left out.
 */
export const driftClasses = ['server', 'document', 'mock', 'volatile'] as const;
export type DriftClass = (typeof driftClasses)[number];

/** A place where two sides differ, before anybody has said whose doing it is. */
export interface Difference {
  readonly operation: string;
  /** In which situation: `200, running` or `of an unknown build_id`. */
  readonly situation: string;
  /** `status`, `header location`, or a JSON Pointer into the body with `*` for the entries of a list. */
  readonly place: string;
  /** What each side has there, in words. */
  readonly before: string;
  readonly after: string;
  /** How many exchanges each rests on. */
  readonly times: readonly [before: number, after: number];
  readonly clause: string;
  /** The errata of the place. */
  readonly errata: readonly string[];
  /** Whether only the presence of a member differs that may be left out. */
  readonly optional: boolean;
}

/** A difference with whose doing it is. */
export interface Drifted extends Difference {
  readonly class: DriftClass;
  /** Whether an erratum says so already. */
  readonly known: boolean;
  /** The erratum, or the clause, that would say it: to be put into `errata.json` or `clauses.json`. */
  readonly draft: Readonly<Record<string, unknown>>;
}
