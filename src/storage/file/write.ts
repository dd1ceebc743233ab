// Writes a file atomically: any reader, and any crash of the process or the machine, finds the old file or the new one.
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Place, stampFrom } from './place.ts';

export interface Written {
  /** In bytes. */
  readonly size: number;
  /** The version of exactly this file, because another program may replace it at once. */
  readonly stamp: string;
}

/** Replaces a file by the parts of a text, which are read one by one as they are written. */
export async function replaceFile(
  { file, mode }: Pick<Place, 'file' | 'mode'>,
  text: Iterable<string>,
): Promise<Written> {
  const draft = draftOf(file);
  // The lock of a killed process may be anything by now: the draft is always a new file of ours.
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

/** The draft of the next file. */
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

/** Without this the new name may be lost in a crash of the machine. Windows does not have it, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
