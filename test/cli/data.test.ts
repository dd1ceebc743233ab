// The commands that show and export the documents' data, as users run them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inFolder, standin } from '../_cli.ts';

describe('standin coverage', () => {
  it('counts the clauses of each document by kind, and finds that all stand', async () => {
    const { code, out } = await standin('coverage');
    expect(code).toBe(0);
    const operations = out.trim().split('\n');
    expect(operations).toHaveLength(5);
    for (const operation of operations)
      expect(operation).toMatch(/^\S+ +\S+\.(rst|txt) .*\d+ asserted +\d+ simulated .* all stand$/);
  });

  it('tells for one API what stands on each clause', async () => {
    const { out } = await standin('coverage', 'copr');
    expect(out).toMatch(/58-60 +asserted +copr\/list\/state-values\n.*schema build-task/);
  });

  it('says the same as JSON', async () => {
    const { apis } = JSON.parse((await standin('coverage', '--json')).out);
    expect(apis).toHaveLength(5);
    expect(apis[0].clauses[0]).toMatchObject({
      clause: { id: expect.any(String) },
      citations: expect.any(Array),
    });
  });

  it('ends with 1 when the document is not the one that the ledger was written for, and writes it as a page', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'copr-build-tasks.rst');
      writeFileSync(file, 'Build Task\n==========\n\nSomething else.\n');
      const page = join(folder, 'page.html');
      const { code, out } = await standin('coverage', '--document', file, '--html', page);
      expect(code).toBe(1);
      expect(out).toContain('not the document that the ledger was written for');
      expect(out).toMatch(/line 4 has changed: Something else\.\n {4}copr\/task/);
      expect(readFileSync(page, 'utf8')).toContain('Something else.');
    });
  });

  it.each([
    [['coverage', 'corp'], /Did you mean 'copr'\?/],
    [['coverage', '--html', 'x.html'], /--html needs the text of a document/],
    [['coverage', '--document', 'nothing.txt'], /'nothing.txt' is not the document of an API/],
    [['coverage', 'copr', '--document', 'nothing.txt'], /no such file/],
  ])('%j is refused with 2', async (args, says) => {
    const { code, err } = await standin(...args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});

describe('standin export', () => {
  it('writes OpenAPI as YAML or JSON, for all APIs or one, under any profile', async () => {
    const yaml = parse((await standin('export', 'openapi', 'copr')).out);
    const json = JSON.parse((await standin('export', 'openapi', 'copr', '--format', 'json')).out);
    expect(yaml).toEqual(json);
    expect(Object.keys(json.paths)).toContain('/api_2/builds_tasks');
    const observed = JSON.parse(
      (await standin('export', 'openapi', 'copr', '--format', 'json', '--profile', 'observed')).out,
    );
    expect(Object.keys(observed.paths)).not.toContain('/api_2/builds_tasks');
    const all = JSON.parse((await standin('export', 'openapi', '--format', 'json')).out);
    expect(all.tags).toHaveLength(5);
  });

  it('writes schemas and fixtures as one object, or a file for each', async () => {
    const schemas = JSON.parse((await standin('export', 'schemas', 'copr')).out);
    expect(schemas['copr/build-task.schema.json'].title).toBe('BuildTask');
    await inFolder(async (folder) => {
      await standin('export', 'fixtures', '--out', folder);
      expect(readdirSync(folder).sort()).toEqual([
        'codearts',
        'copr',
        'copr-waiting',
        'entrecode',
        'erigones',
      ]);
      const file = join(folder, 'copr/get-build-task.documented.json');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
        JSON.parse(readFileSync('fixtures/copr/get-build-task.documented.json', 'utf8')),
      );
    });
  });

  it.each([
    [
      ['coverage', 'copr', '--document', 'README.md', '--html', '/nonexistent/x.html'],
      /There is no file or folder .*Check the path/,
    ],
    [['export', 'schemas', '--out', '/etc/hostname/x'], /standin: .*Give a file or folder/],
    [['export', 'openapi', '--format', 'xml'], /Allowed choices are yaml, json/],
  ])('%j is refused with 2 and a sentence', async (args, says) => {
    const { code, err } = await standin(...args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(err).not.toContain('    at ');
  });

  it('refuses an unknown profile', async () => {
    expect(await standin('export', 'openapi', '--profile', 'litteral')).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean 'literal'?"),
    });
  });
});
