// Ids that count up, within what a vendor's database can hold.
import { Problem } from '../values/problem.ts';
import type { Store } from './store.ts';

/** The greatest signed integer of 32 bits: the most that the schemas allow. */
const greatest = 2_147_483_647;

/** The given number, or the next of a series. A Problem (409) if none is left. */
export async function numberFor(
  store: Store,
  series: string,
  { name, given }: { readonly name: string; readonly given: number | undefined },
): Promise<number> {
  const number = given ?? (await store.serial(series));
  await store.raiseSerial(series, number);
  if (number <= greatest) return number;
  throw new Problem(409, 'No ids left', {
    detail: `The next ${name} would be ${number}, but the highest possible one is ${greatest}.`,
    hint: `Give a smaller ${name} that is free, or reset the world.`,
  });
}
