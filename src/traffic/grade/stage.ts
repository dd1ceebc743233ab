// The server for a client's trial: it answers like the mock, applies the trial's faults,
// and records every request.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from '../../core/time/clock.ts';
import { isSecret, redactUrl } from '../../core/worlds/redact.ts';
import { type Answer, alter } from './alter.ts';
import type { Poll } from './run.ts';
import type { Trial, TrialFault } from './trials.ts';
import { type StateWords, wordAt } from './words.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Stage {
  /** Its address for the client. */
  readonly url: string;
  readonly polls: readonly Poll[];
  close(): Promise<void>;
}

interface Setting {
  readonly trial: Trial;
  readonly words: StateWords;
  readonly finals: readonly string[];
  /** Answers like the vendor. */
  readonly fetch: Fetch;
  /** Called at the first request: until then the job's time stands still. */
  start(): Promise<void>;
}

const clock = createClock();
/** The shortest time of a response, in ms, like on a network, so that overlapping requests are seen. */
const transit = 10;
/** A path prefix that serves the same, for redirects. */
const detour = '/moved-for-a-while';

export async function openStage(setting: Setting): Promise<Stage> {
  const began = clock.now();
  const polls: Poll[] = [];
  const numbers = new WeakMap<object, number>();
  let [connections, reads, busy, number] = [0, 0, 0, 0];
  let hasEnded = false;

  const listener = (elsewhere: boolean) => async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const connection = numbers.get(incoming.socket) ?? ++connections;
    numbers.set(incoming.socket, connection);
    const at = clock.now() - began;
    const others = busy++;
    const mine = ++number;
    if (mine === 1) await setting.start();
    const isPoll = incoming.method === 'GET' || incoming.method === 'HEAD';
    const path = (incoming.url ?? '/').replace(detour, '') || '/';
    const isDetour = path !== incoming.url || elsewhere;
    if (isPoll && !isDetour) reads++;
    const fault = isPoll && !isDetour ? faultFor(setting.trial, reads, hasEnded) : undefined;
    const honest = await answered(setting.fetch, (elsewhere ? other : own).url + path, incoming);
    const answer = fault
      ? alter(honest, fault, { words: setting.words, detour: detourTo(fault, path) })
      : honest;
    const state = shownState(answer, setting.words);
    if (state !== undefined && setting.finals.includes(state)) hasEnded = true;
    await send(outgoing, answer);
    busy--;
    const retryAfter = retryAfterOf(answer);
    polls.push({
      number: mine,
      at,
      until: clock.now() - began,
      method: incoming.method ?? 'GET',
      path: redactUrl(path),
      credentials: Object.keys(incoming.headers).filter((name) => isSecret(name)),
      connection,
      others,
      status: answer.cut === 'reset' || answer.cut === 'hang' ? 0 : answer.status,
      elsewhere,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(state !== undefined && { state }),
      ...(fault && { fault: fault.name }),
    });
    polls.sort((a, b) => a.number - b.number);
  };
  const detourTo = ({ redirect }: TrialFault, path: string) =>
    (redirect === 'elsewhere' ? other.url : own.url) + detour + path;
  const own = await listening(listener(false));
  const other = await listening(listener(true));
  return {
    url: own.url,
    polls,
    close: async () => {
      await Promise.all([own, other].map(({ server }) => closed(server)));
    },
  };
}

function faultFor({ on, fault }: Trial, poll: number, hasEnded: boolean): TrialFault | undefined {
  if (on === 'end') return hasEnded ? fault : undefined;
  return on && poll >= on[0] && poll <= on[1] ? fault : undefined;
}

async function answered(fetch: Fetch, url: string, incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    ['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)
      ? []
      : [[name, String(value)]],
  );
  const response = await fetch(url, {
    method: incoming.method ?? 'GET',
    headers,
    redirect: 'manual',
    ...(body.length > 0 && { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

function shownState({ text, cut, status }: Answer, { path, states }: StateWords): string | undefined {
  if (!path || cut || status >= 400) return undefined;
  try {
    return states.get(`${wordAt(JSON.parse(text), path)}`)?.[0];
  } catch {
    return undefined;
  }
}

/** In ms; a date counts from now. */
function retryAfterOf({ headers }: Answer): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  return /^\d+$/.test(value) ? Number(value) * 1_000 : Math.max(0, Date.parse(value) - clock.now());
}

/** Resolves when the response to the client has ended. */
async function send(
  outgoing: ServerResponse,
  { status, headers, text, cut, delay = 0 }: Answer,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, transit + delay));
  if (cut === 'reset') return void outgoing.socket?.resetAndDestroy();
  if (cut === 'hang') return new Promise((resolve) => outgoing.on('close', resolve));
  const bytes = Buffer.from(text);
  const { 'content-length': _, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, ...(status !== 204 && { 'content-length': bytes.length }) });
  if (cut === 'truncate') {
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    return void outgoing.destroy();
  }
  await new Promise<void>((resolve) => {
    outgoing.on('close', resolve);
    outgoing.end(bytes, () => resolve());
  });
}

async function listening(listener: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>) {
  const server = createServer((incoming, outgoing) => {
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
