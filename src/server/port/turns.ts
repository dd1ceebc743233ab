// Carries out the requests of one connection one after the other, in their order. What comes after them on
// the connection, a request or other bytes, is answered after them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Turn {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** The work of a request when its turn comes. */
interface Waiting extends Turn {
  readonly go: () => void;
}

export interface Turns {
  /** How many requests of a connection are not answered yet. */
  waiting(socket: Socket): number;
  /** Carries out a request when its turn comes; not at all after one that closes the connection. */
  take(turn: Turn, go: () => void): void;
  /** Takes no more requests from the connection. Resolves, after the others, to the request that has not arrived completely, if any. */
  end(socket: Socket, then: (broken: Turn | undefined) => void): void;
}

interface Line {
  /** The newest that was begun; it may have ended since. */
  begun: Waiting | undefined;
  /** Those behind it. Few clients send a request before they have read the response to the one before it. */
  queue: Waiting[];
  /** Whether nothing that comes from now on is carried out. */
  isEnding: boolean;
}

export function createTurns(): Turns {
  const lines = new WeakMap<Socket, Line>();
  const lineOf = (socket: Socket) => {
    const known = lines.get(socket);
    if (known) return known;
    const line: Line = { begun: undefined, queue: [], isEnding: false };
    lines.set(socket, line);
    return line;
  };
  return {
    waiting(socket) {
      const line = lines.get(socket);
      return line ? line.queue.length + Number(isBusy(line)) : 0;
    },
    take({ incoming, outgoing }, go) {
      const line = lineOf(incoming.socket);
      // Read and drop its bytes, or closing the connection would reset unread parts of the response before it.
      if (line.isEnding) return void incoming.resume();
      if (isLast(incoming)) outgoing.shouldKeepAlive = false;
      line.isEnding = !outgoing.shouldKeepAlive;
      const turn = { incoming, outgoing, go };
      if (!isBusy(line)) return begin(line, turn);
      if (line.queue.push(turn) === 1) line.begun!.outgoing.once('close', () => next(line));
    },
    end(socket, then) {
      const line = lineOf(socket);
      line.isEnding = true;
      const turns = isBusy(line) ? [line.begun!, ...line.queue] : line.queue;
      const broken = turns.find(({ incoming }) => !incoming.complete);
      // A request that has not begun does not begin any more.
      line.queue = line.queue.filter((turn) => turn !== broken);
      const last = turns.filter((turn) => turn !== broken).at(-1);
      if (last) last.outgoing.once('close', () => then(broken));
      else then(broken);
    },
  };
}

function isBusy({ begun }: Line): boolean {
  return begun !== undefined && !begun.outgoing.closed;
}

function begin(line: Line, turn: Waiting): void {
  line.begun = turn;
  turn.go();
}

/** The next request's turn, unless its sender has disconnected. */
function next(line: Line): void {
  const turn = line.queue.shift();
  if (!turn) return;
  if (line.queue.length > 0) turn.outgoing.once('close', () => next(line));
  if (turn.incoming.socket.destroyed) line.begun = turn;
  else begin(line, turn);
}

/**
 * Whether the connection must close after a request. Node's parser loses its place after one that asks for another protocol:
 * it drops what follows in the same packet, and takes the middle of a request for its beginning.
 */
function isLast({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined;
}
