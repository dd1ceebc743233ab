// The scenarios of a world's records: a default for each API, and a queue for the next creations, which goes first.
import { type Lifecycle, lastingStates } from '../records/lifecycle.ts';
import { type Lasts, type Scenario, scenariosOf } from '../records/plan.ts';
import { parseDuration } from '../time/duration.ts';
import { unknownName } from '../values/problem.ts';

export interface ScenarioSettings {
  /** Scenario by API. */
  readonly defaults: Readonly<Record<string, Scenario>>;
  /** By API: the scenarios of the next creations, first come first served. */
  readonly queue: Readonly<Record<string, readonly Scenario[]>>;
  /** By API: how long states last, in ms, by state; `*` stands for every state not named, and for every API. */
  readonly lasts: Readonly<Record<string, Lasts>>;
}

/** The settings to change; durations may be texts such as `90s`. */
export interface ScenarioRequest {
  readonly defaults?: Readonly<Record<string, Scenario>>;
  readonly queue?: Readonly<Record<string, readonly Scenario[]>>;
  readonly lasts?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
}

export interface ScenarioBook {
  show(): ScenarioSettings;
  /** Replaces the given members, API by API; the rest stays. */
  change(settings: ScenarioRequest): void;
  /** Starts over as it was created. */
  reset(): void;
  /** Takes over the settings of another. A Problem (400) if that is impossible, and then nothing has changed. */
  restore(settings: ScenarioSettings): void;
  /** The scenario of the current creation; takes it off the queue. */
  nextFor(api: string): Scenario;
  /** The durations of an API's states, as far as they were set. */
  lastsFor(api: string): Lasts;
}

export function createScenarioBook(
  /** By API. */
  lifecycles: Readonly<Record<string, Lifecycle>>,
  initial: ScenarioRequest = {},
  /** Called whenever a setting has changed, or a queue has moved up. */
  changed: () => void = () => {},
): ScenarioBook {
  const defaults = new Map<string, Scenario>();
  const queue = new Map<string, readonly Scenario[]>();
  const lasts = new Map<string, Lasts>();
  const names = Object.keys(lifecycles);
  const statesOf = (api: string) => lastingStates(lifecycles[api]!);
  const anyState = [...new Set(names.flatMap(statesOf))];
  const parseScenario = (api: string, given: string): Scenario => {
    for (const each of named(api)) {
      const known = scenariosOf(lifecycles[each]!);
      if (!known.includes(given)) throw unknownName('scenario', given, known);
    }
    return given;
  };
  /** The APIs that a key stands for. */
  const named = (api: string) => {
    if (api !== '*' && !names.includes(api)) throw unknownName('api', api, ['*', ...names]);
    return api === '*' ? names : [api];
  };
  /** By API, where `*` stands for all: the settings of each. */
  const each = <Given, Read>(
    given: Readonly<Record<string, Given>>,
    read: (given: Given, api: string) => Read,
  ) =>
    Object.entries(given).flatMap(([api, value]) => {
      const apisMeant = named(api);
      const meant = read(value, api);
      return apisMeant.map((name) => [name, meant] as const);
    });
  const clear = () => {
    lasts.clear();
    for (const api of names) {
      defaults.set(api, 'succeeds');
      queue.set(api, []);
    }
  };
  const book: ScenarioBook = {
    show: () => ({
      defaults: Object.fromEntries(defaults),
      queue: Object.fromEntries(queue),
      lasts: Object.fromEntries(lasts),
    }),
    change({ defaults: usual = {}, queue: upcoming = {}, lasts: durations = {} }) {
      // Everything is read before anything changes.
      const read = {
        defaults: each(usual, (scenario, api) => parseScenario(api, scenario)),
        queue: each(upcoming, (next, api) => next.map((scenario) => parseScenario(api, scenario))),
        lasts: each(durations, (states, api) => toMs(states, api === '*' ? anyState : statesOf(api))),
      };
      for (const [api, scenario] of read.defaults) defaults.set(api, scenario);
      for (const [api, next] of read.queue) queue.set(api, next);
      for (const [api, states] of read.lasts) lasts.set(api, states);
      changed();
    },
    reset() {
      clear();
      book.change(initial);
    },
    restore(settings) {
      for (const api of Object.values(settings).flatMap(Object.keys)) named(api);
      const durations = Object.entries(settings.lasts).map(([api, states]) => ({
        api,
        states: toMs(states, anyState),
      }));
      // Unreadable settings are refused before anything is forgotten.
      for (const [api, scenario] of Object.entries(settings.defaults)) parseScenario(api, scenario);
      for (const [api, next] of Object.entries(settings.queue))
        for (const each of next) parseScenario(api, each);
      clear();
      for (const { api, states } of durations) lasts.set(api, states);
      book.change({ defaults: settings.defaults, queue: settings.queue });
    },
    nextFor(api) {
      const [next, ...rest] = queue.get(api) ?? [];
      if (next) {
        queue.set(api, rest);
        changed();
      }
      return next ?? defaults.get(api) ?? 'succeeds';
    },
    lastsFor(api) {
      return lasts.get(api) ?? {};
    },
  };
  book.reset();
  return book;
}

/** Durations by state, in ms; `*` stands for every state not named. A Problem (400) for a state that does not last. */
export function toMs(lasts: Readonly<Record<string, string | number>>, states: readonly string[]): Lasts {
  for (const state of Object.keys(lasts)) {
    if (state !== '*' && !states.includes(state))
      throw unknownName('state that lasts', state, ['*', ...states]);
  }
  return Object.fromEntries(Object.entries(lasts).map(([state, given]) => [state, parseDuration(given)]));
}
