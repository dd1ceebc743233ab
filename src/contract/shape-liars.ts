// Liars that schemas give: each member of each shape left out, null, of another type, or with a value nobody knows.
import type { Api } from '../core/api.ts';
import type { Schema } from '../core/documents.ts';
import { garble, type Liar } from '../core/liar.ts';
import { type Member, membersOf } from '../core/members.ts';
import type { Operation, Reply } from '../core/operation.ts';
import { escapePointer } from '../core/pointer.ts';
import { clauseOfShape } from '../core/shape-clauses.ts';
import { type Lie, liesAbout, nameOf, told } from '../core/shape-lies.ts';

/** Where a member stands in the replies of an API. */
interface Place {
  readonly operation: string;
  readonly status: number;
  readonly path: readonly string[];
  /** Whether it may be missing there. */
  readonly optional: boolean;
}

/** `schemas` as they are where every erratum is read as corrected. */
export function shapeLiars(
  api: Api,
  rows: readonly Operation[],
  schemas: Readonly<Record<string, Schema>>,
): Liar[] {
  const found = new Map<string, { member: Member; places: Place[]; row: Operation }>();
  for (const row of rows) {
    for (const [status, shape] of Object.entries(row.replies)) {
      if (row.unseen?.[Number(status)] !== undefined) continue;
      for (const member of shape === null ? [] : membersOf(schemas, shape)) {
        const key = `${api.name}/${member.shape}/${nameOf(member.place)}`;
        const known = found.get(key) ?? { member, places: [], row };
        const { path, optional } = member;
        known.places.push({ operation: row.id, status: Number(status), path, optional });
        found.set(key, known);
      }
    }
  }
  return [...found].flatMap(([key, { member, places, row }]) => {
    const pointer = member.place.map((part) => `/${part === '*' ? 0 : escapePointer(part)}`).join('');
    const clause = clauseOfShape(schemas, member.shape, row, pointer);
    return liesAbout(member).map((lie) => ({
      id: `${key}/${lie.name}`,
      clause,
      optional: places.every((each) => each.optional),
      says: `${nameOf(member.place)} of ${member.shape} ${lie.says}.`,
      deceive: (honest: Api) => garble(honest, (reply, row) => tellAll(reply, row, places, lie)),
    }));
  });
}

function tellAll(reply: Reply, operation: string | undefined, places: readonly Place[], lie: Lie): Reply {
  if (reply.body === undefined || reply.text !== undefined) return reply;
  const here = places.filter(
    ({ status, operation: row }) => status === reply.status && (operation === undefined || row === operation),
  );
  const paths = new Map(here.map(({ path }) => [path.join('/'), path]));
  let body: unknown = reply.body;
  for (const path of paths.values()) body = told(body, path, lie);
  return { ...reply, body };
}
