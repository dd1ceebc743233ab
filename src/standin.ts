// The assembly for users: options in, a Standin out. It needs no socket until it is told to listen.
import * as registry from './apis/index.ts';
import { withLiar } from './contract/liars.ts';
import { openApiOf } from './contract/openapi.ts';
import type { Api } from './core/api.ts';
import { parsePace } from './core/clock.ts';
import { type Profile, parseReading, type Reading, type Readings, resolveReadings } from './core/errata.ts';
import { Problem, unknownName } from './core/problem.ts';
import type { ScenarioRequest } from './core/scenarios.ts';
import { parseInstant } from './core/time.ts';
import type { GivenName } from './core/world.ts';
import { fillFor } from './fixture/fill.ts';
import { type NamedWorld, nameWorld } from './named-world.ts';
import { defaultWorld } from './server/address.ts';
import { createApp } from './server/app.ts';
import { fetchFollowing } from './server/follow.ts';
import { createHandle, type WorldHandle } from './server/handle.ts';
import { type Listening, listen } from './server/listen.ts';
import type { Answered } from './server/mount.ts';
import { createSteering } from './server/steering.ts';
import { createWorlds } from './server/worlds.ts';

export interface StandinOptions {
  /** The APIs to serve, by name or as made with `defineApi`. Default: all five. */
  readonly apis?: readonly (string | Api)[];
  /** Which reading of each erratum holds. Default: `corrected`. */
  readonly profile?: Profile;
  /** Readings by erratum id, before the profile. */
  readonly readings?: Readonly<Record<string, Reading>>;
  /** Seed of all randomness, a whole number. Default: 1. */
  readonly seed?: number;
  /** `real` (default), `x60`, `frozen`, `step:2s`, or `timers`: those that a test fakes in this process move it. */
  readonly clock?: string;
  /** The instant at which the clock starts: ISO 8601 or ms since 1970. Default: the real time. */
  readonly at?: string | number;
  /** Default scenarios, queues and durations, as `PUT /__standin/scenarios` takes them. */
  readonly scenarios?: ScenarioRequest;
  /** Situations to start with. */
  readonly givens?: readonly GivenName[];
  /** By API: how many lifelike records each world begins with, of all ages and in all states. At most 1,000,000. */
  readonly fill?: Readonly<Record<string, number>>;
  /** By API: the tokens that are let in. Default: any that is not empty. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  /** Check our own replies against their schemas; a bad one is a 500 with the reason. */
  readonly strict?: boolean;
  /** The most bytes that a request's body may have. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** A liar's id, as `standin mutate --all` lists them: the mock then breaks one clause, and is to be caught. */
  readonly lie?: string;
  /** Called after each answered request of an API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called with an error that is nobody's fault but ours. */
  readonly onError?: (error: Error) => void;
}

export interface Standin extends WorldHandle {
  /** Answers a request as `fetch` does, without a socket. A text that starts with `/` is a path of this Standin. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Opens a port (default: a free one of 127.0.0.1) and gives the URL, without a slash at its end. */
  listen(address?: { port?: number; host?: string }): Promise<string>;
  /** Where it listens; before that, an address under which `fetch` alone answers. */
  readonly url: string;
  /** The APIs that it serves. */
  readonly apis: readonly Api[];
  /** Which reading of an erratum holds, by its id. */
  readonly readings: Readings;
  /** What to show where a token is needed: `any`, or a placeholder if credentials are configured. */
  readonly shownToken: string;
  /** Another world by its name, made on first use. The members of the Standin itself are the default world's. */
  world(name: string): NamedWorld;
  /** Stops listening. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

declare global {
  // As ESNext has it, for programs that are compiled against less.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

const unheard = 'http://standin.localhost';

/** Makes a Standin. Throws a Problem for an option that names something unknown. */
export function createStandin(options: StandinOptions = {}): Standin {
  checkOptions(options);
  const apis = withLiar(chooseApis(options.apis), options.lie);
  const readings = readingsOf(apis, options);
  const fill = options.fill && fillFor(apis, options.fill, { seed: options.seed ?? 1, readings });
  const worlds = createWorlds({ ...worldOptions(options), apis, readings, ...(fill && { fill }) });
  const { strict, bodyLimit, onAnswer, onError } = options;
  const app = createApp({
    apis,
    worlds,
    describe: openApiOf,
    ...(strict !== undefined && { strict }),
    ...(bodyLimit !== undefined && { bodyLimit }),
    ...(onAnswer && { onAnswer }),
    ...(onError && { onError }),
  });
  let listening: Listening | undefined;
  const url = () => listening?.url ?? unheard;
  const answer = (request: Request) => fetchFollowing((each) => app.fetch(each), request);
  const handle = (name: string, base: () => string) =>
    createHandle(async () => createSteering(await worlds.open(name), (path) => base() + path));

  const standin: Standin = {
    ...handle(defaultWorld, url),
    fetch: async (input, init) =>
      answer(new Request(typeof input === 'string' && input.startsWith('/') ? url() + input : input, init)),
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      if (listening)
        throw new Problem(409, 'Already listening', { detail: `It listens at ${listening.url}.` });
      // A world that cannot begin should not be discovered by the first request.
      await worlds.open(defaultWorld);
      listening = await listen((request) => app.fetch(request), { host, port });
      return listening.url;
    },
    get url() {
      return url();
    },
    apis,
    readings,
    shownToken: worlds.shownToken,
    world(name) {
      const drop = () => void worlds.drop(name);
      const world: NamedWorld = nameWorld(name, { handle: handle(name, () => world.url), url, answer, drop });
      return world;
    },
    async close() {
      const open = listening;
      listening = undefined;
      await open?.close();
    },
    [Symbol.asyncDispose]: () => standin.close(),
  };
  return standin;
}

const optionNames: readonly (keyof StandinOptions)[] = [
  ...(['apis', 'profile', 'readings', 'seed', 'clock', 'at', 'scenarios', 'givens', 'fill'] as const),
  ...(['credentials', 'strict', 'bodyLimit', 'lie', 'onAnswer', 'onError'] as const),
];

function checkOptions(options: StandinOptions): void {
  for (const name of Object.keys(options)) {
    if (!optionNames.includes(name as keyof StandinOptions)) throw unknownName('option', name, optionNames);
  }
  const { seed = 1, givens = [] } = options;
  if (!Number.isSafeInteger(seed)) {
    throw new Problem(400, 'Bad seed', {
      detail: `'${seed}' is no seed.`,
      given: seed,
      hint: 'Give a whole number.',
    });
  }
  for (const given of givens) {
    if (typeof given?.api === 'string' && typeof given.name === 'string') continue;
    throw new Problem(400, 'Bad given', {
      detail: `${JSON.stringify(given)} names no given.`,
      given,
      hint: "Write { api: 'copr', name: 'build-is-running', params: { build_id: 7 } }.",
    });
  }
}

function readingsOf(apis: readonly Api[], { profile, readings }: StandinOptions): Readings {
  for (const reading of Object.values(readings ?? {})) parseReading(reading);
  const ledger = apis.flatMap((api) => api.errata);
  return resolveReadings(ledger, profile && parseReading(profile), readings);
}

function worldOptions({ seed, clock, at, scenarios, givens, credentials }: StandinOptions) {
  return {
    ...(seed !== undefined && { seed }),
    ...(clock !== undefined && { pace: parsePace(clock) }),
    ...(at !== undefined && { at: parseInstant(at) }),
    ...(scenarios && { scenarios }),
    ...(givens && { givens }),
    ...(credentials && { credentials }),
  };
}

/** The APIs of these names; all of them if none is given. A Problem for a name that is unknown. */
function chooseApis(wanted?: StandinOptions['apis']): readonly Api[] {
  const known: Readonly<Record<string, Api>> = registry;
  const names = Object.keys(known).map((key) => known[key]!.name);
  return [...new Set(wanted ?? names)].map((each) => {
    if (typeof each !== 'string') return each;
    const api = Object.values(known).find((candidate) => candidate.name === each);
    if (!api) throw unknownName('api', each, names);
    return api;
  });
}

/** The one API of a name, or all of them without one: what the arguments of commands mean. */
export function apisNamed(name?: string): readonly Api[] {
  return chooseApis(name === undefined ? undefined : [name]);
}
