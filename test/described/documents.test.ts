// Documents of forms that real ones have, each found by a public document that was not served: they are drafted and served.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftOf } from '../../src/described/draft/draft.ts';
import { createStandin } from '../../src/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const job = (words: readonly string[]) => ({
  type: 'object',
  required: ['id', 'status'],
  properties: {
    id: { type: 'string' },
    status: { type: 'string', enum: words },
    done: { type: 'boolean' },
    error: { type: 'string' },
  },
});
const words = ['queued', 'running', 'succeeded', 'failed'];
const shows = (schema: object) => ({
  200: { description: 'It.', content: { 'application/json': { schema } } },
});
const named = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

/** Writes a document with these paths; where it is. */
function written(paths: object, name = 'document.json'): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'Jobs', version: '1' }, paths }));
  return file;
}

const jobsAt = (path: string, schema: object = job(words)) => ({
  [path]: { post: { responses: shows(schema) } },
  [`${path}/{id}`]: { get: { parameters: [named('id')], responses: shows(schema) } },
});

it('two kinds of one name are drafted under two', () => {
  const { text } = draftOf(written({ ...jobsAt('/a/jobs'), ...jobsAt('/b/jobs') }));
  expect(Object.keys(parse(text).records)).toEqual(['job', 'job-2']);
});

it('a word that a document lists twice is one state', () => {
  const { text } = draftOf(written(jobsAt('/jobs', job([...words, 'running']))));
  expect(parse(text).records.job.scenarios.succeeds).toEqual(['queued 2s', 'running 2s', 'succeeded']);
});

it('what is done or in error, and has no name, is no operation of AIP-151', () => {
  expect(draftOf(written(jobsAt('/jobs'))).text).not.toContain('google');
});

it('a resource of Azure that has no word of failing is served without one', () => {
  const words = { type: 'string', enum: ['Ready', 'Updating'] };
  const vault = {
    type: 'object',
    properties: { properties: { type: 'object', properties: { state: words } } },
  };
  const file = written({
    '/vaults/{name}': {
      parameters: [named('name')],
      get: { responses: shows(vault) },
      put: { 'x-ms-long-running-operation': true, responses: shows(vault) },
    },
  });
  expect(() => createStandin({ apis: [file] })).not.toThrow();
});

it('a resource of Azure that lists no word of going on is put at once', () => {
  const vault = {
    type: 'object',
    properties: {
      properties: { type: 'object', properties: { state: { type: 'string', enum: ['Ready', 'Failed'] } } },
    },
  };
  const file = written({
    '/vaults/{name}': {
      parameters: [named('name')],
      get: { responses: shows(vault) },
      put: { 'x-ms-long-running-operation': true, responses: shows(vault) },
    },
  });
  expect(() => createStandin({ apis: [file] })).not.toThrow();
});

it('parameters between parentheses are found', async () => {
  const keys = {
    '/keys(name={name},kind={kind})': {
      get: { parameters: [named('name'), named('kind')], responses: shows({ type: 'object' }) },
    },
  };
  writeFileSync(
    join(folder, 'jobs.standin.yaml'),
    draftOf(written({ ...jobsAt('/jobs'), ...keys })).text.replace(/(document: ).*/, '$1document.json'),
  );
  const standin = createStandin({ apis: [join(folder, 'jobs.standin.yaml')] });
  expect((await standin.fetch('/keys(name=a,kind=b)')).status).toBe(200);
  expect((await standin.fetch('/keys(name=a)')).status).toBe(404);
});

it('a draft in which nothing was found says so when it is served', () => {
  const file = join(folder, 'jobs.standin.yaml');
  writeFileSync(
    file,
    draftOf(written({ '/things': { get: { responses: shows({ type: 'object' }) } } })).text.replace(
      /(document: ).*/,
      '$1document.json',
    ),
  );
  expect(() => createStandin({ apis: [file] })).toThrow(/jobs\.standin\.yaml:4: there are no records yet/);
});

it('a body that wraps its record has the record found within', async () => {
  const wrapped = { type: 'object', properties: { data: job(words) } };
  const file = join(folder, 'jobs.standin.yaml');
  written(jobsAt('/jobs', wrapped));
  writeFileSync(
    file,
    'standin: 1\ndocument: document.json\nrecords:\n  job:\n    scenarios: { succeeds: [queued 1s, succeeded] }\n',
  );
  const standin = createStandin({ apis: [file], clock: 'frozen' });
  // biome-ignore lint/suspicious/noExplicitAny: of the body only what is looked at is known.
  const { data }: any = await (await standin.fetch('/jobs', { method: 'POST' })).json();
  await standin.clock.advance('1s');
  expect(await (await standin.fetch(`/jobs/${data.id}`)).json()).toMatchObject({
    data: { id: data.id, status: 'succeeded' },
  });
});
