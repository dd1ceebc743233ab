// Checks a lifecycle file against the format's own JSON Schema, with the line of the first mistake. It knows the few
// keywords that this schema uses: a whole validator takes longer to load than everything else that reads such a file.
import { nearest, quoted } from '../../core/values/problem.ts';
import { isObject, membersOf } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';

// biome-ignore lint/suspicious/noExplicitAny: only the used parts of a schema are typed.
type Schema = Readonly<Record<string, any>>;

/** Throws a Problem for the first place that breaks the schema. */
export function checkStructure(place: Place, whole: Schema, given: Schema = whole): void {
  const schema: Schema = given.$ref === undefined ? given : whole.$defs[given.$ref.replace('#/$defs/', '')];
  if (schema.anyOf) {
    checkAlternatives(place, whole, schema);
    return;
  }
  const { value } = place;
  const types = [schema.type ?? []].flat() as string[];
  if (schema.const !== undefined && value !== schema.const)
    throw wrong(place, `should be ${JSON.stringify(schema.const)}, and is ${quoted(value)}`);
  if (schema.enum && !schema.enum.includes(value))
    throw wrong(
      place,
      `is ${quoted(value)}, and should be one of ${schema.enum.join(', ')}${meant(String(value), schema.enum)}`,
    );
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    throw wrong(place, `should be ${types.map((type) => names[type]).join(' or ')}, and is ${quoted(value)}`);
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value))
    throw wrong(
      place,
      `is ${quoted(value)}, which does not have its format (${schema.description ?? schema.pattern})`,
    );
  if (typeof value === 'number' && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    throw wrong(
      place,
      `is ${value}, and should be from ${schema.minimum ?? '…'} to ${schema.maximum ?? '…'}`,
    );
  if (Array.isArray(value)) checkItems(place, whole, schema);
  else if (isObject(value)) checkMembers(place, whole, schema);
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

/** Picks the alternative with the value's type. */
function checkAlternatives(place: Place, whole: Schema, { anyOf }: Schema): void {
  const resolved = (anyOf as Schema[]).map((each) =>
    each.$ref ? whole.$defs[each.$ref.replace('#/$defs/', '')] : each,
  );
  const typeOf = ({ type, const: only }: Schema) => type ?? typeof only;
  const own = resolved.find((each) => isOf(typeOf(each), place.value));
  if (!own)
    throw wrong(
      place,
      `should be ${resolved.map((each) => names[typeOf(each)]).join(' or ')}, and is ${quoted(place.value)}`,
    );
  checkStructure(place, whole, own);
}

function checkItems(place: Place, whole: Schema, schema: Schema): void {
  const items = place.value as readonly unknown[];
  if (items.length < (schema.minItems ?? 0)) throw wrong(place, 'is empty');
  if (schema.items) for (const [, item] of membersOf(place)) checkStructure(item, whole, schema.items);
}

function checkMembers(place: Place, whole: Schema, schema: Schema): void {
  const members = membersOf(place);
  for (const name of (schema.required ?? []) as string[])
    if (!members.some(([own]) => own === name)) throw wrong(place, `has no '${name}', which is required`);
  if (members.length < (schema.minProperties ?? 0)) throw wrong(place, 'is empty');
  for (const [name, member] of members) {
    const { pattern, description } = schema.propertyNames ?? {};
    if (pattern && !new RegExp(pattern).test(name))
      throw wrong(member, `is not a valid name here (${description ?? pattern})`);
    const known = schema.properties ?? {};
    const inner = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties;
    if (inner === false)
      throw wrong(
        member,
        `is not known here${meant(name, Object.keys(known)) || '.'} Known: ${Object.keys(known).join(', ')}`,
      );
    if (isObject(inner)) checkStructure(member, whole, inner);
  }
}

function meant(given: string, known: readonly unknown[]): string {
  const near = nearest(given, known.map(String));
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

function wrong(place: Place, says: string) {
  const name =
    place.pointer === ''
      ? 'the file'
      : `'${place.pointer.split('/').slice(1).join(' ').replaceAll('~1', '/')}'`;
  return mistake(place, `${name} ${says}${says.endsWith('?') ? '' : '.'}`);
}
