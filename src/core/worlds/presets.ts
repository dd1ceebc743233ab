// Presets that every API has: one for each state of its lifecycle. And provider states that are not presets.
import type { Preset } from '../api/api.ts';
import type { Lifecycle } from '../records/lifecycle.ts';

/**
 * "build {build_id} is running", for every state. The record enters the state when the preset is set up, and goes on
 * from there as is usual in its world; a frozen clock, or `stuck` as the API's scenario, holds it there.
 */
export function presetPerState<A>(
  lifecycle: Lifecycle,
  about: { noun: string; subject: string; params: Partial<A>; clauses: readonly string[] },
): Preset<A>[] {
  return Object.keys(lifecycle.states).map((state) => ({
    name: `${about.noun}-is-${state.toLowerCase().replaceAll('_', '-')}`,
    says: `${about.noun} ${about.subject} is ${state}`,
    clauses: about.clauses,
    params: about.params as Readonly<Record<string, unknown>>,
    creates: (params) => [{ state, attributes: params as Partial<A> }],
  }));
}

/** Provider states of a contract that are not presets of an API. */
export const specialStates = {
  /** The world has the samples as printed, and nothing else. */
  samples: 'the examples of the document are there, and nothing else',
  /** The request chooses its response by `Prefer`. */
  preference: 'Standin answers as the request prefers',
} as const;
