// Checks values against the schemas of one API, and says in a sentence what is wrong. Ajv is loaded on first
// use, so that it does not slow down the start of a server.
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { nearest, unknownName } from '../values/problem.ts';
import { areOurs, type Schema } from './documents.ts';

/** One way in which a value breaks its schema. */
export interface Violation {
  /** JSON Pointer to the value that is wrong; for a missing or unknown member, to the object it should (not) be in. */
  readonly pointer: string;
  /** The member concerned: the last part of the pointer, or the missing or unknown member. */
  readonly name: string;
  /** The schema keyword that was broken. */
  readonly rule: string;
  /** What would have been right, as a phrase. */
  readonly expected: string;
  readonly given: unknown;
  /** For a missing or unknown member: how the object compares with the members that its schema lists. */
  readonly members?: Members;
}

export interface Members {
  readonly known: readonly string[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
}

type Violations = readonly Violation[];
export interface Validator {
  /** What is wrong with a value of a schema; empty if it is valid. */
  violations(schemaName: string, value: unknown): Violations | Promise<Violations>;
}

type Compiler = (schemaName: string) => ValidateFunction;
/** Compiling is slow, so it is done once for each set of schemas, however many worlds and servers use it. */
const compilers = new WeakMap<object, Compiler | Promise<Compiler>>();

type Schemas = Readonly<Record<string, Schema>>;

interface CompilerOptions {
  /** Whether they are known to be valid. Default: whether they are ours; the schema of schemas would take most of a start. */
  readonly judged?: boolean;
  /** Whether to report every violation instead of the first. One set of schemas is always compiled with one setting. */
  readonly every?: boolean;
}

/** A validator for the schemas of one API, by schema. A `$ref` names a sibling's file. */
export function createValidator(schemas: Schemas, options: CompilerOptions = {}): Validator {
  return {
    violations(schemaName, value) {
      const compiler = compilerFor(schemas, options);
      // No await for what is compiled already: this runs for every request.
      if (compiler instanceof Promise) return compiler.then((made) => violationsOf(made(schemaName), value));
      return violationsOf(compiler(schemaName), value);
    },
  };
}

function compilerFor(schemas: Schemas, options: CompilerOptions): Compiler | Promise<Compiler> {
  const known = compilers.get(schemas);
  if (known) return known;
  const made = createCompiler(schemas, options).then((compiler) => {
    compilers.set(schemas, compiler);
    return compiler;
  });
  compilers.set(schemas, made);
  return made;
}

function violationsOf(check: ValidateFunction, value: unknown): Violations {
  return check(value) ? [] : (check.errors ?? []).map((error) => violationOf(error, value));
}

/** The only one of the process that checks schemas. */
let judge: Ajv2020 | undefined;

async function createCompiler(
  schemas: Schemas,
  { judged = areOurs(schemas), every = false }: CompilerOptions,
): Promise<Compiler> {
  const [{ default: ajv2020 }, { default: formats }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
  ]);
  const create = (isJudge = false) => {
    const ajv = new ajv2020.Ajv2020({
      meta: isJudge,
      code: { optimize: every },
      strict: true,
      strictRequired: false,
      // Users' documents name members without a type. Our own schemas compile in full strict mode; a test checks it.
      strictTypes: false,
      strictTuples: false,
      validateSchema: false,
      allowUnionTypes: true,
      allErrors: every,
      verbose: true,
      keywords: ['x-clauses', 'x-corrected', 'x-errata', 'x-source', 'x-example', 'x-examples', 'x-default'],
    });
    formats.default(ajv);
    return ajv;
  };
  if (!judged) judge ??= create(true);
  const ajv = create();
  const added = new Set<string>();
  /** Few of many schemas are used, so each is added on first use, with those that it refers to. */
  const add = (schemaName: string) => {
    if (added.has(schemaName) || !Object.hasOwn(schemas, schemaName)) return;
    added.add(schemaName);
    const schema = schemas[schemaName]!;
    if (!judged) judge!.validateSchema(schema, true);
    ajv.addSchema(schema, `${schemaName}.schema.json`);
    for (const other of referredTo(schema)) add(other);
  };
  // Ajv caches them too, but parses the name of a schema each time.
  const compiled = new Map<string, ValidateFunction>();
  return (schemaName: string) => {
    const known = compiled.get(schemaName);
    if (known) return known;
    add(schemaName);
    const check = added.has(schemaName) ? ajv.getSchema(`${schemaName}.schema.json`) : undefined;
    if (!check) throw unknownName('schema', schemaName, Object.keys(schemas));
    compiled.set(schemaName, check);
    return check;
  };
}

/** The names of the schemas that a schema refers to. */
function referredTo(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const nameIn = (reference: string) => reference.replace(/\.schema\.json.*$/, '');
  return Object.entries(schema).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? nameIn(member) : referredTo(member),
  );
}

function violationOf(error: ErrorObject, value: unknown): Violation {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Record<string, string>;
  const member = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const holder = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
  return {
    pointer: error.instancePath,
    name: member ?? path.at(-1) ?? '',
    rule: error.keyword,
    expected: expectationOf(error),
    given: member === undefined ? holder : (holder as Record<string, unknown> | undefined)?.[member],
    ...(member !== undefined && membersOf(error)),
  };
}

function expectationOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'enum') return `one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (keyword === 'not' || keyword === 'false schema') return 'no such value';
  if (keyword === 'type') return `type ${[params.type].flat().join(' or ')}`;
  if (keyword === 'required') return 'a value';
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return 'no such member';
  if (keyword === 'minProperties') return `an object with at least ${params.limit} member`;
  if (keyword === 'pattern') return `text that matches ${params.pattern}`;
  const text = (message ?? keyword).replace(/^must (be |match )?/, '');
  return text.replace('NOT have fewer than', 'at least').replace('NOT have more than', 'at most');
}

const unescapePointer = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** A violation as a sentence for our own error messages. */
export function sentenceOf({ pointer, name, rule, expected, given }: Violation): string {
  const where = pointer === '' ? '' : ` at ${pointer}`;
  if (rule === 'required') return `'${name}' is missing${where}.`;
  if (expected === 'no such member') return `'${name}' is not known${where}.`;
  return `'${name}'${where} should be ${expected}, and is ${JSON.stringify(given)}.`;
}

function membersOf({ parentSchema = {}, data }: ErrorObject): { members?: Members } {
  const { properties, required = [] } = parentSchema as Schema & { required?: readonly string[] };
  if (typeof properties !== 'object' || typeof data !== 'object' || data === null) return {};
  const known = Object.keys(properties as object);
  const unknown = Object.keys(data).filter((name) => !known.includes(name));
  return { members: { known, missing: required.filter((name) => !Object.hasOwn(data, name)), unknown } };
}

/** Which members an object lacks, which it should not have, and which it may have. */
export function memberSentence({ known, missing, unknown }: Members): string {
  const isOrAre = (names: readonly string[]) => `${listed(names)} ${names.length > 1 ? 'are' : 'is'}`;
  const near = unknown.flatMap((name) => nearest(name, known) ?? []);
  return [
    missing.length > 0 && `${isOrAre(missing)} missing.`,
    unknown.length > 0 && `${isOrAre(unknown)} not known here.`,
    near.length > 0 && `Did you mean ${listed(near)}?`,
    `Known: ${known.join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
