// The options of a Standin: checked, and converted for its parts.
import type { Api } from './core/api/api.ts';
import {
  type Profile,
  parseReading,
  type Reading,
  type Readings,
  resolveReadings,
} from './core/api/errata.ts';
import type { SharedStore } from './core/replica/engine.ts';
import { parsePace } from './core/time/clock.ts';
import { parseInstant } from './core/time/duration.ts';
import { Problem, unknownName } from './core/values/problem.ts';
import type { LimitOptions } from './core/worlds/limits.ts';
import type { ScenarioRequest } from './core/worlds/scenarios.ts';
import type { PresetName } from './core/worlds/world.ts';
import type { Sent } from './server/callbacks.ts';
import { checkToken } from './server/port/access.ts';
import { parseOrigins } from './server/port/cors.ts';
import { checkHosts, checkReceivers } from './server/port/hosts.ts';
import type { Answered } from './server/requests/answered.ts';
import { parseBaseUrl } from './server/requests/locate.ts';
import type { StateOptions } from './storage/file/keep.ts';

export interface StandinOptions extends StateOptions {
  /** The APIs to serve, by name or as made with `defineApi`. Default: all five. */
  readonly apis?: readonly (string | Api)[];
  /** Which reading of each erratum holds. Default: `corrected`. */
  readonly profile?: Profile;
  /** Readings by erratum id, before the profile. */
  readonly readings?: Readonly<Record<string, Reading>>;
  /** Seed of all randomness, a whole number. Default: 1. */
  readonly seed?: number;
  /** `real` (default), `x60`, `frozen`, `step:2s`, or `timers`: it follows the fake timers of a test in this process. */
  readonly clock?: string;
  /** The instant at which the clock starts: ISO 8601 or ms since 1970. Default: the real time. */
  readonly at?: string | number;
  /** Default scenarios, queues and durations, as `PUT /__standin/scenarios` takes them. */
  readonly scenarios?: ScenarioRequest;
  /** Situations to start with. */
  readonly presets?: readonly PresetName[];
  /** Faults to begin with, as `copr/get-build-task:status=503,retry-after=5,nth=3`. */
  readonly faults?: readonly string[];
  /** Whether each world begins with the records that the documents print. Default: yes. */
  readonly samples?: boolean;
  /** By API: how many lifelike records each world begins with, of all ages and in all states. At most 1,000,000. */
  readonly fill?: Readonly<Record<string, number>>;
  /** By API: the accepted tokens. Default: any that is not empty. */
  readonly credentials?: Readonly<Record<string, readonly string[]>>;
  /** The APIs that apply their service's rate limit, and answer 429 beyond it. Default: none. */
  readonly throttle?: readonly string[];
  /** Hosts, besides this machine, that callbacks may be sent to, as in a URL. */
  readonly callbacks?: readonly string[];
  /** Check our own responses against their schemas; a bad one is a 500 with the reason. */
  readonly strict?: boolean;
  /** Limits by name: `{ body: 1_048_576, requestTime: '30s' }`. The README lists them. */
  readonly limits?: LimitOptions;
  /** The token that the control API requires over a port. Default: none on loopback, otherwise a random one, shown as `adminToken`. */
  readonly adminToken?: string;
  /** Further host names under which the control API answers, beside loopback, IP addresses and the name that it listens on. */
  readonly allowHosts?: readonly string[];
  /** The URL under which clients reach it behind a proxy, as `https://ci.example.com/mock`: links begin so. */
  readonly baseUrl?: string;
  /** Whether a proxy's `X-Forwarded-Proto`, `-Host`, `-Prefix` and `Forwarded` are believed. Default: no. */
  readonly trustProxy?: boolean;
  /** Whether a browser gets the page of this Standin, at `/__standin/`. Default: yes. */
  readonly page?: boolean;
  /** Pages that may call the APIs: all (`true`) or those of some origins. Never the control API. Default: none. */
  readonly cors?: boolean | readonly string[];
  /** A mutant's id, as `standin mutate --all` lists them: the mock then breaks one clause. */
  readonly mutant?: string;
  /** Where worlds are shared with other processes: `redisStore({ url, prefix })`. Default: in this process alone. */
  readonly store?: SharedStore;
  /** Called after each answered request of an API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called after a callback was sent, or could not be. */
  readonly onSent?: (sent: Sent) => void;
  /** Called with an internal error. */
  readonly onError?: (error: Error) => void;
}

const optionNames: readonly (keyof StandinOptions)[] = [
  ...([
    'apis',
    'profile',
    'readings',
    'seed',
    'clock',
    'at',
    'scenarios',
    'presets',
    'faults',
    'samples',
  ] as const),
  ...(['fill', 'credentials', 'strict', 'limits', 'mutant', 'state', 'onAnswer', 'onError'] as const),
  'acceptEditedState',
  'store',
  ...(['baseUrl', 'trustProxy', 'page'] as const),
  ...(['adminToken', 'allowHosts', 'cors', 'throttle', 'callbacks', 'onSent'] as const),
];

/** Throws a Problem for an unknown or invalid option. */
export function checkOptions(options: StandinOptions): void {
  for (const name of Object.keys(options)) {
    if (!optionNames.includes(name as keyof StandinOptions)) throw unknownName('option', name, optionNames);
  }
  const { seed = 1, presets = [], adminToken } = options;
  if (adminToken !== undefined) checkToken(adminToken);
  checkStore(options);
  checkHosts(options.allowHosts ?? []);
  checkReceivers(options.callbacks ?? []);
  parseOrigins(options.cors);
  if (!Number.isSafeInteger(seed)) {
    throw new Problem(400, 'Bad seed', {
      detail: `'${seed}' is not a seed.`,
      given: seed,
      hint: 'Give a whole number.',
    });
  }
  for (const preset of presets) {
    if (typeof preset?.api === 'string' && typeof preset.name === 'string') continue;
    throw new Problem(400, 'Bad preset', {
      detail: `${JSON.stringify(preset)} is not a preset.`,
      given: preset,
      hint: "Write { api: 'copr', name: 'build-is-running', params: { build_id: 7 } }.",
    });
  }
}

function checkStore({ store, state, clock }: StandinOptions): void {
  if (!store) return;
  if (state !== undefined)
    throw new Problem(400, 'Bad store', {
      detail: 'Worlds are kept in a store or in a state file, not in both.',
      hint: 'A store keeps them as long as it lives. Leave out `state`.',
    });
  if (clock === 'timers')
    throw new Problem(400, 'Bad clock', {
      detail: "The clock 'timers' follows the fake timers of one process, and a store is shared by many.",
      hint: "Use 'frozen' or 'step:2s'.",
    });
}

/** Who may control over a port. */
export function accessOptions({ adminToken, allowHosts = [], baseUrl }: StandinOptions) {
  const own = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl).origin;
  return {
    ...(adminToken !== undefined && { adminToken }),
    ...(own && { publicOrigin: own }),
    allowHosts: own ? [...allowHosts, new URL(own).hostname] : allowHosts,
  };
}

/** The readings of all errata of these APIs. */
export function readingsOf(apis: readonly Api[], { profile, readings }: StandinOptions): Readings {
  for (const reading of Object.values(readings ?? {})) parseReading(reading);
  const ledger = apis.flatMap((api) => api.errata);
  return resolveReadings(ledger, profile && parseReading(profile), readings);
}

/** The beginning of worlds. */
export function worldOptions(options: StandinOptions) {
  const { seed, clock, at, scenarios, presets, faults, samples, credentials, throttle } = options;
  return {
    ...(seed !== undefined && { seed }),
    ...(clock !== undefined && { pace: parsePace(clock) }),
    ...(at !== undefined && { at: parseInstant(at) }),
    ...(scenarios && { scenarios }),
    ...(presets && { presets }),
    ...(faults && { faults }),
    ...(samples !== undefined && { samples }),
    ...(credentials && { credentials }),
    ...(throttle && { throttle }),
  };
}
