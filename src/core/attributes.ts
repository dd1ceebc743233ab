// What is said of a record at its birth, checked: attributes against the API's schema, parameters of givens against
// their defaults.
import type { Api, Given } from './api.ts';
import { documentsOf } from './documents.ts';
import { own } from './own.ts';
import { Problem, unknownName } from './problem.ts';
import { createValidator, sentenceOf } from './schema.ts';

/** The most records that one given may have born. */
const mostBirths = 10_000;

/** A Problem (400) for attributes that the API's records do not have, or that are of another kind. */
export async function checkAttributes(api: Api, attributes: object): Promise<void> {
  await attributesChecker(api)(attributes);
}

/** The same for whoever has many to check. */
export function attributesChecker(api: Api): (attributes: object) => Promise<void> {
  const { schemas } = documentsOf(api.name, api.folder);
  const validator = createValidator(schemas);
  return async (attributes) => {
    const [violation] = await validator.violations(api.record.shape, attributes);
    if (!violation) return;
    const known = Object.keys((schemas[api.record.shape]?.properties ?? {}) as object);
    if (violation.expected === 'no such member') throw unknownName('attribute', violation.name, known);
    throw new Problem(400, 'Bad attribute', {
      detail: sentenceOf(violation),
      given: violation.given,
      hint: `The attributes of ${api.name} are ${known.join(', ')}.`,
    });
  };
}

/** The parameters of a given, with defaults for those left out. A Problem (400) for one that cannot be. */
export function checkParams(
  { params: defaults }: Pick<Given<unknown>, 'params'>,
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

/** How many records a parameter asks for; a Problem (400) for more than a given may have born. */
export function countOf(params: Readonly<Record<string, unknown>>, name: string): number {
  const count = Number(params[name]);
  if (count <= mostBirths) return count;
  throw badParam(name, count, `at most ${mostBirths}`);
}

function badParam(name: string, given: unknown, expected: string): Problem {
  return new Problem(400, 'Bad param', {
    detail: `'${name}' should be ${expected}, and is ${JSON.stringify(given)}.`,
    given,
    hint: 'GET /__standin/givens shows each given with its params.',
  });
}
