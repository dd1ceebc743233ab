// Responses that are not read: they are held for a limited time and in a limited size, for each connection and for all, so
// that a client that does not read costs the others nothing.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the connection closed.
import { clearInterval, setInterval } from 'node:timers';
import { realNow } from '../../core/time/clock.ts';
import type { Limits } from '../../core/worlds/limits.ts';

type UnreadLimits = Pick<Limits, 'unread' | 'unreadAll' | 'unreadTime'>;

/** The bytes on a connection that wait for its reader. */
interface Waiting {
  /** In bytes. */
  size: number;
  /** Goes up while the reader reads. */
  taken: number;
  /** The instant (ms) since when nothing was read; undefined while nothing waits. */
  since: number | undefined;
}

/** The interval of checks, in ms. Between two checks, a reader that reads at all has read. */
const interval = 1_000;

/** Closes the connections of a server that are not read. */
export function watchUnread(
  server: Server,
  limits: UnreadLimits,
  opened: 'connection' | 'secureConnection' = 'connection',
): void {
  const open = new Map<Socket, Waiting>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    lookedAt = realNow();
    for (const [socket, waiting] of open) note(waiting, socket, lookedAt);
    for (const socket of surplusIn(open, limits, lookedAt)) socket.destroy();
  };
  const timer = setInterval(look, Math.min(interval, limits.unreadTime)).unref();
  server.on(opened, (socket: Socket) => {
    open.set(socket, { size: 0, taken: 0, since: undefined });
    socket.once('close', () => open.delete(socket));
  });
  // Many large responses are made in less time than that.
  server.on('request', () => {
    if (realNow() - lookedAt >= interval / 10) look();
  });
  server.once('close', () => clearInterval(timer));
}

function note(waiting: Waiting, socket: Socket, now: number): void {
  const size = socket.writableLength;
  const taken = takenOf(socket);
  if (size === 0) waiting.since = undefined;
  else if (waiting.since === undefined || taken > waiting.taken) waiting.since = now;
  waiting.size = size;
  waiting.taken = taken;
}

/** How many bytes the system has taken: half of what Node counts as waiting may be on its way. */
function takenOf(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { _handle?: { readonly writeQueueSize?: number } | null };
  return socket.bytesWritten - (handle?.writeQueueSize ?? socket.writableLength);
}

/** The connections to close: late ones, and while too much waits, those that read nothing and hold most. */
function surplusIn(open: ReadonlyMap<Socket, Waiting>, limits: UnreadLimits, now: number): readonly Socket[] {
  const still = [...open].filter(([, { since }]) => since !== undefined);
  const late = still.filter(([, { since, size }]) => {
    const waits = now - since!;
    return waits >= limits.unreadTime || (size > limits.unread && waits >= interval);
  });
  const sizeOf = (some: typeof still) => some.reduce((sum, [, { size }]) => sum + size, 0);
  let all = sizeOf(still) - sizeOf(late);
  if (all <= limits.unreadAll) return late.map(([socket]) => socket);
  const closed = new Set(late.map(([socket]) => socket));
  // A connection that has just read something comes last.
  const reads = ({ since }: Waiting) => Number(since === now);
  const order = still.sort(([, a], [, b]) => reads(a) - reads(b) || b.size - a.size);
  for (const [socket, { size }] of order) {
    if (all <= limits.unreadAll) break;
    if (closed.has(socket)) continue;
    closed.add(socket);
    all -= size;
  }
  return [...closed];
}
