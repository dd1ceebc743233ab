// The only file that opens a port.
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
// Not the global ones: a test that fakes those still wants to see the port closed.
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from '../core/values/problem.ts';
import { type Limits, usualLimits } from '../core/worlds/limits.ts';
import type { Env, Respond } from './arrival.ts';
import { serverOptions, toBadRequest, watchSockets } from './sockets.ts';
import { createStraight } from './straight.ts';

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops at once: connections that idle are closed, those at work get `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

type Fetch = (request: Request, env: Env) => Response | Promise<Response>;

/** Answers by less than a whole `fetch`, where nobody minds. */
export interface Shortcut {
  readonly respond: Respond;
  /** Whether somebody looks at a request to this URL first. */
  minds(url: string): boolean;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly limits?: Limits;
  readonly shortcut?: Shortcut;
}

/**
 * Listens on `host` and `port` (0 = a free one). `localhost` is both loopbacks on one port: clients that are told so take
 * either. A Problem if it cannot. The limits are those of each address.
 */
export async function listen(
  fetch: Fetch,
  { host, port, limits = usualLimits, shortcut }: ListenOptions,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Problem(400, 'Bad port', {
      detail: `'${port}' is no port.`,
      given: port,
      hint: 'Give a whole number from 0 (any free one) to 65535.',
    });
  }
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const make = () => serverFor(fetch, limits, shortcut);
  const opening = host === 'localhost' ? openBoth(make, port) : open(make(), host, port);
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

function serverFor(fetch: Fetch, limits: Limits, shortcut: Shortcut | undefined): Server {
  /** Responses that are there before anybody is asked for one. Nobody would catch what goes wrong with one that is no promise. */
  const ready = new WeakMap<ServerResponse, Promise<Response>>();
  const byFetch = byFetchOf(
    (request, env) => ready.get((env as Required<Env>).outgoing) ?? fetch(request, env),
  );
  const send = (incoming: IncomingMessage, outgoing: ServerResponse, response: Response) => {
    ready.set(outgoing, Promise.resolve(response));
    byFetch(incoming, outgoing);
  };
  const straight = shortcut && createStraight({ ...shortcut, send, excuse: toBadRequest });
  const server = createServer(serverOptions(limits), (incoming, outgoing) => {
    const refused = refuse(incoming, outgoing);
    if (refused) send(incoming, outgoing, refused);
    else if (!straight?.(incoming, outgoing)) byFetch(incoming, outgoing);
  });
  const refuse = watchSockets(server, limits);
  return server;
}

/** What turns Node's requests into those of `fetch`, and responses back. Loaded by the first that needs it: much comes along. */
function byFetchOf(fetch: Fetch): RequestListener {
  let listener: RequestListener | undefined;
  return async (incoming, outgoing) => {
    if (!listener) {
      const { getRequestListener } = await import('@hono/node-server');
      listener ??= getRequestListener((request, env) => fetch(request, env as Env), {
        errorHandler: toBadRequest,
      });
    }
    listener(incoming, outgoing);
  };
}

async function open(server: Server, host: string, port: number): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

/** Both loopbacks on one port. A free one of the first may be taken on the second: then another is tried. */
async function openBoth(make: () => Server, port: number, tries = 10): Promise<Server[]> {
  const first = await open(make(), '127.0.0.1', port);
  try {
    return [first, await open(make(), '::1', portOf(first))];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      process.emitWarning('Standin listens on 127.0.0.1 alone: this machine has no ::1.');
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
    EADDRINUSE: `Port ${port} on ${error.address ?? host} is taken.`,
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
