// The types of the options and rows of `generate`: the type of a row follows from the options.
import type { Schemas as CodeartsCorrected } from '../schemas/codearts/corrected.ts';
import type { Schemas as CodeartsSchemas } from '../schemas/codearts/types.ts';
import type { Schemas as CoprCorrected } from '../schemas/copr/corrected.ts';
import type { Schemas as CoprSchemas } from '../schemas/copr/types.ts';
import type { Schemas as CoprWaitingCorrected } from '../schemas/copr-waiting/corrected.ts';
import type { Schemas as CoprWaitingSchemas } from '../schemas/copr-waiting/types.ts';
import type { Schemas as EntrecodeCorrected } from '../schemas/entrecode/corrected.ts';
import type { Schemas as EntrecodeSchemas } from '../schemas/entrecode/types.ts';
import type { Schemas as ErigonesCorrected } from '../schemas/erigones/corrected.ts';
import type { Schemas as ErigonesSchemas } from '../schemas/erigones/types.ts';
import type { lifecycle as codearts } from './apis/codearts/lifecycle.ts';
import type { lifecycle as copr } from './apis/copr/lifecycle.ts';
import type { lifecycle as coprWaiting } from './apis/copr-waiting/lifecycle.ts';
import type { Outcome } from './apis/entrecode/lifecycle.ts';
import type { lifecycle as erigones } from './apis/erigones/lifecycle.ts';
import type { Profile, Reading } from './core/api/errata.ts';
import type { Scenario } from './core/records/plan.ts';

type Named<Api extends string, Schemas> = {
  [Schema in Extract<keyof Schemas, string> as `${Api}/${Schema}`]: Schemas[Schema];
};

/** The type of every schema, by `<api>/<schemaName>`, under any reading. */
export type FixtureSchemas = Named<'codearts', CodeartsSchemas> &
  Named<'copr', CoprSchemas> &
  Named<'copr-waiting', CoprWaitingSchemas> &
  Named<'entrecode', EntrecodeSchemas> &
  Named<'erigones', ErigonesSchemas>;

/** The type of every schema, by `<api>/<schemaName>`, with all errata read as `corrected`, which is the default. */
export type CorrectedSchemas = Named<'codearts', CodeartsCorrected> &
  Named<'copr', CoprCorrected> &
  Named<'copr-waiting', CoprWaitingCorrected> &
  Named<'entrecode', EntrecodeCorrected> &
  Named<'erigones', ErigonesCorrected>;

/** The states in which the records of an API are shown. */
export interface FixtureStates {
  codearts: keyof (typeof codearts)['states'];
  copr: keyof (typeof copr)['states'];
  'copr-waiting': keyof (typeof coprWaiting)['states'];
  entrecode: Outcome;
  erigones: keyof (typeof erigones)['states'];
}

type ApiOf<Name extends string> = Name extends `${infer Api extends keyof FixtureStates}/${string}`
  ? Api
  : keyof FixtureStates;

export interface GenerateOptions<Name extends string = string> {
  /** How many rows, up to 16,777,216. Default: 1000. */
  readonly n?: number;
  /** The number of the first row, up to 16,777,216. Row i is the same in every run. Default: 0. */
  readonly from?: number;
  /** Seed of all randomness, a whole number. Default: 1. */
  readonly seed?: number;
  /** Only records in this state. */
  readonly state?: FixtureStates[ApiOf<Name>];
  /** Only records with this scenario. */
  readonly scenario?: Scenario;
  /** The instant at which records are shown: ISO 8601 or ms since 1970. Default: 2026-01-31T12:00:00Z, always the same. */
  readonly at?: string | number;
  /** Which reading of each erratum holds. Default: `corrected`. */
  readonly profile?: Profile;
  /** Readings by erratum id, before the profile. */
  readonly readings?: Readonly<Record<string, Reading>>;
  /**
   * Boundary values only: the first and last ids, empty lists and full pages, the longest names. An integer beyond 2^53 is
   * then a BigInt.
   */
  readonly edge?: boolean;
  /** The id of a clause: every row breaks it, and nothing else. So a row may have any type. */
  readonly invalid?: string;
}

/** The same for a name that is only known at run time. */
export type AnyOptions = Omit<GenerateOptions, 'state'> & { readonly state?: string };

/** A row of a schema under some options: `corrected` by default, with BigInts for `edge`. */
export type FixtureRow<Name extends keyof FixtureSchemas, Options> = Options extends { invalid: string }
  ? unknown
  : Exact<Options, May<Options, 'readings', undefined, FixtureSchemas[Name], ByProfile<Name, Options>>>;

type ByProfile<Name extends keyof FixtureSchemas, Options> = May<
  Options,
  'profile',
  'corrected' | undefined,
  FixtureSchemas[Name],
  Name extends keyof CorrectedSchemas ? CorrectedSchemas[Name] : FixtureSchemas[Name]
>;

type Exact<Options, Row> = May<Options, 'edge', false | undefined, WithBigInts<Row>, Row>;

/** `Then` if an option may be anything but `Usual`, else `Otherwise`. */
type May<Options, Name extends string, Usual, Then, Otherwise> = Options extends {
  [Key in Name]?: infer Preset;
}
  ? unknown extends Preset
    ? Otherwise
    : Preset extends Usual
      ? Otherwise
      : Then
  : Otherwise;

/** The same, where every integer may be a BigInt. */
export type WithBigInts<T> = T extends number
  ? number | bigint
  : T extends object
    ? { [Key in keyof T]: WithBigInts<T[Key]> }
    : T;
