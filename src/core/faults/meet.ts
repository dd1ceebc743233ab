// Which faults a request meets, and what each fault counts.
import { randomFor } from '../values/random.ts';
import type { Fault, FaultEffect } from '../worlds/fault.ts';

/** A fault of a world, with what became of it. */
export interface FaultView {
  readonly id: number;
  /** As {@link parseFault} reads it. */
  readonly fault: string;
  /** How many requests had it. */
  readonly hits: number;
}

/** A request that may have trouble. */
export interface Suspect {
  readonly api: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
}

/** A book of faults as JSON. */
export interface FaultFacts {
  /** The number of the newest fault, whether it is still there or not. */
  readonly last: number;
  readonly entries: readonly (FaultView & { readonly rolled: number })[];
}

/** What a fault has counted. */
export interface FaultCount {
  readonly id: number;
  readonly hits: number;
  readonly rolled: number;
  /** The requests to a path so far, where the fault counts those. */
  readonly path?: string;
  readonly requests?: number;
}

/** A fault whose turn it is. */
export interface Candidate {
  readonly effect: FaultEffect;
  /** The state that it needs to see, if any. */
  readonly state: string | undefined;
  /** Counts it as hit; false if its number of times is used up, or the dice say no. */
  hit(): boolean;
}

export interface Entry {
  readonly id: number;
  readonly text: string;
  readonly fault: Fault;
  readonly request: Map<string, number>;
  hits: number;
  rolled: number;
}

export type Counted = (count: FaultCount, undo: () => void) => void;

/** How many different paths a fault counts. Beyond, it begins anew. */
const mostPaths = 10_000;

export function isOn(on: string, { api, operation }: Suspect): boolean {
  return on === '*' || on === api || on === `${api}/${operation}`;
}

export function meet(
  entry: Entry,
  { method, path }: Suspect,
  seed: number,
  counted: Counted = () => {},
): Candidate[] {
  const { fault, request, id } = entry;
  const { on: _, nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1, ...rest } = fault;
  const { state, probability = 1, ...effect } = rest;
  if (nth !== undefined) {
    const key = `${method} ${path}`;
    const before = request.get(key);
    const count = (before ?? 0) + 1;
    countPath(entry, key, count);
    counted({ id, hits: entry.hits, rolled: entry.rolled, path: key, requests: count }, () => {
      if (before === undefined) request.delete(key);
      else request.set(key, before);
    });
    if (count < nth || count >= nth + times) return [];
  }
  const hit = () => {
    if (nth === undefined && entry.hits >= times) return false;
    const { hits, rolled } = entry;
    const isHit = probability >= 1 || rolls(seed, entry, probability);
    if (isHit) entry.hits++;
    counted({ id, hits: entry.hits, rolled: entry.rolled }, () => Object.assign(entry, { hits, rolled }));
    return isHit;
  };
  return [{ effect, state, hit }];
}

export function countPath({ request }: Entry, path: string, count: number): void {
  if (!request.has(path) && request.size >= mostPaths) request.clear();
  request.set(path, count);
}

function rolls(seed: number, entry: Entry, probability: number): boolean {
  return randomFor(seed, `fault ${entry.id}`, entry.rolled++).uint32() < probability * 0x1_0000_0000;
}
