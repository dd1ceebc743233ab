// Links of supporting resources. Each has the URL of its target's schema, which this Standin serves itself: a
// client that fetches it before it writes does not leave the machine.
import type { Schema as ServedSchema } from '../../../core/api/documents.ts';
import type { RequestHead } from '../../../core/api/operation.ts';

export type Schema =
  | 'app'
  | 'build'
  | 'codesource'
  | 'datasource'
  | 'deployment'
  | 'platform'
  | 'target'
  | `${'app' | 'codesource' | 'datasource' | 'deployment' | 'platform' | 'target'}-list`;

/** A link to something of a schema. */
export function linkTo(schemaName: Schema, path: string, request: RequestHead) {
  return { href: request.url(path), profile: request.url(`/__standin/schemas/entrecode/${schemaName}`) };
}

/** A template of links to single ones, by their parameter. */
export function byId(schemaName: Schema, path: string, id: string, request: RequestHead) {
  return { ...linkTo(schemaName, `${path}{?${id}}`, request), templated: true };
}

/** A template of links to a list. What `path` binds in its query is offered again: clients expand it both ways. */
export function options(path: string, names: readonly string[], request: RequestHead) {
  const sign = path.includes('?') ? '&' : '?';
  const all = [...names, 'page', 'size', '_list', 'sort'].sort();
  return { href: request.url(`${path}{${sign}${all.join(',')}}`), templated: true };
}

const schemas = 'https://schema.entrecode.de/schema-app';
const oldSchemas = 'https://entrecode.de/schema';

/**
 * Whether it is the vendor's own client that asks. It fetches the schema of what it saves and must not leave this machine
 * for that, so it gets the addresses of the copies here.
 */
export function fetchesSchemas(request: Pick<RequestHead, 'header'>): boolean {
  return /^ec\.sdk\//.test(request.header('x-user-agent') ?? '');
}

/** Where the schema of something is. */
export function profileOf(kind: string, request: RequestHead): string {
  if (fetchesSchemas(request))
    return request.url(`/__standin/schemas/entrecode/${kind.replace(/s$/, '-list')}`);
  const base = request.reading('entrecode/schema-address') === 'observed' ? oldSchemas : schemas;
  return `${base}/${kind}`;
}

const ofLinks = ['link', 'supporting-link'];

/** HAL allows a link or an array of links, and clients make arrays of all of them before they check what they have. */
export function linksInArrays(name: string, schema: ServedSchema): ServedSchema {
  if (!ofLinks.includes(name)) return schema;
  const { $schema, title, description, ...one } = schema;
  return { $schema, title, description, anyOf: [one, { type: 'array', items: one }] };
}
