// Mutants from schemas: each member of each schema left out, null, of another type, or with an unknown value.
import type { Api, Mutant } from '../../core/api/api.ts';
import type { Schema } from '../../core/api/documents.ts';
import { type Member, membersOf } from '../../core/api/members.ts';
import type { Operation, OperationResponse } from '../../core/api/operation.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import { changeResponses } from '../../core/mutants/mutant.ts';
import { content, mutantsOf, nameOf, type SchemaMutant } from '../../core/mutants/schema-mutants.ts';
import { escapePointer } from '../../core/values/pointer.ts';

/** The place of a member in the responses of an API. */
interface Place {
  readonly operation: string;
  readonly status: number;
  readonly path: readonly string[];
  /** Whether it may be missing there. */
  readonly optional: boolean;
}

/** `schemas`: narrowed to `corrected` for every erratum. */
export function schemaMutants(
  api: Api,
  operations: readonly Operation[],
  schemas: Readonly<Record<string, Schema>>,
): Mutant[] {
  const found = new Map<string, { member: Member; places: Place[]; from: Operation }>();
  for (const from of operations) {
    for (const [status, schemaName] of Object.entries(from.responses)) {
      if (from.unseen?.[Number(status)] !== undefined) continue;
      for (const member of schemaName === null ? [] : membersOf(schemas, schemaName)) {
        const key = `${api.name}/${member.schemaName}/${nameOf(member.place)}`;
        const known = found.get(key) ?? { member, places: [], from };
        const { path, optional } = member;
        known.places.push({ operation: from.id, status: Number(status), path, optional });
        found.set(key, known);
      }
    }
  }
  return [...found].flatMap(([key, { member, places, from }]) => {
    const pointer = member.place.map((part) => `/${part === '*' ? 0 : escapePointer(part)}`).join('');
    const clause = clauseOfSchema(schemas, member.schemaName, from, pointer);
    return mutantsOf(member).map((mutant) => ({
      id: `${key}/${mutant.name}`,
      clause,
      optional: places.every((each) => each.optional),
      says: `${nameOf(member.place)} of ${member.schemaName} ${mutant.says}.`,
      mutate: (honest: Api) =>
        changeResponses(honest, (response, from) => tellAll(response, from, places, mutant)),
    }));
  });
}

function tellAll(
  response: OperationResponse,
  operation: string | undefined,
  places: readonly Place[],
  mutant: SchemaMutant,
): OperationResponse {
  if (response.body === undefined || response.text !== undefined) return response;
  const here = places.filter(
    ({ status, operation: from }) =>
      status === response.status && (operation === undefined || from === operation),
  );
  const paths = new Map(here.map(({ path }) => [path.join('/'), path]));
  let body: unknown = response.body;
  for (const path of paths.values()) body = content(body, path, mutant);
  return { ...response, body };
}
