// An API as OpenAPI 3.1, for other tools: from its operations, its schemas and its exchanges, as its readings have them.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { Operation } from '../../core/api/operation.ts';
import { fillTemplate } from '../../core/api/templates.ts';
import { parametersOf, requestBodyOf } from './request.ts';
import { responsesOf } from './responses.ts';
import type { Described, Room } from './room.ts';
import { componentsOf, settledSchemas } from './schemas.ts';
import { schemesOf, securityOf } from './security.ts';

type Json = Record<string, unknown>;

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly securitySchemes?: Readonly<Record<string, Json>>;
  };
}

export function toDescribed(api: Api): Described {
  const { title, advertised } = api;
  return { surface: api, title, ...(advertised && { advertised }) };
}

/** One description of several surfaces, with the operations that exist under these readings. */
export async function openApiOf(
  described: readonly Described[],
  about: { readonly version: string; readonly url: string; readonly readings: Readings },
): Promise<OpenApi> {
  const rooms = described.map((each) => roomOf(each, about.readings));
  const paths: Record<string, Json> = Object.assign({}, ...(await Promise.all(rooms.map(pathsOf))));
  const schemes = Object.assign({}, ...rooms.map(schemesOf));
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
    paths,
    components: {
      schemas: componentsOf(rooms, paths),
      ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
    },
  };
}

function roomOf(described: Described, readings: Readings): Room {
  const { schemas, errata } = documentsOf(described.surface.name, described.surface.folder);
  const ids = errata.map(({ id }) => id);
  return { ...described, readings, schemas: settledSchemas(schemas, ids, readings) };
}

async function pathsOf(room: Room): Promise<Record<string, Json>> {
  const paths: Record<string, Json> = {};
  for (const operations of twinsIn(room)) {
    const { method, path } = operations[0]!;
    const written = fillTemplate(path, (name) => `{${name}}`);
    paths[written] = { ...paths[written], [method.toLowerCase()]: await toOperation(room, operations) };
  }
  return paths;
}

/** The operations that are there, those together that share method and path: they are told apart by their query. */
function twinsIn({ surface, readings }: Room): Operation[][] {
  const twins = new Map<string, Operation[]>();
  for (const operation of surface.operations) {
    const { under, method, path } = operation;
    if (under && !under.readings.includes(readings(under.erratum))) continue;
    const key = `${method} ${path}`;
    twins.set(key, [...(twins.get(key) ?? []), operation]);
  }
  return [...twins.values()];
}

/** OpenAPI has one operation for all that share method and path. */
async function toOperation(room: Room, operations: readonly Operation[]): Promise<Json> {
  const body = requestBodyOf(room, operations);
  return {
    operationId: `${room.surface.name}.${operations.map(({ id }) => id).join('-or-')}`,
    tags: [room.surface.name],
    summary: operations.map(({ says }) => says).join(' Or: '),
    ...citations(operations),
    parameters: parametersOf(room, operations),
    ...(body && { requestBody: body }),
    security: securityOf(room, operations[0]!),
    responses: await responsesOf(room, operations),
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
