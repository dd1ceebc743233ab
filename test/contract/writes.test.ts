// `--write` on a server that is no Standin: what is sent, that it is about records of verify's own, that it is taken back, and
// that the report tells all of it.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import { reporters } from '../../src/contract/reports/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { type VerifyOptions, verify } from '../../src/verify.ts';
import { deployed, deployedOnPorts } from './_deployed.ts';
import { saying } from './_reports.ts';

const apis = (Object.values(registry) as Api[]).map((api) => ({ api, name: api.name }));
const apiNamed = (name: string) => apis.find((each) => each.name === name)!.api;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

type Fetch = NonNullable<VerifyOptions['fetch']>;
type Answer = (method: string, path: string) => Response | undefined;

/** A deployment, and what was sent to it; `answer` may answer in its place. */
function watched(api: Api, answer: Answer = () => undefined) {
  const { fetch, ...options } = deployed(api);
  const { sent, watch } = watching(fetch!, answer);
  return { sent, fetch: watch, options: { ...options, fetch: watch } };
}

function watching(fetch: Fetch, answer: Answer = () => undefined) {
  const sent: Sent[] = [];
  const watch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    const method = init?.method ?? 'GET';
    const path = pathname + search;
    const response = answer(method, path) ?? (await fetch(url, init));
    if (!pathname.startsWith('/__standin')) sent.push({ method, path, status: response.status });
    return response;
  };
  return { sent, watch };
}

const isWrite = ({ method }: Sent) => !['GET', 'HEAD', 'OPTIONS'].includes(method);
/** A refusal in the words of all five. */
const refusal = { message: 'No.', detail: 'No.', error_code: 'CB.1', error_msg: 'No.' };
const wrongIn = ({ findings }: Report) =>
  findings
    .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
    .map(({ clause, expected, actual }) => ({ clause, expected, actual }));

describe.each(apis)('$name', ({ api, name }) => {
  it('accuses nobody, and lists everything that was sent', async () => {
    const { options, close } = await deployedOnPorts(api);
    const { sent, watch } = watching((url, init) => fetch(url, init));
    try {
      const report = await verify({ api, pact: false, ...options, fetch: watch, for: 300 });
      expect(wrongIn(report)).toEqual([]);
      expect(report.verdict).toBe('passed');
      const writes = report.writes!.map(({ method, path, status }) => ({ method, path, status }));
      expect(writes.length).toBeGreaterThan(1);
      expect(writes).toEqual(sent.filter(isWrite));
      for (const { why } of report.writes!) expect(why).toMatch(/^[A-Z].*\.$/);
    } finally {
      await close();
    }
  });

  it('only reads without --write', async () => {
    const { sent, options } = watched(api);
    // Of these two the document itself has what changes something, so that its exchanges have it as well.
    const pact = name === 'entrecode' || name === 'erigones';
    const { writes } = await verify({ api, pact, ...options, write: false, for: 20 });
    expect(writes).toBeUndefined();
    expect(sent.filter(isWrite)).toEqual([]);
  });

  it('says what would let it write where it cannot', async () => {
    const forbidding = watched(api, (method) =>
      method === 'GET' ? undefined : Response.json(refusal, { status: 403 }),
    );
    const { findings, clauses, left, verdict } = await verify({
      ...{ api, pact: false, for: 50 },
      ...forbidding.options,
    });
    expect(verdict).toBe('passed');
    expect(left).toBeUndefined();
    const skipped = findings.filter(({ severity }) => severity === 'skipped').map(({ actual }) => actual);
    expect(skipped.join('\n')).toMatch(/was answered 403.*Give /);
    expect(clauses.some(({ verdict: each }) => each === 'failed')).toBe(false);
    if (name === 'entrecode') return;
    const { params: _, ...unnamed } = watched(api).options;
    const bare = await verify({ api, pact: false, ...unnamed, params: {}, for: 20 });
    const reasons = bare.findings.filter(({ severity }) => severity === 'skipped');
    if (name !== 'copr') expect(reasons.map(({ actual }) => actual).join('\n')).toMatch(/ --param \w+=…/);
  });
});

describe('records of our own', () => {
  it('of entrecode are all deleted, and no other is touched', async () => {
    const api = apiNamed('entrecode');
    const { sent, options, fetch } = watched(api);
    const list = async () => {
      const url = `http://standin.localhost/platform/build?platformID=${options.params!.platformID}&size=0`;
      const { _embedded } = (await (await fetch(url)).json()) as {
        _embedded: Record<string, { buildID: number }[]>;
      };
      return _embedded['ec:app/build']!.map(({ buildID }) => buildID);
    };
    const before = await list();
    const { left } = await verify({ api, ...options, for: 200 });
    expect(await list()).toEqual(before);
    expect(left).toBeUndefined();
    const deleted = sent.filter(({ method, status }) => method === 'DELETE' && status < 300);
    expect(deleted.length).toBeGreaterThan(2);
    for (const { path } of deleted)
      expect(before).not.toContain(Number(new URLSearchParams(path.split('?')[1]).get('buildID')));
  });

  it('that cannot be deleted are named', async () => {
    const keeping = watched(apiNamed('entrecode'), (method) =>
      method === 'DELETE' ? Response.json({}, { status: 409 }) : undefined,
    );
    const { left } = await verify({ api: 'entrecode', pact: false, ...keeping.options, for: 20 });
    expect(left!.length).toBeGreaterThan(2);
    for (const each of left!)
      expect(each).toMatch(/^build \d+ could not be taken back: DELETE .* was answered 409\.$/);
  });

  it('of copr are canceled and deleted, and no other is touched', async () => {
    const { sent, options, fetch } = watched(apiNamed('copr'));
    const tasks = async () => {
      const { build_tasks } = (await (await fetch('http://standin.localhost/api_2/build_tasks')).json()) as {
        build_tasks: { build_task: { build_id: number } }[];
      };
      return build_tasks.map(({ build_task }) => build_task.build_id);
    };
    const before = await tasks();
    const { left, verdict } = await verify({ api: 'copr', pact: false, ...options, for: 200 });
    expect(verdict).toBe('passed');
    expect(left).toBeUndefined();
    expect(await tasks()).toEqual(before);
    const deleted = sent.filter(({ method, status }) => method === 'DELETE' && status === 204);
    expect(deleted).toHaveLength(2);
  });

  it.each([
    ['codearts', /^The record of build \d+ of task \w+ stays, stopped or over/],
    ['erigones', /^The lines of task \S+ stay in the log/],
    ['copr-waiting', /^Build 5000 stays reported as failed/],
  ])('of %s are ended, and what stays is named', async (name, sentence) => {
    const { options } = watched(apiNamed(name));
    const { left } = await verify({ api: name, pact: false, ...options, for: 200 });
    expect(left!.length).toBeGreaterThan(0);
    for (const each of left!) expect(each).toMatch(sentence);
  });

  it('are taken back although the server stops answering in between', async () => {
    let requests = 0;
    const api = apiNamed('entrecode');
    const { fetch, sent, options } = watched(api);
    const failing: VerifyOptions['fetch'] = (url, init) => {
      // After the first creation all reads fail.
      if (sent.some(({ method }) => method === 'POST') && (init?.method ?? 'GET') === 'GET' && requests++ > 2)
        return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }));
      return fetch(url, init);
    };
    const { left } = await verify({ api, pact: false, ...options, fetch: failing, for: 20 });
    const created = sent.filter(({ method, status }) => method === 'POST' && status === 201).length;
    const deleted = sent.filter(({ method, status }) => method === 'DELETE' && status < 300).length;
    expect(created).toBeGreaterThan(0);
    expect(deleted).toBe(created);
    expect(left).toBeUndefined();
  });
});

describe('every report', () => {
  const report: Report = {
    ...saying('nothing'),
    writes: [
      { method: 'POST', path: '/api_2/builds', status: 201, why: 'To have a build of our own.' },
      { method: 'PUT', path: '/api_2/builds/7', status: 0, why: 'To cancel a build of our own.' },
    ],
    left: ['Build 7 stays, canceled or over: this API deletes none.'],
  };

  it.each(Object.entries(reporters))('%s tells what was sent and what is left', (name, reporter) => {
    const text = reporter(report, { colour: false });
    const said = name === 'html' ? text.replaceAll(/<[^>]*>/g, ' ') : text;
    expect(said).toContain('To have a build of our own.');
    expect(said).toContain('/api_2/builds/7');
    expect(said).toContain('Build 7 stays, canceled or over');
  });

  it('has no secrets in what was sent', async () => {
    const { options } = watched(apiNamed('copr'));
    const token = 'ann:hush-hush';
    const told = await verify({ api: 'copr', pact: false, ...options, token, for: 50 });
    const text = Object.values(reporters)
      .map((reporter) => reporter(told, { colour: false }))
      .join('\n');
    expect(told.writes!.length).toBeGreaterThan(1);
    expect(text).not.toContain('hush-hush');
    expect(text).not.toContain(btoa(token));
  });
});
