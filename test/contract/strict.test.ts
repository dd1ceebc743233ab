// Our schemas as others compile them: Ajv's strict mode, types, tuples and required members included.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { settle } from '../../src/core/api/narrow.ts';
import { strictAjv } from './_strict.ts';

const surfaces = [...Object.values(registry).map(({ name }) => name), 'standin'];
const readings = {
  'whatever is read': undefined,
  'all errata are read as corrected': () => true,
  'no erratum is': () => false,
};

describe.each(surfaces)('the schemas of %s compile in strict mode', (name) => {
  it.each(Object.entries(readings))('where %s', (_, isCorrected) => {
    const { schemas } = documentsOf(name);
    const all = isCorrected ? settle(schemas, isCorrected) : schemas;
    expect(Object.keys(all).length).toBeGreaterThan(0);
    const ajv = strictAjv();
    for (const [schemaName, schema] of Object.entries(all))
      ajv.addSchema(schema, `${schemaName}.schema.json`);
    for (const schemaName of Object.keys(all))
      expect(() => ajv.getSchema(`${schemaName}.schema.json`), schemaName).not.toThrow();
  });
});

it('would have a keyword that no value can meet found', () => {
  const ajv = strictAjv();
  expect(() => ajv.compile({ type: 'object', required: ['gone'] })).toThrow(/strictRequired/);
  expect(() => ajv.compile({ minLength: 1 })).toThrow(/strictTypes/);
  expect(() => ajv.compile({ type: 'string', patern: 'x' })).toThrow(/unknown keyword/);
});
