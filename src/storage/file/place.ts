// Where a state file lies, and whether one can be there.
import { constants } from 'node:fs';
import { access, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Problem } from '../../core/values/problem.ts';

/** What tells one version of a file from another. */
type Stamped = Readonly<Record<'dev' | 'ino' | 'size' | 'mtimeNs', bigint>>;

export interface Place {
  /** As it was given, for messages. */
  readonly name: string;
  /** The file itself, whatever links lead to it. */
  readonly file: string;
  /** Its permissions if it is there; 0600 if it is not yet. */
  readonly mode: number;
  /** In bytes; undefined if it is not there yet. */
  readonly size: number | undefined;
  /** Differs once somebody else has written or replaced the file; undefined if it is not there yet. */
  readonly stamp: string | undefined;
}

const ownerOnly = 0o600;

/** Looks at the place of a state file. A Problem if none can be there, or none that can be written. */
export async function placeOf(name: string): Promise<Place> {
  try {
    const file = await followed(resolve(name));
    await access(dirname(file), constants.W_OK | constants.X_OK);
    const found = await stat(file).catch(ignore('ENOENT'));
    if (!found) return { name, file, mode: ownerOnly, size: undefined, stamp: undefined };
    if (!found.isFile()) throw notUsable(name, 'It is no regular file.');
    if (found.nlink > 1)
      throw notUsable(
        name,
        `It has ${found.nlink} names (hard links), and the others would keep the old worlds once it is written.`,
        'Give a copy of it, or remove its other names.',
      );
    await access(file, constants.R_OK | constants.W_OK);
    return { name, file, mode: found.mode & 0o777, size: found.size, stamp: await stampOf(file) };
  } catch (error) {
    throw error instanceof Problem ? error : notUsable(name, reasonOf(error));
  }
}

/** What tells the file that is there now from any other, and from itself once it was written; undefined if none is. */
export async function stampOf(file: string): Promise<string | undefined> {
  const found = await stat(file, { bigint: true }).catch(ignore('ENOENT'));
  return found && stampFrom(found);
}

export function stampFrom({ dev, ino, size, mtimeNs }: Stamped): string {
  return `${dev} ${ino} ${size} ${mtimeNs}`;
}

/** What a path leads to in the end, through links that lead to nothing yet as well. */
async function followed(path: string): Promise<string> {
  const real = await realpath(path).catch(ignore('ENOENT'));
  if (real !== undefined) return real;
  const link = await readlink(path).catch(ignore('ENOENT'));
  if (link !== undefined) return followed(resolve(dirname(path), link));
  return resolve(await realpath(dirname(path)), path.slice(dirname(path).length).replace(/^\//, ''));
}

/** For a promise: an error of this code is no answer, any other stays an error. */
export function ignore(code: string): (error: Error & { readonly code?: string }) => undefined {
  return (error) => {
    if (error.code === code) return undefined;
    throw error;
  };
}

/** By this a Problem of a state file is known. */
export const title = 'Cannot use state file';

/** A Problem that says in one line why a state file is of no use. */
export function notUsable(name: string, reason: string, hint = 'Give another file with --state.'): Problem {
  return new Problem(500, title, {
    detail: `The state file ${name} cannot be used. ${reason}`,
    given: name,
    hint,
  });
}

/** Why the system said no. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    ENOENT: 'Its folder does not exist.',
    ENOTDIR: 'What should be its folder is a file.',
    EACCES: 'It is not ours to read and write, or its folder is not.',
    EPERM: 'It is not ours to read and write, or its folder is not.',
    EROFS: 'It lies where nothing can be written.',
    ELOOP: 'Links lead in a circle.',
    ENOSPC: 'The disk is full.',
  };
  return why[code] ?? `${message}.`;
}
