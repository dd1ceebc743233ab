// What several records belong to has one set of facts. A creation that says otherwise is refused.

import { Problem } from '../values/problem.ts';
import { compact } from './compact.ts';
import type { NamedParent, Parent, Store } from './store.ts';

/** A Problem (409) if a fact that is given differs from what is known of a parent. `id`: the fact that names it. */
export function checkAgreement(known: Parent | undefined, id: string, given: object): void {
  if (!known) return;
  const fact = contradictionIn(known, given);
  if (fact === undefined) return;
  const said = (given as Parent)[fact];
  const [before, now] = [known[fact], said].map((value) => JSON.stringify(value));
  throw new Problem(409, 'Contradiction', {
    detail: `${id} ${known[id]} is known with ${fact} ${before}, and was given ${fact} ${now}.`,
    given: { [fact]: said },
    hint: `Leave ${fact} out, or give another ${id}. A world that is reset forgets what it knew.`,
  });
}

/** Keeps what a new record belongs to, as far as it is not known yet. */
export async function keepParents(
  store: Store,
  api: string,
  parents: readonly NamedParent[] = [],
): Promise<void> {
  for (const { kind, id, parent } of parents)
    if (!(await store.parent(api, kind, id))) await store.putParent(api, kind, compact(id), compact(parent));
}

/** The first fact of a parent that is given, and given otherwise. */
export function contradictionIn(known: Parent, given: object): string | undefined {
  const facts = given as Parent;
  return Object.keys(known).find(
    (fact) => facts[fact] !== undefined && JSON.stringify(facts[fact]) !== JSON.stringify(known[fact]),
  );
}
