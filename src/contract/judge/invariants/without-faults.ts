// A body without the members that do not match its schema: in one pass, because a hostile body has millions of them.
import type { Seen } from '../../../core/invariants/invariant.ts';
import { partsOf } from '../../../core/values/pointer.ts';

/** A place in a body: whether it is at fault as a whole, and the places below it, by the next part of their pointers. */
interface Place {
  isFault: boolean;
  below: Map<string, Place> | undefined;
}

export function withoutFaults(seen: Seen): Seen {
  if (seen.faults.length === 0) return seen;
  const root: Place = { isFault: false, below: undefined };
  for (const pointer of seen.faults) placeAt(root, partsOf(pointer)).isFault = true;
  return { ...seen, content: pruned(seen.content, root) };
}

function placeAt(root: Place, parts: readonly string[]): Place {
  let place = root;
  for (const name of parts) {
    place.below ??= new Map();
    const next = place.below.get(name) ?? { isFault: false, below: undefined };
    place.below.set(name, next);
    place = next;
  }
  return place;
}

/** Items of a list stay, with what is left of them: without them others would have another place. */
function pruned(value: unknown, { below }: Place): unknown {
  if (typeof value !== 'object' || value === null || !below) return value;
  const left = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  for (const [name, place] of below) {
    if (!Object.hasOwn(value, name)) continue;
    if (place.isFault && !Array.isArray(value)) delete left[name];
    else if (place.below) left[name] = pruned(left[name], place);
  }
  return left;
}
