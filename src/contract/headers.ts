// The headers of a reply: its content type, and those that the exchanges of its row and status all have.
import type { Api } from '../core/api.ts';
import { documentsOf, type Exchange, type Schema } from '../core/documents.ts';
import type { May, Seen } from '../core/law.ts';
import type { Operation } from '../core/operation.ts';
import { clauseOfShape } from './shape-clauses.ts';
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
  const check = (
    right: boolean,
    expected: string,
    actual: unknown,
    change: 'header' | 'status' | 'body' = 'header',
  ) =>
    room.verdict.check(right, {
      by,
      clause,
      expected,
      actual,
      seen,
      errata: errataFor(room, operation, change),
    });

  const types = new Set(
    alike.map(({ reply }) => reply.headers?.['content-type'] ?? room.api.wire.contentType).map(essenceOf),
  );
  if (types.size === 0 && shape !== null) types.add(essenceOf(room.api.wire.contentType));
  const type = seen.reply.headers['content-type'];
  if (types.size > 0 && seen.reply.text !== '')
    check(
      types.has(essenceOf(type ?? '')),
      `the content type ${[...types].join(' or ')}`,
      type ?? 'no content type',
    );
  const always = Object.keys(alike[0]?.reply.headers ?? {}).filter((name) =>
    alike.every(({ reply }) => reply.headers?.[name] !== undefined),
  );
  for (const name of always.filter((each) => each !== 'content-type'))
    check(seen.reply.headers[name] !== undefined, `a header ${name}`, 'no such header');
}

/** The errata that change something of this kind in the replies of a row. */
export function errataFor(
  { api }: Room,
  operation: Operation,
  change: 'status' | 'header' | 'body',
): string[] {
  const touches = ({ changes }: Api['errata'][number]) =>
    changes.some((each) => each.operation === operation.id && change in each);
  return api.errata.filter(touches).map(({ id }) => id);
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
