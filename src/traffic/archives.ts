// Joins several archives that belong together.
import type { RecordedExchange } from '../core/invariants/recorded.ts';
import { readTraffic } from './har.ts';

/** The exchanges of all archives, with continuous numbers, and a sentence on each entry that was left out. */
export function readArchives(har: string | Uint8Array | readonly (string | Uint8Array)[]): {
  readonly exchanges: readonly RecordedExchange[];
  readonly notes: readonly string[];
} {
  const archives = typeof har === 'string' || har instanceof Uint8Array ? [har] : har;
  const exchanges: RecordedExchange[] = [];
  const notes: string[] = [];
  let before = 0;
  for (const archive of archives) {
    const { exchanges: read, leftOut } = readTraffic(archive);
    for (const each of read) exchanges.push({ ...each, number: before + each.number });
    for (const { number, why } of leftOut) notes.push(`Entry ${before + number} was left out. ${why}`);
    before += read.length + leftOut.length;
  }
  return { exchanges, notes };
}
