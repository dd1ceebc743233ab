// What has to be so before an interaction: the givens of its exchange, or what an exchange without a given relies on.
import type { Api } from '../core/api.ts';
import type { Exchange } from '../core/documents.ts';
import { specialStates } from '../core/givens.ts';

export interface ProviderState {
  /** The given's sentence, its parameters still to be filled in. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The provider states of an exchange. A server that cannot bring one about cannot be judged by it. */
export function statesOf(api: Api, exchange: Exchange): ProviderState[] {
  const { given = [], request } = exchange;
  const states = given.map(({ name, params = {} }) => {
    const found = api.givens.find((each) => each.name === name || each.says === name);
    if (!found) throw new Error(`${exchange.operation}.${exchange.case}: ${api.name} has no given '${name}'`);
    return { name: found.says, params: { api: api.name, ...found.params, ...params } };
  });
  if (given.length === 0 && reliesOnExhibits(api, exchange))
    states.push({ name: specialStates.exhibits, params: { api: api.name } });
  if (Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'prefer'))
    states.push({ name: specialStates.preference, params: { api: api.name } });
  return states;
}

/** What succeeds needs something to show; what fails needs it if it asks for it. Whoever is not let in sees nothing. */
function reliesOnExhibits(api: Api, { request, reply }: Exchange): boolean {
  if (reply.status < 300) return true;
  if (reply.status === 401) return false;
  const facts = factsOf(api.exhibits);
  const asked = [...request.path.split('/').slice(1), ...valuesIn([request.query, request.body])];
  return asked.some((each) => facts.has(each));
}

/** What exhibits and their parents are known by: short numbers and words are too common to tell. */
function factsOf({ births, parents = [] }: Api['exhibits']): ReadonlySet<string> {
  const values = valuesIn([births.map((birth) => birth.attributes), parents.map(({ id }) => id)]);
  return new Set(values.filter((value) => value.length >= 6));
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn);
  return value === undefined || value === null ? [] : [String(value)];
}
