// Pages of the control API's long lists: records and the journal.

import type { StandinRecord } from '../../core/records/snapshot.ts';
import type { Page } from '../../core/store/store.ts';
import { unknownName } from '../../core/values/problem.ts';
import type { JournalEntry } from '../../core/worlds/journal.ts';
import type { World } from '../../core/worlds/world.ts';

/** The page of a list. */
export interface Window {
  /** How many to leave out. Default: none. */
  readonly offset?: number;
  /** How many to show. Default: all. */
  readonly limit?: number;
}

export interface RecordFilter extends Window {
  readonly api?: string;
  readonly state?: string;
  /** `false` leaves out the records that the documents print. Default: true. */
  readonly samples?: boolean;
}

/** The default limit over HTTP. */
export const usualPart = 1_000;

/** Records of all APIs or one, in any state or one; API by API, each in its own order. */
export async function recordsIn(
  world: World,
  { samples = true, ...filter }: RecordFilter,
): Promise<Page<StandinRecord>> {
  if (samples) return pageOf(world, filter);
  // Samples are few, but anywhere in the order: the whole list is read, and cut to the page afterwards.
  const { offset = 0, limit = Number.POSITIVE_INFINITY, ...all } = filter;
  const own = (await pageOf(world, all)).items.filter(({ seenAt }) => seenAt === undefined);
  return { items: own.slice(offset, offset + limit), total: own.length };
}

async function pageOf(
  world: World,
  { api, state, offset = 0, limit = Number.POSITIVE_INFINITY }: Omit<RecordFilter, 'samples'>,
): Promise<Page<StandinRecord>> {
  const apis = api === undefined ? world.apis : [world.api(api)];
  const states = [...new Set(apis.flatMap((each) => Object.keys(each.lifecycle.states)))];
  if (state !== undefined && !states.includes(state)) throw unknownName('state', state, states);
  const items: StandinRecord[] = [];
  let total = 0;
  for (const { name } of apis) {
    const page = await world.store.page(name, {
      now: world.clock.now(),
      ...(state !== undefined && { states: [state] }),
      offset: Math.max(0, offset - total),
      limit: limit - items.length,
    });
    items.push(...page.items);
    total += page.total;
  }
  return { items, total };
}

/**
 * Entries of a journal by their numbers, so that a page stays the same while others are added: an offset of 7 begins with
 * number 8, or with the oldest stored one. The total counts all entries since the start.
 */
export async function entriesIn(
  { journal }: World,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: Window,
): Promise<Page<JournalEntry>> {
  const kept = await journal.entries();
  const total = kept.at(-1)?.number ?? 0;
  const first = Math.max(0, offset - (total - kept.length));
  return { items: kept.slice(first, first + limit), total };
}

/** The path of the next page; undefined for the last. `end` is where this page ends. */
export function nextPart(
  path: string,
  query: RecordFilter,
  { end, total }: { readonly end: number; readonly total: number },
): string | undefined {
  if (end >= total) return undefined;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset: end })) search.set(name, String(value));
  return `${path}?${search}`;
}
