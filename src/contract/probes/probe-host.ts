// Where probes are sent: to a server, and to mocks for comparison.
import type { Api } from '../../core/api/api.ts';
import type { Reading } from '../../core/api/errata.ts';
import { operationFor } from '../../core/api/matching.ts';
import { toIso } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import { parsed } from '../judge/text.ts';
import type { Sent, Target } from '../verify/target.ts';
import { isReading } from '../verify/writes.ts';
import { answerOf, type Fetch, type ProbeAnswer } from './probe.ts';
import type { ProbeHost, SendToMock } from './probes.ts';

/** A fresh mock with these readings, otherwise `profile`, and a clock frozen at `at` (ms). */
export type OpenMock = (options: {
  readonly profile: Reading;
  readonly readings: Readonly<Record<string, Reading>>;
  readonly at: number;
}) => { readonly fetch: Fetch; readonly url: string };

/** A probe host that must be closed at the end. */
export interface OpenProbeHost extends ProbeHost {
  leave(): Promise<void>;
}

interface Credentials {
  /** Headers that authenticate the caller, on the server and on the mock. */
  readonly server: Readonly<Record<string, string>>;
  readonly mock: Readonly<Record<string, string>>;
}

const aboveAll = 3_600_000;

/** On a Standin every probe finds a fresh world, with the same instant as the mocks. */
export async function standinProbeHost(
  target: Target,
  world: string,
  credentials: Credentials,
  openMock: OpenMock,
  lastSeen: ProbeHost['lastSeen'],
): Promise<OpenProbeHost> {
  const own = { 'x-standin-world': world };
  const control = (method: string, path: string, body?: object) =>
    target.send({
      method,
      path: `/__standin${path}`,
      headers: { ...own, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const { text } = await control('GET', '/clock');
  const at = instantIn(text, target.url) + aboveAll;
  return {
    async sendToServer(erratum, lettered) {
      await control('POST', '/reset');
      await control('PUT', '/clock', { clock: 'frozen', at: toIso(at) });
      const headers = { ...(lettered && credentials.server), ...own };
      return unplaced(answerOf(erratum, fetchFrom(target, headers, credentials)), target.url);
    },
    alike: true,
    lastSeen,
    sendToMock: mockAsker(openMock, at, credentials),
    async leave() {
      await control('DELETE', `/worlds/${world}`);
    },
  };
}

/** A Problem (502) if it is not the clock of a Standin. */
function instantIn(text: string, url: string): number {
  const now = Date.parse(String((Object(parsed(text)) as { now?: unknown }).now));
  if (!Number.isNaN(now)) return now;
  throw new Problem(502, 'No clock', {
    detail: `The server at ${url} claims to be a Standin, but has no clock.`,
  });
}

/** On any other server probes can only read, and use an existing record instead of the printed one. */
export function foreignProbeHost(
  api: Api,
  target: Target,
  credentials: Credentials,
  openMock: OpenMock,
  {
    at,
    there,
    lastSeen,
    writes,
    ours,
  }: {
    readonly at: number;
    there(): Readonly<Record<string, unknown>> | undefined;
    readonly lastSeen: ProbeHost['lastSeen'];
    /** Whether what changes something may be sent. */
    readonly writes: boolean;
    /** A record of this verification's own, the only one that a probe may change. */
    ours(): Readonly<Record<string, unknown>> | undefined;
  },
): OpenProbeHost {
  return {
    async sendToServer(erratum, lettered) {
      const { before = [], request } = erratum.probe!;
      const why = `To see which reading of ${erratum.id} it follows.`;
      const { method = 'GET' } = request;
      if (before.length > 0)
        throw new Error('What it is about cannot be set up on a server that is no Standin.');
      if (!isReading(method) && !writes)
        throw new Error('Its probe would change something, and --write was not given.');
      const path = translated(api, request.path, isReading(method) ? there() : ours());
      if (createsThere(api, method, path)) throw new Error('Its probe would create something.');
      const headers = lettered ? credentials.server : {};
      const noting = { ...target, send: (sent: Sent) => target.send({ ...sent, why }) };
      const fetch = fetchFrom(noting, headers, credentials);
      const probe = { request: { ...request, path } };
      const answer = await unplaced(answerOf({ ...erratum, probe }, fetch), target.url);
      if (path !== request.path && [404, 410].includes(answer.status))
        throw new Error('The record that its probe is about may no longer exist.');
      return answer;
    },
    alike: false,
    lastSeen,
    sendToMock: mockAsker(openMock, at, credentials),
    async leave() {},
  };
}

function createsThere(api: Api, method: string, path: string): boolean {
  const found = operationFor(api, { method, path: path.split('?')[0]!, query: new Map() }, () => true);
  return method === 'POST' && found !== undefined && 201 in found.operation.responses;
}

/** A mock always gives the same response to the same request, so each is sent once. */
const answers = new WeakMap<OpenMock, Map<string, ReturnType<SendToMock>>>();

/** Asks mocks alone: for traffic that was recorded, where nobody is asked. */
export function mockAsker(openMock: OpenMock, at: number, { mock }: Pick<Credentials, 'mock'>): SendToMock {
  const known = answers.get(openMock) ?? new Map<string, ReturnType<SendToMock>>();
  answers.set(openMock, known);
  return (erratum, reading, profile, lettered) => {
    const key = [erratum.id, reading, profile, lettered, at].join(' ');
    const before = known.get(key);
    if (before) return before;
    const { fetch, url } = openMock({ profile, readings: { [erratum.id]: reading }, at });
    const answer = answerOf(erratum, (path, init) => {
      const headers = { ...(lettered && mock), ...(init.headers as Record<string, string>) };
      return fetch(path, { ...init, headers });
    });
    known.set(key, unplaced(answer, url));
    return known.get(key)!;
  };
}

/** A placeholder for the address of the server, which must make no difference. */
const somewhere = 'http://somewhere';

async function unplaced(answer: Promise<ProbeAnswer>, url: string): Promise<ProbeAnswer> {
  const { status, headers, body } = await answer;
  const plain = (name: string, value: string) =>
    name === 'content-type' ? value.split(';')[0]! : value.replaceAll(url, somewhere);
  const named = Object.entries(headers).map(([name, value]) => [name, plain(name, value)]);
  return { status, headers: Object.fromEntries(named), body: body.replaceAll(url, somewhere) };
}

function fetchFrom(
  target: Target,
  headers: Readonly<Record<string, string>>,
  { server }: Credentials,
): Fetch {
  return async (path, { method = 'GET', headers: request, body }) => {
    // A probe with a credential of the mock uses the server's own instead.
    const given = Object.entries((request ?? {}) as Record<string, string>).map(([name, value]) => [
      name,
      name.toLowerCase() in server && value === 'any' ? server[name.toLowerCase()]! : value,
    ]);
    const sent = { method, path, headers: { ...headers, ...Object.fromEntries(given) } };
    const received = await target.send(typeof body === 'string' ? { ...sent, body } : sent);
    const empty = received.text === '' || [204, 205, 304].includes(received.status);
    return new Response(empty ? null : received.text, { status: received.status, headers: received.headers });
  };
}

/** Changes a path about the printed record or its parents to one about an existing record. */
function translated(api: Api, path: string, there: Readonly<Record<string, unknown>> | undefined): string {
  const { creates, parents = [] } = api.samples;
  const printed: Readonly<Record<string, unknown>> = Object.assign(
    {},
    ...parents.map(({ parent }) => parent),
    creates[0]?.attributes,
  );
  let translation = path;
  for (const [name, value] of Object.entries(printed)) {
    const text = String(value);
    if (text.length < 5 || !path.includes(text)) continue;
    if (there?.[name] === undefined) throw new Error('The server has no record for the probe.');
    translation = translation.replaceAll(text, encodeURIComponent(String(there[name])));
  }
  return translation;
}
