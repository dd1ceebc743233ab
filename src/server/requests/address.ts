// Where a request goes: which world, and which path in it.
import type { OperationRequest } from '../../core/api/operation.ts';
import { decoded } from '../../core/values/decoded.ts';
import { Problem } from '../../core/values/problem.ts';

export interface Address {
  /** Scheme, host and port, as the client knows them. */
  readonly origin: string;
  /** The prefix of the world's paths: where the application is mounted, and the world if the path names one. */
  readonly prefix: string;
  /** The world named by the path (`/~name/…`), if one is. */
  readonly world: string | undefined;
  /** Without that prefix, leading slashes collapsed, because real clients join `…/` and `/…`. */
  readonly path: string;
  /** With its question mark; empty if there is no query. */
  readonly search: string;
  /** Path and query as the client wrote them. */
  readonly target: string;
}

export const defaultWorld = 'default';
const worldName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Splits an absolute URL as text: the URL class would take `//api_2` for a host. `base` is the path under which the
 * application is mounted.
 */
export function addressOf(url: string, base = ''): Address {
  const hostEnd = url.indexOf('/', url.indexOf('://') + 3);
  const origin = hostEnd < 0 ? url : url.slice(0, hostEnd);
  const whole = hostEnd < 0 ? '' : url.slice(hostEnd);
  const target = hostEnd < 0 ? '/' : url.slice(hostEnd + base.length) || '/';
  const queryStart = target.indexOf('?');
  const search = queryStart < 0 ? '' : target.slice(queryStart);
  const path = collapse(queryStart < 0 ? target : target.slice(0, queryStart)) || '/';
  if (!path.startsWith('/~')) return { origin, prefix: base, world: undefined, path, search, target: whole };
  const nameEnd = path.indexOf('/', 2);
  const world = decoded(nameEnd < 0 ? path.slice(2) : path.slice(2, nameEnd));
  const prefix = base + prefixOf(world);
  return {
    origin,
    prefix,
    world,
    path: nameEnd < 0 ? '/' : collapse(path.slice(nameEnd)),
    search,
    target: whole,
  };
}

/** The prefix of the paths of a world that is named by its path; otherwise empty. */
export function prefixOf(world: string | undefined): string {
  return world === undefined ? '' : `/~${encodeURIComponent(world)}`;
}

/** Makes absolute links of paths in the world that a request is for. */
export function linksOf({
  world,
  url,
  href,
}: Pick<OperationRequest, 'world' | 'url' | 'href'>): (path: string) => string {
  // If a header named the world, the links must name it too, or they would lead to another.
  const named = prefixOf(world.name);
  const unnamed = world.name !== defaultWorld && !href('').endsWith(named);
  return (path) => url((unnamed ? named : '') + path);
}

/** The world that a request is for, by prefix or header. A Problem (400) if both name one and differ. */
export function worldNameOf(address: Address, header: string | null): string {
  const { world } = address;
  if (world !== undefined && header !== null && world !== header) {
    throw new Problem(400, 'Two worlds', {
      detail: `The path names the world '${world}', but X-Standin-World names '${header}'.`,
      hint: 'Use one of the two.',
    });
  }
  return checkWorldName(world ?? header ?? defaultWorld);
}

/** Returns the name. A Problem (400) for one that no world can have. */
export function checkWorldName(name: string): string {
  if (worldName.test(name)) return name;
  throw new Problem(400, 'Bad world name', {
    detail: `'${name}' is not a valid name of a world.`,
    given: name,
    hint: 'Use 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit.',
  });
}

function collapse(path: string): string {
  return path.startsWith('//') ? path.replace(/^\/+/, '/') : path;
}
