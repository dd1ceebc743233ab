// The headers of a reply: its content type, and those that the exchanges of its row and status all have.
import type { Api } from '../core/api.ts';
import { documentsOf, type Exchange, type Schema } from '../core/documents.ts';
import type { Change } from '../core/errata.ts';
import type { May, Seen } from '../core/law.ts';
import type { Operation } from '../core/operation.ts';
import { clauseOfShape } from '../core/shape-clauses.ts';
import type { Verdict } from './verdict.ts';

/** What is needed to judge the shape of a reply. */
export interface Room {
  readonly api: Api;
  readonly may: May;
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly exchanges: readonly Exchange[];
  readonly verdict: Verdict;
}

export function judgeHeaders(room: Room, operation: Operation, seen: Seen, shape: string | null): void {
  const alike = room.exchanges.filter(
    ({ operation: id, reply, source }) =>
      id === `${room.api.name}/${operation.id}` &&
      reply.status === seen.reply.status &&
      source.kind !== 'observed',
  );
  const clause = shape
    ? clauseOfShape(room.schemas, shape, operation)
    : (alike[0]?.clauses[0] ?? operation.clauses[0]!);
  const by = { layer: 'shape', name: `headers of ${operation.id}` } as const;
  const check = (header: string, right: boolean, expected: string) => {
    const actual = seen.reply.headers[header] ?? 'no such header';
    const errata = headerErrata(room.api, operation, header, seen.reply.status);
    room.verdict.check(right, { by, clause, expected, actual, seen, errata });
  };

  const types = new Set(
    alike.map(({ reply }) => reply.headers?.['content-type'] ?? room.api.wire.contentType).map(essenceOf),
  );
  if (types.size === 0 && shape !== null) types.add(essenceOf(room.api.wire.contentType));
  const type = essenceOf(seen.reply.headers['content-type'] ?? '');
  if (types.size > 0 && seen.reply.text !== '')
    check('content-type', types.has(type), `the content type ${[...types].join(' or ')}`);
  const always = Object.keys(alike[0]?.reply.headers ?? {}).filter((name) =>
    alike.every(({ reply }) => reply.headers?.[name] !== undefined),
  );
  for (const name of always.filter((each) => each !== 'content-type'))
    check(name, seen.reply.headers[name] !== undefined, `a header ${name}`);
}

/** The errata that change a header. What kind of body a success has is the same under every reading. */
function headerErrata({ errata }: Api, { id }: Operation, header: string, status: number): string[] {
  if (header === 'content-type' && status < 300) return [];
  const touches = (change: Change) =>
    change.operation === id && 'header' in change && change.header.includes(header);
  return errata.filter(({ changes }) => changes.some(touches)).map((erratum) => erratum.id);
}

/** The errata that change with which status a row answers. */
export function statusErrata({ errata }: Api, { id }: Operation): string[] {
  const touches = (change: Change) => change.operation === id && 'status' in change;
  return errata.filter(({ changes }) => changes.some(touches)).map((erratum) => erratum.id);
}

function essenceOf(type: string): string {
  return type.split(';')[0]!.trim().toLowerCase();
}

/** The clause that speaks of a status: one that names it, else one of success, else what the row rests on. */
export function statusClause(api: Api, operation: Operation, status: number): string {
  const exchanges = Object.values(documentsOf(api.name, api.folder).exchanges);
  const own = exchanges.filter((each) => each.operation === `${api.name}/${operation.id}`);
  const cited = [...operation.clauses, ...own.flatMap(({ clauses }) => clauses)];
  const same = own.filter(({ reply }) => reply.status === status).flatMap(({ clauses }) => clauses);
  return (
    cited.find((id) => id.endsWith(`status-${status}`)) ??
    same.find((id) => id.includes('status')) ??
    same[0] ??
    cited.find((id) => /status(-2\d\d)?$/.test(id)) ??
    cited[0]!
  );
}
