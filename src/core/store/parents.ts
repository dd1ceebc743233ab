// The parent of several records has one set of facts. A creation that contradicts them is refused.

import { Problem } from '../values/problem.ts';
import { compact } from './compact.ts';
import type { NamedParent, Parent, Store } from './store.ts';

/** A Problem (409) if a given fact differs from a known fact of a parent. `id`: the fact that names the parent. */
export function checkAgreement(known: Parent | undefined, id: string, given: object): void {
  if (!known) return;
  const fact = contradictionIn(known, given);
  if (fact === undefined) return;
  const said = (given as Parent)[fact];
  const [before, now] = [known[fact], said].map((value) => JSON.stringify(value));
  throw new Problem(409, 'Contradiction', {
    detail: `${id} ${known[id]} already has ${fact} ${before}, but ${fact} ${now} was given.`,
    given: { [fact]: said },
    hint: `Leave ${fact} out, or give another ${id}. Resetting the world forgets it.`,
  });
}

/** Stores the parents of a new record, as far as they are not known yet. */
export async function keepParents(
  store: Store,
  api: string,
  parents: readonly NamedParent[] = [],
): Promise<void> {
  for (const { kind, id, parent } of parents)
    if (!(await store.parent(api, kind, id))) await store.putParent(api, kind, compact(id), compact(parent));
}

/** The first given fact that differs from the parent's. */
export function contradictionIn(known: Parent, given: object): string | undefined {
  const facts = given as Parent;
  return Object.keys(known).find(
    (fact) => facts[fact] !== undefined && JSON.stringify(facts[fact]) !== JSON.stringify(known[fact]),
  );
}
