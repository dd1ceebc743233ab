// How situations come about on a server that is verified: a Standin arranges them, a state URL does, or they are found
// among what is there.
import type { Api, Given } from '../core/api.ts';
import type { Params, Sighting, Staging } from '../core/law.ts';
import type { Received, Target } from './target.ts';

export interface Stage {
  /** What it is, for the report. */
  readonly says: string;
  /** The parameters that name what a given is about, once it holds; undefined if it cannot be had. */
  set(given: Given<unknown>, params: Params, staging?: Staging): Promise<Params | undefined>;
  /** Lets time pass. False if there is nothing left to wait for. */
  pass(): Promise<boolean>;
  /** Headers that every request needs so that it meets this stage. */
  readonly headers: Readonly<Record<string, string>>;
  /** Gives back what was taken for it. */
  leave(): Promise<void>;
}

/** A world of a Standin that is this verification's own, its clock standing until it is moved. */
export async function standinStage(api: Api, target: Target, world: string): Promise<Stage> {
  const headers = { 'x-standin-world': world };
  const call = async (method: string, path: string, body?: unknown) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    return target.send({
      method,
      path: `/__standin${path}`,
      headers: { ...headers, 'content-type': 'application/json' },
      ...json,
    });
  };
  await call('PUT', '/clock', { clock: 'frozen' });
  return {
    says: 'a Standin, in a world of its own',
    headers,
    async set(given, params, { scenario = 'succeeds' } = {}) {
      await call('PUT', '/scenarios', { defaults: { [api.name]: scenario } });
      const set = await call('POST', '/givens', { api: api.name, name: given.name, params });
      return set.status < 300 ? { ...given.params, ...params } : undefined;
    },
    async pass() {
      const { text } = await call('POST', '/clock/next');
      return (JSON.parse(text) as { transitions: unknown[] }).transitions.length > 0;
    },
    async leave() {
      await call('DELETE', `/worlds/${world}`);
    },
  };
}

/** Whether it is a Standin that answers there, and one that serves this API. */
export async function isStandin(api: Api, target: Target): Promise<boolean> {
  try {
    const { status, text } = await target.send({ method: 'GET', path: '/__standin/health', headers: {} });
    const health = JSON.parse(text) as { status?: unknown; apis?: unknown };
    return (
      status === 200 && health.status === 'ok' && Array.isArray(health.apis) && health.apis.includes(api.name)
    );
  } catch {
    return false;
  }
}

/** A URL that sets states as Pact's verifiers have them set: `{state, params, action}`, answered with values. */
export function urlStage(
  api: Api,
  post: (body: object) => Promise<Received>,
  wait: Waiting,
  otherwise: Stage,
): Stage {
  return {
    says: 'states are set through the state URL',
    headers: {},
    async set(given, params, staging) {
      const state = {
        state: given.says,
        params: { api: api.name, ...given.params, ...params },
        action: 'setup',
      };
      const { status, text } = await post(state);
      if (status >= 300) return otherwise.set(given, params, staging);
      return { ...given.params, ...params, ...valuesOf(text) };
    },
    pass: wait,
    async leave() {},
  };
}

/** Nothing can be set: a given holds if a record is in its state already, as far as anybody has seen. */
export function foundStage(sightings: () => readonly Sighting[], wait: Waiting): Stage {
  return {
    says: 'only what is there',
    headers: {},
    async set(given, params, staging) {
      if (staging?.scenario !== undefined && staging.scenario !== 'succeeds') return undefined;
      const births = given.births({ ...given.params, ...params });
      const state = births.length === 1 ? births[0]!.state : undefined;
      const known = latest(sightings());
      return known.find(({ states }) => states.length === 1 && states[0] === state)?.params;
    },
    pass: wait,
    async leave() {},
  };
}

/** Waits as politely as was asked for. False when patience has ended. */
export type Waiting = () => Promise<boolean>;

/** The last that was seen of each record. */
function latest(sightings: readonly Sighting[]): readonly Sighting[] {
  return [...new Map(sightings.map((sighting) => [sighting.id, sighting])).values()];
}

function valuesOf(text: string): Params {
  try {
    const values: unknown = JSON.parse(text);
    return typeof values === 'object' && values !== null ? (values as Params) : {};
  } catch {
    return {};
  }
}
