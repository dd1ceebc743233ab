// The OpenAPI descriptions: accepted by a validator, and by an outside proxy that holds the mock's traffic against them.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf, type Exchange } from '../../src/core/api/documents.ts';
import { readingNames } from '../../src/core/api/errata.ts';
import { createStandin, type Standin } from '../../src/index.ts';
import { startOfTime } from '../_standin.ts';

const apis: Api[] = Object.values(registry);
type SpecData = Record<string, unknown>;

describe.each(readingNames)('the OpenAPI description in %s', (profile) => {
  it('is accepted by a validator', async () => {
    const standin = createStandin({ profile });
    const openapi = (await (await standin.fetch('/__standin/openapi.json')).json()) as SpecData;
    expect(await new Validator().validate(openapi)).toEqual({ valid: true });
    expect(openapi.openapi).toBe('3.1.0');
  });

  it('demands what the corrected reading demands where that holds, and leaves no choice to its readers', async () => {
    const standin = createStandin({ profile });
    const text = await (await standin.fetch('/__standin/openapi.json')).text();
    expect(text).not.toContain('x-corrected');
    const demanded = apis.flatMap(
      (api) => JSON.stringify(documentsOf(api.name, api.folder).schemas).match(/"x-corrected":/g) ?? [],
    );
    expect(demanded.length).toBeGreaterThan(0);
    const isCorrected = ['copr/state-values', 'copr/first-state'].every(
      (erratum) => standin.readings(erratum) === 'corrected',
    );
    const { state } = (JSON.parse(text) as { components: { schemas: Record<string, SpecData> } }).components
      .schemas['copr.build-task']!.properties as Record<string, SpecData>;
    expect('allOf' in state!, JSON.stringify(state)).toBe(isCorrected);
  });

  it('declares every part of every path', async () => {
    const standin = createStandin({ profile });
    const { paths } = (await (await standin.fetch('/__standin/openapi.json')).json()) as {
      paths: Record<string, Record<string, { parameters: { in: string; name: string }[] }>>;
    };
    for (const [path, methods] of Object.entries(paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      for (const { parameters } of Object.values(methods)) {
        const declared = parameters.filter((each) => each.in === 'path').map((each) => each.name);
        expect(declared.sort(), path).toEqual(parts);
      }
    }
    expect(Object.keys(paths)).toContain('/__standin/openapi.json');
  });

  it('has every operation that is there under these readings, and no other', async () => {
    const standin = createStandin({ profile });
    const openapi = (await (await standin.fetch('/__standin/openapi.json')).json()) as SpecData;
    const described = Object.entries(openapi.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = apis
      .flatMap((api) => api.operations)
      .filter(({ under }) => !under || under.readings.includes(standin.readings(under.erratum)))
      .map(({ method, path }) => `${method} ${path}`);
    expect(described.filter((known) => !known.includes('/__standin')).sort()).toEqual(
      [...new Set(served)].sort(),
    );
  });
});

describe('an outside validating proxy', () => {
  const proxied: ChildProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'standin-openapi-'));
  let standin: Standin;
  let proxy: string;

  beforeAll(async () => {
    standin = createStandin({ clock: 'frozen', at: startOfTime });
    const url = await standin.listen();
    const openapi = await (await fetch(`${url}/__standin/openapi.json`)).text();
    writeFileSync(join(folder, 'openapi.json'), openapi);
    const port = await freePort();
    proxy = `http://127.0.0.1:${port}`;
    const prism = join(
      dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')),
      'dist/index.js',
    );
    const args = [
      prism,
      'proxy',
      join(folder, 'openapi.json'),
      url,
      '--errors',
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    proxied.push(child);
    await new Promise<void>((ready, failed) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += String(chunk);
        if (said.includes('Prism is listening')) ready();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('close', () => failed(new Error(`the proxy ended: ${said}`)));
    });
  });

  afterAll(async () => {
    for (const child of proxied) child.kill('SIGKILL');
    await standin.close();
    rmSync(folder, { recursive: true });
  });

  const conforming = apis.flatMap((api) =>
    Object.entries(documentsOf(api.name).exchanges)
      .filter(([, exchange]) => isForIt(api, exchange))
      .map(([file, exchange]) => [`${api.name}/${file}`, api.name, exchange] as const),
  );

  it.each(conforming)('finds nothing wrong with %s', async (_, api, exchange) => {
    await standin.reset();
    for (const given of exchange.presets ?? []) await standin.presets.create({ api, ...given });
    const { method, path, query, headers, body } = exchange.request;
    const response = await fetch(`${proxy}${path}${query ? `?${new URLSearchParams(query)}` : ''}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    expect(text).not.toContain('stoplight.io/prism');
    expect(response.headers.get('sl-violations') ?? '').toBe('');
    expect(response.status).toBe(exchange.response.status);
  });
});

/**
 * Requests that are themselves well-formed, and answered in `corrected` without a redirect: what the proxy can let
 * through. It follows redirects itself, so it never sees a 301 or 308, and finds the 200 behind it undeclared there.
 */
function isForIt(api: Api, { operation, request, response, source }: Exchange): boolean {
  const known = api.operations.find((each) => `${api.name}/${each.id}` === operation)!;
  const there = !known.under || known.under.readings.includes('corrected');
  const redirected =
    [301, 308].includes(response.status) || (known.path.startsWith('/api/') && !request.path.endsWith('/'));
  const observed = source.kind === 'observed';
  return there && !observed && !redirected && response.status < 400 && request.headers?.prefer === undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
