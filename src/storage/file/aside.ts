// What is in the way of a state file and may be of worth to somebody: kept beside it, and said.
import { link, open } from 'node:fs/promises';
import { Problem } from '../../core/values/problem.ts';
import { ignore, type Place, stampOf } from './place.ts';

/** What cannot go on, of what was kept. */
export interface Unfit {
  readonly world: string;
  readonly why: string;
  readonly kept: unknown;
}

/** Where a version of what is set aside is known by. */
const asideFormat = { format: 'standin-aside', version: 1 } as const;

/** Writes worlds and records that cannot go on into a new file beside the state file. The Problem that says so. */
export async function setAside({ name, file }: Place, unfit: readonly Unfit[]): Promise<Problem> {
  const { path, handle } = await newFileBeside(file);
  try {
    await handle.writeFile(`${JSON.stringify({ ...asideFormat, unfit }, undefined, 1)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const [first] = unfit;
  const more = unfit.length > 1 ? ` (and ${unfit.length - 1} more)` : '';
  return new Problem(500, 'State set aside', {
    detail: `Of the state file ${name}, something of the world '${first!.world}' cannot go on here: ${first!.why}${more} All else goes on.`,
    given: name,
    hint: `What cannot is in ${path}, with the reason for each. Mend it there and bring it back with PUT /__standin/world, or delete it.`,
  });
}

/** Moves a file that somebody else has put in the place of ours out of the way. The Problem that says so, if there is one. */
export async function moveStranger({ name, file, stamp }: Place): Promise<Problem | undefined> {
  const found = await stampOf(file);
  if (found === undefined || found === stamp) return undefined;
  // A second name for theirs: ours then takes the first, and there is a file at every moment.
  const path = await firstFree(file, async (free) => link(file, free).then(() => free));
  return new Problem(500, 'State file was changed', {
    detail: `Somebody else has changed or replaced the state file ${name} while it was in use.`,
    given: name,
    hint: `What they put there is in ${path}; ${name} has the worlds of this process. To use theirs, stop this process first.`,
  });
}

/** A new and empty file of a free name beside the state file. */
function newFileBeside(file: string) {
  return firstFree(file, async (path) => ({ path, handle: await open(path, 'wx', 0o600) }));
}

/** What `take` makes of the first name beside a file that nothing has yet. */
async function firstFree<T>(file: string, take: (path: string) => Promise<T>): Promise<T> {
  for (let number = 1; ; number++) {
    const taken = await take(number === 1 ? `${file}.aside` : `${file}.aside-${number}`).catch(
      ignore('EEXIST'),
    );
    if (taken !== undefined) return taken;
  }
}
