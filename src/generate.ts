// The assembly for fixtures: the name of a shape and options in, rows out. Typed by the schemas of the five APIs.
import type { Shapes as CodeartsShapes } from '../schemas/codearts/types.ts';
import type { Shapes as CoprShapes } from '../schemas/copr/types.ts';
import type { Shapes as CoprWaitingShapes } from '../schemas/copr-waiting/types.ts';
import type { Shapes as EntrecodeShapes } from '../schemas/entrecode/types.ts';
import type { Shapes as ErigonesShapes } from '../schemas/erigones/types.ts';
import type { Exchange } from './core/documents.ts';
import { type Profile, parseReading, type Reading, resolveReadings } from './core/errata.ts';
import { type Scenario, scenarios } from './core/plan.ts';
import { Problem, unknownName } from './core/problem.ts';
import { parseInstant } from './core/time.ts';
import { breaking, mostRows } from './fixture/invalid.ts';
import { createSource, type Source, shapeNames, usualInstant } from './fixture/source.ts';
import { apisNamed } from './standin.ts';

type Named<Api extends string, Shapes> = {
  [Shape in Extract<keyof Shapes, string> as `${Api}/${Shape}`]: Shapes[Shape];
};

/** The type of every shape, by `<api>/<shape>`. */
export type FixtureShapes = Named<'codearts', CodeartsShapes> &
  Named<'copr', CoprShapes> &
  Named<'copr-waiting', CoprWaitingShapes> &
  Named<'entrecode', EntrecodeShapes> &
  Named<'erigones', ErigonesShapes>;

export interface GenerateOptions {
  /** How many rows. Default: 1000. */
  readonly n?: number;
  /** The number of the first row. Row i is the same in every run. Default: 0. */
  readonly from?: number;
  /** Seed of all randomness, a whole number. Default: 1. */
  readonly seed?: number;
  /** Only records in this state. */
  readonly state?: string;
  /** Only records that fare so. */
  readonly scenario?: Scenario;
  /** The instant at which records are shown: ISO 8601 or ms since 1970. Default: 2026-01-31T12:00:00Z, always. */
  readonly at?: string | number;
  /** Which reading of each erratum holds. Default: `corrected`. */
  readonly profile?: Profile;
  /** Readings by erratum id, before the profile. */
  readonly readings?: Readonly<Record<string, Reading>>;
  /**
   * Boundary values only: the first and last ids, empty lists and full pages, the longest names. An integer beyond 2^53 is
   * then a BigInt, though its type says number.
   */
  readonly edge?: boolean;
  /** The id of a clause: every row breaks it, and nothing else. */
  readonly invalid?: string;
}

const optionNames: readonly (keyof GenerateOptions)[] = [
  ...(['n', 'from', 'seed', 'state', 'scenario', 'at', 'profile', 'readings', 'edge', 'invalid'] as const),
];

/**
 * Lifelike values of a shape, such as `copr/build-task`: made as they are asked for, each valid and lawful. Throws a Problem
 * for what cannot be.
 */
export function generate<Name extends keyof FixtureShapes>(
  name: Name,
  options: GenerateOptions = {},
): Iterable<FixtureShapes[Name]> {
  const { source, from, n } = sourceFor(name, options);
  return {
    *[Symbol.iterator]() {
      for (let index = from; index < from + n; index++) yield source.row(index) as FixtureShapes[Name];
    },
  };
}

/** Requests with the replies that are of a shape, as files of `fixtures/` hold them. */
export function generateExchanges(name: string, options: GenerateOptions = {}): Iterable<Exchange> {
  const { source, from, n } = sourceFor(name, options);
  return {
    *[Symbol.iterator]() {
      for (let index = from; index < from + n; index++) yield source.exchange(index);
    },
  };
}

/** The rows that are meant. A Problem for options that name something unknown. */
export function sourceFor(
  name: string,
  options: GenerateOptions,
): { source: Source; from: number; n: number } {
  for (const option of Object.keys(options))
    if (!optionNames.includes(option as keyof GenerateOptions))
      throw unknownName('option', option, optionNames);
  const { seed = 1, from = 0, n = 1000, scenario, state, invalid, at, profile, readings } = options;
  if (scenario !== undefined && !scenarios.includes(scenario))
    throw unknownName('scenario', scenario, scenarios);
  for (const reading of Object.values(readings ?? {})) parseReading(reading);
  const { api, shape } = shapeNamed(name);
  const settings = {
    seed: wholeNumber('seed', seed, Number.MIN_SAFE_INTEGER),
    at: at === undefined ? usualInstant : Math.floor(parseInstant(at)),
    readings: resolveReadings(api.errata, profile && parseReading(profile), readings),
    edge: options.edge ?? false,
    modest: false,
    state,
    scenario,
  };
  const honest = createSource(api, shape, settings);
  const source = invalid === undefined ? honest : breaking(honest, invalid, settings);
  return { source, from: wholeNumber('from', from), n: wholeNumber('n', n) };
}

/** An API and one of its shapes, by `<api>/<shape>`. */
function shapeNamed(name: string) {
  const apis = apisNamed();
  const known = shapeNames(apis);
  const [api, shape] = name.split('/') as [string, string];
  const near = known.filter((each) => each.startsWith(`${api}/`));
  if (!known.includes(name)) throw unknownName('shape', name, near.length > 0 ? near : known);
  return { api: apis.find((each) => each.name === api)!, shape };
}

function wholeNumber(name: string, given: number, least = 0): number {
  const most = name === 'seed' ? Number.MAX_SAFE_INTEGER : mostRows;
  if (Number.isSafeInteger(given) && given >= least && given <= most) return given;
  throw new Problem(400, `Bad ${name}`, {
    detail: `'${given}' is no ${name}.`,
    given,
    hint: `Give a whole number${least === 0 ? ` from 0 to ${most}` : ''}.`,
  });
}
