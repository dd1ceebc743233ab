// Givens that every API has: one for each state of its lifecycle.
import type { Given } from './api.ts';
import type { Lifecycle } from './lifecycle.ts';

/**
 * "build {build_id} is running", for every state. The record enters the state as the given is arranged and goes on from
 * there as is usual in its world; a frozen clock, or `stuck` as the API's scenario, holds it there.
 */
export function givenPerState<A>(
  lifecycle: Lifecycle,
  about: { noun: string; subject: string; params: Partial<A>; clauses: readonly string[] },
): Given<A>[] {
  return Object.keys(lifecycle.states).map((state) => ({
    name: `${about.noun}-is-${state.toLowerCase().replaceAll('_', '-')}`,
    says: `${about.noun} ${about.subject} is ${state}`,
    clauses: about.clauses,
    params: about.params as Readonly<Record<string, unknown>>,
    births: (params) => [{ state, attributes: params as Partial<A> }],
  }));
}
