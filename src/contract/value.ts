// A value held against a shape, wherever it came from: without the exchange that it may have been part of.
import type { Api } from '../core/api.ts';
import { documentsOf } from '../core/documents.ts';
import type { Reading } from '../core/errata.ts';
import { unknownName } from '../core/problem.ts';
import { createValidator } from '../core/schema.ts';
import type { Finding } from './finding.ts';
import { mayFollow } from './readings.ts';
import { judgeViolation, schemasUnder } from './shapes.ts';
import { createShowing } from './show.ts';
import { createVerdict } from './verdict.ts';

/**
 * What is wrong with a value of a shape, and what is in it beyond the document. `profile`: the acceptable readings. A
 * Problem (400) for an unknown shape.
 */
export async function judgeValue(
  api: Api,
  shape: string,
  value: unknown,
  profile: readonly Reading[],
): Promise<readonly Finding[]> {
  const known = Object.keys(documentsOf(api.name, api.folder).schemas);
  const full = (name: string) => `${api.name}/${name}`;
  if (!known.includes(shape)) throw unknownName('shape', full(shape), known.map(full));
  const may = mayFollow(api, profile, []);
  const schemas = schemasUnder(api, may);
  const verdict = createVerdict(api, { may, show: createShowing([]), wanted: () => true });
  for (const violation of await createValidator(schemas).violations(shape, value))
    judgeViolation({ schemas, verdict }, rowOf(api, shape), undefined, { shape, violation });
  return verdict.findings();
}

/** The row whose clauses a shape rests on where it names none: one that answers with it, if there is one. */
function rowOf({ operations }: Api, shape: string) {
  const documented = operations.filter(({ clauses }) => clauses.length > 0);
  return documented.find(({ replies }) => Object.values(replies).includes(shape)) ?? documented[0]!;
}
