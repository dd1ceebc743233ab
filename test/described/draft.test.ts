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
