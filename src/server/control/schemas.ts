// The schemas of the served APIs, for clients that check their requests. Where a file refers to another, the
// response has that one's address. The files are closed, against our own mistakes; the served schemas are open.
import type { Schemas } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { own } from '../../core/values/own.ts';
import { unknownName } from '../../core/values/problem.ts';
import type { World } from '../../core/worlds/world.ts';

export function schemaOperations(apis: readonly Api[]): readonly Operation[] {
  const names = apis.map((api) => api.name);
  return [
    operationsFor<Schemas, World>()({
      id: 'show-schema',
      method: 'GET',
      path: '/__standin/schemas/{api}/{schema}',
      says: 'Shows the JSON Schema of a schema of an API.',
      clauses: [],
      request: 'show-schema.request',
      responses: { 200: 'schema', 404: 'problem' },
      async handle(request, respond) {
        const { api: name, schema: schemaName } = request.params;
        const api = apis.find((each) => each.name === name);
        if (!api) throw unknownName('api', name, names, 404);
        const { schemas } = documentsOf(api.name, api.folder);
        const schema = own(schemas, schemaName);
        if (!schema) throw unknownName('schema', schemaName, Object.keys(schemas), 404);
        const base = request.url(`/__standin/schemas/${name}/`);
        const given = api.schemaForClients?.(schemaName, schema) ?? schema;
        const served = { ...(opened(given, base) as Schemas['schema']), $id: base + schemaName };
        return respond(200, served, { 'content-type': 'application/schema+json' });
      },
    }),
  ];
}

/** A schema that allows unknown members, with absolute references. */
function opened(schema: Schema, base: string): Schema {
  const members = Object.entries(schema).filter(
    ([key, value]) => key !== 'additionalProperties' || value !== false,
  );
  return Object.fromEntries(
    members.map(([key, value]) => [key, key === '$ref' ? toUrl(value, base) : inside(value, base)]),
  );
}

function inside(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((each) => inside(each, base));
  return typeof value === 'object' && value !== null ? opened(value as Schema, base) : value;
}

function toUrl(ref: unknown, base: string): string {
  return base + String(ref).replace(/\.schema\.json$/, '');
}
