// Operations that a server has moved: one address answered before, and another of the same operation does now. What they answered
// is compared as if the address had stayed.
import type { Operation } from '../../core/api/operation.ts';
import type { Fact } from './facts.ts';
import type { Side } from './side.ts';

/** The side after, as if each operation that has moved had answered at its address of before; one side for each. */
export function asIfUnmoved(before: Side, after: Side): Side[] {
  const [here, there] = [answeredBy(before), answeredBy(after)];
  return addressesOf(before.api.operations).flatMap(([from, to]) => {
    const moved = here.has(from) && !here.has(to) && there.has(to) && !there.has(from);
    return moved ? [renamed(after, to, from)] : [];
  });
}

/** Two operations of one method that the same handler answers are two addresses of one. */
function addressesOf(operations: readonly Operation[]): [from: string, to: string][] {
  return operations.flatMap(({ id: from, method, handle }) =>
    operations
      .filter((other) => other.id !== from && other.method === method && other.handle === handle)
      .map(({ id: to }): [string, string] => [from, to]),
  );
}

function answeredBy({ facts }: Side): ReadonlySet<string> {
  const answered = [...facts.all.values()].filter(isOfSuccess);
  return new Set(answered.map(({ operation }) => operation));
}

function renamed({ api, facts }: Side, from: string, to: string): Side {
  const moved = [...facts.all].filter(([, fact]) => fact.operation === from && isOfSuccess(fact));
  const all = moved.map(([key, fact]) => [to + key.slice(from.length), { ...fact, operation: to }] as const);
  return { api, facts: { ...facts, all: new Map(all) } };
}

function isOfSuccess({ status, place }: Fact): boolean {
  return status < 300 && place !== 'status';
}
