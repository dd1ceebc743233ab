// Responses that wait until a record has ended, at most as long as the request says, on the world's clock.
import { type Snapshot, snapshotAt } from '../../core/records/snapshot.ts';
import type { AnyRequest } from './finding.ts';
import { type Kind, type Wait, wordOf } from './model.ts';
import { type Asker, isOver, type Record } from './shown.ts';

export interface Awaited {
  readonly record: Record;
  readonly snapshot: Snapshot;
  /** The request, at the instant of its response. */
  readonly asker: Asker;
}

/** The record when it has ended, or when the wait is over; at once if the clock stands. */
export async function awaited(
  kind: Kind,
  record: Record,
  request: AnyRequest,
  wait: Wait | undefined,
): Promise<Awaited> {
  const here = { record, snapshot: request.snapshot(record), asker: request };
  const ms = wait && lengthOf(wait, request);
  if (!ms) return here;
  const { clock, watch } = request.world;
  if (clock.pace.factor === 0) return here;
  const until = request.now + ms;
  const enough = AbortSignal.timeout(Math.ceil(ms / clock.pace.factor) + 1_000);
  const goOn = await watch.letGo();
  try {
    const wanted = wait.state === undefined ? undefined : request.rawQuery.get(wait.state);
    return await ended(here, { kind, record, request, until, enough, wanted });
  } finally {
    await goOn?.();
  }
}

interface Waiting {
  readonly kind: Kind;
  readonly record: Record;
  readonly request: AnyRequest;
  /** The instant (ms) at which the wait is over. */
  readonly until: number;
  readonly enough: AbortSignal;
  /** The state to wait for, as the request writes it. */
  readonly wanted: string | undefined;
}

async function ended(
  here: Awaited,
  { kind, record, request, until, enough, wanted }: Waiting,
): Promise<Awaited> {
  const { clock, watch, store } = request.world;
  const look = async () => {
    const current = (await store.get(record.api, record.id)) as Record | undefined;
    const now = clock.now();
    return { current, now, next: await store.nextTransition(now) };
  };
  for (let at = here; ; ) {
    const seen = watch.changes;
    const { current, now, next } = await watch.step(look);
    if (!current) return at;
    at = { record: current, asker: { now, url: request.url }, snapshot: snapshotAt(current, now) };
    if (isWanted(kind, at, wanted) || now >= until || enough.aborted || watch.over) return at;
    await watch.until({ instant: Math.min(until, next ?? until), seen, signal: enough });
  }
}

/** Whether a record is as the request wants it: in that state, or at its end. */
function isWanted(kind: Kind, { record, snapshot }: Awaited, wanted: string | undefined): boolean {
  const isThere = wanted !== undefined && String(wordOf(kind.words, snapshot.state)) === wanted;
  return isThere || isOver(kind, record, snapshot);
}

function lengthOf(
  { param, state, unit, prefer, most, usual }: Wait,
  request: AnyRequest,
): number | undefined {
  const value = param === undefined ? undefined : request.rawQuery.get(param);
  if (value !== undefined && Number.isFinite(Number(value)))
    return Math.min(most, Math.max(0, Number(value) * unit));
  if (state !== undefined && request.rawQuery.has(state)) return Math.min(most, usual);
  if (!prefer) return undefined;
  const [, seconds] = /(?:^|[,;\s])wait(?:\s*=\s*"?(\d+))?/i.exec(request.header('prefer') ?? '') ?? [
    undefined,
    null,
  ];
  if (seconds === null) return undefined;
  return Math.min(most, seconds === undefined ? usual : Number(seconds) * 1_000);
}
