// The attributes of an API's records as fields of a form: what their schema says of each, and from text to value.
import { Refused } from '../link/send.ts';
import type { ApiView } from '../world/apis.ts';

export interface Attribute {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'json';
  readonly choices: readonly string[];
  readonly help: string;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly pattern?: string;
  readonly format?: string;
}

export function attributesOf(api: ApiView): readonly Attribute[] {
  const { properties = {} } = api.attributes as { properties?: Readonly<Record<string, Schema>> };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    kind: kindOf(schema),
    choices: (schema.enum ?? []).map(String),
    help: helpOf(schema),
  }));
}

function kindOf({ type, enum: values }: Schema): Attribute['kind'] {
  if (values) return 'choice';
  if (type === 'string') return 'text';
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' ? 'boolean' : 'json';
}

function helpOf({ description, pattern, format, type }: Schema): string {
  const said = [
    description,
    pattern && `like ${pattern}`,
    format,
    description || pattern || format ? '' : [type].flat().join(' or '),
  ];
  return said.filter(Boolean).join(' · ');
}

/** What was filled in, as values. Refused where a text is no value of its kind. */
export function toAttributes(api: ApiView, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const filled = attributesOf(api).filter(({ name }) => (given[name] ?? '') !== '');
  return Object.fromEntries(filled.map(({ name, kind }) => [name, toValue(name, kind, given[name]!)]));
}

function toValue(name: string, kind: Attribute['kind'], text: string): unknown {
  if (kind === 'number') {
    if (Number.isFinite(Number(text))) return Number(text);
    throw new Refused({ title: 'Bad attribute', detail: `'${text}' is no number, which ${name} has to be.` });
  }
  if (kind === 'boolean') return text === 'true';
  if (kind !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused({
      title: 'Bad attribute',
      detail: `${name} takes JSON, such as ["a"], and this is none: ${text}`,
    });
  }
}
