// Who is let in, for OpenAPI: the schemes of a surface, and those of which an operation takes one.
import type { Operation } from '../../core/api/operation.ts';
import type { Room } from './room.ts';

type Json = Record<string, unknown>;

export function schemesOf({ surface, advertised }: Room): Record<string, Json> {
  const schemes = Object.entries(advertised?.schemes ?? {});
  return Object.fromEntries(schemes.map(([name, scheme]) => [`${surface.name}.${name}`, scheme]));
}

/** Alternatives; an empty one where nobody insists, and none at all where nobody asks. */
export function securityOf({ surface, advertised, readings }: Room, operation: Operation): Json[] {
  const { oneOf, must } = advertised?.takes(operation, readings) ?? { oneOf: [], must: false };
  const schemes = oneOf.map((name) => ({ [`${surface.name}.${name}`]: [] }));
  return must || schemes.length === 0 ? schemes : [{}, ...schemes];
}
