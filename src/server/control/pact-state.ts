// A provider state as a Pact verifier sends it: in a body or in a query, with parameters or with their values in its sentence.
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

/** Pact v2 has no parameters of states: there the API's name may come before the sentence, as in `copr: build 7 is running`. */
const named = /^([a-z][a-z-]*): (.+)$/s;

/** A Problem (400) without a state. The body takes precedence over the query. */
export function readPactState({ query = {}, body }: ChangePactStateRequest): PactState {
  const { state: inQuery, action: actionInQuery, consumer: _, ...paramsInQuery } = query;
  const given = body?.state ?? inQuery;
  if (typeof given !== 'string') {
    throw new Problem(400, 'No state', {
      detail: 'Neither the body nor the query has a provider state.',
      hint: 'Send {"state": "build 7 is running"} as JSON, or ?state=build%207%20is%20running.',
    });
  }
  const { api, ...params }: Params = { ...paramsInQuery, ...body?.params };
  const [, before, sentence] = named.exec(given) ?? [];
  return {
    state: sentence ?? given,
    api: api === undefined ? before : String(api),
    params,
    isTeardown: (body?.action ?? actionInQuery) === 'teardown',
  };
}

/** The preset that a state means, with the parameters from its sentence and from the verifier. */
export interface Meant {
  readonly preset: Preset<unknown>;
  readonly params: Params;
}

/** By its name, by its sentence, or by its sentence with values in place of parameters. Undefined if the API has no such preset. */
export function presetMeant(api: Api, state: string, given: Params): Meant | undefined {
  for (const preset of api.presets) {
    const inSentence = preset.name === state ? {} : valuesIn(preset, state);
    if (inSentence) return { preset, params: { ...inSentence, ...asDefaults(preset, given) } };
  }
  return undefined;
}

/** The values in a sentence at the places of its preset's parameters; undefined if it is another sentence. */
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

/** Converts texts to numbers where the preset has numbers: a query and a sentence contain only texts. */
function asDefaults({ params }: Pick<Preset<unknown>, 'params'>, given: Params): Params {
  const typed = ([name, value]: [string, unknown]) =>
    typeof value === 'string' && /^\d+$/.test(value) && typeof params[name] === 'number'
      ? [name, Number(value)]
      : [name, value];
  return Object.fromEntries(Object.entries(given).map(typed));
}
