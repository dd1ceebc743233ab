// What an operation takes, for OpenAPI: parameters of path, query and headers, and a body.
import type { Schema } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import { namesIn } from '../../core/api/templates.ts';
import type { Room } from './room.ts';
import { inComponents } from './schemas.ts';

type Json = Record<string, unknown>;
type Sections = Partial<Record<'path' | 'query' | 'headers' | 'body', Schema>>;

const places = [
  ['path', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
] as const;
/** OpenAPI has a place of its own for them. */
const elsewhere = ['accept', 'content-type', 'authorization'];

export function parametersOf(room: Room, operations: readonly Operation[]): Json[] {
  const inPath = namesIn(operations[0]!.path);
  const declared = places.flatMap(([section, place]) => {
    const found = operations.map((operation) => sectionsOf(room, operation)[section]);
    const names = [...new Set(found.flatMap((schema) => Object.keys(schema?.properties ?? {})))];
    return names
      .filter((name) => isDeclared(room, place, name, inPath))
      .map((name) => parameterOf(room, found, place, name));
  });
  // An operation that does not read a part of its path has no schema for it.
  const silent = inPath.filter((name) => !declared.some((each) => each.in === 'path' && each.name === name));
  return [
    ...declared,
    ...silent.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  ];
}

/** Twin operations may share a request schema and not its every path parameter. What lets callers in is a security scheme. */
function isDeclared({ advertised }: Room, place: string, name: string, inPath: readonly string[]): boolean {
  if (place === 'path') return inPath.includes(name);
  if (place === 'header' && elsewhere.includes(name)) return false;
  return !Object.values(advertised?.schemes ?? {}).some(
    (scheme) => scheme.in === place && scheme.name?.toLowerCase() === name.toLowerCase(),
  );
}

function parameterOf(
  { surface }: Room,
  found: readonly (Schema | undefined)[],
  place: string,
  name: string,
): Json {
  const required = found.every((schema) => (schema?.required as string[] | undefined)?.includes(name));
  const holder = found.find((schema) => (schema?.properties as Json | undefined)?.[name])!;
  const schema = (holder.properties as Record<string, Json>)[name]!;
  return {
    name,
    in: place,
    ...((required || place === 'path') && { required: true }),
    schema: inComponents(surface.name, schema),
  };
}

export function requestBodyOf(room: Room, operations: readonly Operation[]): Json | undefined {
  const schema = operations.map((operation) => sectionsOf(room, operation).body).find(Boolean);
  if (!schema) return undefined;
  const needed = operations.every(({ request }) =>
    (room.schemas[request ?? '']?.required as string[] | undefined)?.includes('body'),
  );
  const types = [
    'application/json',
    ...(operations.some((operation) => operation.form) ? ['multipart/form-data'] : []),
  ];
  const content = { schema: inComponents(room.surface.name, schema) };
  return { required: needed, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function sectionsOf({ schemas }: Room, { request }: Operation): Sections {
  return (request ? (schemas[request]?.properties ?? {}) : {}) as Sections;
}
