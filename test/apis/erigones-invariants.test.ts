// Erigones before its invariants: who tells the truth is believed, whatever data he has, and who lies is found out by the clause.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/judge/finding.ts';
import { readingNames } from '../../src/core/api/errata.ts';
import { createStandin } from '../../src/index.ts';
import { verify, verifyHar } from '../../src/verify.ts';
import { killsMutants } from '../_invariants.ts';
import { startOfTime } from '../_standin.ts';

killsMutants('erigones');

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;
// biome-ignore lint/suspicious/noExplicitAny: bodies of every schema are tampered with.
type Body = any;

const broken = ({ findings }: Report) => [
  ...new Set(
    findings
      .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
      .map(({ clause }) => clause),
  ),
];

describe('an honest server', () => {
  it.each(readingNames)('conforms where everything is read as %s', async (profile) => {
    const standin = createStandin({ profile, clock: 'frozen', at: startOfTime });
    const report = await verify({ api: 'erigones', fetch: standin.fetch, profile });
    expect(broken(report)).toEqual([]);
    const promised = report.clauses.filter(({ kind }) => ['asserted', 'simulated', 'erratum'].includes(kind));
    expect(promised.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id)).toEqual([]);
  });

  it.each(['2005-05-05T05:05:05Z', '2012-01-22T12:00:00Z'])('conforms at %s too', async (at) => {
    const standin = createStandin({ clock: 'frozen', at });
    expect(broken(await verify({ api: 'erigones', fetch: standin.fetch, profile: 'corrected' }))).toEqual([]);
  });

  it('conforms with nothing in it', async () => {
    const report = await verify({ api: 'erigones', fetch: async (url) => empty(url) });
    expect(broken(report)).toEqual([]);
  });

  it.each(readingNames)(
    'is believed where it is no Standin, is busy, and reads all as %s',
    async (profile) => {
      const report = await verify({
        api: 'erigones',
        fetch: busy(profile),
        profile,
        headers: { 'es-api-key': 'any' },
        params: { task_id: '1e1d1-aaaaaaaa-aaaa-4aaa-aaaa' },
        write: true,
        poll: 1,
        for: 20,
      });
      expect(broken(report)).toEqual([]);
    },
  );
});

describe('a cancel that is refused', () => {
  const task = '1e1d1-5e894e31-5741-45fd-879a';
  const entry = (method: string, path: string, status: number, body: object) => ({
    startedDateTime: new Date(startOfTime).toISOString(),
    time: 2,
    request: { method, url: `http://task.example/api/task/${task}/${path}`, headers: [] },
    response: {
      status,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { text: JSON.stringify(body) },
    },
  });
  const shown = entry('GET', '', 200, {
    view: 'vm_status',
    method: 'PUT',
    action: 'stop',
    hostname: 'web01',
    task_id: task,
  });
  const refused = entry('PUT', 'cancel/', 406, { detail: 'Task cannot be canceled' });
  const judged = async (last: object) => {
    const har = JSON.stringify({ log: { entries: [shown, refused, last] } });
    return broken(await verifyHar({ api: 'erigones', har }));
  };

  it('is believed where the task may have ended while it was on its way', async () => {
    expect(await judged(entry('GET', '', 404, { detail: 'Task does not exist' }))).toEqual([]);
  });

  it('is not where the task goes on', async () => {
    expect(await judged(shown)).toContain('erigones/cancel/revoked');
  });
});

describe('a dishonest server', () => {
  /** What invariants and schemas say: a probe on an erratum is soon upset by who tampers with everything. */
  const found = async (fetch: Fetch) => {
    const report = await verify({ api: 'erigones', fetch, profile: 'corrected', pact: false });
    return broken({ ...report, findings: report.findings.filter(({ by }) => by.layer !== 'probe') });
  };

  it('that remembers the details of a task after its end breaks what is said of their path', async () => {
    const known = new Map<string, string>();
    const proxy = tampering(async (path, response) => {
      if (!/\/task\/[^/]+-[^/]+\/$/.test(path)) return response;
      if (response.status === 200) known.set(path, await response.clone().text());
      const before = known.get(path);
      return before === undefined ? response : new Response(before, { headers: response.headers });
    });
    expect(await found(proxy)).toContain('erigones/details/path');
  });

  it('whose list is one request old breaks what is said of the list', async () => {
    let last: Response | undefined;
    const proxy = tampering(async (path, response) => {
      if (path !== '/api/task/') return response;
      const old = last ?? response;
      last = response.clone();
      return old;
    });
    expect(await found(proxy)).toContain('erigones/list/path');
  });

  it('behind a gateway that takes errors for successes breaks what is said of a cancel', async () => {
    const proxy = tampering(async (_, response) =>
      response.status === 410
        ? new Response(await response.text(), { status: 200, headers: response.headers })
        : response,
    );
    expect(await found(proxy)).toContain('erigones/cancel/revoked');
  });

  it('that calls a failure a success in status and code alike contradicts what it says of done', async () => {
    const proxy = telling(/\/status\/$/, (body) =>
      body.status === 'FAILURE' ? [200, { ...body, status: 'SUCCESS' }] : undefined,
    );
    expect(await found(proxy)).toContain('erigones/status/example');
  });

  it('that rounds its statistics breaks what is said of them', async () => {
    const proxy = telling(/\/stats\//, (body) =>
      'pending' in body ? [200, { ...body, pending: Math.round(body.pending / 100) * 100 }] : undefined,
    );
    expect(await found(proxy)).toContain('erigones/stats/example');
  });

  it('whose statistics go back a second further than they were asked to breaks what is said of last', async () => {
    const proxy = telling(/\/stats\/$/, (body) => [200, { ...body, _last: body._last + 1 }]);
    expect(await found(proxy)).toContain('erigones/stats/last');
  });

  it('that repeats the end of a page at the beginning of the next breaks what is said of the log', async () => {
    let end: unknown;
    const proxy = telling(/\/log\/\?.*page=/, (body) => {
      if (!body.results?.length) return undefined;
      const results = body.previous && end ? [end, ...body.results.slice(1)] : body.results;
      if (!body.previous) end = body.results.at(-1);
      return [200, { ...body, results }];
    });
    expect(await found(proxy)).toContain('erigones/log/path');
  });

  it('that writes its times an hour ahead breaks what is said of a time', async () => {
    const proxy = telling(/\/log\//, (body) =>
      body.results
        ? [200, { ...body, results: body.results.map((line: Body) => ({ ...line, time: ahead(line.time) })) }]
        : undefined,
    );
    expect(await found(proxy)).toContain('erigones/log/time');
  });

  it('that redirects for a while only breaks what is said of the slash', async () => {
    const proxy = tampering(async (_, response) =>
      response.status === 301 ? new Response(null, { status: 302, headers: response.headers }) : response,
    );
    expect(await found(proxy)).toEqual(expect.arrayContaining(['erigones/slash', 'erigones/details/path']));
  });

  it('that logs in the name of whoever asks breaks what is said of a line', async () => {
    let request = 0;
    const proxy = telling(/\/log\//, (body) => {
      const username = `visitor-${request++ % 3}@example.com`;
      return body.results
        ? [200, { ...body, results: body.results.map((line: Body) => ({ ...line, username })) }]
        : undefined;
    });
    expect(await found(proxy)).toContain('erigones/log/example');
  });
});

/** A Standin with its responses changed on their way out; what controls it is left alone. */
function tampering(change: (path: string, response: Response) => Promise<Response>): Fetch {
  const standin = createStandin({ apis: ['erigones'], clock: 'frozen', at: startOfTime });
  return async (url, init) => {
    const { pathname, search } = new URL(url);
    const response = await standin.fetch(url, init);
    return pathname.startsWith('/__standin') ? response : change(pathname + search, response);
  };
}

/** The same for what has a body at some paths: another status and body, or undefined for what came. */
function telling(paths: RegExp, change: (body: Body) => [number, Body] | undefined): Fetch {
  return tampering(async (path, response) => {
    if (!paths.test(path) || response.status >= 500) return response;
    const text = await response.clone().text();
    const [status, body] = (text.startsWith('{') && change(JSON.parse(text))) || [];
    return status ? new Response(JSON.stringify(body), { status, headers: response.headers }) : response;
  });
}

function ahead(time: string): string {
  return new Date(Date.parse(time) + 3_600_000).toISOString().replace(/\.\d+Z$/, '+01:00');
}

/** A service that was set up a moment ago. */
function empty(url: string): Response {
  const { pathname, searchParams } = new URL(url);
  const answer = (status: number, body: unknown, headers = {}) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  if (!pathname.startsWith('/api/task')) return answer(404, { detail: 'Not found' });
  if (!pathname.endsWith('/'))
    return new Response('Moved', {
      status: 301,
      headers: { location: url.replace(/(?=\?|$)/, '/'), 'content-type': 'text/html' },
    });
  if (pathname === '/api/task/') return answer(200, []);
  const no = (status: number) => answer(status, { detail: 'No' });
  if (pathname.endsWith('/stats/')) {
    const last = Number(searchParams.get('last') ?? 86_400);
    if (Number.isNaN(last)) return no(412);
    return answer(200, { failed: 0, pending: 0, succeeded: 0, revoked: 0, _last: last });
  }
  if (pathname === '/api/task/log/') {
    const page = searchParams.get('page');
    if (page === null) return answer(200, { results: [] });
    if (page !== '1') return no(404);
    if (searchParams.get('order_by') === 'status') return no(412);
    const wrong = ['EXPLODED', 'STARTED', 'moon', 'web01', 'yesterday', 'tomorrow'];
    const [name] = [...searchParams].find(([, value]) => wrong.includes(value)) ?? [];
    if (name) return answer(400, { [name]: ['Enter a valid value.'] });
    return answer(200, { count: 0, next: null, previous: null, results: [] });
  }
  const [, task_id = '', what] = /task\/([^/]+)\/(\w+)?/.exec(pathname) ?? [];
  if (!what || task_id === 'abc' || task_id.includes('-6f75849b-')) return no(404);
  if (what === 'done') return answer(201, { done: false, task_id });
  return answer(201, { status: 'PENDING', result: null, task_id }, { es_task_response: 'true' });
}

/** A server that cannot be controlled, on which others begin tasks all the while. */
function busy(profile: (typeof readingNames)[number]): Fetch {
  const standin = createStandin({ profile, apis: ['erigones'], clock: 'x600' });
  let request = 0;
  return async (url, init) => {
    if (url.includes('/__standin')) return new Response('Resource not found', { status: 404 });
    if (request++ === 0) {
      const attributes = { task_id: '1e1d1-aaaaaaaa-aaaa-4aaa-aaaa' };
      await standin.records.create({ api: 'erigones', scenario: 'slow', attributes });
    }
    const scenario = (['succeeds', 'fails', 'canceled'] as const)[request % 3]!;
    if (request % 4 === 0) await standin.records.create({ api: 'erigones', scenario });
    return standin.fetch(url, init);
  };
}
