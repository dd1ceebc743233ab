// Checks what a creation gives: attributes against the API's schema, parameters of presets against
// their defaults.
import type { Api, Preset } from '../api/api.ts';
import { documentsOf } from '../api/documents.ts';
import { createValidator, sentenceOf } from '../api/schema.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';

/** How many records one preset may create. */
const mostCreations = 10_000;

/** A Problem (400) for attributes that the API's records do not have, or that have the wrong type. */
export async function checkAttributes(api: Api, attributes: object): Promise<void> {
  await attributesChecker(api)(attributes);
}

/** The same for many records: compiles the schema once. */
export function attributesChecker(api: Api): (attributes: object) => Promise<void> {
  const { schemas } = documentsOf(api.name, api.folder);
  const validator = createValidator(schemas);
  return async (attributes) => {
    const [violation] = await validator.violations(api.record.schemaName, attributes);
    if (!violation) return;
    const known = Object.keys((schemas[api.record.schemaName]?.properties ?? {}) as object);
    if (violation.expected === 'no such member') throw unknownName('attribute', violation.name, known);
    throw new Problem(400, 'Bad attribute', {
      detail: sentenceOf(violation),
      given: violation.given,
      hint: `The attributes of ${api.name} are ${known.join(', ')}.`,
    });
  };
}

/** The parameters of a preset, with defaults for missing ones. A Problem (400) for an invalid one. */
export function checkParams(
  { params: defaults }: Pick<Preset<unknown>, 'params'>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(given)) {
    const usual = own(defaults, name);
    if (usual === undefined) throw unknownName('param', name, Object.keys(defaults));
    if (typeof usual !== typeof value || Array.isArray(usual) !== Array.isArray(value)) {
      throw badParam(name, value, `something like ${JSON.stringify(usual)}`);
    }
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0)) {
      throw badParam(name, value, 'a whole number above 0');
    }
  }
  return { ...defaults, ...given };
}

/** How many records a parameter requests. A Problem (400) for more than a preset may create. */
export function countOf(params: Readonly<Record<string, unknown>>, name: string): number {
  const count = Number(params[name]);
  if (count <= mostCreations) return count;
  throw badParam(name, count, `at most ${mostCreations}`);
}

function badParam(name: string, given: unknown, expected: string): Problem {
  return new Problem(400, 'Bad param', {
    detail: `'${name}' should be ${expected}, and is ${JSON.stringify(given)}.`,
    given,
    hint: 'GET /__standin/presets lists the presets with their parameters.',
  });
}
