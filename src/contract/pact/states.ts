// What has to be so before an interaction: the presets of its exchange, or what an exchange without a preset relies on.
import type { Api } from '../../core/api/api.ts';
import type { Exchange } from '../../core/api/documents.ts';
import { specialStates } from '../../core/worlds/presets.ts';

export interface ProviderState {
  /** The preset's sentence, its parameters still to be filled in. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The provider states of an exchange. A server that cannot bring one about cannot be judged by it. */
export function statesOf(api: Api, exchange: Exchange): ProviderState[] {
  const { presets = [], request } = exchange;
  const states = presets.map(({ name, params = {} }) => {
    const found = api.presets.find((each) => each.name === name || each.says === name);
    if (!found)
      throw new Error(`${exchange.operation}.${exchange.case}: ${api.name} has no preset '${name}'`);
    return { name: found.says, params: { api: api.name, ...found.params, ...params } };
  });
  if (presets.length === 0 && reliesOnSamples(api, exchange))
    states.push({ name: specialStates.samples, params: { api: api.name } });
  if (Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'prefer'))
    states.push({ name: specialStates.preference, params: { api: api.name } });
  return states;
}

/** What succeeds needs something to show; what fails needs it if it asks for it. Whoever is not let in sees nothing. */
function reliesOnSamples(api: Api, { request, response }: Exchange): boolean {
  if (response.status < 300) return true;
  if (response.status === 401) return false;
  const facts = factsOf(api.samples);
  const values = [...request.path.split('/').slice(1), ...valuesIn([request.query, request.body])];
  return values.some((each) => facts.has(each));
}

/** What samples and their parents are known by: short numbers and words are too common to tell. */
function factsOf({ creates, parents = [] }: Api['samples']): ReadonlySet<string> {
  const values = valuesIn([creates.map((creation) => creation.attributes), parents.map(({ id }) => id)]);
  return new Set(values.filter((value) => value.length >= 6));
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn);
  return value === undefined || value === null ? [] : [String(value)];
}
