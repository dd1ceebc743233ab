// The only file that opens a port.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the port closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import { type Limits, usualLimits } from '../../core/worlds/limits.ts';
import type { Env } from '../requests/env.ts';
import { serverOptions, toBadRequest, watchSockets } from './sockets.ts';
import type { TlsKeys } from './tls.ts';
import { clearWay, closeToOthers, socketProblem } from './unix-socket.ts';

export interface Listening {
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops at once: idle connections are closed, busy ones get `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

type Fetch = (request: Request, env: Env) => Response | Promise<Response>;

export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
  /** The path of a Unix socket, in the place of host and port. */
  readonly socket?: string;
  /** What TLS is spoken with; without it, it is not. */
  readonly tls?: TlsKeys;
  readonly limits?: Limits;
}

type Make = () => Promise<Server>;

/**
 * Listens on `host` and `port` (0 = a free one), or on a Unix socket. `localhost` means both loopback addresses on one port,
 * because clients use either. A Problem if it cannot. The limits apply to each address.
 */
export async function listen(
  fetch: Fetch,
  { host = '127.0.0.1', port = 0, socket, tls, limits = usualLimits }: ListenOptions,
): Promise<Listening> {
  const make: Make = () => serverFor(fetch, limits, tls);
  const servers = socket === undefined ? await openPort(make, host, port) : [await openSocket(make, socket)];
  const scheme = tls ? 'https' : 'http';
  const taken = socket === undefined ? `${shownHost(host)}:${portOf(servers[0]!)}` : 'localhost';
  return {
    url: `${scheme}://${taken}`,
    close: async (graceMs = 500) => {
      await Promise.all(servers.map((server) => shut(server, graceMs)));
    },
  };
}

async function serverFor(fetch: Fetch, limits: Limits, tls: TlsKeys | undefined): Promise<Server> {
  // Loaded by the first port: whoever needs none shall not wait for it.
  const { getRequestListener } = await import('@hono/node-server');
  const answer = getRequestListener(fetch as (request: Request, env: object) => ReturnType<Fetch>, {
    errorHandler: toBadRequest,
  });
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    admit({ incoming, outgoing }, () => answer(incoming, outgoing));
  const options = serverOptions(limits);
  const server = tls
    ? createSecureServer({ ...options, cert: toBytes(tls.cert), key: toBytes(tls.key) }, listener)
    : createServer(options, listener);
  const admit = watchSockets(server, limits, tls !== undefined);
  return server;
}

function toBytes(pem: string | Uint8Array): string | Buffer {
  return typeof pem === 'string' ? pem : Buffer.from(pem);
}

async function openSocket(make: Make, path: string): Promise<Server> {
  try {
    await clearWay(path);
    return await open(await make(), { path });
  } catch (error) {
    throw socketProblem(error as Error, path);
  }
}

async function openPort(make: Make, host: string, port: number): Promise<Server[]> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem(400, 'Bad port', {
      detail: `'${port}' is not a port.`,
      given: port,
      hint: 'Give a whole number from 0 (any free one) to 65535.',
    });
  }
  try {
    return await (host === 'localhost' ? openBoth(make, port) : [await open(await make(), { host, port })]);
  } catch (error) {
    throw toProblem(error as Error, host === 'localhost' ? '127.0.0.1' : host, port);
  }
}

async function open(server: Server, address: { host: string; port: number } | { path: string }) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
    // It is there at once, unless it could not be made.
    if ('path' in address && server.listening) closeToOthers(address.path);
  });
  return server;
}

/** Both loopback addresses on one port. A port that is free on the first may be taken on the second: then another is tried. */
async function openBoth(make: Make, port: number, tries = 10): Promise<Server[]> {
  const first = await open(await make(), { host: '127.0.0.1', port });
  try {
    return [first, await open(await make(), { host: '::1', port: portOf(first) })];
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

/** As it stands in a URL. */
function shownHost(host: string): string {
  if (host === 'localhost') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

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
