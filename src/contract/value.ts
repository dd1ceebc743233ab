// A value held against a shape, wherever it came from: without the exchange that it may have been part of.
import type { Api } from '../core/api.ts';
import { documentsOf, type Schema } from '../core/documents.ts';
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
  const schemas = schemasFor(api, profile);
  const verdict = createVerdict(api, { may, show: createShowing([]), wanted: () => true });
  for (const violation of await createValidator(schemas).violations(shape, value))
    judgeViolation({ schemas, verdict }, rowOf(api, shape), undefined, { shape, violation });
  return verdict.findings();
}

const remembered = new WeakMap<Api, Map<string, Readonly<Record<string, Schema>>>>();

/** The same object for the same readings: a validator compiles the schemas of each object anew. */
function schemasFor(api: Api, profile: readonly Reading[]): Readonly<Record<string, Schema>> {
  const ofApi = remembered.get(api) ?? new Map<string, Readonly<Record<string, Schema>>>();
  remembered.set(api, ofApi);
  const key = [...profile].sort().join();
  const schemas = ofApi.get(key) ?? schemasUnder(api, mayFollow(api, profile, []));
  ofApi.set(key, schemas);
  return schemas;
}

/** The row whose clauses a shape rests on where it names none: one that answers with it, if there is one. */
function rowOf({ operations }: Api, shape: string) {
  const documented = operations.filter(({ clauses }) => clauses.length > 0);
  return documented.find(({ replies }) => Object.values(replies).includes(shape)) ?? documented[0]!;
}
