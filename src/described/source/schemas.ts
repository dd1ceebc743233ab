// The schemas of a document in the one dialect that is checked here, draft 2020-12: each is converted on first
// use, and named, so that others refer to it by name.
import type { Schema } from '../../core/api/documents.ts';
import type { DescribedDocument, Dialect } from './contents.ts';
import { isObject, membersOf, refOf, within } from './library.ts';
import { isHarmless } from './patterns.ts';
import type { Place } from './place.ts';

export interface SchemaTable {
  /** By name. A member is computed on first use. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Adds the schema of a place to the table, and returns its name. */
  nameOf(place: Place, proposed: string): string;
  /** Adds a schema of our own. */
  put(name: string, make: () => Schema): void;
  /** The place of a schema, if it is the document's. */
  placeOf(name: string): Place | undefined;
}

/** `cite`: the clause of a schema, or of one of its members. */
export function createSchemaTable(
  document: DescribedDocument,
  cite: (schemaName: string, member?: string) => string,
): SchemaTable {
  const schemas: Record<string, Schema> = Object.create(null);
  const places = new Map<string, Place>();
  const names = new Map<string, string>();
  const put = (name: string, make: () => Schema) => {
    let made: Schema | undefined;
    Object.defineProperty(schemas, name, {
      enumerable: true,
      configurable: true,
      get: () => (made ??= make()),
    });
  };
  const nameOf = (given: Place, proposed: string): string => {
    const place = document.library.follow(given);
    const key = `${place.source.file}#${place.pointer}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = freeName(place.pointer === given.pointer ? proposed : lastPart(place), schemas);
    names.set(key, name);
    places.set(name, place);
    put(name, () => cited(name, convert(place, document, nameOf), cite));
    return name;
  };
  for (const [name, place] of document.schemas) nameOf({ ...place }, name);
  return { schemas, nameOf, put, placeOf: (name) => places.get(name) };
}

function freeName(proposed: string, schemas: object): string {
  const plain = proposed.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'schema';
  let name = plain;
  for (let number = 2; Object.hasOwn(schemas, name); number++) name = `${plain}-${number}`;
  return name;
}

function lastPart({ pointer, source }: Place): string {
  return pointer.split('/').at(-1) || source.name.replace(/^.*[/\\]|\.\w+$/g, '');
}

/** The same schema with the clauses of it and its members. */
function cited(name: string, schema: Schema, cite: (schemaName: string, member?: string) => string): Schema {
  if (!isObject(schema)) return schema;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(
    ([member, each]) => [member, isObject(each) ? { ...each, 'x-clauses': [cite(name, member)] } : each],
  );
  return {
    ...schema,
    'x-clauses': [cite(name)],
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  };
}

type NameOf = (place: Place, proposed: string) => string;

const formats = new Set([
  'date',
  'time',
  'date-time',
  'duration',
  'uri',
  'uri-reference',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
  'byte',
  'int32',
  'int64',
  'float',
  'double',
]);
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const numbers = ['minimum', 'maximum', 'multipleOf'];
const deepest = 60;

function convert(place: Place, document: DescribedDocument, nameOf: NameOf, depth = 0): Schema {
  const { value } = place;
  if (typeof value === 'boolean') return value as unknown as Schema;
  if (!isObject(value) || depth > deepest) return {};
  if (refOf(value) !== undefined) {
    const schema = { $ref: `${nameOf(place, lastPart(place))}.schema.json` };
    // Version 3.1 allows keywords beside a reference; earlier ones ignore them, except some that authors write anyway.
    return isNullable(value) ? { anyOf: [schema, { type: 'null' }] } : schema;
  }
  const inner = (member: Place) => convert(member, document, nameOf, depth + 1);
  const schema = { ...plainKeywords(value, document.dialect), ...nestedKeywords(place, inner) };
  return isNullable(value) ? nullable(schema) : schema;
}

function isNullable(value: Readonly<Record<string, unknown>>): boolean {
  return value.nullable === true || value['x-nullable'] === true;
}

function nullable(schema: Record<string, unknown>): Schema {
  const { enum: words, type, ...rest } = schema;
  if (type === undefined) return { anyOf: [schema, { type: 'null' }] };
  return {
    ...rest,
    type: [...new Set([type as string | string[], 'null'].flat())],
    ...(Array.isArray(words) && { enum: words.includes(null) ? words : [...words, null] }),
  };
}

function plainKeywords(value: Readonly<Record<string, unknown>>, dialect: Dialect): Record<string, unknown> {
  const schema: Record<string, unknown> = {};
  const known = [value.type].flat().filter((type) => types.includes(type as string));
  if (known.length > 0) schema.type = known.length === 1 ? known[0] : [...new Set(known)];
  if (Array.isArray(value.enum) && value.enum.length > 0) schema.enum = [...new Set(value.enum)];
  if (value.const !== undefined && dialect === 'openapi31') schema.const = value.const;
  for (const key of counts)
    if (Number.isInteger(value[key]) && Number(value[key]) >= 0) schema[key] = value[key];
  for (const key of numbers)
    if (typeof value[key] === 'number' && (key !== 'multipleOf' || Number(value[key]) > 0))
      schema[key] = value[key];
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof value[exclusive] === 'number') schema[exclusive] = value[exclusive];
    if (value[exclusive] === true && schema[bound] !== undefined) {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    }
  }
  if (value.uniqueItems === true) schema.uniqueItems = true;
  if (typeof value.format === 'string' && formats.has(value.format)) schema.format = value.format;
  if (typeof value.pattern === 'string' && isHarmless(value.pattern)) schema.pattern = value.pattern;
  if (Array.isArray(value.required)) {
    const required = [...new Set(value.required.filter((each) => typeof each === 'string'))];
    if (required.length > 0) schema.required = required;
  }
  for (const key of ['example', 'examples', 'default'])
    if (value[key] !== undefined) schema[`x-${key}`] = value[key];
  return schema;
}

/** The keywords that hold schemas. */
function nestedKeywords(place: Place, inner: (member: Place) => Schema): Record<string, unknown> {
  const schema: Record<string, unknown> = {};
  for (const key of ['properties', 'patternProperties']) {
    const members = membersOf(within(place, key)).filter(
      ([name]) => key === 'properties' || isHarmless(name),
    );
    if (members.length > 0)
      schema[key] = Object.fromEntries(members.map(([name, each]) => [name, inner(each)]));
  }
  for (const key of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    const members = membersOf(within(place, key)).map(([, each]) => inner(each));
    if (members.length > 0) schema[key] = members;
  }
  // A value that fits two alternatives is not refused: documents that say oneOf mostly mean anyOf.
  if (schema.oneOf) {
    schema.anyOf ??= schema.oneOf;
    delete schema.oneOf;
  }
  for (const key of ['items', 'additionalProperties', 'not', 'propertyNames', 'contains']) {
    const member = within(place, key);
    if (member && (isObject(member.value) || (typeof member.value === 'boolean' && key !== 'not')))
      schema[key] = inner(member);
  }
  return schema;
}
