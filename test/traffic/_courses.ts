// Recordings of our own mock: what it answers to the requests of its exchanges, and to a client that polls records until they
// have ended. At another instant and with another seed, ids, times and states are other ones.
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import type { Reading } from '../../src/core/api/errata.ts';
import { createStandin, recording, type Standin } from '../../src/index.ts';

export interface Run {
  readonly api: Api;
  readonly profile?: Reading;
  readonly at?: string;
  readonly seed?: number;
  readonly scenarios?: readonly string[];
}

type Send = (path: string, init?: RequestInit) => Promise<unknown>;

export async function recordedRun({
  api,
  profile = 'corrected',
  at = '2026-03-01T12:00:00Z',
  seed = 1,
  scenarios = ['succeeds', 'fails', 'succeeds'],
}: Run): Promise<string> {
  const standin = createStandin({ apis: [api], profile, at, seed, clock: 'frozen' });
  const recorder = recording((input, init) => standin.fetch(input, init));
  const send: Send = (path, init) => recorder.fetch(standin.url + path, { redirect: 'manual', ...init });
  await askedAsPrinted(api, standin, send);
  await polled(api, standin, send, scenarios);
  return recorder.har();
}

async function askedAsPrinted(api: Api, standin: Standin, send: Send): Promise<void> {
  for (const { presets, request } of Object.values(documentsOf(api.name, api.folder).exchanges)) {
    const { method, path, query, headers, body } = request;
    if (headers?.prefer !== undefined) continue;
    for (const given of presets ?? []) await standin.presets.create({ api: api.name, ...given });
    await send(`${path}${query ? `?${new URLSearchParams(query)}` : ''}`, {
      method,
      headers: {
        ...credentials(api, standin),
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await standin.clock.advance('1s');
  }
}

async function polled(api: Api, standin: Standin, send: Send, scenarios: readonly string[]): Promise<void> {
  for (const scenario of scenarios) {
    const { url } = await standin.records.create({ api: api.name, scenario } as never);
    const headers = credentials(api, standin);
    for (let look = 0; look < 12; look++) {
      await send(new URL(url!, standin.url).pathname + new URL(url!, standin.url).search, { headers });
      await standin.clock.advance('7s');
    }
  }
}

function credentials({ example }: Api, { readings }: Standin): Record<string, string> {
  return { ...example.headers?.({ readings, token: 'any' }) };
}
