// The place of a state file, and whether it can be used.
import { constants } from 'node:fs';
import { access, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Problem } from '../../core/values/problem.ts';

/** Identifies one version of a file. */
type Stamped = Readonly<Record<'dev' | 'ino' | 'size' | 'mtimeNs', bigint>>;

export interface Place {
  /** The path as given, for messages. */
  readonly name: string;
  /** The file itself, after links. */
  readonly file: string;
  /** Its permissions; 0600 if it does not exist yet. */
  readonly mode: number;
  /** In bytes; undefined if it does not exist yet. */
  readonly size: number | undefined;
  /** Changes when another program writes or replaces the file; undefined if it does not exist yet. */
  readonly stamp: string | undefined;
}

const ownerOnly = 0o600;

/** Checks the place of a state file. A Problem if no file can be there, or none that can be written. */
export async function placeOf(name: string): Promise<Place> {
  try {
    const file = await followed(resolve(name));
    await access(dirname(file), constants.W_OK | constants.X_OK);
    const found = await stat(file).catch(ignore('ENOENT'));
    if (!found) return { name, file, mode: ownerOnly, size: undefined, stamp: undefined };
    if (!found.isFile()) throw notUsable(name, 'It is not a regular file.');
    if (found.nlink > 1)
      throw notUsable(
        name,
        `It has ${found.nlink} names (hard links), and writing it would leave the others with the old worlds.`,
        'Give a copy of it, or remove its other names.',
      );
    await access(file, constants.R_OK | constants.W_OK);
    return { name, file, mode: found.mode & 0o777, size: found.size, stamp: await stampOf(file) };
  } catch (error) {
    throw error instanceof Problem ? error : notUsable(name, reasonOf(error));
  }
}

/** Identifies the current file and its content; undefined if there is no file. */
export async function stampOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(ignore('ENOENT'));
  return found && stampFrom(found);
}

export function stampFrom({ dev, ino, size, mtimeNs }: Stamped): string {
  return `${dev} ${ino} ${size} ${mtimeNs}`;
}

/** Resolves the links of a path, also those to files that do not exist yet. */
async function followed(path: string): Promise<string> {
  const real = await realpath(path).catch(ignore('ENOENT'));
  if (real !== undefined) return real;
  const link = await readlink(path).catch(ignore('ENOENT'));
  if (link !== undefined) return followed(resolve(dirname(path), link));
  return resolve(await realpath(dirname(path)), path.slice(dirname(path).length).replace(/^\//, ''));
}

/** Turns an error with this code into undefined; any other stays an error. */
export function ignore(code: string): (error: Error & { readonly code?: string }) => undefined {
  return (error) => {
    if (error.code === code) return undefined;
    throw error;
  };
}

/** The title of each Problem of a state file. */
export const title = 'Cannot use state file';

/** A Problem that says in one line why a state file cannot be used. */
export function notUsable(name: string, reason: string, hint = 'Give another file with --state.'): Problem {
  return new Problem(500, title, {
    detail: `The state file ${name} cannot be used. ${reason}`,
    given: name,
    hint,
  });
}

/** The reason of an error of the system. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    ENOENT: 'Its folder does not exist.',
    ENOTDIR: 'Its folder is a file.',
    EACCES: 'No permission to read and write it or its folder.',
    EPERM: 'No permission to read and write it or its folder.',
    EROFS: 'Its file system is read-only.',
    ELOOP: 'It is a circle of links.',
    ENOSPC: 'The disk is full.',
  };
  return why[code] ?? `${message}.`;
}
