// The APIs that are served: their states, commands and operations. Asked once for each world, for its readings are in it.
import { signal } from '@preact/signals';
import type { ApiList, ApiView, PresetList } from '../../../schemas/standin/types.ts';
import { send } from '../link/send.ts';

export type { ApiView };
export type Preset = PresetList['presets'][number];

export const apis = signal<readonly ApiView[]>([]);
export const presets = signal<readonly Preset[]>([]);

export async function loadApis(world: string): Promise<void> {
  const [known, situations] = await Promise.all([
    send<ApiList>('GET', 'apis', undefined, world),
    send<PresetList>('GET', 'presets', undefined, world),
  ]);
  apis.value = known.apis;
  presets.value = situations.presets;
}

export function apiNamed(name: string): ApiView | undefined {
  return apis.value.find((api) => api.name === name);
}

/** The names of the states of these APIs, each once. */
export function statesOf(some: readonly ApiView[]): readonly string[] {
  return [...new Set(some.flatMap(({ states }) => states.map(({ name }) => name)))];
}

/** What a state means, whatever an API calls it: its colour. */
export type Kind = 'waiting' | 'running' | 'good' | 'bad' | 'off';

const kinds = new WeakMap<ApiView, Map<string, Kind>>();

export function kindOf(api: string, state: string): Kind {
  const found = apiNamed(api);
  if (!found) return 'waiting';
  const known = kinds.get(found) ?? new Map(found.states.map(({ name }) => [name, kindIn(found, name)]));
  kinds.set(found, known);
  return known.get(state) ?? 'waiting';
}

function kindIn({ path, running, failed, canceled, states }: ApiView, state: string): Kind {
  if (state === path.at(-1)) return 'good';
  if (state === failed) return 'bad';
  if (state === canceled) return 'off';
  const isFinal = states.find(({ name }) => name === state)?.next.length === 0;
  if (isFinal) return /fail|error|wrong/i.test(state) ? 'bad' : 'off';
  const place = path.indexOf(state);
  return state === running || place > path.indexOf(running) ? 'running' : 'waiting';
}

export function isFinal(api: string, state: string): boolean {
  return apiNamed(api)?.states.find(({ name }) => name === state)?.next.length === 0;
}

/** The commands that a state allows. */
export function commandsIn(api: string, state: string): readonly string[] {
  return (
    apiNamed(api)
      ?.commands.filter(({ from }) => from.includes(state))
      .map(({ name }) => name) ?? []
  );
}
