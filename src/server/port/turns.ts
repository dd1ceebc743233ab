// Requests of one connection are carried out one after the other, in the order in which they came. What comes behind them on
// the connection, be it a request or bytes that are none, is answered after them.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Turn {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** A request whose turn comes: what is done then. */
interface Waiting extends Turn {
  readonly go: () => void;
}

export interface Turns {
  /** How many requests of a connection are not answered yet. */
  waiting(socket: Socket): number;
  /** Carries out a request when its turn comes; not at all behind one after which the connection closes. */
  take(turn: Turn, go: () => void): void;
  /** The connection takes no more requests. Resolves the one that has not come in whole, if there is one, after the others. */
  end(socket: Socket, then: (broken: Turn | undefined) => void): void;
}

interface Line {
  /** The first is being answered. */
  turns: Waiting[];
  /** Nothing that comes from now on is carried out. */
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
      // Its bytes are to go by, or the end of the connection would reset what has not been read of the answer before it.
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
      // One that has not begun does not begin any more.
      if (before.length > 0) line.turns = before;
      const last = before.at(-1);
      if (last) last.outgoing.once('close', () => then(broken));
      else then(broken);
    },
  };
}

/** The next request's turn, unless its sender has gone. */
function next(line: Line): void {
  line.turns.shift();
  const [turn] = line.turns;
  if (turn && !turn.incoming.socket.destroyed) turn.go();
}

/**
 * Whether the connection is to close after a request. Node's parser loses its place behind one that asks for another protocol:
 * it drops what follows in the same packet, and takes the middle of a request for the beginning of one.
 */
function isLast({ headers }: IncomingMessage): boolean {
  return headers.upgrade !== undefined;
}
