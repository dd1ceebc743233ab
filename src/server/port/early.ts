// A port that speaks TLS, before a connection does: who speaks HTTP in the clear is told so, and who says nothing is not kept.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the connection closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import type { Limits } from '../../core/worlds/limits.ts';

/** The first byte of a TLS connection: a record of its handshake. */
const handshake = 0x16;

/**
 * Looks at the first byte of each connection and hands those that begin TLS to the server. `tell` ends the others with a response.
 * Node counts connections that have not spoken HTTP yet neither as idle nor as busy, and would wait for them when it closes.
 */
export function watchEarly(
  server: Server,
  { headerTime }: Pick<Limits, 'headerTime'>,
  tell: (socket: Socket, problem: Problem) => void,
): void {
  const early = new Map<Socket, NodeJS.Timeout>();
  const done = (socket: Socket) => {
    clearTimeout(early.get(socket));
    early.delete(socket);
  };
  const goOn = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    early.set(
      socket,
      setTimeout(() => socket.destroy(), headerTime),
    );
    socket.once('close', () => done(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes: Buffer) => {
      socket.pause();
      if (bytes[0] !== handshake) return tell(socket, inTheClear(bytes));
      socket.unshift(bytes);
      for (const each of goOn) each.call(server, socket);
    });
  });
  server.on('secureConnection', (socket: Socket) => done(rawOf(socket)));
  server.removeAllListeners('tlsClientError');
  server.on('tlsClientError', (_, socket: Socket) => socket.destroy());
  for (const name of ['closeIdleConnections', 'closeAllConnections'] as const) {
    const close = server[name].bind(server);
    server[name] = () => {
      close();
      for (const socket of early.keys()) socket.destroy();
    };
  }
}

/** The connection below TLS; without TLS it is the same. */
export function rawOf(socket: Socket): Socket {
  return (socket as Socket & { readonly _parent?: Socket | null })._parent ?? socket;
}

function inTheClear(bytes: Buffer): Problem {
  const isHttp = /^[A-Z]+ \S+ HTTP\/1/.test(bytes.subarray(0, 2_048).toString('latin1'));
  return new Problem(400, 'HTTPS needed', {
    detail: `This port speaks HTTPS, and was sent ${isHttp ? 'plain HTTP' : 'what is no TLS'}.`,
    hint: 'Write https:// in the URL, and have the client trust the certificate.',
  });
}
