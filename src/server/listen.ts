// The only file that opens a port.
import type { AddressInfo } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the port closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { createAdaptorServer } from '@hono/node-server';
import { Problem } from '../core/problem.ts';

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
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem(400, 'Bad port', {
      detail: `'${port}' is no port.`,
      given: port,
      hint: 'Give a whole number from 0 (any free one) to 65535.',
    });
  }
  const server = createAdaptorServer({ fetch });
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
        const http = server as import('node:http').Server;
        const cut = setTimeout(() => http.closeAllConnections(), graceMs);
        http.close(() => {
          clearTimeout(cut);
          resolve();
        });
        http.closeIdleConnections();
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
