// A value of a schema: its example if it has one, otherwise the smallest that fits. The same schema gives the same value.
import type { Schema } from '../../core/api/documents.ts';
import { isObject } from '../source/library.ts';

type Schemas = Readonly<Record<string, Schema>>;

const deepest = 12;

/** Undefined if no value can be made. `full`: includes optional members. */
export function sampleOf(schemas: Schemas, schema: Schema | undefined, full = false, depth = 0): unknown {
  if (!isObject(schema) || depth > deepest) return undefined;
  const printed = schema['x-example'] ?? (schema['x-examples'] as unknown[] | undefined)?.[0];
  if (printed !== undefined && fitsKind(schema, printed)) return structuredClone(printed);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.find((each) => each !== null) ?? null;
  if (schema['x-default'] !== undefined && schema['x-default'] !== null)
    return structuredClone(schema['x-default']);
  if (typeof schema.$ref === 'string')
    return sampleOf(schemas, schemas[schema.$ref.replace('.schema.json', '')], full, depth + 1);
  if (Array.isArray(schema.allOf)) return ofAll(schemas, schema, full, depth);
  if (Array.isArray(schema.anyOf)) {
    const own = schema.properties ? ofObject(schemas, schema, full, depth) : undefined;
    const first = sampleOf(schemas, schema.anyOf[0] as Schema, full, depth + 1);
    return isObject(own) && isObject(first) ? { ...first, ...own } : (first ?? own);
  }
  return ofType(schemas, schema, full, depth);
}

/** Examples are often text in place of a number. */
function fitsKind({ type }: Schema, value: unknown): boolean {
  if (type === undefined) return true;
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const types = [type].flat() as string[];
  return types.includes(kind) || (kind === 'number' && types.includes('integer') && Number.isInteger(value));
}

function ofAll(schemas: Schemas, schema: Schema, full: boolean, depth: number): unknown {
  const { allOf, ...own } = schema;
  const parts = [...(allOf as Schema[]), own as Schema].map((each) =>
    sampleOf(schemas, each, full, depth + 1),
  );
  const objects = parts.filter(isObject);
  return objects.length > 0 ? Object.assign({}, ...objects) : parts.find((part) => part !== undefined);
}

function ofType(schemas: Schemas, schema: Schema, full: boolean, depth: number): unknown {
  const types = [
    schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : []),
  ].flat() as string[];
  switch (types.find((type) => type !== 'null') ?? types[0]) {
    case 'object':
      return ofObject(schemas, schema, full, depth);
    case 'array': {
      const item =
        Number(schema.minItems ?? 0) > 0
          ? sampleOf(schemas, schema.items as Schema, full, depth + 1)
          : undefined;
      return item === undefined
        ? []
        : Array.from({ length: Math.min(100, Number(schema.minItems)) }, () => item);
    }
    case 'string':
      return ofText(schema);
    case 'integer':
    case 'number':
      return ofNumber(schema);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return {};
  }
}

function ofObject(schemas: Schemas, schema: Schema, full: boolean, depth: number): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = (schema.required ?? []) as string[];
  const names = full && depth < 3 ? Object.keys(properties) : required;
  const made: Record<string, unknown> = {};
  for (const name of names) {
    const value = sampleOf(schemas, Object.hasOwn(properties, name) ? properties[name] : {}, full, depth + 1);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  duration: 'PT1M',
  uri: 'https://standin.example/sample',
  'uri-reference': '/sample',
  email: 'ann@standin.example',
  hostname: 'standin.example',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '6f1a3c1e-5b0d-4c55-8a3e-2d1f0b9c7a11',
  byte: 'c2FtcGxl',
};

function ofText({ format, pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): string {
  const usual = byFormat[String(format)] ?? 'sample';
  const candidates = [
    usual,
    'sample',
    'a',
    'A',
    '1',
    '00000000',
    'sample-1',
    'a1b2c3d4',
    '/sample',
    byFormat.uuid!,
    byFormat['date-time']!,
  ];
  const fits = (text: string) =>
    text.length >= Number(minLength) &&
    text.length <= Number(maxLength) &&
    (pattern === undefined || new RegExp(String(pattern), 'u').test(text));
  const long = 'sample'
    .repeat(Math.ceil(Math.min(10_000, Number(minLength)) / 6))
    .slice(0, Math.max(1, Math.min(10_000, Number(minLength))));
  return candidates.find(fits) ?? (fits(long) ? long : usual.slice(0, Number(maxLength)));
}

function ofNumber({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema): number {
  const step = Number(multipleOf ?? 1);
  const least = exclusiveMinimum === undefined ? Number(minimum ?? 1) : Number(exclusiveMinimum) + step;
  const most =
    exclusiveMaximum === undefined
      ? Number(maximum ?? Number.POSITIVE_INFINITY)
      : Number(exclusiveMaximum) - step;
  const wanted = Math.min(most, Math.max(1, least));
  return multipleOf === undefined ? wanted : Math.ceil(wanted / step) * step;
}
