// Sets up situations on the server to verify: a Standin creates them, a state URL does, or they are found
// among what is there.
import type { Api, Preset } from '../../core/api/api.ts';
import type { Observation, Params, Staging } from '../../core/invariants/invariant.ts';
import { Problem } from '../../core/values/problem.ts';
import { parsed } from '../judge/text.ts';
import type { ProviderState } from '../pact/states.ts';
import type { Received, Target } from './target.ts';

export interface Stage {
  /** Headers that every request to this stage needs. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether a situation holds until time passes. */
  readonly holds: boolean;
  /** Whether a provider state is known to hold during requests. */
  readonly vouched: boolean;
  /** Sets up a preset, and returns the parameters that name its records; undefined if it cannot. */
  set(preset: Preset<unknown>, params: Params, staging?: Staging): Promise<Params | undefined>;
  /** Whether a provider state of the contract can be set up. */
  canSet(state: ProviderState): Promise<boolean>;
  /** The same for a provider state as for a preset. */
  setState(state: ProviderState): Promise<Params | undefined>;
  tearDown(state: ProviderState): Promise<void>;
  /** Lets time pass. False if there is nothing left to wait for. */
  pass(): Promise<boolean>;
  /** Releases its resources. */
  leave(): Promise<void>;
}

/** Waits for the poll interval. False when the time is up. */
export type Waiting = () => Promise<boolean>;

/** Posts to a state URL as Pact's verifiers do: `{state, params, action}`; the response has the values. */
export type PostState = (body: object) => Promise<Received>;

/** A Standin's world that belongs to this verification alone, with a clock that stands until it is moved. */
export async function standinStage(api: Api, target: Target, world: string): Promise<Stage> {
  const headers = { 'x-standin-world': world };
  const request = (method: string, path: string, body?: unknown) =>
    target.send({
      method,
      path: `/__standin${path}`,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const states = statesBy((body) => request('POST', '/pact/states', body));
  await request('PUT', '/clock', { clock: 'frozen' });
  return {
    headers,
    holds: true,
    vouched: true,
    async set(preset, params, { scenario = 'succeeds' } = {}) {
      await request('PUT', '/scenarios', { defaults: { [api.name]: scenario } });
      const { status } = await request('POST', '/presets', { api: api.name, name: preset.name, params });
      return status < 300 ? { ...preset.params, ...params } : undefined;
    },
    ...states,
    canSet: async () => true,
    async pass() {
      const { text } = await request('POST', '/clock/next');
      const { transitions } = Object(parsed(text)) as { transitions?: unknown };
      return Array.isArray(transitions) && transitions.length > 0;
    },
    async leave() {
      await request('DELETE', `/worlds/${world}`);
    },
  };
}

/** Whether a Standin answers there that serves this API. */
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

/** A Problem (401) if the control API of a Standin refuses us. */
export async function checkLetIn(target: Target): Promise<void> {
  const { status } = await target.send({ method: 'GET', path: '/__standin/clock', headers: {} });
  if (status !== 401 && status !== 403) return;
  throw new Problem(status, 'Access refused', {
    detail: `The Standin at ${target.url} refuses to be controlled: it answered ${status}.`,
    hint:
      status === 401
        ? 'Give the token that it printed at its start: --admin-token, adminToken of verify(), or on this machine $STANDIN_ADMIN_TOKEN.'
        : 'It does not know this host name; start it with --allow-host, or use its IP address.',
  });
}

/** A state URL sets states; what it cannot set may be there already. */
export function urlStage(api: Api, post: PostState, found: Stage): Stage {
  const states = statesBy(post);
  return {
    ...found,
    vouched: true,
    ...states,
    async set(preset, params, staging) {
      const all = { ...preset.params, ...params };
      const values = staging?.scenario === undefined || staging.scenario === 'succeeds';
      const set = values && (await states.setState({ name: preset.says, params: { api: api.name, ...all } }));
      return set ? { ...all, ...set } : found.set(preset, params, staging);
    },
  };
}

/** Nothing can be set: a preset holds if a record was seen in its state. */
export function foundStage(api: Api, observations: () => readonly Observation[], pass: Waiting): Stage {
  const stage: Stage = {
    headers: {},
    holds: false,
    vouched: false,
    async set(preset, params, staging) {
      // What is only found is somebody's, and is not changed.
      if (staging?.toChange) return undefined;
      if (staging?.scenario !== undefined && staging.scenario !== 'succeeds') return undefined;
      const creates = preset.creates({ ...preset.params, ...params });
      const state = creates.length === 1 ? creates[0]!.state : undefined;
      return latest(observations()).find(({ states }) => states.length === 1 && states[0] === state)?.params;
    },
    async setState({ name, params: { api: _, ...params } }) {
      const preset = api.presets.find(({ says }) => says === name);
      return preset && stage.set(preset, params);
    },
    canSet: async (state) => (await stage.setState(state)) !== undefined,
    async tearDown() {},
    pass,
    async leave() {},
  };
  return stage;
}

function statesBy(post: PostState): Pick<Stage, 'canSet' | 'setState' | 'tearDown'> {
  const send = (state: ProviderState, action: 'setup' | 'teardown') =>
    post({ state: state.name, params: state.params, action });
  const setState = async (state: ProviderState) => {
    const { status, text } = await send(state, 'setup');
    return status < 300 ? { ...state.params, ...valuesOf(text) } : undefined;
  };
  const tearDown = async (state: ProviderState) => void (await send(state, 'teardown'));
  return {
    setState,
    tearDown,
    async canSet(state) {
      const set = await setState(state);
      if (set) await tearDown(state);
      return set !== undefined;
    },
  };
}

/** The last observation of each record. */
function latest(observations: readonly Observation[]): readonly Observation[] {
  return [...new Map(observations.map((observation) => [observation.id, observation])).values()];
}

function valuesOf(text: string): Params {
  try {
    const values: unknown = JSON.parse(text);
    return typeof values === 'object' && values !== null ? (values as Params) : {};
  } catch {
    return {};
  }
}
