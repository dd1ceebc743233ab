// Which of several recorded responses a request gets: the one after the same amount of time, or the next in turn.
import type { OperationRequest } from '../../core/api/operation.ts';
import type { Key } from './key.ts';
import { lineOf, type Recorded } from './recorded.ts';

/** `found`: all responses to such a request, oldest first; at least one. */
export function recordedFor(
  request: OperationRequest,
  key: Key,
  found: readonly Recorded[],
  api: string,
): Promise<Recorded> {
  return isSafe(key.method) ? asOfNow(request, found, api) : nextInTurn(request, found, api, lineOf(key));
}

function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** The instant of the recording that a world is at, counted from the last request that changed something. */
interface Anchor {
  /** In the recording, in ms after its first request. */
  readonly after: number;
  /** In the world, in ms. */
  readonly at: number;
}

async function anchorOf({ store, now }: OperationRequest, api: string): Promise<Anchor> {
  const known = (await store.parent(api, 'anchor', 'now')) as Anchor | undefined;
  if (known) return known;
  const first = { after: 0, at: now };
  await store.putParent(api, 'anchor', 'now', first);
  return first;
}

/** The response after the same amount of time; before the first instant, the first. */
async function asOfNow(
  request: OperationRequest,
  found: readonly Recorded[],
  api: string,
): Promise<Recorded> {
  const { after, at } = await anchorOf(request, api);
  const elapsed = after + (request.now - at);
  return found.findLast((each) => each.after <= elapsed) ?? found[0]!;
}

/** Requests that change something get their responses in turn, and the recording goes on from there. */
async function nextInTurn(
  { store, now }: OperationRequest,
  found: readonly Recorded[],
  api: string,
  line: string,
): Promise<Recorded> {
  const { count = 0 } = ((await store.parent(api, 'turn', line)) ?? {}) as { count?: number };
  const recorded = found[Math.min(count, found.length - 1)]!;
  await store.putParent(api, 'turn', line, { count: count + 1 });
  await store.putParent(api, 'anchor', 'now', { after: recorded.after, at: now });
  return recorded;
}
