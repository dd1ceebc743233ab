// The provider states of an interaction: the presets of its exchange, or the samples that an exchange without a preset needs.
import type { Api } from '../../core/api/api.ts';
import type { Exchange } from '../../core/api/documents.ts';
import { specialStates } from '../../core/worlds/presets.ts';

export interface ProviderState {
  /** The preset's sentence, with unfilled parameters. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The provider states of an exchange. A server that cannot set one up cannot be judged by it. */
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

/** A success needs something to show; a failure needs it if its request names it. A caller who is not authenticated sees nothing. */
function reliesOnSamples(api: Api, { request, response }: Exchange): boolean {
  if (response.status < 300) return true;
  if (response.status === 401) return false;
  const facts = factsOf(api.samples);
  const values = [...request.path.split('/').slice(1), ...valuesIn([request.query, request.body])];
  return values.some((each) => facts.has(each));
}

/** The values that identify samples and their parents: short numbers and words are too common. */
function factsOf({ creates, parents = [] }: Api['samples']): ReadonlySet<string> {
  const values = valuesIn([creates.map((creation) => creation.attributes), parents.map(({ id }) => id)]);
  return new Set(values.filter((value) => value.length >= 6));
}

function valuesIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn);
  return value === undefined || value === null ? [] : [String(value)];
}
