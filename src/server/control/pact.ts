// Provider states of Pact, set through one URL, which its official verifier calls before and after each interaction.
import type { ChangePactStateRequest, Schemas } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api/api.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { checkParams } from '../../core/records/attributes.ts';
import { createPreset } from '../../core/records/creation.ts';
import { remove } from '../../core/records/mirrors.ts';
import { Problem, unknownName } from '../../core/values/problem.ts';
import { sampleOnly } from '../../core/worlds/beginning.ts';
import { specialStates } from '../../core/worlds/presets.ts';
import type { World } from '../../core/worlds/world.ts';
import { type Meant, presetMeant, readPactState } from './pact-state.ts';

type Params = Readonly<Record<string, unknown>>;

export const pactOperations = [
  operationsFor<Schemas, World>()({
    id: 'change-pact-state',
    method: 'POST',
    path: '/__standin/pact/states',
    says: 'Sets up or tears down a provider state of Pact (a preset, by its sentence) and returns its parameters.',
    clauses: [],
    request: 'change-pact-state.request',
    responses: { 200: 'pact-params', 400: 'problem', 409: 'problem' },
    handle: async (request, respond) => respond(200, await change(request.world, request)),
  }),
];

async function change(world: World, request: ChangePactStateRequest) {
  const { state, api: name, params, isTeardown } = readPactState(request);
  // Nothing to set up: an interaction without a state, and one that chooses its response by `Prefer`.
  if (state === '' || state === specialStates.preference) return {};
  const apis = name === undefined ? world.apis : [world.api(name)];
  const api = oneThatHas(state, apis);
  if (state === specialStates.samples) {
    if (!isTeardown) await sampleOnly(world, api);
    return { api: api.name };
  }
  const meant = presetMeant(api, state, params)!;
  return isTeardown ? tearDown(world, api, meant) : setUp(world, api, meant);
}

async function setUp(world: World, api: Api, meant: Meant): Promise<Params> {
  const { params, key } = rememberedOf(api, meant);
  const { name } = meant.preset;
  const records = await createPreset(world, api, name, params, world.clock.now(), { holding: true });
  // A second setup creates the same records: their ids are stored once.
  const known = world.remembered.get(key) ?? [];
  world.remember(key, [...new Set([...known, ...records.map(({ id }) => id)])]);
  return { api: api.name, ...params };
}

async function tearDown(world: World, api: Api, meant: Meant): Promise<Params> {
  const { params, key } = rememberedOf(api, meant);
  for (const id of world.remembered.get(key) ?? []) {
    const record = await world.store.get(api.name, id);
    if (record) await remove(world, record, world.clock.now());
  }
  world.remember(key, []);
  return { api: api.name, ...params };
}

/** The parameters of a state, and the key under which its world remembers what was set up, for its teardown to take away. */
function rememberedOf(api: Api, { preset, params: given }: Meant) {
  const params = checkParams(preset, given);
  return { params, key: JSON.stringify([api.name, preset.name, Object.entries(params).sort()]) };
}

/** The one API that has this state. A Problem (400) if none has, or several. */
function oneThatHas(state: string, apis: readonly Api[]): Api {
  const having = apis.filter((api) => state === specialStates.samples || presetMeant(api, state, {}));
  if (having.length === 0) throw unknownName('state', state, [...new Set(apis.flatMap(statesOf))]);
  if (having.length === 1) return having[0]!;
  throw new Problem(400, 'Ambiguous state', {
    detail: `'${state}' is a state of several APIs: ${having.map((api) => api.name).join(', ')}.`,
    given: state,
    hint: `Say which with a parameter of the state: "params": { "api": "${having[0]!.name}" }, or before its sentence: '${having[0]!.name}: ${state}'.`,
  });
}

function statesOf(api: Api): string[] {
  return [specialStates.samples, ...api.presets.flatMap((preset) => [preset.says, preset.name])];
}
