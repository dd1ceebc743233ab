// What a lifecycle file can say beyond states: waiting, several views, records that are hidden or gone, other documents.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createStandin, type Standin, type StandinOptions } from '../../src/index.ts';

let folder: string;
let standin: Standin | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-features-'));
});
afterEach(async () => {
  await standin?.close();
  rmSync(folder, { recursive: true });
});

const shows = (schema: object, status = 200) => ({
  [status]: { description: 'It.', content: { 'application/json': { schema } } },
});
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const inQuery = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });
const job = {
  type: 'object',
  required: ['id', 'status'],
  properties: {
    id: { type: 'string' },
    status: { type: 'string', enum: ['queued', 'running', 'done', 'failed', 'canceled'] },
    reason: { type: ['string', 'null'] },
    progress: { type: 'integer' },
  },
};
const parameters = [inPath('id')];
const scenarios = {
  succeeds: ['queued 2s', 'running 8s', 'done'],
  fails: ['queued 2s', 'running 2s', 'failed'],
  canceled: ['queued', 'running', 'canceled'],
};
const paths = {
  '/jobs': { post: { operationId: 'createJob', responses: shows(job, 201) } },
  '/jobs/{id}': {
    parameters,
    get: { operationId: 'getJob', parameters: [inQuery('waitForFinish')], responses: shows(job) },
  },
};

function write(name: string, value: unknown): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : stringify(value));
  return file;
}

/** Serves a document with these paths and this kind of record. */
function serve(
  record: object,
  { more = {}, options = {} }: { more?: object; options?: StandinOptions } = {},
) {
  write('openapi.yaml', {
    openapi: '3.1.0',
    info: { title: 'Jobs', version: '1' },
    paths: { ...paths, ...more },
  });
  return open(
    { standin: 1, api: 'jobs', document: 'openapi.yaml', records: { job: { scenarios, ...record } } },
    options,
  );
}

function open(file: object | string, options: StandinOptions = {}): Standin {
  const path = typeof file === 'string' ? file : write('jobs.standin.yaml', file);
  const onError = (error: unknown) => {
    throw error;
  };
  standin = createStandin({
    apis: [path],
    clock: 'frozen',
    at: '2026-03-01T12:00:00Z',
    strict: true,
    onError,
    ...options,
  });
  return standin;
}

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every schema.
  readonly body: any;
}

async function send(path: string, init?: RequestInit): Promise<Sent> {
  const response = await standin!.fetch(path, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

const create = async () => (await send('/jobs', { method: 'POST' })).body.id as string;

describe('a response that waits', () => {
  const detail = (wait: object) => ({ views: { detail: { operation: 'getJob', wait } } });
  const waits = { param: 'waitForFinish', unit: 's', prefer: true };

  it.each([
    ['waitForFinish', '?waitForFinish=60', {}],
    ['Prefer: wait', '', { prefer: 'wait=60' }],
    ['Prefer: wait without a number', '', { prefer: 'respond-async, wait' }],
  ])("until the end, on the world's clock: %s", async (_, query, headers) => {
    serve(detail(waits), { options: { clock: 'real' } });
    const id = await create();
    const began = performance.now();
    const waiting = send(`/jobs/${id}${query}`, { headers });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await standin!.clock.advance('10s');
    expect((await waiting).body.status).toBe('done');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('at most as long as it is asked to', async () => {
    serve(detail(waits), { options: { clock: 'x20' } });
    const id = await create();
    expect((await send(`/jobs/${id}?waitForFinish=4`)).body.status).toBe('running');
  });

  it('not at all if the clock stands, or nobody asks', async () => {
    serve(detail(waits));
    const id = await create();
    for (const query of ['?waitForFinish=60', ''])
      expect((await send(`/jobs/${id}${query}`)).body.status).toBe('queued');
  });

  it('until a state that the request names, at a path of its own', async () => {
    const wait = { param: 'timeout', state: 'state', unit: 's' };
    const operation = 'GET /jobs/{id}/wait';
    serve(
      { views: { detail: { operation: 'getJob' }, wait: { operation, state: '/status', body: {}, wait } } },
      { options: { clock: 'real' } },
    );
    const id = await create();
    const waiting = send(`/jobs/${id}/wait?state=running&timeout=60`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await standin!.clock.advance('2s');
    expect((await waiting).body).toEqual({ status: 'running' });
  });
});

it('one record has several views: itself, a monitor, a result and a log', async () => {
  serve({
    views: {
      detail: { operation: 'getJob' },
      monitor: {
        operation: 'GET /operations/{id}',
        state: '/state',
        words: { queued: 'PENDING', running: 'PENDING', done: 'OK', failed: 'KO', canceled: 'KO' },
        body: { self: '{view:monitor}' },
        headers: { 'retry-after': 1 },
      },
      result: { operation: 'GET /jobs/{id}/result', unseen: ['queued', 'running'], body: { of: '{id}' } },
      log: {
        operation: 'GET /jobs/{id}/log',
        bodies: { queued: { lines: [] }, '*': { lines: ['started at {at:running:unix}'] } },
      },
    },
    creates: [{ operation: 'createJob', headers: { location: '{view:monitor}' } }],
  });
  const created = await send('/jobs', { method: 'POST' });
  const { id } = created.body;
  const monitor = new URL(created.headers.get('location')!).pathname;
  expect(monitor).toBe(`/operations/${id}`);
  expect((await send(monitor)).headers.get('retry-after')).toBe('1');
  expect((await send(`/jobs/${id}/result`)).status).toBe(404);
  expect((await send(`/jobs/${id}/log`)).body).toEqual({ lines: [] });
  await standin!.clock.advance('10s');
  const ended = await send(monitor);
  expect(ended.body).toEqual({ state: 'OK', self: expect.stringContaining(monitor) });
  expect(ended.headers.get('retry-after')).toBeNull();
  expect((await send(`/jobs/${id}/result`)).body).toEqual({ of: id });
  expect((await send(`/jobs/${id}/log`)).body.lines).toEqual(['started at 1772366402']);
  expect((await send(`/jobs/${id}`)).body.status).toBe('done');
});

it('a record is hidden until it is done, and one that is deleted is gone at the end', async () => {
  const list = { type: 'object', properties: { items: { type: 'array', items: job } } };
  serve(
    {
      words: { gone: 'canceled' },
      unseen: ['queued', 'running', 'gone'],
      lists: [{ operation: 'GET /jobs' }],
      commands: {
        delete: { operation: 'DELETE /jobs/{id}', from: ['done'], to: ['gone'], status: 202, body: 'none' },
      },
    },
    { more: { '/jobs': { ...paths['/jobs'], get: { responses: shows(list) } } } },
  );
  const id = await create();
  const seen = async () => [(await send(`/jobs/${id}`)).status, (await send('/jobs')).body.items.length];
  expect(await seen()).toEqual([404, 0]);
  await standin!.clock.advance('10s');
  expect(await seen()).toEqual([200, 1]);
  expect((await send(`/jobs/${id}`, { method: 'DELETE' })).status).toBe(202);
  expect(await seen()).toEqual([404, 0]);
});

it('a rule names several states at once, a share and a length of time', async () => {
  serve({
    fields: {
      '/reason': { in: { 'failed|canceled': 'It is {state}.' }, else: null },
      '/progress': { share: ['queued', 'running'], of: 100 },
    },
  });
  const [good, bad] = [await create(), await create()];
  await standin!.records.command('jobs', bad, 'cancel');
  await standin!.clock.advance('5s');
  expect((await send(`/jobs/${good}`)).body).toMatchObject({ reason: null, progress: 50 });
  expect((await send(`/jobs/${bad}`)).body).toMatchObject({ reason: 'It is canceled.' });
});

describe('operations without records', () => {
  const more = {
    '/nothing': { get: { responses: { 400: { description: 'Never well.' } } } },
    '/things': {
      get: {
        responses: shows({
          type: 'object',
          required: ['n'],
          properties: { n: { type: 'integer', minimum: 3 } },
        }),
      },
    },
    '/empty': { get: { responses: { 204: { description: 'Nothing.' } } } },
    '/never': { get: { responses: shows({ type: 'string', pattern: '^[^\\s\\S]$' }) } },
  };

  it('are sampled from their schemas; 501 where none can be', async () => {
    serve({}, { more });
    expect(await send('/things')).toMatchObject({ status: 200, body: { n: 3 } });
    expect((await send('/empty')).status).toBe(204);
    expect((await send('/nothing')).status).toBe(501);
  });

  it('are refused where the file wants that', async () => {
    write('openapi.yaml', {
      openapi: '3.1.0',
      info: { title: 'Jobs', version: '1' },
      paths: { ...paths, ...more },
    });
    open({
      standin: 1,
      api: 'jobs',
      document: 'openapi.yaml',
      rest: 'refuse',
      records: { job: { scenarios } },
    });
    expect((await send('/things')).status).toBe(501);
  });
});

describe('documents', () => {
  it('are repaired by an Overlay of version 1.1: update, copy, remove', async () => {
    write('fix.overlay.yaml', {
      overlay: '1.1.0',
      info: { title: 'Repairs', version: '1' },
      actions: [
        {
          target: '$.components.schemas.Job.properties.status',
          update: { enum: ['queued', 'running', 'done', 'failed', 'canceled'] },
        },
        { target: "$.paths['/jobs']", copy: "$.paths['/old-jobs']" },
        { target: "$.paths['/old-jobs']", remove: true },
      ],
    });
    const loose = { ...job, properties: { ...job.properties, status: { type: 'string' } } };
    write('openapi.yaml', {
      openapi: '3.1.0',
      info: { title: 'Jobs', version: '1' },
      paths: {
        '/jobs': {},
        '/old-jobs': { post: { responses: shows({ $ref: '#/components/schemas/Job' }, 201) } },
        '/jobs/{id}': { get: { parameters, responses: shows({ $ref: '#/components/schemas/Job' }) } },
      },
      components: { schemas: { Job: loose } },
    });
    const file = { standin: 1, api: 'jobs', document: 'openapi.yaml', overlay: 'fix.overlay.yaml' };
    open({ ...file, records: { job: { scenarios } } });
    expect((await send(`/jobs/${await create()}`)).body.status).toBe('queued');
    expect((await send('/old-jobs', { method: 'POST' })).status).toBe(404);
    // What the overlay says counts: a state that it does not list is refused.
    const wrong = { job: { scenarios: { succeeds: ['queued', 'ended'] } } };
    expect(() => open({ ...file, records: wrong })).toThrow(/'ended', which the schema Job does not know/);
  });

  it('are of several files, with schemas that refer to each other', async () => {
    const far = {
      type: 'object',
      required: ['level'],
      properties: { level: { type: 'integer', minimum: 7 }, next: { $ref: '#/Far' } },
    };
    write('schemas/far.yaml', { Far: far });
    write(
      'schemas/job.json',
      JSON.stringify({ Job: { ...job, properties: { ...job.properties, far: { $ref: 'far.yaml#/Far' } } } }),
    );
    write('paths/job.yaml', { get: { parameters, responses: shows({ $ref: '../schemas/job.json#/Job' }) } });
    const whole = {
      '/jobs': { post: { responses: shows({ $ref: 'schemas/job.json#/Job' }, 201) } },
      '/jobs/{id}': { $ref: 'paths/job.yaml' },
    };
    write('openapi.yaml', { openapi: '3.1.0', info: { title: 'Jobs', version: '1' }, paths: whole });
    open({ standin: 1, api: 'jobs', document: 'openapi.yaml', records: { job: { scenarios } } });
    expect((await send(`/jobs/${await create()}`)).body.status).toBe('queued');
    // A schema that only another refers to is found by whoever asks for all.
    const names = Object.keys((standin!.apis[0]!.folder as { schemas: object }).schemas);
    expect(names).toEqual(expect.arrayContaining(['Job', 'Far']));
  });
});

it("Fabric's operations are followed by their id, to their result", async () => {
  const operation = {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'string', enum: ['NotStarted', 'Running', 'Succeeded', 'Failed'] },
      percentComplete: { type: 'integer' },
    },
  };
  const lake = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const file = write('fabric.yaml', {
    swagger: '2.0',
    info: { title: 'Lakes', version: '1' },
    basePath: '/v1',
    paths: {
      '/lakes': {
        post: {
          operationId: 'CreateLake',
          'x-ms-fabric-sdk-long-running-operation': true,
          responses: { 201: { description: 'It.', schema: lake }, 202: { description: 'Later.' } },
        },
      },
      '/operations/{operationId}': {
        get: {
          parameters: [{ name: 'operationId', in: 'path', required: true, type: 'string' }],
          responses: { 200: { description: 'Its state.', schema: operation } },
        },
      },
    },
  });
  open(file);
  const begun = await send('/v1/lakes', { method: 'POST' });
  const id = begun.headers.get('x-ms-operation-id');
  expect([begun.status, begun.headers.get('retry-after')]).toEqual([202, '1']);
  const monitor = new URL(begun.headers.get('location')!).pathname;
  expect(monitor).toBe(`/v1/operations/${id}`);
  expect((await send(monitor)).body).toMatchObject({ status: 'NotStarted', percentComplete: 0 });
  expect((await send(`${monitor}/result`)).status).toBe(404);
  await standin!.clock.advance('5s');
  expect((await send(monitor)).body).toMatchObject({ status: 'Succeeded', percentComplete: 100 });
  expect((await send(`${monitor}/result`)).body).toEqual({ name: 'sample' });
});
