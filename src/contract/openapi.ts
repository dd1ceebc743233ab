// An API as OpenAPI 3.1, for other tools: from its rows, its schemas and its exchanges.
import { documentsOf, type Exchange, type Schema } from '../core/documents.ts';
import type { Readings } from '../core/errata.ts';
import type { Operation, Surface } from '../core/operation.ts';
import { componentsOf, inComponents, refTo } from './openapi-schemas.ts';

type Json = Record<string, unknown>;

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** What is described: an API, or Standin's own routes, with what to call it. */
export interface Described {
  readonly surface: Surface;
  readonly title: string;
}

/** One description of several surfaces, with the rows that are there under these readings. */
export function openApiOf(
  described: readonly Described[],
  about: { readonly version: string; readonly url: string; readonly readings: Readings },
): OpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: described.length === 1 ? described[0]!.title : 'Standin',
      version: about.version,
      description: 'Made by Standin from what public documents say.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.url }],
    tags: described.map(({ surface, title }) => ({ name: surface.name, description: title })),
    paths: Object.assign({}, ...described.map(({ surface }) => pathsOf(surface, about.readings))),
    components: {
      schemas: Object.assign({}, ...described.map(({ surface }) => componentsOf(surface))),
    },
  };
}

function pathsOf(surface: Surface, readings: Readings): Record<string, Json> {
  const paths: Record<string, Record<string, Operation[]>> = {};
  for (const row of surface.operations) {
    if (row.under && !row.under.readings.includes(readings(row.under.erratum))) continue;
    const method = row.method.toLowerCase();
    const methods = paths[row.path] ?? {};
    paths[row.path] = { ...methods, [method]: [...(methods[method] ?? []), row] };
  }
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, rows]) => [method, toOperation(surface, rows)]),
      ),
    ]),
  );
}

/** Rows that share method and path are told apart by their query; OpenAPI has one operation for all of them. */
function toOperation(surface: Surface, rows: readonly Operation[]): Json {
  const body = rows.map((row) => sectionsOf(surface, row).body).find((section) => section !== undefined);
  return {
    operationId: `${surface.name}/${rows.map((row) => row.id).join('-or-')}`,
    tags: [surface.name],
    summary: rows.map((row) => row.says).join(' Or: '),
    ...citations(rows),
    parameters: parametersOf(surface, rows),
    ...(body && { requestBody: requestBodyOf(surface, rows, body) }),
    responses: responsesOf(surface, rows),
  };
}

function citations(rows: readonly Operation[]): Json {
  const clauses = [...new Set(rows.flatMap((row) => row.clauses))];
  const sources = [...new Set(rows.flatMap((row) => row.source ?? []))];
  return {
    ...(clauses.length > 0 && { 'x-clauses': clauses }),
    ...(sources.length > 0 && { 'x-source': sources.join('; ') }),
  };
}

type Sections = Partial<Record<'path' | 'query' | 'headers' | 'body', Schema>>;

function sectionsOf(surface: Surface, { request }: Operation): Sections {
  if (!request) return {};
  return (documentsOf(surface.name, surface.folder).schemas[request]?.properties ?? {}) as Sections;
}

function parametersOf(surface: Surface, rows: readonly Operation[]): Json[] {
  const places = [
    ['path', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
  ] as const;
  const declared = places.flatMap(([section, place]) => {
    const found = rows.map((row) => sectionsOf(surface, row)[section]);
    const names = [...new Set(found.flatMap((schema) => Object.keys(schema?.properties ?? {})))];
    // Twin rows may share a request schema and not its every path parameter.
    const there = names.filter((name) => place !== 'path' || rows[0]!.path.includes(`{${name}}`));
    return there.map((name) => {
      const holders = found.filter((schema) => (schema?.properties as Json | undefined)?.[name]);
      const required = found.every((schema) => (schema?.required as string[] | undefined)?.includes(name));
      const schema = (holders[0]!.properties as Record<string, Json>)[name]!;
      return {
        name,
        in: place,
        ...((required || place === 'path') && { required: true }),
        schema: inComponents(surface, schema),
      };
    });
  });
  // A row that does not read a part of its path has no schema for it.
  const inPath = [...rows[0]!.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const silent = inPath.filter((name) => !declared.some((each) => each.in === 'path' && each.name === name));
  return [
    ...declared,
    ...silent.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  ];
}

function requestBodyOf(surface: Surface, rows: readonly Operation[], schema: Schema): Json {
  const needed = rows.every((row) => {
    const whole = documentsOf(surface.name, surface.folder).schemas[row.request ?? ''];
    return (whole?.required as string[] | undefined)?.includes('body');
  });
  const types = ['application/json', ...(rows.some((row) => row.form) ? ['multipart/form-data'] : [])];
  const content = { schema: inComponents(surface, schema) };
  return { required: needed, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function responsesOf(surface: Surface, rows: readonly Operation[]): Json {
  const statuses = [...new Set(rows.flatMap((row) => Object.keys(row.replies)))].sort();
  return Object.fromEntries(statuses.map((status) => [status, responseOf(surface, rows, Number(status))]));
}

function responseOf(surface: Surface, rows: readonly Operation[], status: number): Json {
  const shapes = [...new Set(rows.map((row) => row.replies[status]))];
  const schemas = shapes.flatMap((shape) => (shape ? [{ $ref: refTo(surface, shape) }] : []));
  const shown = exchangesOf(surface, rows, status);
  const type = contentTypeOf(surface, shown);
  if (schemas.length === 0) return { description: phrases[status] ?? `Status ${status}` };
  const examples = Object.fromEntries(
    shown
      .filter(([, { reply }]) => reply.body !== undefined)
      .map(([name, { reply }]) => [name, { value: reply.body }]),
  );
  const content = {
    schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
    ...(Object.keys(examples).length > 0 && { examples }),
  };
  return { description: phrases[status] ?? `Status ${status}`, content: { [type]: content } };
}

function exchangesOf(surface: Surface, rows: readonly Operation[], status: number): [string, Exchange][] {
  const ids = rows.map((row) => `${surface.name}/${row.id}`);
  return Object.entries(documentsOf(surface.name, surface.folder).exchanges).filter(
    ([, { operation, reply }]) => ids.includes(operation) && reply.status === status,
  );
}

function contentTypeOf(surface: Surface, shown: readonly (readonly [string, Exchange])[]): string {
  const named = shown.flatMap(([, { reply }]) => reply.headers?.['content-type'] ?? []);
  return named[0] ?? surface.wire.contentType;
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created, or still under way',
  204: 'Done; no body',
  301: 'Moved',
  308: 'Moved, with method and body',
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  410: 'Revoked',
  412: 'Precondition failed',
  422: 'Cannot be processed',
  500: 'Internal error',
};
