// The ways in which a member can break its schema: left out, null, of another type, an unknown value.
import type { Member } from '../api/members.ts';

export interface SchemaMutant {
  readonly name: string;
  /** What the mutation does, as the end of a sentence. */
  readonly says: string;
  change(value: unknown): unknown;
}

/** Stands for a member that the change leaves out. */
const gone = Symbol('gone');

export function mutantsOf({ schema, required }: Member): SchemaMutant[] {
  const types = [schema.type ?? []].flat() as string[];
  const values = (schema.enum ?? (schema.const === undefined ? [] : [schema.const])) as unknown[];
  const mutants: SchemaMutant[] = [];
  const kinds = types.length > 0 ? types : [...new Set(values.map(typeOf))];
  if (required) mutants.push({ name: 'gone', says: 'is left out', change: () => gone });
  if (!kinds.includes('null') && kinds.length > 0)
    mutants.push({ name: 'null', says: 'is null', change: () => null });
  if (kinds.includes('integer') || kinds.includes('number'))
    mutants.push({
      name: 'as-text',
      says: 'is a number as text',
      change: (value) => (value === null ? null : String(value)),
    });
  if (kinds.includes('string') && !kinds.includes('integer'))
    mutants.push({ name: 'as-number', says: 'is a number', change: (value) => (value === null ? null : 7) });
  if (kinds.includes('boolean'))
    mutants.push({ name: 'as-text', says: 'is a Boolean as text', change: String });
  if (kinds.includes('array'))
    mutants.push({ name: 'as-object', says: 'is an object', change: (value) => ({ ...(value as object) }) });
  if (kinds.includes('object'))
    mutants.push({
      name: 'as-array',
      says: 'is an array',
      change: (value) => (value === null ? null : [value]),
    });
  if (kinds.length === 1 && kinds[0] === 'null')
    mutants.push({ name: 'not-null', says: 'is not null', change: () => 'later' });
  if (values.length > 1)
    mutants.push({ name: 'unknown', says: 'has an unknown value', change: () => 'exploded' });
  if (schema.pattern !== undefined || schema.format !== undefined)
    mutants.push({
      name: 'malformed',
      says: 'does not have its format',
      change: (value) => (value === null ? null : ' not so '),
    });
  return mutants;
}

/** The type of a value by its name in JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The value with the member at a path changed; the same value if there is no such member. */
export function content(
  value: unknown,
  [key, ...rest]: readonly string[],
  mutant: Pick<SchemaMutant, 'change'>,
): unknown {
  if (key === undefined) return mutant.change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (key === '*') return Array.isArray(value) ? value.map((each) => content(each, rest, mutant)) : value;
  if (!Object.hasOwn(value, key)) return value;
  const { [key]: member, ...others } = value as Record<string, unknown>;
  const changed = content(member, rest, mutant);
  return changed === gone ? others : { ...value, [key]: changed };
}

/** A place as a text: `build_task/state`. */
export function nameOf(place: readonly string[]): string {
  return place.map((part) => (part === '*' ? 'each' : part)).join('/');
}
