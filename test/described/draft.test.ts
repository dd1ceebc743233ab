// A draft reads out of a document what it can, says from where, and asks the rest.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { draftOf } from '../../src/described/draft/draft.ts';
import { createStandin, defineApiFromFile } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-draft-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('finds states, ends, creation, list and cancel, and is served as it is', () => {
  const { text, open } = draftOf('examples/batches/openapi.yaml');
  expect(open).toBeGreaterThan(0);
  expect(text).toContain('# #/paths/~1batches~1{batch_id}/get');
  const { batch } = parse(text).records;
  expect(batch).toMatchObject({
    state: '/status',
    scenarios: {
      succeeds: ['validating 2s', 'in_progress 2s', 'finalizing 2s', 'completed'],
      canceled: ['validating', 'in_progress', 'finalizing', 'cancelling 2s', 'cancelled'],
    },
    creates: [{ operation: 'createBatch' }],
    lists: [{ operation: 'listBatches' }],
    commands: { cancel: { operation: 'cancelBatch' } },
  });
  copyFileSync('examples/batches/openapi.yaml', join(folder, 'openapi.yaml'));
  writeFileSync(join(folder, 'drafted.standin.yaml'), text);
  const [api] = createStandin({ apis: [join(folder, 'drafted.standin.yaml')] }).apis;
  expect(api).toMatchObject({ name: 'drafted', basePaths: ['/v1'] });
});

it('says that annotations are enough, and writes out what they set', () => {
  expect(draftOf('examples/azure/swagger.json')).toMatchObject({
    open: 0,
    text: expect.stringContaining('protocol: azure'),
  });
  const { text } = draftOf('examples/azure/swagger.json', { expand: true });
  copyFileSync('examples/azure/swagger.json', join(folder, 'swagger.json'));
  writeFileSync(join(folder, 'expanded.standin.yaml'), text);
  const states = (path: string) => Object.keys(createStandin({ apis: [path] }).apis[0]!.lifecycle.states);
  expect(states(join(folder, 'expanded.standin.yaml'))).toEqual(states('examples/azure/swagger.json'));
});

const shown = (properties: object) => ({
  200: { description: 'It.', content: { 'application/json': { schema: { type: 'object', properties } } } },
});
const work = (
  state: object,
  more: { readonly path?: string; readonly query?: object; readonly beside?: object } = {},
) => {
  const { path = '/jobs', query, beside = {} } = more;
  const properties = { id: { type: 'string' }, status: state, ...beside };
  const lists = { type: 'array', items: { type: 'object', properties } };
  return {
    openapi: '3.0.3',
    info: { title: 'Work', version: '1' },
    paths: {
      [path]: {
        post: { responses: shown(properties) },
        get: {
          ...(query && { parameters: [{ name: 'status', in: 'query', schema: query }] }),
          responses: { 200: { description: 'All.', content: { 'application/json': { schema: lists } } } },
        },
      },
      [`${path}/{id}`]: {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: shown(properties),
        },
      },
    },
  };
};

it.each([
  [
    "a list's filter, where the state is free text",
    work(
      { type: 'string' },
      { query: { type: 'string', enum: ['queued', 'in_progress', 'success', 'failure'] } },
    ),
    ['queued 2s', 'in_progress 2s', 'success'],
    "the words of its list's filter",
  ],
  [
    'the description of the state',
    work({ type: 'string', description: 'One of \'waiting\', "running", `done` and `failed`.' }),
    ['waiting 2s', 'running 2s', 'done'],
    'the words of its description',
  ],
  [
    'nowhere: it asks for them',
    work({ type: 'string' }),
    ['pending 2s', 'running 2s', 'succeeded'],
    'TODO: the document lists no words',
  ],
  [
    'an action with a time of its end',
    work(
      { type: 'string', enum: ['running', 'success', 'error'] },
      { path: '/actions', beside: { finished: { type: 'string' } } },
    ),
    ['running 2s', 'success'],
    'its words',
  ],
])('reads the words of a state from %s', (_, document, succeeds, from) => {
  const file = join(folder, 'work.json');
  writeFileSync(file, JSON.stringify(document));
  const { text } = draftOf(file);
  const [record] = Object.values(parse(text).records) as { scenarios: { succeeds: string[] } }[];
  expect(record!.scenarios.succeeds).toEqual(succeeds);
  expect(text).toContain(from);
  writeFileSync(join(folder, 'work.standin.yaml'), text);
  expect(() => createStandin({ apis: [join(folder, 'work.standin.yaml')] })).not.toThrow();
});

it('asks nothing of a state that is not of work, nor of an address', () => {
  const file = join(folder, 'people.json');
  writeFileSync(file, JSON.stringify(work({ type: 'string' }, { path: '/people' })));
  expect(draftOf(file).text).toContain('nothing in the document looks like');
});

it('lets code say what data cannot', async () => {
  const api = defineApiFromFile('examples/batches/batches.standin.yaml', ({ title }) => ({
    title: `${title}, ours`,
  }));
  expect(createStandin({ apis: [api] }).apis[0]!.title).toBe('Example batches, ours');
});

it('is led up to by the guide, whose code does what it says', async () => {
  const guide = readFileSync('docs/guides/your-own-api.md', 'utf8');
  const yaml = /```yaml\n([\s\S]*?)```/.exec(guide)![1]!;
  writeFileSync(join(folder, 'small.standin.yaml'), yaml);
  expect(createStandin({ apis: [join(folder, 'small.standin.yaml')] }).apis[0]!.lifecycle.path).toHaveLength(
    4,
  );
  const code = /```ts\n([\s\S]*?)```/
    .exec(guide)![1]!
    .replace(/^import.*\n/, '')
    .replace('node_modules/standin/', '')
    .replace('console.log(batch.status)', 'return batch.status');
  const run = new Function('createStandin', `return (async () => {${code}})()`);
  expect(await run(createStandin)).toBe('completed');
});
