// The OpenAPI descriptions: accepted by a validator, and by an outside proxy that holds the mock's traffic against them.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { openApiOf, toDescribed } from '../../src/contract/openapi/openapi.ts';
import { inComponents } from '../../src/contract/openapi/schemas.ts';
import { answerOf } from '../../src/contract/probes/probe.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf, type Exchange } from '../../src/core/api/documents.ts';
import { type Reading, readingNames, resolveReadings } from '../../src/core/api/errata.ts';
import { operationFor } from '../../src/core/api/matching.ts';
import { settle } from '../../src/core/api/narrow.ts';
import { createStandin, type Standin } from '../../src/index.ts';
import { apisNamed } from '../../src/standin.ts';
import { freePort } from '../_ports.ts';
import { startOfTime } from '../_standin.ts';
import { strictAjv } from './_strict.ts';

const apis: Api[] = Object.values(registry);
type SpecData = Record<string, unknown>;

const lintConfig = await createConfig({
  extends: ['recommended'],
  rules: {
    // Our schemas close themselves where a document does.
    'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
  },
});

/** What Redocly finds, but for what the API itself is like: paths that end with a slash, operations that only redirect. */
async function problemsOf(openapi: SpecData): Promise<string[]> {
  const source = JSON.stringify(openapi);
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config: lintConfig });
  return problems
    .filter(({ ruleId, location }) => !isNature(openapi, ruleId, location[0]?.pointer ?? ''))
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

function isNature({ paths }: SpecData, ruleId: string, pointer: string): boolean {
  const [, , path = '', method = ''] = pointer.split('/').map((part) => part.replaceAll('~1', '/'));
  if (ruleId === 'no-path-trailing-slash') return path.endsWith('/');
  const { responses } =
    (paths as Record<string, Record<string, { responses?: object }>>)[path]?.[method] ?? {};
  const statuses = Object.keys(responses ?? {});
  if (ruleId === 'operation-2xx-response')
    return statuses.length > 0 && statuses.every((each) => each < '400' && each >= '300');
  // Nothing that is asked of a root or a redirect can be wrong.
  return (
    ruleId === 'operation-4xx-response' &&
    statuses.length === 1 &&
    ['200', '301', '308'].includes(statuses[0]!)
  );
}

async function exported(name: string | undefined, profile: Reading): Promise<SpecData> {
  const chosen = apisNamed(name);
  const readings = resolveReadings(
    chosen.flatMap(({ errata }) => errata),
    profile,
  );
  const about = { version: '1.0.0', url: 'http://127.0.0.1:4010', readings };
  return JSON.parse(JSON.stringify(await openApiOf(chosen.map(toDescribed), about)));
}

const operationsIn = ({ paths }: SpecData) =>
  Object.values(paths as Record<string, Record<string, Described>>).flatMap((methods) =>
    Object.values(methods),
  );

interface Described {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly responses: Readonly<
    Record<string, { headers?: object; content?: Record<string, { schema: object }> }>
  >;
}

describe.each(apis.flatMap((api) => readingNames.map((profile) => [api.name, profile, api] as const)))(
  'the description of %s in %s',
  (name, profile, api) => {
    it('has nothing that a validator or a linter objects to', async () => {
      const openapi = await exported(name, profile);
      expect(await new Validator().validate(structuredClone(openapi))).toEqual({ valid: true });
      expect(await problemsOf(openapi)).toEqual([]);
    });

    it('leaves no choice that its readings have made', async () => {
      const openapi = await exported(name, profile);
      expect(JSON.stringify(openapi)).not.toContain('x-corrected');
      const readings = resolveReadings(api.errata, profile);
      const { schemas } = documentsOf(api.name);
      const settled = settle(schemas, (erratum) => readings(erratum) === 'corrected');
      const components = (openapi.components as { schemas: Record<string, SpecData> }).schemas;
      const narrower = Object.keys(components).filter((key) => {
        const schemaName = key.slice(name.length + 1);
        return JSON.stringify(settled[schemaName]) !== JSON.stringify(schemas[schemaName]);
      });
      if (profile === 'corrected') expect(narrower.length).toBeGreaterThan(0);
      for (const key of narrower) {
        const { $schema: _, ...whole } = settled[key.slice(name.length + 1)]!;
        expect(components[key]).toEqual(inComponents(name, whole));
      }
    });

    it('describes what is sent: status, headers, body', async () => {
      const openapi = await exported(name, profile);
      const ajv = strictAjv();
      ajv.addKeyword('components');
      ajv.addSchema({ $id: 'openapi.json', components: openapi.components });
      const seen = await trafficOf(api, profile);
      const described = new Map(operationsIn(openapi).map((each) => [each.operationId, each]));
      const wrong: string[] = [];
      for (const { operation, status, headers, body } of seen) {
        const [, each] =
          [...described].find(([id]) =>
            id
              .slice(name.length + 1)
              .split('-or-')
              .includes(operation),
          ) ?? [];
        const response = each?.responses[status];
        if (!response) wrong.push(`${operation}: ${status} is not described`);
        const told = Object.keys(response?.headers ?? {});
        for (const header of headers)
          if (!told.includes(header) && !usual.has(header) && !mayBeThere.has(header))
            wrong.push(`${operation} ${status}: header ${header}`);
        for (const header of told)
          if (!headers.includes(header)) wrong.push(`${operation} ${status}: no ${header}`);
        const schema = Object.values(response?.content ?? {})[0]?.schema;
        if (schema && body !== undefined && !ajv.validate(rooted(schema), body))
          wrong.push(`${operation} ${status}: ${ajv.errorsText()}`);
      }
      expect(seen.length).toBeGreaterThan(3);
      expect([...new Set(wrong)].join('\n')).toBe('');
    });

    it('says who is let in as the server does', async () => {
      const openapi = await exported(name, profile);
      const { securitySchemes } = openapi.components as { securitySchemes: SpecData };
      expect(Object.keys(securitySchemes).length).toBeGreaterThan(0);
      for (const { operationId, security } of operationsIn(openapi))
        for (const scheme of security.flatMap((each) => Object.keys(each)))
          expect(securitySchemes, operationId).toHaveProperty([scheme]);
      const standin = createStandin({ apis: [name], profile, clock: 'frozen', at: startOfTime });
      for (const [file, { operation, request, source }] of Object.entries(documentsOf(name).exchanges)) {
        const id = operation.split('/')[1]!;
        const found = operationsIn(openapi).find((each) =>
          each.operationId
            .slice(name.length + 1)
            .split('-or-')
            .includes(id),
        );
        if (!found || source.kind === 'observed' || isOnlyRedirect(found)) continue;
        const query = new URLSearchParams(request.query);
        query.delete('_token');
        const response = await standin.fetch(`${request.path}?${query}`, {
          method: request.method,
          headers: { 'content-type': 'application/json' },
          ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
          redirect: 'manual',
        });
        // A path without its slash, and a place where nothing is served, answer before anybody is asked.
        if ([301, 404, 405].includes(response.status)) continue;
        const must =
          found.security.length > 0 && found.security.every((each) => Object.keys(each).length > 0);
        expect([401, 403].includes(response.status), `${file} ${response.status}`).toBe(must);
      }
    });
  },
);

const usual = new Set(['content-type', 'content-length', 'date', 'preference-applied']);
/** Erigones names the methods and its task wherever it dresses a response of what stands beside the page. */
const mayBeThere = new Set(['allow', 'es_version', 'es_username', 'es_dc', 'es_task_id', 'es_task_response']);

const isOnlyRedirect = ({ responses }: Described) =>
  Object.keys(responses).every((status) => /^3/.test(status));

interface Sent {
  readonly operation: string;
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: unknown;
}

/** What an API answers to the exchanges and to the probes of its errata. What `Prefer` asked for is left out. */
async function trafficOf(api: Api, profile: Reading): Promise<Sent[]> {
  const standin = createStandin({ apis: [api.name], profile, clock: 'frozen', at: startOfTime });
  const seen: Sent[] = [];
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await standin.fetch(path, { redirect: 'manual', ...init });
    const found = operationAt(api, profile, init.method ?? 'GET', path);
    if (found && !new Headers(init.headers).has('prefer')) {
      const text = await response.clone().text();
      const json = /json/.test(response.headers.get('content-type') ?? '');
      const body = json && text !== '' ? parseLoosely(text) : undefined;
      seen.push({ operation: found, status: response.status, headers: [...response.headers.keys()], body });
    }
    return response;
  };
  for (const { presets, request } of Object.values(documentsOf(api.name).exchanges)) {
    await standin.reset();
    for (const given of presets ?? []) await standin.presets.create({ api: api.name, ...given });
    const { method, path, query, headers, body } = request;
    await send(`${path}${query ? `?${new URLSearchParams(query)}` : ''}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
  for (const erratum of api.errata.filter(({ probe }) => probe)) {
    await standin.reset();
    await answerOf(erratum, send).catch(() => undefined);
  }
  return seen;
}

/** The example of one document is no JSON, and is served so. */
function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function operationAt(api: Api, profile: Reading, method: string, target: string): string | undefined {
  const readings = resolveReadings(api.errata, profile);
  const url = new URL(target, 'http://standin.localhost');
  const request = { method, path: url.pathname, query: new Map([...url.searchParams].reverse()) };
  return operationFor(api, request, (erratum, reading) => readings(erratum) === reading)?.operation.id;
}

const rooted = (schema: object) => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi.json#/'));

describe.each(readingNames)('the OpenAPI description in %s', (profile) => {
  it('is accepted by a validator', async () => {
    const standin = createStandin({ profile });
    const openapi = (await (await standin.fetch('/__standin/openapi.json')).json()) as SpecData;
    expect(await new Validator().validate(openapi)).toEqual({ valid: true });
    expect(openapi.openapi).toBe('3.1.0');
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

describe('the description of an API that a user brought', () => {
  const chain = (next?: string) => ({
    type: 'object',
    properties: {
      ...(next && { next: { $ref: next } }),
      state: { type: 'string', enum: ['queued', 'done'] },
    },
  });
  const document = {
    openapi: '3.0.3',
    info: { title: 'Jobs', version: '1' },
    paths: {
      '/jobs/{id}': {
        get: {
          operationId: 'getJob',
          security: [{ key: [] }],
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'OK',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Job' } } },
            },
          },
        },
      },
    },
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      schemas: {
        Job: chain('#/components/schemas/Second/properties/inner'),
        Second: { type: 'object', properties: { inner: chain('#/components/schemas/Third') } },
        Third: chain('#/components/schemas/Job'),
      },
    },
  };

  it('holds every schema that another refers to, however deep, and who is let in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-described-'));
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(document));
    const records = { job: { scenarios: { succeeds: ['queued 5s', 'done'] } } };
    writeFileSync(
      join(folder, 'jobs.standin.json'),
      JSON.stringify({ standin: 1, document: 'jobs.json', records }),
    );
    const openapi = await exported(join(folder, 'jobs.standin.json'), 'corrected');
    rmSync(folder, { recursive: true });
    expect(await problemsOf(openapi)).toEqual([]);
    const { schemas, securitySchemes } = openapi.components as Record<string, object>;
    expect(Object.keys(schemas!).length).toBe(3);
    expect(Object.values(securitySchemes!)).toEqual([{ type: 'apiKey', in: 'header', name: 'x-key' }]);
    expect(operationsIn(openapi)[0]!.security).toHaveLength(1);
  });
});
