// A reverse proxy: it passes each request on to another server and each response back, byte for byte as it comes, and
// reports each exchange.
import * as http from 'node:http';
import * as https from 'node:https';
import { Problem } from '../../core/values/problem.ts';
import { silenceProblem } from '../../core/values/silence.ts';
import { redactUrl } from '../../core/worlds/redact.ts';
import { createNote, pairsOf } from './note.ts';
import type { Headers, Passed } from './passed.ts';

export interface ProxyOptions {
  /** The base URL of the server behind it. */
  readonly to: string;
  /** The certificate (PEM) of the server's certificate authority. Default: those that Node knows. */
  readonly ca?: string | undefined;
  /** How requests get to the server. Default: straight there. */
  readonly way?: Way;
  /** The most bytes of a body that are kept for the report; all of them are passed on. Default: 10,000,000. */
  readonly mostBytes?: number;
  /** How long the server may be silent, in ms. Default: 120,000. */
  readonly timeoutMs?: number;
  readonly onPassed: (passed: Passed) => void;
}

/** Through a proxy: an agent for TLS, or whom to send whole URLs, with which headers; and what it is called in messages. */
export interface Way {
  readonly agent?: http.Agent;
  readonly by?: URL;
  readonly headers: Headers;
  readonly proxy?: string;
}

/** Headers that are about one connection and not about the message (RFC 9110, 7.6.1). */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/** Makes a server that does not listen yet. A Problem (400) for an invalid URL. */
export function createProxy({
  to,
  ca,
  way = { headers: [] },
  mostBytes = 10_000_000,
  timeoutMs = 120_000,
  onPassed,
}: ProxyOptions): http.Server {
  const target = targetOf(to);
  const base = target.pathname.replace(/\/+$/, '');
  const { request, Agent } = target.protocol === 'https:' ? https : http;
  const agent = way.agent ?? new Agent({ keepAlive: true });
  const trust = ca === undefined ? {} : { ca };
  const numberOf = createNumbering();

  const server = http.createServer((incoming, outgoing) => {
    const path = base + pathOf(incoming.url ?? '/');
    const place = { url: target.origin + path, connection: `${numberOf(incoming.socket)}`, most: mostBytes };
    const note = createNote(incoming, place, onPassed);
    const upstream = request(way.by ?? target, {
      ...trust,
      agent,
      method: incoming.method,
      path: way.by ? target.origin + path : path,
      headers: flat([...passedOn(incoming, target.host), ...way.headers]),
      timeout: timeoutMs,
    });
    upstream.on('timeout', () => upstream.destroy(new Error(`The server was silent for ${timeoutMs} ms.`)));
    // What a proxy says of itself is no answer of the server.
    upstream.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200) upstream.destroy(new Error(`the proxy refused it with ${statusCode}`));
    });
    upstream.on('error', (error) => {
      note.end(error.message);
      refuse(outgoing, redactUrl(to), Object.assign(error, { proxy: way.proxy }));
    });
    upstream.on('response', (response) => {
      note.answered(response);
      const own = `http://${incoming.headers.host ?? ''}`;
      outgoing.writeHead(
        response.statusCode!,
        response.statusMessage,
        flat(comingBack(response, target.origin + base, own)),
      );
      response.on('data', note.received);
      response.on('error', (error) => {
        note.end(error.message);
        outgoing.destroy();
      });
      response.on('end', () => note.end());
      response.pipe(outgoing);
    });
    outgoing.on('close', () => {
      if (!outgoing.writableFinished && note.end('The client disconnected.')) upstream.destroy();
    });
    incoming.on('data', note.sent);
    incoming.on('end', note.sentAll);
    incoming.pipe(upstream);
  });
  server.on('close', () => agent.destroy());
  return server;
}

export function targetOf(to: string): URL {
  const target = URL.canParse(to) ? new URL(to) : undefined;
  if (target && /^https?:$/.test(target.protocol)) return target;
  throw new Problem(400, 'Bad URL', {
    detail: `'${to}' is not the URL of a server.`,
    given: to,
    hint: 'Write one such as https://copr.example.com.',
  });
}

/** Numbers of connections in order of arrival. */
function createNumbering(): (socket: object) => number {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (socket) => {
    const number = numbers.get(socket) ?? ++last;
    numbers.set(socket, number);
    return number;
  };
}

/** Path and query of a request line, which may hold a whole URL. */
function pathOf(url: string): string {
  if (url.startsWith('/')) return url;
  if (!URL.canParse(url)) return '/';
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function passedOn({ rawHeaders, headers }: http.IncomingMessage, host: string): Headers {
  const dropped = droppedBy(headers.connection);
  const kept = pairsOf(rawHeaders).filter(([name]) => !dropped(name) && name.toLowerCase() !== 'host');
  return [['Host', host], ...kept];
}

/** A redirect to the server leads to the proxy instead. */
function comingBack({ rawHeaders, headers }: http.IncomingMessage, from: string, own: string): Headers {
  const dropped = droppedBy(headers.connection);
  return pairsOf(rawHeaders)
    .filter(([name]) => !dropped(name))
    .map(([name, value]) =>
      name.toLowerCase() === 'location' && isBelow(value, from)
        ? [name, own + value.slice(from.length)]
        : [name, value],
    );
}

function isBelow(url: string, base: string): boolean {
  return url === base || (url.startsWith(base) && /[/?#]/.test(url[base.length]!));
}

/** `Connection` names further hop-by-hop headers. Node sets the framing of a body itself. */
function droppedBy(connection = ''): (name: string) => boolean {
  const named = new Set(connection.toLowerCase().split(/\s*,\s*/));
  return (name) => ofConnection.has(name.toLowerCase()) || named.has(name.toLowerCase());
}

function flat(headers: Headers): string[] {
  return headers.flat();
}

/** The response if the server behind does not answer: a 502 by RFC 9457, or a closed connection. */
function refuse(outgoing: http.ServerResponse, to: string, error: NodeJS.ErrnoException): void {
  if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy();
  const problem = silenceProblem(to, error, 'Is it running, and is --to right?');
  outgoing.writeHead(502, { 'content-type': 'application/problem+json' });
  outgoing.end(JSON.stringify(problem));
}
