// Saves unusable or foreign content of a state file beside it, and reports it.
import { link, open } from 'node:fs/promises';
import { Problem } from '../../core/values/problem.ts';
import { ignore, type Place, stampOf } from './place.ts';

/** The unusable parts of the saved state. */
export interface Unfit {
  readonly world: string;
  readonly why: string;
  readonly kept: unknown;
}

/** The name and version of the file of unusable parts. */
const asideFormat = { format: 'standin-aside', version: 1 } as const;

/** Writes unusable worlds and records into a new file beside the state file. Returns the Problem that reports it. */
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
    detail: `Of the state file ${name}, a part of the world '${first!.world}' cannot be used: ${first!.why}${more} Everything else was loaded.`,
    given: name,
    hint: `The unusable parts are in ${path}, each with its reason. Correct them there and import them with PUT /__standin/world, or delete the file.`,
  });
}

/** Moves aside a file that another program has put in place of ours. Returns the Problem that reports it, if there is such a file. */
export async function moveStranger({ name, file, stamp }: Place): Promise<Problem | undefined> {
  const found = await stampOf(file);
  if (found === undefined || found === stamp) return undefined;
  // A second name for the other file: ours then takes the first, so that there is a file at every instant.
  const path = await firstFree(file, async (free) => link(file, free).then(() => free));
  return new Problem(500, 'State file was changed', {
    detail: `Another program changed or replaced the state file ${name} while it was in use.`,
    given: name,
    hint: `The other content is now in ${path}; ${name} has the worlds of this process. To use the other content, stop this process first.`,
  });
}

/** A new and empty file with a free name beside the state file. */
function newFileBeside(file: string) {
  return firstFree(file, async (path) => ({ path, handle: await open(path, 'wx', 0o600) }));
}

/** Calls `take` with the first free name beside a file. */
async function firstFree<T>(file: string, take: (path: string) => Promise<T>): Promise<T> {
  for (let number = 1; ; number++) {
    const taken = await take(number === 1 ? `${file}.aside` : `${file}.aside-${number}`).catch(
      ignore('EEXIST'),
    );
    if (taken !== undefined) return taken;
  }
}
