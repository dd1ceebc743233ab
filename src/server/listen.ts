// The only file that opens a port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the port closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { getRequestListener } from '@hono/node-server';
import { type Limits, usualLimits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { serverOptions, toBadRequest, watchSockets } from './sockets.ts';

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops at once: connections that idle are closed, those at work get `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

/** Listens on `host` and `port` (0 = a free one). A Problem if it cannot. */
export async function listen(
  fetch: (request: Request, env?: object) => Response | Promise<Response>,
  { host, port, limits = usualLimits }: { host: string; port: number; limits?: Limits },
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem(400, 'Bad port', {
      detail: `'${port}' is no port.`,
      given: port,
      hint: 'Give a whole number from 0 (any free one) to 65535.',
    });
  }
  const listener = getRequestListener(
    (request, env) => {
      const { incoming, outgoing } = env as { incoming: IncomingMessage; outgoing: ServerResponse };
      return refuse(incoming, outgoing) ?? fetch(request, env);
    },
    { errorHandler: toBadRequest },
  );
  const server = createServer(serverOptions(limits), listener);
  const refuse = watchSockets(server, limits);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toProblem(error, host, port)));
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    host,
    port: taken,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: (graceMs = 500) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function toProblem(error: NodeJS.ErrnoException, host: string, port: number): Problem {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken.`,
    EACCES: `Port ${port} on ${host} is not ours to open.`,
    EADDRNOTAVAIL: `This machine has no address ${host}.`,
    ENOTFOUND: `There is no host ${host}.`,
  };
  return new Problem(500, 'Cannot listen', {
    detail: why[error.code ?? ''] ?? error.message,
    given: `${host}:${port}`,
    hint: 'Choose another with --port (0 = any free one) and --host.',
  });
}
