// The public names. A change here is a change for users.
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import * as standin from '../src/index.ts';

it('offers these names and no others', () => {
  expect(Object.keys(standin)).toMatchInlineSnapshot(`
    [
      "defineApi",
      "operationsFor",
      "defineLifecycle",
      "Problem",
      "defineApiFromFile",
      "drift",
      "generate",
      "generateExchanges",
      "gradeClient",
      "importTraffic",
      "record",
      "recording",
      "createStandin",
      "redisStore",
      "replayOf",
      "verify",
      "verifyHar",
    ]
  `);
});

it("exports the documents' data by path", () => {
  const load = createRequire(import.meta.url);
  expect(load('standin/schemas/copr/build-task.schema.json').title).toBe('BuildTask');
  expect(load('standin/fixtures/copr/get-build-task.documented.json').case).toBe('documented');
  expect(load('standin/contracts/copr/clauses.json').document.name).toBe('copr-build-tasks.rst');
});

it('makes a Standin with these members', () => {
  expect(Object.keys(standin.createStandin()).sort()).toMatchInlineSnapshot(`
    [
      "adminToken",
      "apis",
      "app",
      "ca",
      "clock",
      "close",
      "export",
      "faults",
      "fetch",
      "import",
      "journal",
      "listen",
      "presets",
      "readings",
      "records",
      "reset",
      "scenarios",
      "shownToken",
      "url",
      "world",
    ]
  `);
});
