// What can be told of a member that its schema does not admit: left out, null, of another type, a value nobody knows.
import type { Member } from '../api/members.ts';

export interface SchemaMutant {
  readonly name: string;
  /** What is told, as the end of a sentence. */
  readonly says: string;
  tell(value: unknown): unknown;
}

/** What is told of a member that is left out. */
const gone = Symbol('gone');

export function mutantsOf({ schema, required }: Member): SchemaMutant[] {
  const types = [schema.type ?? []].flat() as string[];
  const values = (schema.enum ?? (schema.const === undefined ? [] : [schema.const])) as unknown[];
  const mutants: SchemaMutant[] = [];
  const kinds = types.length > 0 ? types : [...new Set(values.map(typeOf))];
  if (required) mutants.push({ name: 'gone', says: 'is left out', tell: () => gone });
  if (!kinds.includes('null') && kinds.length > 0)
    mutants.push({ name: 'null', says: 'is null', tell: () => null });
  if (kinds.includes('integer') || kinds.includes('number'))
    mutants.push({
      name: 'as-text',
      says: 'is a number as text',
      tell: (value) => (value === null ? null : String(value)),
    });
  if (kinds.includes('string') && !kinds.includes('integer'))
    mutants.push({ name: 'as-number', says: 'is a number', tell: (value) => (value === null ? null : 7) });
  if (kinds.includes('boolean'))
    mutants.push({ name: 'as-text', says: 'is a Boolean as text', tell: String });
  if (kinds.includes('array'))
    mutants.push({ name: 'as-object', says: 'is an object', tell: (value) => ({ ...(value as object) }) });
  if (kinds.includes('object'))
    mutants.push({
      name: 'as-array',
      says: 'is an array',
      tell: (value) => (value === null ? null : [value]),
    });
  if (kinds.length === 1 && kinds[0] === 'null')
    mutants.push({ name: 'not-null', says: 'is not null', tell: () => 'later' });
  if (values.length > 1)
    mutants.push({ name: 'unknown', says: 'has a value that nobody knows', tell: () => 'exploded' });
  if (schema.pattern !== undefined || schema.format !== undefined)
    mutants.push({
      name: 'malformed',
      says: 'is not of its form',
      tell: (value) => (value === null ? null : ' not so '),
    });
  return mutants;
}

/** The type of a value by its name in JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** A value with what stands at a path told otherwise; as it is where nothing stands there. */
export function content(
  value: unknown,
  [key, ...rest]: readonly string[],
  mutant: Pick<SchemaMutant, 'tell'>,
): unknown {
  if (key === undefined) return mutant.tell(value);
  if (typeof value !== 'object' || value === null) return value;
  if (key === '*') return Array.isArray(value) ? value.map((each) => content(each, rest, mutant)) : value;
  if (!Object.hasOwn(value, key)) return value;
  const { [key]: member, ...others } = value as Record<string, unknown>;
  const lied = content(member, rest, mutant);
  return lied === gone ? others : { ...value, [key]: lied };
}

/** A place as a text: `build_task/state`. */
export function nameOf(place: readonly string[]): string {
  return place.map((part) => (part === '*' ? 'each' : part)).join('/');
}
