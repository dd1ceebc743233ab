// An API as OpenAPI 3.1, for other tools: from its operations, its schemas and its exchanges.
import { documentsOf, type Exchange, type Schema } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import { narrow } from '../../core/api/narrow.ts';
import type { Operation, Surface } from '../../core/api/operation.ts';
import { fillTemplate, namesIn } from '../../core/api/templates.ts';
import { phrases } from './phrases.ts';
import { componentsOf, inComponents, refTo } from './schemas.ts';

type Json = Record<string, unknown>;

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** What is described: an API, or Standin's own routes, with its title. */
export interface Described {
  readonly surface: Surface;
  readonly title: string;
}

/** One description of several surfaces, with the operations that exist under these readings. */
export function openApiOf(
  described: readonly Described[],
  about: { readonly version: string; readonly url: string; readonly readings: Readings },
): OpenApi {
  const isCorrected = (erratum: string) => about.readings(erratum) === 'corrected';
  const paths = Object.assign({}, ...described.map(({ surface }) => pathsOf(surface, about.readings)));
  const schemas = Object.assign({}, ...described.map(({ surface }) => componentsOf(surface)));
  return {
    openapi: '3.1.0',
    info: {
      title: described.length === 1 ? described[0]!.title : 'Standin',
      version: about.version,
      description: 'Made by Standin from public documents.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.url }],
    tags: described.map(({ surface, title }) => ({ name: surface.name, description: title })),
    paths: narrow(paths, isCorrected),
    components: { schemas: narrow(schemas, isCorrected) },
  };
}

function pathsOf(surface: Surface, readings: Readings): Record<string, Json> {
  const paths: Record<string, Record<string, Operation[]>> = {};
  for (const operation of surface.operations) {
    if (operation.under && !operation.under.readings.includes(readings(operation.under.erratum))) continue;
    const method = operation.method.toLowerCase();
    const path = fillTemplate(operation.path, (name) => `{${name}}`);
    paths[path] ??= {};
    paths[path][method] = [...(paths[path][method] ?? []), operation];
  }
  return Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operations]) => [method, toOperation(surface, operations)]),
      ),
    ]),
  );
}

/** Operations that share method and path differ by their query; OpenAPI has one operation for all of them. */
function toOperation(surface: Surface, operations: readonly Operation[]): Json {
  const body = operations
    .map((operation) => sectionsOf(surface, operation).body)
    .find((section) => section !== undefined);
  return {
    operationId: `${surface.name}/${operations.map((operation) => operation.id).join('-or-')}`,
    tags: [surface.name],
    summary: operations.map((operation) => operation.says).join(' Or: '),
    ...citations(operations),
    parameters: parametersOf(surface, operations),
    ...(body && { requestBody: requestBodyOf(surface, operations, body) }),
    responses: responsesOf(surface, operations),
  };
}

function citations(operations: readonly Operation[]): Json {
  const clauses = [...new Set(operations.flatMap((operation) => operation.clauses))];
  const sources = [...new Set(operations.flatMap((operation) => operation.source ?? []))];
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

function parametersOf(surface: Surface, operations: readonly Operation[]): Json[] {
  const places = [
    ['path', 'path'],
    ['query', 'query'],
    ['headers', 'header'],
  ] as const;
  const inPath = namesIn(operations[0]!.path);
  const declared = places.flatMap(([section, place]) => {
    const found = operations.map((operation) => sectionsOf(surface, operation)[section]);
    const names = [...new Set(found.flatMap((schema) => Object.keys(schema?.properties ?? {})))];
    // Twin operations may share a request schema, but not all of its path parameters.
    const there = names.filter((name) => place !== 'path' || inPath.includes(name));
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
  // An operation that does not read a part of its path has no schema for it.
  const silent = inPath.filter((name) => !declared.some((each) => each.in === 'path' && each.name === name));
  return [
    ...declared,
    ...silent.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  ];
}

function requestBodyOf(surface: Surface, operations: readonly Operation[], schema: Schema): Json {
  const needed = operations.every((operation) => {
    const whole = documentsOf(surface.name, surface.folder).schemas[operation.request ?? ''];
    return (whole?.required as string[] | undefined)?.includes('body');
  });
  const types = [
    'application/json',
    ...(operations.some((operation) => operation.form) ? ['multipart/form-data'] : []),
  ];
  const content = { schema: inComponents(surface, schema) };
  return { required: needed, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function responsesOf(surface: Surface, operations: readonly Operation[]): Json {
  const statuses = [...new Set(operations.flatMap((operation) => Object.keys(operation.responses)))].sort();
  return Object.fromEntries(
    statuses.map((status) => [status, responseOf(surface, operations, Number(status))]),
  );
}

function responseOf(surface: Surface, operations: readonly Operation[], status: number): Json {
  const names = [...new Set(operations.map((operation) => operation.responses[status]))];
  const schemas = names.flatMap((schemaName) => (schemaName ? [{ $ref: refTo(surface, schemaName) }] : []));
  const shown = exchangesOf(surface, operations, status);
  const type = contentTypeOf(surface, shown);
  if (schemas.length === 0) return { description: phrases[status] ?? `Status ${status}` };
  const examples = Object.fromEntries(
    shown
      .filter(([, { response }]) => response.body !== undefined)
      .map(([name, { response }]) => [name, { value: response.body }]),
  );
  const content = {
    schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
    ...(Object.keys(examples).length > 0 && { examples }),
  };
  return { description: phrases[status] ?? `Status ${status}`, content: { [type]: content } };
}

function exchangesOf(
  surface: Surface,
  operations: readonly Operation[],
  status: number,
): [string, Exchange][] {
  const ids = operations.map((operation) => `${surface.name}/${operation.id}`);
  return Object.entries(documentsOf(surface.name, surface.folder).exchanges).filter(
    ([, { operation, response }]) => ids.includes(operation) && response.status === status,
  );
}

function contentTypeOf(surface: Surface, shown: readonly (readonly [string, Exchange])[]): string {
  const named = shown.flatMap(([, { response }]) => response.headers?.['content-type'] ?? []);
  return named[0] ?? surface.wire.contentType;
}
