// The members of a value that its schema does not know, found without a validator and without a limit.
import { escapePointer } from '../values/pointer.ts';
import type { Schema } from './documents.ts';
import { type Place, placeWithin, wholeOf } from './schema-places.ts';

type Schemas = Readonly<Record<string, Schema>>;

export interface UnknownMember {
  /** JSON Pointer to the member. */
  readonly pointer: string;
  readonly given: unknown;
}

/** Each member that no schema describes, of an object whose schema is closed to others. */
export function* unknownMembers(
  schemas: Schemas,
  schemaName: string,
  value: unknown,
): Generator<UnknownMember> {
  yield* within(schemas, wholeOf(schemas, schemaName), value, '');
}

function* within(schemas: Schemas, place: Place, value: unknown, at: string): Generator<UnknownMember> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    // The same schemas describe every item.
    const items = placeWithin(schemas, place, '0');
    if (items)
      for (const [index, item] of value.entries()) yield* inItem(schemas, items, item, `${at}/${index}`);
    return;
  }
  const closed = isClosed(place);
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    const known = placeWithin(schemas, place, name);
    if (known) yield* within(schemas, known, member, `${at}/${escapePointer(name)}`);
    else if (closed && !fitsPattern(place, name))
      yield { pointer: `${at}/${escapePointer(name)}`, given: member };
  }
}

const none: readonly UnknownMember[] = [];

/** Only objects have members: a generator for each of a million numbers would be slow. */
function inItem(schemas: Schemas, place: Place, item: unknown, at: string): Iterable<UnknownMember> {
  return typeof item === 'object' && item !== null ? within(schemas, place, item, at) : none;
}

function isClosed({ described }: Place): boolean {
  return described.some(
    (schema) => schema.additionalProperties === false || schema.unevaluatedProperties === false,
  );
}

function fitsPattern({ described }: Place, name: string): boolean {
  const patterns = described.flatMap(({ patternProperties = {} }) =>
    Object.keys(patternProperties as object),
  );
  return patterns.some((pattern) => new RegExp(pattern, 'u').test(name));
}
