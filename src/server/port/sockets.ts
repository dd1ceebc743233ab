// What happens below requests: connections beyond the limit, senders that are slow, and bytes that are no HTTP. Each is told
// why in a response of one schema, its connection is closed, and no other suffers.
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
// Not the global one: a test that fakes it still wants to see the connection closed.
import { setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import { type LimitName, type Limits, limitReached } from '../../core/worlds/limits.ts';
import { toProblemResponse } from '../requests/response.ts';
import { watchUnread } from './unread.ts';

/** The options of Node's server that keep these limits. */
export function serverOptions({ headers, headerTime, requestTime, keepAlive }: Limits) {
  return {
    maxHeaderSize: headers,
    headersTimeout: Math.min(headerTime, requestTime),
    requestTimeout: requestTime,
    keepAliveTimeout: keepAlive,
    // How often Node looks for those that are late.
    connectionsCheckingInterval: Math.min(1_000, headerTime, requestTime),
    // Node would refuse with no word of why; the listener says it.
    requireHostHeader: false,
  };
}

/** Refuses a request because of its connection; false for one that may pass. */
export type RefuseByConnection = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/** Keeps the limits of connections, and answers what never becomes a request. */
export function watchSockets(server: Server, limits: Limits): RefuseByConnection {
  watchUnread(server, limits);
  let open = 0;
  const surplus = new WeakSet<Socket>();
  server.on('connection', (socket: Socket) => {
    open++;
    if (open > limits.connections) surplus.add(socket);
    socket.once('close', () => open--);
  });
  // A connection too many is told so once it asks something; those beyond these as well are not even accepted.
  server.maxConnections = limits.connections + Math.max(16, Math.ceil(limits.connections / 10));
  // Their number is bounded by their size; Node would drop some without a word.
  server.maxHeadersCount = 0;
  server.on('clientError', (error: BadBytes, socket) => refuseBytes(error, socket as Socket, limits));
  server.on('checkExpectation', (_, outgoing: ServerResponse) => endResponse(outgoing, unmetExpectation()));
  server.on('connect', (_, socket) => endWith(socket as Socket, noProxy()));

  const waiting = new WeakMap<Socket, Set<ServerResponse>>();
  /** How many responses wait on a connection, with this one. Node gives the socket to the one whose turn it is. */
  const queued = ({ socket }: IncomingMessage, outgoing: ServerResponse) => {
    if (outgoing.socket !== null) return 0;
    const queue = waiting.get(socket) ?? queueOf(socket);
    waiting.set(socket, queue.add(outgoing));
    outgoing.once('close', () => queue.delete(outgoing));
    return queue.size;
  };
  const excess = (incoming: IncomingMessage, outgoing: ServerResponse): LimitName | undefined => {
    if (open > limits.connections && surplus.has(incoming.socket)) return 'connections';
    return queued(incoming, outgoing) > limits.pipeline ? 'pipeline' : undefined;
  };
  return (incoming, outgoing) => {
    const name = excess(incoming, outgoing);
    if (name) endResponse(outgoing, limitReached(name, limits));
    return name !== undefined;
  };
}

/** A Problem as the response, without the application, and the end of its connection. */
function endResponse(outgoing: ServerResponse, problem: Problem): void {
  const text = JSON.stringify(problem);
  outgoing.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  });
  outgoing.end(text);
}

/** Node tells only the response whose turn it is that its connection has closed: here those behind it are told. */
function queueOf(socket: Socket): Set<ServerResponse> {
  const queue = new Set<ServerResponse>();
  socket.once('close', () => {
    for (const outgoing of queue) if (outgoing.socket === null) outgoing.destroy().emit('close');
  });
  return queue;
}

/** What is answered to a request that is HTTP, and yet none that can be meant for anybody here. */
export function toBadRequest(error: unknown): Response {
  const { name, message } = error as Error;
  // Anything else is not the client's doing, and what it says may be nobody's business.
  const problem = name === 'RequestError' ? badHttp(`${message}.`) : ownFault();
  return toProblemResponse(problem, { method: 'GET' }, { connection: 'close' });
}

function ownFault(): Problem {
  return new Problem(500, 'Standin failed', {
    detail: 'Something in Standin broke before the request was answered.',
    hint: 'This is a bug of ours, not of your request. Please report it with the request that did it.',
  });
}

/** An error of Node's parser; its reason never quotes what was sent. */
interface BadBytes extends NodeJS.ErrnoException {
  readonly reason?: string;
}

/** Those that have been told; what else they send is not worth a word. */
const content = new WeakSet<Socket>();

function refuseBytes(error: BadBytes, socket: Socket, limits: Limits): void {
  if (content.has(socket)) return;
  const response = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || response?.headersSent) socket.destroy();
  else endWith(socket, problemOf(error, limits, isBodyLate(response)));
}

function problemOf({ code, reason }: BadBytes, limits: Limits, isBodyLate: boolean): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return limitReached('headers', limits);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return limitReached(lateIn(limits, isBodyLate), limits, 'It took too long.');
  return badHttp(`${reason ?? 'It breaks off'}.`);
}

/** A request has a response from when its headers have come; the last one's is done with before the next are late. */
function isBodyLate(response: ServerResponse | null | undefined): boolean {
  return response?.req.complete === false;
}

/** Node does not tell which of the two it was; of those that count for headers, the shorter is reached first. */
function lateIn({ headerTime, requestTime }: Limits, isBodyLate: boolean): LimitName {
  return headerTime < requestTime && !isBodyLate ? 'headerTime' : 'requestTime';
}

function badHttp(why: string): Problem {
  return new Problem(400, 'Bad HTTP', {
    detail: `This is no request of HTTP/1.1: ${why}`,
    hint: 'Is it TLS, HTTP/2, or another protocol that speaks to this port? Standin speaks HTTP/1.1 in the clear.',
  });
}

function unmetExpectation(): Problem {
  return new Problem(417, 'Expectation failed', {
    detail: "The header Expect asks for what is not '100-continue'.",
    hint: 'Leave it out.',
  });
}

function noProxy(): Problem {
  return new Problem(501, 'No proxy', {
    detail: 'CONNECT asks for a way to another server, and there is none through this one.',
    hint: 'Take this server out of the proxy settings, and ask it directly.',
  });
}

/** How long somebody who is still sending has to read why nobody listens, in ms. */
const timeToRead = 500;

function endWith(socket: Socket, problem: Problem): void {
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  content.add(socket);
  socket.on('error', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  const cut = setTimeout(() => socket.destroy(), timeToRead);
  socket.once('close', () => cut.close());
}
