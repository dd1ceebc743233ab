// Writing a file so that whoever looks, and whenever the process or the machine dies, finds the old one or the new one.
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Place, stampFrom } from './place.ts';

export interface Written {
  /** In bytes. */
  readonly size: number;
  /** Of this very file: its place may be somebody else's a moment later. */
  readonly stamp: string;
}

/** Puts the parts of a text in the place of a file. They are taken one by one as they are written. */
export async function replaceFile(
  { file, mode }: Pick<Place, 'file' | 'mode'>,
  text: Iterable<string>,
): Promise<Written> {
  const draft = draftOf(file);
  // What a process that was killed left behind may be anything by now: the draft is always a new file of ours.
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    const written = await fill(handle, text, mode);
    await rename(draft, file);
    await syncFolder(dirname(file));
    return written;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Where the next file is written before it is whole. */
export function draftOf(file: string): string {
  return `${file}.tmp`;
}

async function fill(handle: FileHandle, text: Iterable<string>, mode: number): Promise<Written> {
  try {
    await writeFile(handle, text, 'utf8');
    await handle.chmod(mode);
    await handle.sync();
    const found = await handle.stat({ bigint: true });
    return { size: Number(found.size), stamp: stampFrom(found) };
  } finally {
    await handle.close();
  }
}

/** Without this the new name may be lost with the machine. Windows has no such thing, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
