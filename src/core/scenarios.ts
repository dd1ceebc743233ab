// How the records of a world will fare: a default for each API, and a queue for the next births, which goes first.
import { type Lasts, type Scenario, scenarios } from './plan.ts';
import { unknownName } from './problem.ts';
import { parseDuration } from './time.ts';

export interface ScenarioSettings {
  /** Scenario by API. */
  readonly defaults: Readonly<Record<string, Scenario>>;
  /** By API: the scenarios of the next births, first come first served. */
  readonly queue: Readonly<Record<string, readonly Scenario[]>>;
  /** By API: how long states last, in ms, by state; `*` stands for every state not named, and for every API. */
  readonly lasts: Readonly<Record<string, Lasts>>;
}

/** Settings to change; durations may be texts such as `90s`. */
export interface ScenarioRequest {
  readonly defaults?: Readonly<Record<string, Scenario>>;
  readonly queue?: Readonly<Record<string, readonly Scenario[]>>;
  readonly lasts?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
}

export interface ScenarioBook {
  show(): ScenarioSettings;
  /** Replaces the members that are given, API by API; the rest stays. */
  change(settings: ScenarioRequest): void;
  /** Starts over as it was created. */
  reset(): void;
  /** The scenario of the birth that happens now; takes it off the queue. */
  nextFor(api: string): Scenario;
  /** How long the states of an API last, as far as it was set. */
  lastsFor(api: string, states: readonly string[]): Lasts;
}

export function createScenarioBook(apis: readonly string[], initial: ScenarioRequest = {}): ScenarioBook {
  const defaults = new Map<string, Scenario>();
  const queue = new Map<string, readonly Scenario[]>();
  const lasts = new Map<string, Lasts>();
  const book: ScenarioBook = {
    show: () => ({
      defaults: Object.fromEntries(defaults),
      queue: Object.fromEntries(queue),
      lasts: Object.fromEntries(lasts),
    }),
    change({ defaults: usual = {}, queue: upcoming = {}, lasts: durations = {} }) {
      const named = [usual, upcoming, durations].flatMap((member) => Object.keys(member));
      for (const api of named) if (api !== '*' && !apis.includes(api)) throw unknownName('api', api, apis);
      for (const [api, scenario] of Object.entries(usual)) defaults.set(api, parseScenario(scenario));
      for (const [api, next] of Object.entries(upcoming)) queue.set(api, next.map(parseScenario));
      for (const [api, states] of Object.entries(durations)) lasts.set(api, toMs(states));
    },
    reset() {
      lasts.clear();
      for (const api of apis) {
        defaults.set(api, 'succeeds');
        queue.set(api, []);
      }
      book.change(initial);
    },
    nextFor(api) {
      const [next, ...rest] = queue.get(api) ?? [];
      if (next) queue.set(api, rest);
      return next ?? defaults.get(api) ?? 'succeeds';
    },
    lastsFor(api, states) {
      const set = [lasts.get(api), lasts.get('*')];
      const found = states.flatMap((state) => {
        const ms = set.map((each) => each?.[state] ?? each?.['*']).find((each) => each !== undefined);
        return ms === undefined ? [] : [[state, ms] as const];
      });
      return Object.fromEntries(found);
    },
  };
  book.reset();
  return book;
}

export function parseScenario(given: string): Scenario {
  const scenario = scenarios.find((name) => name === given);
  if (!scenario) throw unknownName('scenario', given, scenarios);
  return scenario;
}

/** Durations by state, in ms. Throws a 400 Problem on one that cannot be read. */
export function toMs(lasts: Readonly<Record<string, string | number>>): Lasts {
  return Object.fromEntries(Object.entries(lasts).map(([state, given]) => [state, parseDuration(given)]));
}
