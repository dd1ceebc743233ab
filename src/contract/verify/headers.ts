// The headers of a response: its content type, and those that the exchanges of its operation and status all have.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Exchange, type Schema } from '../../core/api/documents.ts';
import type { Change } from '../../core/api/errata.ts';
import type { Operation } from '../../core/api/operation.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import type { May, Seen } from '../../core/invariants/invariant.ts';
import type { Verdict } from '../judge/verdict.ts';

/** What judging the headers of a response needs. */
export interface Room {
  readonly api: Api;
  readonly may: May;
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly exchanges: readonly Exchange[];
  readonly verdict: Verdict;
}

export function judgeHeaders(room: Room, operation: Operation, seen: Seen, schemaName: string | null): void {
  const alike = room.exchanges.filter(
    ({ operation: id, response, source }) =>
      id === `${room.api.name}/${operation.id}` &&
      response.status === seen.response.status &&
      source.kind !== 'observed',
  );
  const clause = schemaName
    ? clauseOfSchema(room.schemas, schemaName, operation)
    : (alike[0]?.clauses[0] ?? operation.clauses[0]!);
  const by = { layer: 'schema', name: `headers of ${operation.id}` } as const;
  const check = (header: string, right: boolean, expected: string, unusual = false) => {
    const actual = seen.response.headers[header] ?? 'no such header';
    const errata = headerErrata(room.api, operation, header, seen.response.status);
    room.verdict.check(right, { by, clause, expected, actual, seen, errata, ...(unusual && { unusual }) });
  };

  const types = new Set(
    alike
      .map(({ response }) => response.headers?.['content-type'] ?? room.api.wire.contentType)
      .map(essenceOf),
  );
  if (types.size === 0 && schemaName !== null) types.add(essenceOf(room.api.wire.contentType));
  const type = essenceOf(seen.response.headers['content-type'] ?? '');
  if (types.size > 0 && seen.response.text !== '') {
    // A sender should say what it sends, and need not: without a printed response, JSON that does not call itself so is JSON.
    const unusual = alike.length === 0 && type === '' && seen.response.body !== undefined;
    check('content-type', types.has(type), `the content type ${[...types].join(' or ')}`, unusual);
  }
  const always = Object.keys(alike[0]?.response.headers ?? {}).filter((name) =>
    alike.every(({ response }) => response.headers?.[name] !== undefined),
  );
  for (const name of always.filter((each) => each !== 'content-type'))
    check(name, seen.response.headers[name] !== undefined, `a header ${name}`);
}

/** The errata that change a header. The content type of a success is the same under every reading. */
export function headerErrata({ errata }: Api, { id }: Operation, header: string, status: number): string[] {
  if (header === 'content-type' && status < 300) return [];
  const touches = (change: Change) =>
    change.operations.includes(id) && 'header' in change && change.header.includes(header);
  return errata.filter(({ changes }) => changes.some(touches)).map((erratum) => erratum.id);
}

function essenceOf(type: string): string {
  return type.split(';')[0]!.trim().toLowerCase();
}

/** The clause of a status: one that names it, otherwise one of success, otherwise the operation's. */
export function statusClause(api: Api, operation: Operation, status: number): string {
  const exchanges = Object.values(documentsOf(api.name, api.folder).exchanges);
  const own = exchanges.filter((each) => each.operation === `${api.name}/${operation.id}`);
  const cited = [...operation.clauses, ...own.flatMap(({ clauses }) => clauses)];
  const same = own.filter(({ response }) => response.status === status).flatMap(({ clauses }) => clauses);
  return (
    cited.find((id) => id.endsWith(`status-${status}`)) ??
    same.find((id) => id.includes('status')) ??
    same[0] ??
    cited.find((id) => /status(-2\d\d)?$/.test(id)) ??
    cited[0]!
  );
}
