// Links of what stands beside builds. Each has the address of its target's schema, which this Standin serves itself: a
// client that fetches it before it writes does not leave the machine.
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

/** A template of links to single ones, by what tells them apart. */
export function byId(schemaName: Schema, path: string, id: string, request: RequestHead) {
  return { ...linkTo(schemaName, `${path}{?${id}}`, request), templated: true };
}

/** A template of links to a list. What `path` binds in its query is offered again: clients expand it both ways. */
export function options(path: string, names: readonly string[], request: RequestHead) {
  const sign = path.includes('?') ? '&' : '?';
  const all = [...names, 'page', 'size', '_list', 'sort'].sort();
  return { href: request.url(`${path}{${sign}${all.join(',')}}`), templated: true };
}
