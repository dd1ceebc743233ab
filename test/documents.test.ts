// Enumerates the documents' data: every schema, exchange, clause and erratum, whatever API they belong to. A new file
// is a new test.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as registry from '../src/apis/index.ts';
import { answerUnder } from '../src/contract/probes/probe.ts';
import type { Api } from '../src/core/api/api.ts';
import { documentsOf, type Exchange, type Schema } from '../src/core/api/documents.ts';
import { readingNames } from '../src/core/api/errata.ts';
import { isSupporting, type Operation } from '../src/core/api/operation.ts';
import { createValidator } from '../src/core/api/schema.ts';
import { createStandin } from '../src/index.ts';
import { parseLeniently, unexplained } from './_diff.ts';
import { type Answer, type Stage, setStage, startOfTime } from './_standin.ts';

const apis: Api[] = Object.values(registry);
const schemaOfSchemas = new Ajv2020({ strict: false });

interface Ledger {
  readonly document: { readonly name: string; readonly sha256: string; readonly lines: number };
  readonly clauses: readonly {
    readonly id: string;
    readonly lines: readonly (readonly [number, number])[];
    readonly kind: string;
    readonly says: string;
    readonly why?: string;
  }[];
  readonly leftOut: readonly { readonly lines: readonly [number, number]; readonly why: string }[];
}
const ledgerOf = (api: string): Ledger => JSON.parse(readFileSync(`contracts/${api}/clauses.json`, 'utf8'));

it('has a folder of schemas, of exchanges and of clauses for each API, and for nothing else', () => {
  const names = apis.map((api) => api.name).sort();
  const folders = (of: string) =>
    readdirSync(of, { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => e.name);
  expect(
    folders('schemas')
      .filter((name) => name !== 'standin')
      .sort(),
  ).toEqual(names);
  expect(folders('fixtures').sort()).toEqual(names);
  expect(folders('contracts').sort()).toEqual(names);
});

it.each(Object.entries(documentsOf('standin').schemas))(
  'standin: the schema %s compiles, and is one',
  async (schemaName, schema) => {
    await createValidator(documentsOf('standin').schemas).violations(schemaName, {});
    // A server does not look, so that it starts in time.
    expect(schemaOfSchemas.validateSchema(schema), schemaOfSchemas.errorsText()).toBe(true);
  },
);

describe.each(apis.map((api) => [api.name, api] as const))('%s', (name, api) => {
  const { schemas, exchanges } = documentsOf(name);
  const validator = createValidator(schemas);
  const clauses = new Set(ledgerOf(name).clauses.map((clause) => clause.id));
  const cites = (ids: readonly string[]) => expect(ids.filter((id) => !clauses.has(id))).toEqual([]);
  const operationOf = (exchange: Exchange): Operation => {
    const found = api.operations.find((operation) => `${name}/${operation.id}` === exchange.operation);
    if (!found) throw new Error(`no operation '${exchange.operation}'`);
    return found;
  };

  describe('schemas', () => {
    it.each(Object.entries(schemas))(
      '%s keeps to the house dialect and compiles in strict mode',
      async (schemaName, schema) => {
        expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
        expect(schema.title).toMatch(/^[A-Z]\w+$/);
        expect(schema.description).toEqual(expect.any(String));
        expect(JSON.stringify(schema)).not.toMatch(/"(\$defs|prefixItems|definitions)"/);
        for (const ref of keywords(schema, '$ref'))
          expect(ref).toMatch(/^[\w.-]+\.schema\.json(#\/properties\/\w+)?$/);
        await validator.violations(schemaName, {});
        // A server does not look, so that it starts in time.
        expect(schemaOfSchemas.validateSchema(schema), schemaOfSchemas.errorsText()).toBe(true);
      },
    );

    it.each(Object.entries(schemas))(
      '%s says what it rests on, and cites only clauses and errata that exist',
      (_, schema) => {
        const own = String(schema.description).startsWith("Standin's own");
        expect(own || schema['x-clauses'] || schema['x-source']).toBeTruthy();
        cites(keywords(schema, 'x-clauses').flat() as string[]);
        const errata = new Set(api.errata.map((erratum) => erratum.id));
        expect(
          keywords(schema, 'x-errata')
            .flat()
            .filter((id) => !errata.has(id as string)),
        ).toEqual([]);
      },
    );

    it('are all in use', () => {
      const named = api.operations.flatMap((each) => [each.request, ...Object.values(each.responses)]);
      // What records belong to is checked by `parents` when a world is read.
      const used = new Set([...named, api.record.schemaName, 'parents']);
      for (const schema of Object.values(schemas))
        for (const ref of keywords(schema, '$ref')) used.add(String(ref).replace('.schema.json', ''));
      expect(Object.keys(schemas).filter((schemaName) => !used.has(schemaName))).toEqual([]);
    });
  });

  describe('exchanges', () => {
    it.each(Object.entries(exchanges))(
      '%s names its file, an operation, and clauses that exist',
      (file, exchange) => {
        const operation = operationOf(exchange);
        expect(file).toBe(`${operation.id}.${exchange.case}`);
        expect(exchange.clauses.length > 0).toBe(!isSupporting(operation));
        cites(exchange.clauses);
        const { source } = exchange;
        if (source.kind !== 'documented') return;
        const { document } = ledgerOf(name);
        expect(source.document).toBe(document.name);
        expect(source.lines[0]).toBeLessThanOrEqual(source.lines[1]);
        expect(source.lines[1]).toBeLessThanOrEqual(document.lines);
      },
    );

    it.each(Object.entries(exchanges))(
      '%s has a response that obeys the schema of its operation',
      async (_, exchange) => {
        const { status, body, text } = exchange.response;
        const schemaName = operationOf(exchange).responses[status];
        expect(schemaName).toBeDefined();
        if (!schemaName) return;
        const value = text === undefined ? body : parseLeniently(text);
        if (value !== undefined) expect(await validator.violations(schemaName, value)).toEqual([]);
      },
    );

    const documented = Object.entries(exchanges).filter(([, { source }]) => source.kind === 'documented');
    if (documented.length > 0) {
      it.each(documented)('%s is answered as printed in literal', async (_, exchange) => {
        const answer = await send(await setStage({ profile: 'literal' }), exchange);
        expect(answer.status).toBe(exchange.response.status);
        if (exchange.response.text !== undefined) expect(answer.text).toBe(exchange.response.text);
        else expect(answer.body).toEqual(exchange.response.body);
      });

      it.each(documented)('%s differs in corrected only where an erratum says so', async (_, exchange) => {
        const operation = operationOf(exchange);
        const answer = await send(await setStage(), exchange);
        if (operation.under && !operation.under.readings.includes('corrected')) {
          expect(answer.status).toBeGreaterThanOrEqual(400);
          return;
        }
        const apart = api.errata.filter((each) => each.readings.literal !== undefined);
        const changes = apart
          .flatMap((each) => each.changes)
          .filter((each) => each.operations.includes(operation.id));
        const { status, body, text } = exchange.response;
        expect(answer.status).toBe(status);
        expect(unexplained(text === undefined ? body : parseLeniently(text), answer.body, changes)).toEqual(
          [],
        );
      });
    }

    it.each(Object.entries(exchanges).filter(([, { source }]) => source.kind === 'synthetic'))(
      '%s is answered as it says in corrected',
      async (_, exchange) => {
        const answer = await send(await setStage(), exchange);
        expect(answer.status).toBe(exchange.response.status);
        if (exchange.response.body !== undefined) expect(answer.body).toEqual(exchange.response.body);
        if (exchange.response.text !== undefined) expect(answer.text).toBe(exchange.response.text);
        for (const [header, value] of Object.entries(exchange.response.headers ?? {}))
          expect(answer.headers.get(header)).toBe(value);
      },
    );

    it('show every operation, and every status that an operation names', () => {
      const shown = new Set(
        Object.values(exchanges).map((each) => `${each.operation} ${each.response.status}`),
      );
      const twins = new Set(api.operations.filter((each) => each.under).map((each) => each.id));
      const promised = api.operations
        .filter((each) => !twins.has(each.id))
        .flatMap((each) => Object.keys(each.responses).map((status) => `${name}/${each.id} ${status}`));
      expect(promised.filter((each) => !shown.has(each))).toEqual([]);
    });
  });

  describe('clauses', () => {
    const ledger = ledgerOf(name);
    it('belong to the document of the API, each within its lines and said once', () => {
      expect(ledger.document.name).toBe(api.document);
      expect(ledger.document.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(clauses.size).toBe(ledger.clauses.length);
      for (const { id, lines, kind, says, why } of ledger.clauses) {
        expect(id.startsWith(`${name}/`), id).toBe(true);
        expect(['asserted', 'simulated', 'erratum', 'informative', 'untestable'], id).toContain(kind);
        if (kind === 'untestable') expect(why, id).toEqual(expect.any(String));
        expect(says.length, id).toBeGreaterThan(0);
        for (const [from, to] of lines) {
          expect(from, id).toBeGreaterThanOrEqual(1);
          expect(to, id).toBeGreaterThanOrEqual(from);
          expect(to, id).toBeLessThanOrEqual(ledger.document.lines);
        }
      }
    });

    it('are cited by operations, states, commands, presets and errata only where they exist', () => {
      for (const { clauses: cited, source } of api.operations) {
        cites(cited);
        expect(cited.length > 0 || source !== undefined).toBe(true);
      }
      for (const { clauses: cited } of Object.values(api.lifecycle.states)) cites(cited);
      for (const { clauses: cited } of Object.values(api.lifecycle.commands ?? {})) cites(cited);
      for (const { clauses: cited } of [...api.presets, ...api.errata]) cites(cited);
    });
  });

  describe('errata', () => {
    const ids = api.operations.map((operation) => operation.id);

    it('obey their schema, and each has an id of its own', async () => {
      const file = JSON.parse(readFileSync(`contracts/${name}/errata.json`, 'utf8'));
      const validator = createValidator(documentsOf('standin').schemas);
      expect(await validator.violations('errata', file)).toEqual([]);
      expect(new Set(api.errata.map(({ id }) => id)).size).toBe(api.errata.length);
      expect(api.errata).toEqual(file.errata);
    });

    it.each(api.errata.map((erratum) => [erratum.id, erratum] as const))('%s is complete', (_, erratum) => {
      const { lines, readings, why, source, changes, probe } = erratum;
      expect(lines.length).toBeGreaterThan(0);
      for (const [from, to] of lines) expect(from).toBeLessThanOrEqual(to);
      expect(Object.keys(readings).filter((name) => !readingNames.includes(name as 'literal'))).toEqual([]);
      // Every reading that is named says something of its own.
      expect(new Set(Object.values(readings)).size).toBe(Object.keys(readings).length);
      expect(why.length).toBeGreaterThan(0);
      if (readings.observed !== undefined) expect(source).toEqual(expect.any(String));
      for (const { operations } of changes) for (const id of operations) expect(ids).toContain(id);
      const several = Object.keys(readings).length > 1;
      expect([changes.length > 0, probe !== undefined]).toEqual([several, several]);
    });

    const differing = api.errata.flatMap((erratum) =>
      (['literal', 'observed'] as const)
        .filter((reading) => erratum.readings[reading] !== undefined)
        .map((reading) => [erratum.id, reading, erratum] as const),
    );
    it.each(differing)('%s is answered otherwise when %s', async (_, reading, erratum) => {
      const [corrected, other] = await Promise.all(
        (['corrected', reading] as const).map((each) => answerUnder(erratum, each, openFrozen)),
      );
      expect(other).not.toEqual(corrected);
    });
  });

  it('answers the example that serve prints with the documented one, in every profile', async () => {
    for (const profile of readingNames) {
      const { path, exchange } = api.example;
      const { standin, send } = await setStage({ profile });
      const answer = await send(path, {
        headers: api.example.headers?.({ readings: standin.readings, token: 'any' }) ?? {},
      });
      expect(answer.status, profile).toBe(200);
      if (exchange !== undefined && profile === 'literal') {
        const { body, text } = exchanges[exchange]!.response;
        expect(text === undefined ? answer.body : answer.text).toEqual(text ?? body);
      }
    }
  });
});

const openFrozen: Parameters<typeof answerUnder>[2] = (readings) =>
  createStandin({ clock: 'frozen', at: startOfTime, strict: true, readings }).fetch;

async function send({ standin, send }: Stage, exchange: Exchange): Promise<Answer> {
  const api = exchange.operation.split('/')[0]!;
  for (const preset of exchange.presets ?? []) await standin.presets.create({ api, ...preset });
  const { method, path, query, headers = {}, body } = exchange.request;
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const json = body === undefined ? {} : { json: body };
  const isRedirect = exchange.response.status >= 300 && exchange.response.status < 400;
  return send(path + search, { method, headers, ...json, redirect: isRedirect ? 'manual' : 'follow' });
}

function keywords(schema: Schema, keyword: string): unknown[] {
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === keyword) return [value];
    if (Array.isArray(value)) return value.flatMap((each) => (isSchema(each) ? keywords(each, keyword) : []));
    return isSchema(value) ? keywords(value, keyword) : [];
  });
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
