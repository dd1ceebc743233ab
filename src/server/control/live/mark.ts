// How far somebody has followed a world, as the id of an event: it is good for this world in this process, and for no other.
import { realNow } from '../../../core/time/clock.ts';
import type { World } from '../../../core/worlds/world.ts';

export interface Mark {
  /** The number of the newest change of a record that was told. */
  readonly change: number;
  /** How often the journal had been emptied, and the number of the newest entry that was told. */
  readonly cleared: number;
  readonly entry: number;
  /** Whether it was given by who begins to follow now. */
  readonly isNew: boolean;
}

const names = new WeakMap<World, string>();
let worlds = 0;

/** A world that begins anew under its old name is another. */
function nameOf(world: World): string {
  const name = names.get(world) ?? `${realNow().toString(36)}-${(worlds++).toString(36)}`;
  names.set(world, name);
  return name;
}

export function markOf(world: World, { change, cleared, entry }: Mark): string {
  return [nameOf(world), change, cleared, entry].join('.');
}

/** Undefined for what is no mark of this world. */
export function parseMark(world: World, text: string | undefined): Mark | undefined {
  const [name, ...numbers] = text?.split('.') ?? [];
  const [change, cleared, entry] = numbers.map(Number);
  const isMark =
    name === nameOf(world) && numbers.length === 3 && numbers.every((each) => /^\d+$/.test(each));
  return isMark ? { change: change!, cleared: cleared!, entry: entry!, isNew: true } : undefined;
}
