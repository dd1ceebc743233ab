// Provider states of Pact, set through one URL: what its official verifier posts before and after each interaction.
import type { ChangePactStateRequest, Shapes } from '../../../schemas/standin/types.ts';
import type { Api, Given } from '../../core/api.ts';
import { checkParams } from '../../core/attributes.ts';
import { exhibitOnly } from '../../core/beginning.ts';
import { arrange, givenOf } from '../../core/birth.ts';
import { specialStates } from '../../core/givens.ts';
import { operationsFor } from '../../core/operation.ts';
import { Problem, unknownName } from '../../core/problem.ts';
import type { World } from '../../core/world.ts';

type Params = Readonly<Record<string, unknown>>;

/** The ids that each setup arranged, by world and by what was asked for, so that its teardown takes away these alone. */
const arranged = new WeakMap<World, Map<string, readonly string[]>>();

export const pactOperations = [
  operationsFor<Shapes>()({
    id: 'change-pact-state',
    method: 'POST',
    path: '/__standin/pact/states',
    says: "Sets up a provider state of Pact, which is a given by its sentence, or tears it down; answers with the given's params.",
    clauses: [],
    request: 'change-pact-state.request',
    replies: { 200: 'pact-params', 400: 'problem', 409: 'problem' },
    handle: async (call, reply) => reply(200, await change(call.world, call.body)),
  }),
];

async function change(world: World, { state, params = {}, action }: ChangePactStateRequest['body']) {
  const { api: name, ...rest } = params;
  const isSetup = action !== 'teardown';
  // What needs nothing is set up as it is: an interaction without a state, and one that says itself what it prefers.
  if (state === '' || state === specialStates.preference) return {};
  const apis = name === undefined ? world.apis : [world.api(String(name))];
  const api = oneThatHas(state, apis);
  if (state !== specialStates.exhibits)
    return isSetup ? setUp(world, api, state, rest) : tearDown(world, api, state, rest);
  if (isSetup) await exhibitOnly(world, api);
  return { api: api.name };
}

async function setUp(world: World, api: Api, state: string, given: Params): Promise<Params> {
  const { params, key, known } = rememberedOf(world, api, state, given);
  const records = await arrange(world, api, state, given, world.clock.now(), { holding: true });
  // Set up again, it is the same records: their ids are kept once.
  known.set(key, [...new Set([...(known.get(key) ?? []), ...records.map((record) => record.id)])]);
  return { api: api.name, ...params };
}

async function tearDown(world: World, api: Api, state: string, given: Params): Promise<Params> {
  const { params, key, known } = rememberedOf(world, api, state, given);
  for (const id of known.get(key) ?? []) await world.store.remove(api.name, id);
  known.delete(key);
  return { api: api.name, ...params };
}

function rememberedOf(world: World, api: Api, state: string, given: Params) {
  const { name, params: defaults }: Given<unknown> = givenOf(api, state);
  const params = checkParams({ params: defaults }, given);
  const known = arranged.get(world) ?? new Map<string, readonly string[]>();
  arranged.set(world, known);
  return { params, known, key: JSON.stringify([api.name, name, Object.entries(params).sort()]) };
}

/** The one API that has this state. A Problem (400) if none has, or several. */
function oneThatHas(state: string, apis: readonly Api[]): Api {
  const having = apis.filter((api) => statesOf(api).includes(state));
  if (having.length === 0) throw unknownName('state', state, [...new Set(apis.flatMap(statesOf))]);
  if (having.length === 1) return having[0]!;
  throw new Problem(400, 'Ambiguous state', {
    detail: `'${state}' is a state of ${having.map((api) => api.name).join(', ')}.`,
    given: state,
    hint: `Say which with a parameter of the state: "params": { "api": "${having[0]!.name}" }.`,
  });
}

function statesOf(api: Api): string[] {
  return [specialStates.exhibits, ...api.givens.flatMap((given) => [given.says, given.name])];
}
