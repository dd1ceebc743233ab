// In which state a record was: by the name and value that a request has for it, and by the way on which it got there.
import type { Observation } from '../../core/invariants/invariant.ts';
import { isFinal, type Lifecycle } from '../../core/records/lifecycle.ts';

/** The state last seen of whatever a parameter names; `in no known state` before any was seen; undefined for what was never shown. */
export type StatesAt = (name: string, value: string, at: number) => string | undefined;

export function statesIn(observations: readonly Observation[]): StatesAt {
  const byName = new Map<string, Observation[]>();
  for (const each of observations)
    for (const [name, value] of Object.entries(each.params)) {
      const key = `${name} ${String(value)}`;
      byName.set(key, [...(byName.get(key) ?? []), each]);
    }
  return (name, value, at) => {
    const shown = byName.get(`${name} ${value}`);
    if (!shown) return undefined;
    const before = shown.filter(({ seen }) => seen.at <= at).at(-1);
    return before?.states.length === 1 ? before.states[0]! : 'in no known state';
  };
}

/** What can be compared of a record's states; undefined where nobody knows how it got there. */
export type Ways = (observation: Observation) => string | undefined;

/**
 * The state, and of a final one the last before it: what failed before it began has not what failed while it ran.
 * `usual`: whether one that was first seen at the end of the usual way may be taken to have gone it.
 */
export function waysOf(lifecycle: Lifecycle, observations: readonly Observation[], usual: boolean): Ways {
  const ways = new Map<Observation, string | undefined>();
  const before = new Map<string, string>();
  const last = lifecycle.path.at(-1)!;
  for (const each of observations) {
    const [state = ''] = each.states;
    if (each.states.length !== 1) ways.set(each, 'in some state');
    else if (!isFinal(lifecycle, state)) {
      before.set(each.id, state);
      ways.set(each, state);
    } else {
      const way = before.get(each.id);
      ways.set(
        each,
        way !== undefined ? `${state} after ${way}` : usual && state === last ? state : undefined,
      );
    }
  }
  return (observation) => ways.get(observation);
}
