// `standin.fetch` and a world's `fetch` beside Node's own over a socket: each case is done by all, and they must agree.
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStandin, type Standin } from '../../src/index.ts';
import { keeping } from '../../src/runners/traffic.ts';
import { requestOf } from '../../src/server/in-process/request.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What a case is done with. */
interface Place {
  readonly fetch: Fetch;
  /** Where a record can be read. */
  readonly url: string;
  readonly base: string;
}

const builds = (base: string) => `${base}/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`;
const fault = (text: string) => ({ headers: { prefer: `fault="${text}"` } });
const soon = () => AbortSignal.timeout(400);
const mine = { my: 'reason' };

/** What came of it, without what is of one place: its address. */
async function outcome(promise: Promise<unknown>, base: string): Promise<unknown> {
  try {
    return JSON.parse(JSON.stringify({ is: await promise }).replaceAll(base, '<base>'));
  } catch (error) {
    if (error === mine) return 'rejected with my reason';
    const { name, message, cause } = error as Error & { cause?: Error };
    const says = name === 'TypeError' && { message };
    return { name, ...says, ...(cause && { cause: cause.message }) };
  }
}

const shown = async (response: Response) => ({
  status: response.status,
  url: response.url,
  redirected: response.redirected,
  type: response.type,
  hasBody: response.body !== null,
  text: (await response.text()).length > 0,
});

const endless = () => new ReadableStream({ pull: () => new Promise(() => {}) });
const streamed = (body: ReadableStream, init: RequestInit = {}) =>
  ({ method: 'POST', body, duplex: 'half', ...init }) as RequestInit;
const streamOf = (text: string) => new Blob([text]).stream();

/** The cases. Redirects are those of erigones: without a slash it answers 301, or 308 to what is no GET. */
const cases: Readonly<Record<string, (place: Place) => Promise<unknown>>> = {
  'a response': ({ fetch, url }) => fetch(url).then(shown),
  'a fragment': ({ fetch, url }) => fetch(`${url}#fragment`).then(shown),
  'a URL object': ({ fetch, url }) => fetch(new URL(url)).then(shown),
  HEAD: ({ fetch, url }) => fetch(url, { method: 'HEAD' }).then(shown),
  'a clone': ({ fetch, url }) => fetch(url).then((response) => shown(response.clone().clone())),
  'a relative link of a response': async ({ fetch, url }) => new URL('./other', (await fetch(url)).url).href,
  'headers of a response are not changed': ({ fetch, url }) =>
    fetch(url).then((response) => response.headers.set('x', 'y')),
  'nor those of a clone': ({ fetch, url }) =>
    fetch(url).then((response) => response.clone().headers.delete('x')),
  'a body is read once': async ({ fetch, url }) => {
    const response = await fetch(url);
    await response.text();
    await response.text();
  },
  'a body by bytes': async ({ fetch, url }) => {
    const reader = (await fetch(url)).body!.getReader({ mode: 'byob' });
    return (await reader.read(new Uint8Array(3))).value?.length;
  },
  'a body chunk by chunk': async ({ fetch, url }) => {
    let size = 0;
    const response = await fetch(url, fault('slow=50ms'));
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) size += chunk.length;
    return size > 0;
  },

  'a Request': ({ fetch, base }) =>
    fetch(new Request(builds(base), { method: 'POST', body: '{}' })).then(shown),
  'a Request is used once': async ({ fetch, base }) => {
    const request = new Request(builds(base), { method: 'POST', body: '{}' });
    await fetch(request);
    if (!request.bodyUsed) return 'not used';
    await fetch(request);
  },
  'a Request with other options': ({ fetch, url }) =>
    fetch(new Request(url, { method: 'DELETE' }), { method: 'GET' }).then(shown),
  'a body that is a stream': ({ fetch, base }) => fetch(builds(base), streamed(streamOf('{}'))).then(shown),
  'a body that breaks': ({ fetch, base }) =>
    fetch(builds(base), streamed(new ReadableStream({ pull: (body) => body.error(new Error('broken')) }))),
  'a form': ({ fetch, base }) =>
    fetch(builds(base), { method: 'POST', body: new URLSearchParams({ a: 'b' }) }).then(shown),
  'a bad URL': ({ fetch }) => fetch('nonsense'),
  'a method that is none': ({ fetch, url }) => fetch(url, { method: 'TRACE' }),
  'GET with a body': ({ fetch, url }) => fetch(url, { body: 'x' }),

  'a redirect': ({ fetch, base }) => fetch(`${base}/api/task/log`).then(shown),
  'a redirect that is not followed': ({ fetch, base }) =>
    fetch(`${base}/api/task/log`, { redirect: 'manual' }).then(shown),
  'a redirect that is an error': ({ fetch, base }) => fetch(`${base}/api/task/log`, { redirect: 'error' }),
  'a redirect mode of a Request': ({ fetch, base }) =>
    fetch(new Request(`${base}/api/task/log`, { redirect: 'error' })),
  'a redirect of a POST': ({ fetch, base }) =>
    fetch(`${base}/api/accounts/login`, { method: 'POST', body: '{"username":"a"}' }).then(shown),
  'a redirect of a Request with a body': ({ fetch, base }) =>
    fetch(new Request(`${base}/api/accounts/login`, { method: 'POST', body: '{"username":"a"}' })).then(
      shown,
    ),

  'aborted before': ({ fetch, url }) => fetch(url, { signal: AbortSignal.abort() }),
  'aborted before, for a reason': ({ fetch, url }) => fetch(url, { signal: AbortSignal.abort(mine) }),
  'aborted before, in a Request': ({ fetch, url }) =>
    fetch(new Request(url, { signal: AbortSignal.abort(mine) })),
  'aborted before, in a Request, with no signal beside': ({ fetch, url }) =>
    fetch(new Request(url, { signal: AbortSignal.abort(mine) }), { signal: null }).then(shown),
  'aborted in the same turn': ({ fetch, url }) => {
    const { signal, abort } = control();
    const response = fetch(url, { signal });
    abort();
    return response;
  },
  'a timeout during latency': ({ fetch, url }) => fetch(url, { ...fault('latency=10s'), signal: soon() }),
  'a timeout of a Request during latency': ({ fetch, url }) =>
    fetch(new Request(url, { ...fault('latency=10s'), signal: soon() })),
  'two signals': ({ fetch, url }) =>
    fetch(new Request(url, { ...fault('hang'), signal: soon() }), { signal: AbortSignal.timeout(3000) }),
  'any of several signals': ({ fetch, url }) =>
    fetch(url, { ...fault('hang'), signal: AbortSignal.any([soon(), control().signal]) }),
  'a timeout while it hangs': ({ fetch, url }) => fetch(url, { ...fault('hang'), signal: soon() }),
  'a timeout during a slow body': async ({ fetch, url }) => {
    const response = await fetch(url, { ...fault('slow=10s'), signal: soon() });
    return [response.status, await outcome(response.text(), '-')];
  },
  'a timeout of a slow body, of a clone': async ({ fetch, url }) => {
    const response = await fetch(url, { ...fault('slow=10s'), signal: soon() });
    return outcome(response.clone().json(), '-');
  },
  'a timeout of a slow body, by its reader': async ({ fetch, url }) => {
    const reader = (await fetch(url, { ...fault('slow=10s'), signal: soon() })).body!.getReader();
    const read = async () => {
      while (!(await reader.read()).done);
    };
    return [await outcome(read(), '-'), await outcome(reader.closed, '-')];
  },
  'aborted before the body is read': async ({ fetch, url }) => {
    const { signal, abort } = control();
    const response = await fetch(url, { signal });
    abort();
    return response.text().catch(({ name }) => name);
  },
  'aborted after the body was read': async ({ fetch, url }) => {
    const { signal, abort } = control();
    const response = await fetch(url, { signal });
    const { length } = await response.text();
    abort(mine);
    await pause(5);
    return length > 0;
  },
  'aborted while its body is sent': async ({ fetch, base }) => {
    const { signal, abort } = control();
    setTimeout(() => abort(mine), 50);
    return fetch(builds(base), streamed(endless(), { signal }));
  },
  'a response that is held open, aborted': async ({ fetch, base }) => {
    const { signal, abort } = control();
    const response = await fetch(`${base}/__standin/clock`, { signal });
    abort();
    return response.json().catch(({ name }) => name);
  },
  'a reset': ({ fetch, url }) =>
    fetch(url, fault('reset')).catch((error) => [error.name, error.message, error.cause.code]),
  'an empty response': ({ fetch, url }) =>
    fetch(url, fault('empty')).catch((error) => [error.name, error.message, error.cause.code]),
};

function control() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason?: unknown) => controller.abort(reason) };
}

describe('fetch without a socket', () => {
  it('aborted before, or in the same turn, does nothing', async () => {
    const standin = createStandin({ apis: ['entrecode'], clock: 'frozen' });
    const { signal, abort } = control();
    const before = await standin.records.list({ api: 'entrecode' });
    const started = standin.fetch(builds(standin.url), { method: 'POST', signal });
    abort();
    await expect(started).rejects.toThrow('aborted');
    await expect(standin.fetch(builds(standin.url), { method: 'POST', signal })).rejects.toThrow('aborted');
    await pause(20);
    expect(await standin.records.list({ api: 'entrecode' })).toEqual(before);
  });

  it('a body that is held open is let go where its reader aborts', async () => {
    const standin = createStandin({ apis: ['erigones'], clock: 'frozen', limits: { streams: 1 } });
    const open = async () => {
      const { signal, abort } = control();
      const headers = { 'es-api-key': 'any', 'es-stream': 'es', 'content-type': 'application/json' };
      const init = { method: 'PUT', headers, body: '{}', signal };
      return { response: await standin.fetch('/api/vm/web01.example.com/status/start/', init), abort };
    };
    const { response, abort } = await open();
    abort();
    await expect(response.text()).rejects.toThrow('aborted');
    const next = await open();
    expect(next.response.status).toBe(201);
    expect((await open()).response.status).toBe(503);
    next.abort();
  });

  let standin: Standin;
  let real: Place;
  let places: Readonly<Record<string, Place>>;

  beforeEach(async () => {
    standin = createStandin({ clock: 'frozen', at: '2026-03-01T12:00:00Z' });
    const memory = createStandin({ clock: 'frozen', at: '2026-03-01T12:00:00Z' });
    const world = memory.world('other');
    const kept = memory.world('kept');
    const place = async (base: string, it: Pick<Standin, 'records'>, fetch: Fetch) => {
      const { url } = await it.records.create({ api: 'copr' });
      return { base, url, fetch };
    };
    real = await place(await standin.listen(), standin, fetch);
    places = {
      'standin.fetch': await place(memory.url, memory, (...given) => memory.fetch(...given)),
      "a world's fetch": await place(world.url, world, (...given) => world.fetch(...given)),
      "a runner's fetch": await place(kept.url, kept, async (input, init) =>
        keeping(requestOf(input, init), (request) => kept.fetch(request)),
      ),
    };
    return () => Promise.all([standin.close(), memory.close()]);
  });

  it.each(Object.keys(cases))('%s', async (name) => {
    const wanted = await outcome(cases[name]!(real), real.base);
    for (const [where, place] of Object.entries(places))
      expect({ where, came: await outcome(cases[name]!(place), place.base) }).toEqual({
        where,
        came: wanted,
      });
  });
});
