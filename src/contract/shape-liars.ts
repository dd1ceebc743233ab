// Liars that schemas give: each member of each shape left out, null, of another type, or with a value nobody knows.
import type { Api } from '../core/api.ts';
import type { Schema } from '../core/documents.ts';
import { garble, type Liar } from '../core/liar.ts';
import type { Operation, Reply } from '../core/operation.ts';
import { clauseOfShape } from './shape-clauses.ts';
import { type Member, membersOf } from './shape-members.ts';

interface Lie {
  readonly name: string;
  /** What is told, as the end of a sentence. */
  readonly says: string;
  tell(value: unknown): unknown;
}

/** Where a member stands in the replies of an API. */
interface Place {
  readonly operation: string;
  readonly status: number;
  readonly path: readonly string[];
  /** Whether it may be missing there. */
  readonly optional: boolean;
}

/** What is told of a member that is left out. */
const gone = Symbol('gone');

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
    const pointer = member.place.map((part) => `/${part === '*' ? 0 : escaped(part)}`).join('');
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

function liesAbout({ schema, required }: Member): Lie[] {
  const types = [schema.type ?? []].flat() as string[];
  const values = (schema.enum ?? (schema.const === undefined ? [] : [schema.const])) as unknown[];
  const lies: Lie[] = [];
  const kinds = types.length > 0 ? types : [...new Set(values.map(typeOf))];
  if (required) lies.push({ name: 'gone', says: 'is left out', tell: () => gone });
  if (!kinds.includes('null') && kinds.length > 0)
    lies.push({ name: 'null', says: 'is null', tell: () => null });
  if (kinds.includes('integer') || kinds.includes('number'))
    lies.push({
      name: 'as-text',
      says: 'is a number as text',
      tell: (value) => (value === null ? null : String(value)),
    });
  if (kinds.includes('string') && !kinds.includes('integer'))
    lies.push({ name: 'as-number', says: 'is a number', tell: (value) => (value === null ? null : 7) });
  if (kinds.includes('boolean')) lies.push({ name: 'as-text', says: 'is a Boolean as text', tell: String });
  if (kinds.includes('array'))
    lies.push({ name: 'as-object', says: 'is an object', tell: (value) => ({ ...(value as object) }) });
  if (kinds.includes('object'))
    lies.push({ name: 'as-array', says: 'is an array', tell: (value) => (value === null ? null : [value]) });
  if (kinds.length === 1 && kinds[0] === 'null')
    lies.push({ name: 'not-null', says: 'is not null', tell: () => 'later' });
  if (values.length > 1)
    lies.push({ name: 'unknown', says: 'has a value that nobody knows', tell: () => 'exploded' });
  if (schema.pattern !== undefined || schema.format !== undefined)
    lies.push({
      name: 'malformed',
      says: 'is not of its form',
      tell: (value) => (value === null ? null : ' not so '),
    });
  return lies;
}

/** The type of a value by its name in JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
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

/** A value with what stands at a path told otherwise; as it is where nothing stands there. */
function told(value: unknown, [key, ...rest]: readonly string[], lie: Lie): unknown {
  if (key === undefined) return lie.tell(value);
  if (typeof value !== 'object' || value === null) return value;
  if (key === '*') return Array.isArray(value) ? value.map((each) => told(each, rest, lie)) : value;
  if (!Object.hasOwn(value, key)) return value;
  const { [key]: member, ...others } = value as Record<string, unknown>;
  const lied = told(member, rest, lie);
  return lied === gone ? others : { ...value, [key]: lied };
}

/** A name as it stands in a JSON Pointer. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function nameOf(place: readonly string[]): string {
  return place.map((part) => (part === '*' ? 'each' : part)).join('/');
}
