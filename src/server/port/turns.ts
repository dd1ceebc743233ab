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
  /** Whether the first is being answered. */
  turns: Waiting[];
  /** Whether nothing that comes from now on is carried out. */
  isEnding: boolean;
}

export function createTurns(): Turns {
  const lines = new WeakMap<Socket, Line>();
  const lineOf = (socket: Socket) => {
    const line = lines.get(socket) ?? { turns: [], isEnding: false };
    lines.set(socket, line);
    return line;
  };
  return {
    waiting: (socket) => lines.get(socket)?.turns.length ?? 0,
    take({ incoming, outgoing }, go) {
      const line = lineOf(incoming.socket);
      // Read and drop its bytes, or closing the connection would reset unread parts of the response before it.
      if (line.isEnding) return void incoming.resume();
      if (isLast(incoming)) outgoing.shouldKeepAlive = false;
      line.isEnding = !outgoing.shouldKeepAlive;
      outgoing.once('close', () => next(line));
      if (line.turns.push({ incoming, outgoing, go }) === 1) go();
    },
    end(socket, then) {
      const line = lineOf(socket);
      line.isEnding = true;
      const broken = line.turns.find(({ incoming }) => !incoming.complete);
      const before = line.turns.filter((turn) => turn !== broken);
      // A request that has not begun does not begin any more.
      if (before.length > 0) line.turns = before;
      const last = before.at(-1);
      if (last) last.outgoing.once('close', () => then(broken));
      else then(broken);
    },
  };
}

/** The next request's turn, unless its sender has disconnected. */
function next(line: Line): void {
  line.turns.shift();
  const [turn] = line.turns;
  if (turn && !turn.incoming.socket.destroyed) turn.go();
}

/**
 * Whether the connection must close after a request. Node's parser loses its place after one that asks for another protocol:
 * it drops what follows in the same packet, and takes the middle of a request for its beginning.
 */
function isLast({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined;
}
