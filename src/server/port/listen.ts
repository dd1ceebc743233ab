// The only file that opens a port.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the port closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import { type Limits, usualLimits } from '../../core/worlds/limits.ts';
import type { Env } from '../requests/env.ts';
import { serverOptions, toBadRequest, watchSockets } from './sockets.ts';

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops at once: idle connections are closed, busy ones get `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

type Fetch = (request: Request, env: Env) => Response | Promise<Response>;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly limits?: Limits;
}

/**
 * Listens on `host` and `port` (0 = a free one). `localhost` means both loopback addresses on one port, because clients
 * use either. A Problem if it cannot. The limits apply to each address.
 */
export async function listen(
  fetch: Fetch,
  { host, port, limits = usualLimits }: ListenOptions,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem(400, 'Bad port', {
      detail: `'${port}' is not a port.`,
      given: port,
      hint: 'Give a whole number from 0 (any free one) to 65535.',
    });
  }
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const make = () => serverFor(fetch, limits);
  const opening =
    host === 'localhost' ? openBoth(make, port) : make().then((server) => open(server, host, port));
  const servers = [await opening.catch((error) => Promise.reject(toProblem(error, address, port)))].flat();
  const taken = portOf(servers[0]!);
  return {
    host,
    port: taken,
    url: `http://${address.includes(':') ? `[${address}]` : address}:${taken}`,
    close: async (graceMs = 500) => {
      await Promise.all(servers.map((server) => shut(server, graceMs)));
    },
  };
}

async function serverFor(fetch: Fetch, limits: Limits): Promise<Server> {
  // Loaded by the first port, to save time where no port is used.
  const { getRequestListener } = await import('@hono/node-server');
  const answer = getRequestListener(fetch as (request: Request, env: object) => ReturnType<Fetch>, {
    errorHandler: toBadRequest,
  });
  const server = createServer(serverOptions(limits), (incoming, outgoing) =>
    admit({ incoming, outgoing }, () => answer(incoming, outgoing)),
  );
  const admit = watchSockets(server, limits);
  return server;
}

async function open(server: Server, host: string, port: number): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** Both loopback addresses on one port. A port that is free on the first may be taken on the second: then another is tried. */
async function openBoth(make: () => Promise<Server>, port: number, tries = 10): Promise<Server[]> {
  const first = await open(await make(), '127.0.0.1', port);
  try {
    return [first, await open(await make(), '::1', portOf(first))];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      process.emitWarning('Standin listens on 127.0.0.1 only: this machine has no ::1.');
      return [first];
    }
    await shut(first, 0);
    if (port !== 0 || tries === 0) throw error;
    return openBoth(make, port, tries - 1);
  }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function shut(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function toProblem(error: NodeJS.ErrnoException & { address?: string }, host: string, port: number): Problem {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${error.address ?? host} is already in use.`,
    EACCES: `No permission to open port ${port} on ${host}.`,
    EADDRNOTAVAIL: `This machine has no address ${host}.`,
    ENOTFOUND: `There is no host ${host}.`,
  };
  return new Problem(500, 'Cannot listen', {
    detail: why[error.code ?? ''] ?? error.message,
    given: `${host}:${port}`,
    hint: 'Choose another with --port (0 = any free one) and --host.',
  });
}
