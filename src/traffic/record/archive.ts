// Writes an archive while traffic goes on. The file is a complete HAR at every instant: an addition overwrites
// its last bytes and ends with them again, in one write.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { HarEntry } from './entry.ts';

export interface Archive {
  add(entry: HarEntry): void;
  /** Writes the rest. */
  close(): void;
}

/** How long an entry waits to be written, in ms, and how many characters may wait. */
const patience = 250;
const mostWaiting = 4_000_000;
const ending = '\n]}}\n';

/** Throws like `fs` if the file cannot be written. Replaces an existing file. */
export function createArchive(path: string, version: string): Archive {
  const file = openSync(path, 'w', 0o600);
  let position = write(file, headOf(version), 0);
  write(file, ending, position);
  let waiting: string[] = [];
  let length = 0;
  let isFirst = true;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const text = (isFirst ? '\n' : ',\n') + waiting.join(',\n');
    isFirst = false;
    waiting = [];
    length = 0;
    write(file, text + ending, position);
    position += Buffer.byteLength(text);
  };
  return {
    add(entry) {
      const text = JSON.stringify(entry);
      waiting.push(text);
      length += text.length;
      if (length >= mostWaiting) flush();
      else timer ??= setTimeout(flush, patience).unref();
    },
    close() {
      flush();
      fsyncSync(file);
      closeSync(file);
    },
  };
}

export function headOf(version: string): string {
  return `{"log":{"version":"1.2","creator":{"name":"standin","version":"${version}"},"entries":[`;
}

/** Writes all bytes, and returns their number. */
function write(file: number, text: string, position: number): number {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
  return done;
}
