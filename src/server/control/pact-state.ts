// What a verifier of Pact says of a provider state: in a body or in a query, with parameters or with their values in its sentence.
import type { ChangePactStateRequest } from '../../../schemas/standin/types.ts';
import type { Api, Preset } from '../../core/api/api.ts';
import { Problem } from '../../core/values/problem.ts';

type Params = Readonly<Record<string, unknown>>;

export interface PactState {
  readonly state: string;
  readonly api: string | undefined;
  readonly params: Params;
  readonly isTeardown: boolean;
}

/** Pact v2 has no parameters of states: there the API's name may stand before the sentence, as in `copr: build 7 is running`. */
const named = /^([a-z][a-z-]*): (.+)$/s;

/** A Problem (400) where there is no state. What the body says counts before what the query says. */
export function readPactState({ query = {}, body }: ChangePactStateRequest): PactState {
  const { state: inQuery, action: asked, consumer: _, ...paramsInQuery } = query;
  const given = body?.state ?? inQuery;
  if (typeof given !== 'string') {
    throw new Problem(400, 'No state', {
      detail: 'Neither the body nor the query names a provider state.',
      hint: 'Send {"state": "build 7 is running"} as JSON, or ?state=build%207%20is%20running.',
    });
  }
  const { api, ...params }: Params = { ...paramsInQuery, ...body?.params };
  const [, before, sentence] = named.exec(given) ?? [];
  return {
    state: sentence ?? given,
    api: api === undefined ? before : String(api),
    params,
    isTeardown: (body?.action ?? asked) === 'teardown',
  };
}

/** The preset that a state means, and the parameters that its sentence and the verifier give it. */
export interface Meant {
  readonly preset: Preset<unknown>;
  readonly params: Params;
}

/** By its name, by its sentence, or by its sentence with values in place of parameters. Undefined if the API has none such. */
export function presetMeant(api: Api, state: string, given: Params): Meant | undefined {
  for (const preset of api.presets) {
    const inSentence = preset.name === state ? {} : valuesIn(preset, state);
    if (inSentence) return { preset, params: { ...inSentence, ...asDefaults(preset, given) } };
  }
  return undefined;
}

/** The values that a sentence has where its preset has parameters; undefined if it is not the same sentence. */
function valuesIn({ says, params }: Preset<unknown>, state: string): Params | undefined {
  if (says === state) return {};
  const names: string[] = [];
  const pattern = says.replaceAll(/\{(\w+)\}|[.*+?^${}()|[\]\\]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    return typeof params[name] === 'number' ? '"?(\\d+)"?' : '"?([^\\s"{}]+)"?';
  });
  const found = new RegExp(`^${pattern}$`).exec(state);
  if (!found) return undefined;
  return asDefaults({ params }, Object.fromEntries(names.map((name, index) => [name, found[index + 1]])));
}

/** Texts where the preset has numbers are numbers: a query and a sentence have nothing else. */
function asDefaults({ params }: Pick<Preset<unknown>, 'params'>, given: Params): Params {
  const typed = ([name, value]: [string, unknown]) =>
    typeof value === 'string' && /^\d+$/.test(value) && typeof params[name] === 'number'
      ? [name, Number(value)]
      : [name, value];
  return Object.fromEntries(Object.entries(given).map(typed));
}
