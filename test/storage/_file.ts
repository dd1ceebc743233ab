// A state file as tests look at it: what is in it, and whether it was written again.
import { readFileSync, statSync } from 'node:fs';
import type { WorldState } from '../../src/index.ts';

export function worldsIn(file: string): Record<string, WorldState> {
  return JSON.parse(readFileSync(file, 'utf8')).worlds;
}

/** Differs whenever the file was written: each writing makes a new one. */
export function stampOf(file: string): string {
  const { ino, mtimeNs } = statSync(file, { bigint: true });
  return `${ino} ${mtimeNs}`;
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setTimeout(next, 5));
}
