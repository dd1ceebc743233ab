// Matching rules of Pact, from the schema of a response, walked along the response of an exchange. What is a fact of the
// provider state (the state itself, null or not null, true or false, an empty list) is matched exactly.
import type { Schema } from '../../core/api/documents.ts';

export type Matcher =
  | { readonly match: 'type'; readonly min?: number }
  | { readonly match: 'integer' | 'number' | 'null' | 'equality' }
  | { readonly match: 'regex'; readonly regex: string }
  | { readonly match: 'arrayContains'; readonly variants: readonly Variant[] };

interface Variant {
  readonly index: number;
  readonly rules: Rules;
}

export interface Rule {
  readonly combine: 'AND';
  readonly matchers: readonly Matcher[];
}

/** By JSON path. */
export type Rules = Readonly<Record<string, Rule>>;

/** An example, reduced to the compared parts, and its rules. */
export interface Expectation {
  readonly content: unknown;
  readonly rules: Rules;
  /** By JSON path: the values that are matched exactly. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Knowledge beside the schema. */
export interface Context {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** The names of states: a text that equals one is a fact. */
  readonly states: ReadonlySet<string>;
  /** Whether text is matched exactly, because clients do. */
  readonly verbatim: boolean;
}

/** What a response of this schema must have in common with the example. */
export function expectationOf(schemaName: string, example: unknown, context: Context): Expectation {
  return walk({ $ref: `${schemaName}.schema.json` }, example, context, '$');
}

export function ruleOf(...matchers: Matcher[]): Rule {
  return { combine: 'AND', matchers };
}

function walk(given: Schema, value: unknown, context: Context, at: string): Expectation {
  const schema = resolve(given, value, context);
  if (Array.isArray(value)) return walkArray(schema, value, context, at);
  if (!isObject(value)) return leaf(value, matcherOf(schema, value, context), at);
  const members = Object.entries(value).map(
    ([name, member]) => [name, walk(memberOf(schema, name), member, context, at + step(name))] as const,
  );
  return {
    content: Object.fromEntries(members.map(([name, { content }]) => [name, content])),
    rules: Object.assign({}, ...members.map(([, { rules }]) => rules)),
    facts: Object.assign({}, ...members.map(([, { facts }]) => facts)),
  };
}

function leaf(content: unknown, matcher: Matcher, at: string): Expectation {
  return {
    content,
    rules: { [at]: ruleOf(matcher) },
    facts: matcher.match === 'equality' ? { [at]: content } : {},
  };
}

/**
 * Items that are all alike stand for any number of such items. Items that differ must each be found somewhere, and so must
 * those of a list with gaps; gaps are items that are not required.
 */
function walkArray(schema: Schema, items: readonly unknown[], context: Context, at: string): Expectation {
  if (items.length === 0) return leaf([], { match: 'equality' }, at);
  const item = (schema.items ?? {}) as Schema;
  const kinds = new Map<string, Expectation>();
  for (const each of items.filter((item) => item !== undefined)) {
    const kind = walk(item, each, context, '$');
    const identity = JSON.stringify([kind.rules, kind.facts]);
    if (!kinds.has(identity)) kinds.set(identity, kind);
  }
  const different = [...kinds.values()];
  if (different.length === 1 && !items.includes(undefined)) {
    const { content, rules, facts } = walk(item, items[0], context, `${at}[*]`);
    return { content: [content], rules: { [at]: ruleOf({ match: 'type', min: 1 }), ...rules }, facts };
  }
  const content = different.map((kind) => kind.content);
  const variants = different.map(({ rules }, index) => ({ index, rules }));
  return { content, rules: { [at]: ruleOf({ match: 'arrayContains', variants }) }, facts: { [at]: content } };
}

function matcherOf(schema: Schema, value: unknown, context: Context): Matcher {
  if (value === null) return { match: 'null' };
  if (typeof value === 'boolean' || 'const' in schema) return { match: 'equality' };
  if (typeof value === 'string') return matcherOfText(schema, value, context);
  const types = [schema.type].flat();
  if (types.includes('integer')) return { match: 'integer' };
  return { match: types.includes('number') ? 'number' : 'type' };
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  uri: '^[A-Za-z][A-Za-z0-9+.-]*:\\S+$',
  email: '^\\S+@\\S+$',
};

function matcherOfText(schema: Schema, value: string, { states, verbatim }: Context): Matcher {
  if (verbatim || states.has(value)) return { match: 'equality' };
  const allowed = schema.enum as readonly unknown[] | undefined;
  if (allowed?.every((each) => typeof each === 'string')) return oneOf(allowed as readonly string[]);
  if (allowed) return { match: 'equality' };
  const regex = (schema.pattern as string | undefined) ?? formats[String(schema.format)];
  return regex !== undefined && isPlain(regex) && new RegExp(regex, 'u').test(value)
    ? { match: 'regex', regex }
    : { match: 'type' };
}

function oneOf(texts: readonly string[]): Matcher {
  return { match: 'regex', regex: `^(${texts.map(escapeRegex).join('|')})$` };
}

/** The text as a regular expression that matches it. */
export function escapeRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether the verifier's dialect of regular expressions (Rust) supports a pattern. */
function isPlain(regex: string): boolean {
  return !/\(\?[^:]|\\[1-9]/.test(regex);
}

/** The schema that applies to a value: references resolved, and the first alternative that fits. */
function resolve(schema: Schema, value: unknown, { schemas }: Pick<Context, 'schemas'>): Schema {
  let found = schema;
  for (;;) {
    const { $ref, anyOf } = found as { $ref?: string; anyOf?: readonly Schema[] };
    if ($ref !== undefined) found = schemas[$ref.replace('.schema.json', '')] ?? {};
    else if (anyOf)
      found = anyOf.map((each) => resolve(each, value, { schemas })).find((each) => fits(each, value)) ?? {};
    else return found;
  }
}

/** Whether a value has a schema's type and the members that distinguish its alternatives. */
function fits(schema: Schema, value: unknown): boolean {
  const types = [schema.type].flat().filter((type) => type !== undefined);
  if (types.length > 0 && !types.includes(typeOf(value)))
    return types.includes('integer') && Number.isInteger(value);
  if (!isObject(value)) return true;
  const required = (schema.required ?? []) as readonly string[];
  return (
    required.every((name) => name in value) &&
    Object.entries(propertiesOf(schema)).every(
      ([name, { const: only }]) => only === undefined || !(name in value) || value[name] === only,
    )
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function memberOf(schema: Schema, name: string): Schema {
  const others = isObject(schema.additionalProperties) ? schema.additionalProperties : {};
  return propertiesOf(schema)[name] ?? others;
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  return (schema.properties ?? {}) as Record<string, Schema>;
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name}']`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
