// The assembly for fixtures: the name of a schema and options in, rows out.
import type { Exchange } from './core/api/documents.ts';
import { parseReading, resolveReadings } from './core/api/errata.ts';
import { scenariosOf } from './core/records/plan.ts';
import { parseInstant } from './core/time/duration.ts';
import { Problem, quoted, unknownName } from './core/values/problem.ts';
import { breaking } from './fixture/invalid.ts';
import { createSource, mostRows, type Source, schemaNames, usualInstant } from './fixture/source.ts';
import type { AnyOptions, FixtureRow, FixtureSchemas, GenerateOptions } from './generate-types.ts';
import { apisNamed, isFile } from './standin.ts';

export type {
  CorrectedSchemas,
  FixtureRow,
  FixtureSchemas,
  FixtureStates,
  GenerateOptions,
} from './generate-types.ts';

const optionNames: readonly (keyof GenerateOptions)[] = [
  ...(['n', 'from', 'seed', 'state', 'scenario', 'at', 'profile', 'readings', 'edge', 'invalid'] as const),
];

/**
 * Lifelike values of a schema, such as `copr/build-task`: made one by one, each valid and consistent. Throws a Problem for
 * impossible options.
 */
export function generate<
  Name extends keyof FixtureSchemas,
  // biome-ignore lint/complexity/noBannedTypes: no options at all.
  const Options extends GenerateOptions<Name> = {},
>(name: Name, options?: Options): Iterable<FixtureRow<Name, Options>> {
  const { source, from, n } = sourceFor(name, options);
  return {
    *[Symbol.iterator]() {
      for (let index = from; index < from + n; index++) yield source.row(index) as FixtureRow<Name, Options>;
    },
  };
}

/** Exchanges whose responses match a schema, in the format of `fixtures/`. */
export function generateExchanges<Name extends string>(
  name: Name,
  options: GenerateOptions<Name> = {},
): Iterable<Exchange> {
  const { source, from, n } = sourceFor(name, options);
  return {
    *[Symbol.iterator]() {
      for (let index = from; index < from + n; index++) yield source.exchange(index);
    },
  };
}

/** The source of the rows. A Problem for options that name something unknown. */
export function sourceFor(
  name: string,
  options: AnyOptions = {},
): { source: Source; from: number; n: number } {
  for (const option of Object.keys(options))
    if (!optionNames.includes(option as keyof GenerateOptions))
      throw unknownName('option', option, optionNames);
  const { seed = 1, from = 0, n = 1000, scenario, state, invalid, at, profile, readings } = options;
  for (const reading of Object.values(readings ?? {})) parseReading(reading);
  const { api, schemaName } = schemaNamed(name);
  const scenarios = scenariosOf(api.lifecycle);
  if (scenario !== undefined && !scenarios.includes(scenario))
    throw unknownName('scenario', scenario, scenarios);
  const settings = {
    seed: wholeNumber('seed', seed),
    at: at === undefined ? usualInstant : Math.floor(parseInstant(at)),
    readings: resolveReadings(api.errata, profile && parseReading(profile), readings),
    edge: options.edge ?? false,
    modest: false,
    state,
    scenario,
  };
  const honest = createSource(api, schemaName, settings);
  const source = invalid === undefined ? honest : breaking(honest, invalid, settings);
  return { source, from: wholeNumber('from', from), n: wholeNumber('n', n) };
}

/** An API and one of its schemas, by `<api>/<schemaName>`, or `<file>#<schemaName>` for one that a file describes. */
function schemaNamed(name: string) {
  const [file = '', described] = `${name}`.split('#') as [string, string?];
  if (described !== undefined && isFile(file)) {
    const [api] = apisNamed(file);
    const known = Object.keys(api!.fixtures?.schemas ?? {});
    if (!known.includes(described)) throw unknownName('schema', described, known);
    return { api: api!, schemaName: described };
  }
  const apis = apisNamed();
  const known = schemaNames(apis);
  const [api, schemaName] = `${name}`.split('/') as [string, string];
  const near = known.filter((each) => each.startsWith(`${api}/`));
  if (!known.includes(name)) throw unknownName('schema', `${name}`, near.length > 0 ? near : known);
  return { api: apis.find((each) => each.name === api)!, schemaName };
}

/** The range of an option with whole numbers. */
const limits = {
  n: [0, mostRows],
  from: [0, mostRows],
  seed: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

/** An option that is a whole number. A Problem for any other. */
export function wholeNumber(name: keyof typeof limits, given: number): number {
  const [least, most] = limits[name];
  if (Number.isSafeInteger(given) && given >= least && given <= most) return given;
  throw new Problem(400, `Bad ${name}`, {
    detail: `${quoted(given)} is not a valid ${name}.`,
    given,
    hint: `Give a whole number from ${least} to ${most}.`,
  });
}
