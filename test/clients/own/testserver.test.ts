// A real server, which keeps to Azure's conventions in most of its operations and breaks them on purpose in others, is verified.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { apiFromFile } from '../../../src/described/api.ts';
import { verify } from '../../../src/verify.ts';
import { freePort } from '../../_ports.ts';
import { folder, install } from './_packages.ts';

const home = join(folder, 'node_modules/@microsoft.azure/autorest.testserver');
let server: ChildProcess;
let url: string;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

beforeAll(async () => {
  await install();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, [join(home, 'dist/cli/cli.js'), 'run', `--port=${port}`], {
    stdio: 'ignore',
    cwd: folder,
  });
  await vi.waitFor(() => fetch(url), { timeout: 60_000, interval: 200 });
});
afterAll(() => server?.kill('SIGKILL'));

/** What the server does wrong on purpose while an operation goes on, as the names of its operations say. */
const broken = [
  'put-async-relative-retry-no-status',
  'put-async-relative-retry-no-status-payload',
  'delete-async-relative-retry-no-status',
  'post-async-relative-retry-no-payload',
  'put-async-relative-retry-invalid-header',
  'put-async-relative-retry-invalid-json-polling',
  'delete202-retry-invalid-header',
  'delete-async-relative-retry-invalid-header',
  'delete-async-relative-retry-invalid-json-polling',
  'post202-retry-invalid-header',
  'post-async-relative-retry-invalid-header',
  'post-async-relative-retry-invalid-json-polling',
];

it('names what it breaks, and accuses nothing else', async () => {
  const api = apiFromFile(join(home, 'swagger/lro.json'));
  const report = await verify({ api, url, write: true, pact: false });
  const failed = report.findings.filter(({ severity }) => severity === 'failed');
  const at = (family: RegExp) =>
    failed.filter(({ shown }) => family.test(new URL(shown!.request.url, url).pathname));

  const courses = failed.flatMap(({ clause }) => /^lro\/operation\/(.*)\/monitor$/.exec(clause)?.[1] ?? []);
  expect([...new Set(courses)].sort()).toEqual(broken.map((name) => `lrosa-ds-${name}`).sort());
  // A body that is cut off, and one that is not there though it is promised.
  expect(at(/\/error\/put\/20[01]\//).map(({ shown }) => new URL(shown!.request.url, url).pathname)).toEqual([
    '/lro/error/put/201/noprovisioningstatepayload',
    '/lro/error/put/200/invalidjson',
  ]);
  // Where it is in trouble once, only that is said.
  expect(at(/\/retryerror\//).filter(({ actual }) => actual !== 'status 500')).toEqual([]);
  expect(at(/^\/lro\/(?!error\/|retryerror\/)/)).toEqual([]);

  const passed = report.clauses.filter(({ id, verdict }) => id.endsWith('/monitor') && verdict === 'passed');
  expect(passed.length).toBeGreaterThan(30);
});
