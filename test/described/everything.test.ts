// What the built-in APIs have, described ones have: each verb is tried on each example, and on the twin of a documented API.
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it, vi } from 'vitest';
import { documentsOf } from '../../src/core/api/documents.ts';
import {
  createStandin,
  drift,
  generate,
  generateExchanges,
  gradeClient,
  importTraffic,
  recording,
  replayOf,
  type Standin,
  verify,
  verifyHar,
} from '../../src/index.ts';
import { mutateApi } from '../../src/verify.ts';

vi.setConfig({ testTimeout: 120_000 });
const usual = [
  'examples/batches/batches.standin.yaml',
  'examples/azure/swagger.json',
  'examples/aip-151/openapi.yaml',
  'test/described/waiting-builds/waiting.standin.yaml',
];
/** Other files, to try all of this on by hand: `STANDIN_TEST_DESCRIBED=a.yaml,b.json`. */
const files = process.env.STANDIN_TEST_DESCRIBED?.split(',') ?? usual;
const at = '2026-03-01T12:00:00Z';
const headers = { authorization: 'Bearer any' };

// biome-ignore lint/suspicious/noExplicitAny: control responses are read as they come.
type Json = any;

async function running<T>(file: string, work: (standin: Standin, url: string) => Promise<T>): Promise<T> {
  const fails = (error: unknown) => {
    throw error;
  };
  const standin = createStandin({ apis: [file], clock: 'frozen', at, strict: true, onError: fails });
  try {
    return await work(standin, await standin.listen());
  } finally {
    await standin.close();
  }
}

/** The record of an API after a while, with what was sent and received on the way. */
async function lived(standin: Standin) {
  const traffic = recording();
  const record = await standin.records.create({ api: standin.apis[0]!.name });
  for (const _ of [1, 2, 3]) {
    await (await traffic.fetch(record.url, { headers })).text();
    await standin.clock.advance('3s');
  }
  return { record, har: await traffic.har() };
}

describe.each(files)('%s', (file) => {
  const [api] = createStandin({ apis: [file] }).apis;
  const { name, lifecycle, operations } = api!;

  it('serves records: scenarios, clock, presets, faults, worlds, journal, commands', () =>
    running(file, async (standin) => {
      const record = await standin.records.create({ api: name });
      const seen = async (path = record.url) => (await fetch(path, { headers })).status;
      expect(await seen()).toBeLessThan(300);
      await standin.scenarios.set({ defaults: { [name]: 'fails' } });
      const failing = await standin.records.create({ api: name });
      await standin.clock.advance('2d');
      expect((await standin.records.get(name, failing.id)).state).toBe(lifecycle.failed);
      for (const preset of standin.apis[0]!.presets) {
        const made = await standin.presets.create({ api: name, name: preset.name });
        expect(made.length, preset.name).toBeGreaterThan(0);
        await standin.reset();
      }
      const another = await standin.records.create({ api: name });
      await standin.records.command(name, another.id, 'cancel');
      await standin.clock.advance('1h');
      expect((await standin.records.get(name, another.id)).state).toBe(lifecycle.canceled);
      await standin.faults.create(`${name}:status=503,retry-after=1,times=1`);
      expect([await seen(another.url), (await standin.journal.list()).length > 0]).toEqual([503, true]);
      expect((await standin.world('other').records.list({ api: name })).length).toBe(
        standin.apis[0]!.samples.creates.length,
      );
      const state = await standin.export();
      await standin.reset();
      await standin.import(state);
      expect((await standin.records.get(name, another.id)).state).toBe(lifecycle.canceled);
    }));

  it('has what the page shows: its states, its records, its operations', () =>
    running(file, async (standin, url) => {
      const control = async (path: string): Promise<Json> => (await fetch(`${url}/__standin${path}`)).json();
      const { apis } = await control('/apis');
      expect(apis[0]).toMatchObject({ name, states: expect.anything(), path: lifecycle.path });
      await standin.records.create({ api: name });
      expect((await control('/records')).total).toBe(standin.apis[0]!.samples.creates.length + 1);
      const openapi = await control('/openapi.json');
      expect(Object.keys(openapi.paths).length).toBeGreaterThan(0);
      const { valid, errors } = await new Validator().validate(structuredClone(openapi));
      expect([valid, errors]).toEqual([true, undefined]);
    }));

  it('has schemas that refer to none that is missing, a ledger with lines, and exchanges', () => {
    const { schemas, ledger, exchanges } = documentsOf(name, api!.folder);
    const refs = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^"]+)\.schema\.json"/g)];
    for (const [, to] of refs) expect(Object.keys(schemas)).toContain(to);
    for (const { lines } of ledger.clauses) expect(lines[0]![0]).toBeGreaterThan(0);
    for (const { operation } of Object.values(exchanges))
      expect(operations.map(({ id }) => `${name}/${id}`)).toContain(operation);
  });

  it.each([false, true])('is verified without a failure, with writes: %s', (write) =>
    running(file, async (_, url) => {
      const report = await verify({ api: file, url, write, token: 'any', pact: write });
      const told = report.findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
      expect(told).toEqual([]);
      expect(report.clauses.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(5);
    }),
  );

  it('has mutants of its own, and each is caught', async () => {
    const score = await mutateApi(api!, undefined, api!.mutants);
    expect(score.tried.filter(({ outcome }) => outcome === 'survived')).toEqual([]);
    expect(score.mutants).toBeGreaterThan(0);
  });

  it('gives fixtures of the schemas that show its records', () => {
    const schemaNames = Object.keys(api!.fixtures?.schemas ?? {});
    expect(schemaNames.length).toBeGreaterThan(0);
    for (const schemaName of schemaNames) {
      const rows = [...generate(`${file}#${schemaName}` as never, { n: 20 })];
      expect(rows).toHaveLength(20);
      expect([...generateExchanges(`${file}#${schemaName}`, { n: 2 })]).toHaveLength(2);
    }
  });

  it('has traffic recorded, judged, imported, played back and compared', () =>
    running(file, async (standin, url) => {
      const { har } = await lived(standin);
      const { findings } = await verifyHar({ api: file, har });
      expect(findings.filter(({ severity }) => severity === 'failed')).toEqual([]);
      expect((await importTraffic({ api: file, har })).records.length).toBeGreaterThan(0);
      const replay = createStandin({ apis: [replayOf(har)] });
      const [path] = [JSON.parse(har).log.entries[0].request.url.replace(url, '')];
      expect((await replay.fetch(path, { headers })).status).toBeLessThan(300);
      expect((await drift({ api: file, har, after: har })).differences).toEqual([]);
    }));

  it.skipIf(readFileSync(file, 'utf8').includes('waiting'))('has clients graded', async () => {
    const card = await gradeClient({
      ...{ api: file, life: '300ms', patience: '5s', trials: ['succeeds'] },
      client: async ({ env, signal }) => {
        const init = { headers: JSON.parse(env.STANDIN_HEADERS!), signal };
        for (let look = 1; look < 9; look++) {
          await (await fetch(env.STANDIN_RECORD_URL!, init)).text();
          await new Promise((resolve) => setTimeout(resolve, 30 * look));
        }
      },
    });
    expect(card.rules.length).toBeGreaterThan(0);
  });
});
