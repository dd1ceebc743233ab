// One process at a time for a file: a lock beside it that names its holder. The lock of a killed process
// is recognised by its dead holder, and taken over. Locks work among the processes of one machine.
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { ignore, notUsable } from './place.ts';

interface Holder {
  readonly pid: number;
  /** When that process began, as the system counts it, because process ids are reused. */
  readonly began?: string | undefined;
}

let drafts = 0;

/** Takes the lock of a file, and returns the function that releases it. A Problem, with `name`, if another process has it. */
export async function lock(file: string, name: string): Promise<() => Promise<void>> {
  const path = `${file}.lock`;
  const text = JSON.stringify({ pid: process.pid, began: beganAt(process.pid) } satisfies Holder);
  // A hard link to a complete file: the lock is there with its holder in it, or not at all.
  const draft = `${path}.${process.pid}-${++drafts}`;
  await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
  try {
    while (!(await isLinked(draft, path))) await clearAway(path, name);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readFile(path, 'utf8').catch(ignore('ENOENT'))) === text) await rm(path, { force: true });
  };
}

async function isLinked(from: string, to: string): Promise<boolean> {
  const linked = link(from, to).then(() => true);
  return (await linked.catch(ignore('EEXIST'))) ?? false;
}

/** Removes a lock whose holder has ended. A Problem if the holder still runs. */
async function clearAway(path: string, name: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(ignore('ENOENT'));
  if (text === undefined) return;
  const holder = holderIn(text);
  if (!holder)
    throw notUsable(
      name,
      `${path} is not a lock file of Standin.`,
      'Remove it, or give another file with --state.',
    );
  if (isThere(holder))
    throw notUsable(
      name,
      `Process ${holder.pid} is using it.`,
      'Stop that process, or give another file with --state.',
    );
  const aside = `${path}.${process.pid}-${++drafts}`;
  const moved = await rename(path, aside).then(() => true, ignore('ENOENT'));
  if (!moved) return;
  // Another process may have taken it over meanwhile: then it is put back.
  if ((await readFile(aside, 'utf8')) !== text) await isLinked(aside, path);
  await rm(aside, { force: true });
}

function holderIn(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder | null;
    return Number.isSafeInteger(holder?.pid) ? holder! : undefined;
  } catch {
    return undefined;
  }
}

function isThere({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return began === undefined || beganAt(pid) === began;
}

/** When a process began, in ticks since the start of the machine; undefined if it has ended or if that is unknown. */
function beganAt(pid: number): string | undefined {
  try {
    // `pid (name) state …`: the name may hold anything, and a zombie process counts as ended.
    const [state = '', ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return 'ZX'.includes(state) ? undefined : rest[18];
  } catch {
    return undefined;
  }
}
