// What happens below requests: connections beyond the limit, slow senders, and bytes that are not HTTP. Each gets
// a response that says why, its connection is closed, and no other is affected.
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
// Not the global one: a test that fakes it still wants to see the connection closed.
import { setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import { type LimitName, type Limits, limitReached } from '../../core/worlds/limits.ts';
import { toProblemResponse } from '../requests/response.ts';
import { watchEarly } from './early.ts';
import { createTurns, type Turn, type Turns } from './turns.ts';
import { watchUnread } from './unread.ts';

/** The options of Node's server that enforce these limits. */
export function serverOptions({ headers, headerTime, requestTime, keepAlive }: Limits) {
  return {
    maxHeaderSize: headers,
    headersTimeout: Math.min(headerTime, requestTime),
    requestTimeout: requestTime,
    keepAliveTimeout: keepAlive,
    // How often Node looks for late requests.
    connectionsCheckingInterval: Math.min(1_000, headerTime, requestTime),
    // Node would refuse without a reason; our listener gives one.
    requireHostHeader: false,
  };
}

/** Answers a request when its turn comes, unless its connection or its head is refused. */
export type Admit = (turn: Turn, answer: () => void) => void;

/** Enforces the limits of connections, and answers bytes that never become a request. */
export function watchSockets(server: Server, limits: Limits, isSecure = false): Admit {
  if (isSecure) watchEarly(server, limits, endWith);
  // Below TLS there is a connection that no request knows of.
  const opened = isSecure ? 'secureConnection' : 'connection';
  watchUnread(server, limits, opened);
  const turns = createTurns();
  let open = 0;
  const surplus = new WeakSet<Socket>();
  server.on(opened, (socket: Socket) => {
    open++;
    if (open > limits.connections) surplus.add(socket);
    socket.once('close', () => open--);
  });
  // A connection beyond the limit is refused at its first request; far beyond the limit, connections are not even accepted.
  server.maxConnections = limits.connections + Math.max(16, Math.ceil(limits.connections / 10));
  // Their number is bounded by their size; Node would drop some silently.
  server.maxHeadersCount = 0;
  server.on('clientError', (error: BadBytes, socket) => refuseBytes(error, socket as Socket, turns, limits));
  server.on('checkExpectation', (incoming: IncomingMessage, outgoing: ServerResponse) =>
    refuse({ incoming, outgoing }, unmetExpectation()),
  );
  server.on('connect', (_, socket) =>
    turns.end(socket as Socket, () => endWith(socket as Socket, noProxy())),
  );

  const refuse = (turn: Turn, problem: Problem) => {
    // Ignore what a refused client still sends.
    turn.outgoing.shouldKeepAlive = false;
    turns.take(turn, () => endResponse(turn.outgoing, problem));
  };
  const excess = ({ incoming: { socket } }: Turn): LimitName | undefined => {
    if (open > limits.connections && surplus.has(socket)) return 'connections';
    return turns.waiting(socket) > limits.pipeline ? 'pipeline' : undefined;
  };
  return (turn, answer) => {
    const name = excess(turn);
    const problem = name ? limitReached(name, limits) : flawOfHead(turn.incoming);
    if (problem) return refuse(turn, problem);
    turns.take(turn, isAboutServer(turn.incoming) ? () => endOptions(turn.outgoing) : answer);
  };
}

/** Why a request cannot be meant for any server. An HTTP/1.0 request need not name a host: it means the address to which it came. */
function flawOfHead({ headers, rawHeaders, httpVersion, socket }: IncomingMessage): Problem | undefined {
  if (headers.host) return undefined;
  if (httpVersion !== '1.0') return badHttp('Missing Host header.');
  const { localAddress = 'localhost', localPort } = socket;
  const name = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  headers.host = localPort === undefined ? name : `${name}:${localPort}`;
  const at = rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === 'host');
  rawHeaders.splice(at < 0 ? rawHeaders.length : at, at < 0 ? 0 : 2, 'Host', headers.host);
  return undefined;
}

/** `OPTIONS *` asks about the server as a whole. */
function isAboutServer({ method, url }: IncomingMessage): boolean {
  return method === 'OPTIONS' && url === '*';
}

function endOptions(outgoing: ServerResponse): void {
  outgoing.writeHead(204, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' });
  outgoing.end();
}

/** Sends a Problem as the response, without the application, and ends the connection. */
function endResponse(outgoing: ServerResponse, problem: Problem): void {
  const text = JSON.stringify(problem);
  outgoing.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  });
  outgoing.end(text);
}

/** The response to a request that is HTTP, but not for any server here. */
export function toBadRequest(error: unknown): Response {
  const { name, message } = error as Error;
  // Anything else is not the client's fault, and its message may be private.
  const problem = name === 'RequestError' ? badHttp(`${message}.`) : ownFault();
  return toProblemResponse(problem, { method: 'GET' }, { connection: 'close' });
}

function ownFault(): Problem {
  return new Problem(500, 'Standin failed', {
    detail: 'Standin failed before it answered the request.',
    hint: 'This is a bug in Standin, not in your request. Please report it together with the request.',
  });
}

/** An error of Node's parser; its reason never quotes what was sent. */
interface BadBytes extends NodeJS.ErrnoException {
  readonly reason?: string;
}

/** Connections that have got their refusal; what else they send is ignored. */
const content = new WeakSet<Socket>();

function refuseBytes(error: BadBytes, socket: Socket, turns: Turns, limits: Limits): void {
  if (content.has(socket)) return;
  if (error.code === 'ECONNRESET') return void socket.destroy();
  content.add(socket);
  // The requests before these bytes have been carried out: their responses must be sent.
  turns.end(socket, (broken) => {
    if (broken?.outgoing.headersSent) socket.destroy();
    // Where the last answer has ended the connection, that answer is still on its way.
    else if (socket.writable) endWith(socket, problemOf(error, limits, broken !== undefined));
  });
}

function problemOf({ code, reason }: BadBytes, limits: Limits, isBodyLate: boolean): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return limitReached('headers', limits);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return limitReached(lateIn(limits, isBodyLate), limits, 'It took too long.');
  return badHttp(`${reason ?? 'It breaks off'}.`);
}

/** Node does not say which of the two it was; of those that count for headers, the shorter is reached first. */
function lateIn({ headerTime, requestTime }: Limits, isBodyLate: boolean): LimitName {
  return headerTime < requestTime && !isBodyLate ? 'headerTime' : 'requestTime';
}

function badHttp(why: string): Problem {
  return new Problem(400, 'Bad HTTP', {
    detail: `This is not an HTTP/1.1 request: ${why}`,
    hint: 'Does the client use TLS, HTTP/2, or another protocol? Standin speaks HTTP/1.1, and TLS only with --https.',
  });
}

function unmetExpectation(): Problem {
  return new Problem(417, 'Expectation failed', {
    detail: "The header Expect has another value than '100-continue'.",
    hint: 'Leave it out.',
  });
}

function noProxy(): Problem {
  return new Problem(501, 'No proxy', {
    detail: 'CONNECT asks for a tunnel to another server, but this server is not a proxy.',
    hint: 'Remove this server from the proxy settings of the client, and send requests to it directly.',
  });
}

/** How long a client that is still sending has to read its refusal, in ms. */
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
