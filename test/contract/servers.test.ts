// Servers that are ill, closed, or strange: a verdict says so, and comes to an end.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/judge/finding.ts';
import { createStandin } from '../../src/index.ts';
import { type VerifyOptions, verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

type Fetch = NonNullable<VerifyOptions['fetch']>;
type Answer = (response: Response, request: number) => Response | Promise<Response>;

const apis = ['codearts', 'copr', 'copr-waiting', 'entrecode', 'erigones'];
const violations = ({ findings }: Report) => findings.filter(({ severity }) => severity === 'failed');

/** A Standin that cannot be controlled, and answers through somebody. */
function behind(api: string, answer: Answer): Fetch {
  const standin = createStandin({ apis: [api], at: startOfTime });
  let requests = 0;
  return async (url, init) =>
    new URL(url).pathname.startsWith('/__standin')
      ? new Response('Not here', { status: 404 })
      : answer(await standin.fetch(url, init), ++requests);
}

function judged(api: string, answer: Answer, options: Partial<VerifyOptions> = {}): Promise<Report> {
  return verify({
    api,
    fetch: behind(api, answer),
    token: 'any',
    poll: 10,
    for: 50,
    pact: false,
    ...options,
  });
}

describe.each(apis)('%s', (api) => {
  it.each([401, 403, 429, 503])('who answers %i to everything has shown nothing', async (status) => {
    for (const pact of [false, true]) {
      const closed: Answer = () => Response.json({ error: 'closed' }, { status });
      const report = await judged(api, closed, { pact });
      expect({ pact, verdict: report.verdict, found: violations(report) }).toEqual({
        pact,
        verdict: 'skipped',
        found: [],
      });
    }
  });

  it('a content type may say its charset', async () => {
    const standin = createStandin({ apis: [api], at: startOfTime, clock: 'frozen' });
    const fetch: Fetch = async (url, init) => {
      const response = await standin.fetch(url, init);
      const type = response.headers.get('content-type');
      if (!type?.includes('json') || type.includes('charset')) return response;
      const headers = new Headers(response.headers);
      headers.set('content-type', `${type}; charset=utf-8`);
      return new Response(response.body, { status: response.status, headers });
    };
    const report = await verify({ api, fetch });
    expect({ verdict: report.verdict, found: violations(report) }).toEqual({
      verdict: 'passed',
      found: [],
    });
  });
});

it('a response that is too long is no response, and does not fill the memory', async () => {
  const chunk = new Uint8Array(1_048_576).fill(32);
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        controller.enqueue(chunk);
      },
    });
  const report = await judged('copr', (response, request) =>
    request === 2 ? new Response(endless(), response) : response,
  );
  expect(violations(report)).toContainEqual(
    expect.objectContaining({ actual: expect.stringMatching(/was not answered: it was longer than/) }),
  );
  expect(sent).toBeLessThan(20);
});

it('a response that is nested deeper than anything is no JSON of these', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const report = await judged('copr', ({ headers }) => new Response(deep, { headers }));
  expect(report.verdict).toBe('failed');
});

it('who hangs now and then is judged by what was seen, in a few timeouts', async () => {
  const fetch = behind('copr', (response) => response);
  let requests = 0;
  const hanging: Fetch = (url, init) =>
    ++requests % 3 === 0
      ? new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
      : fetch(url, init);
  const options = { api: 'copr', fetch: hanging, timeout: 50, poll: 10, for: 50, pact: false };
  const { verdict, findings } = await verify(options);
  expect(verdict).toBe('failed');
  expect(findings.map(({ actual }) => actual).join('\n')).toContain('no response within 0.05 s');
  expect(requests).toBeLessThan(60);
});

it('a connection that is cut is called so, not what a relay made of it', async () => {
  let requests = 0;
  const fetch = behind('copr', (response) => response);
  const cutting: Fetch = (url, init) => {
    if (url.includes('/build_tasks/') && ++requests > 1)
      return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }));
    return fetch(url, init);
  };
  const { findings } = await verify({ api: 'copr', fetch: cutting, poll: 10, for: 20 });
  const text = JSON.stringify(findings);
  expect(text).toContain('ECONNRESET');
  expect(text).not.toContain('502');
});

it('a token comes back in no disguise', async () => {
  const token = 'HUSH/TOKEN+99==';
  const base64 = Buffer.from(token).toString('base64');
  const report = await verify({
    api: 'codearts',
    token,
    pact: false,
    fetch: async () =>
      Response.json(
        { a: token, b: encodeURIComponent(token), c: base64, d: `x?q=${encodeURIComponent(token)}` },
        { status: 200 },
      ),
  });
  const text = JSON.stringify(report);
  expect(text).toContain('(redacted)');
  for (const schemaName of [token, encodeURIComponent(token), base64]) expect(text).not.toContain(schemaName);
});

it.each([
  [{ only: ['zzz/*'] }, "There is no clause 'zzz/*'"],
  [{ except: ['copr/lst/*'] }, "There is no clause 'copr/lst/*'"],
  [{ params: { buildid: 7 } }, "Did you mean 'build_id'?"],
])('%j names nothing, and is refused', async (options, sentence) => {
  const refused = judged('copr', (response) => response, options);
  await expect(refused).rejects.toSatisfy((error: { message: string; hint?: string }) =>
    `${error.message} ${error.hint}`.includes(sentence),
  );
});
