// Links of what stands beside builds. Each has the address of its target's schema, which this Standin serves itself: a
// client that fetches it before it writes does not leave the machine.
import type { Asked } from '../../../core/operation.ts';

export type Shape =
  | 'app'
  | 'build'
  | 'codesource'
  | 'datasource'
  | 'deployment'
  | 'platform'
  | 'target'
  | `${'app' | 'codesource' | 'datasource' | 'deployment' | 'platform' | 'target'}-list`;

/** A link to something of a shape. */
export function linkTo(shape: Shape, path: string, call: Asked) {
  return { href: call.url(path), profile: call.url(`/__standin/schemas/entrecode/${shape}`) };
}

/** A template of links to single ones, by what tells them apart. */
export function byId(shape: Shape, path: string, id: string, call: Asked) {
  return { ...linkTo(shape, `${path}{?${id}}`, call), templated: true };
}

/** A template of links to a list. What `path` binds in its query is offered again: clients expand it both ways. */
export function options(path: string, names: readonly string[], call: Asked) {
  const sign = path.includes('?') ? '&' : '?';
  const all = [...names, 'page', 'size', '_list', 'sort'].sort();
  return { href: call.url(`${path}{${sign}${all.join(',')}}`), templated: true };
}
