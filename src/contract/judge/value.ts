// Checks a value against a schema, without an exchange.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Reading } from '../../core/api/errata.ts';
import { unknownName } from '../../core/values/problem.ts';
import { createShowing } from '../verify/show.ts';
import { createBodyJudge } from './body.ts';
import type { Finding } from './finding.ts';
import { mayFollow } from './readings.ts';
import { judgeViolation, remarkBeyond, schemasUnder } from './schemas.ts';
import { createVerdict } from './verdict.ts';

/**
 * The violations of a value of a schema, and its undocumented members. `profile`: the acceptable readings. A Problem
 * (400) for an unknown schema.
 */
export async function judgeValue(
  api: Api,
  schemaName: string,
  value: unknown,
  profile: readonly Reading[],
): Promise<readonly Finding[]> {
  const known = Object.keys(documentsOf(api.name, api.folder).schemas);
  const full = (name: string) => `${api.name}/${name}`;
  if (!known.includes(schemaName)) throw unknownName('schema', full(schemaName), known.map(full));
  const may = mayFollow(api, profile, []);
  const schemas = schemasUnder(api, may);
  const verdict = createVerdict(api, { may, show: createShowing([]), wanted: () => true });
  const bodies = createBodyJudge(schemas);
  const [room, operation] = [{ schemas, verdict }, operationOf(api, schemaName)];
  for (const violation of await bodies.faults(schemaName, value))
    judgeViolation(room, operation, undefined, { schemaName, violation });
  for (const member of bodies.beyond(schemaName, value))
    remarkBeyond(room, operation, undefined, { schemaName, member });
  return verdict.findings();
}

/** The operation whose clauses count if a schema names none: one that answers with it, if there is one. */
function operationOf({ operations }: Api, schemaName: string) {
  const documented = operations.filter(({ clauses }) => clauses.length > 0);
  return documented.find(({ responses }) => Object.values(responses).includes(schemaName)) ?? documented[0]!;
}
