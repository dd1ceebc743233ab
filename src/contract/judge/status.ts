// The status of a response against those that its operation promises, and whether the request was one that it describes.
import type { Schema } from '../../core/api/documents.ts';
import { schemaNameFor } from '../../core/api/matching.ts';
import { opened } from '../../core/api/narrow.ts';
import type { Operation } from '../../core/api/operation.ts';
import { createValidator } from '../../core/api/schema.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { isForTheSending, isUnwilling } from '../../core/invariants/refusals.ts';
import { type Room, statusClause } from '../verify/headers.ts';

/** The schema that a response should have; null if none, undefined if nothing is promised for its status. */
export async function judgeStatus(
  room: Room,
  requests: RequestJudge,
  operation: Operation,
  seen: Seen,
): Promise<string | null | undefined> {
  const { status } = seen.response;
  const schemaName = operation.responses[status];
  const by = { layer: 'schema', name: `status of ${operation.id}` } as const;
  if (schemaName !== undefined) {
    // A page that is anything else says by its status nothing of the operation.
    if (schemaName === null || seen.content !== undefined || seen.response.lacksBody)
      room.verdict.pass(by, [statusClause(room.api, operation, status)], seen);
    return schemaName;
  }
  const promised = Object.keys(operation.responses).join(', ');
  const about = {
    by,
    clause: statusClause(room.api, operation, status),
    expected: `a status of ${promised}`,
    actual: status === 0 ? seen.response.text : `status ${status}`,
    seen,
  };
  if (isUnwilling(status) || isOfTheTransfer(seen))
    room.verdict.remark({ ...about, severity: 'skipped', actual: `The server answered ${status}.` });
  else if (await isExcusable(requests, operation, seen)) room.verdict.remark({ ...about, severity: 'extra' });
  else {
    // An operation names every status that it has under any reading, so no erratum excuses another.
    room.verdict.check(false, about);
    // What is wrong in its body is told as well.
    return schemaNameFor(operation, status) ?? undefined;
  }
  return undefined;
}

/** Of a change, a service may say that things do not stand so that it can be made. */
const forHowThingsStand: Readonly<Record<string, readonly number[]>> = {
  POST: [409, 422, 423, 424],
  PUT: [409, 410, 422, 423, 424],
  PATCH: [409, 410, 422, 423, 424],
  DELETE: [409, 410, 422, 423, 424],
};
/** By these a service says that it does not understand a parameter. */
const forParameters = [400, 422];

/** Whether a refusal may be one of which the document does not speak: of a request that is described it does. */
async function isExcusable(requests: RequestJudge, operation: Operation, seen: Seen): Promise<boolean> {
  const { status } = seen.response;
  if (status < 400 || status >= 500) return false;
  // That a server has not got an operation at all is for the invariants of its path.
  if (status === 404 || isForTheSending(status)) return true;
  if (forHowThingsStand[operation.method]?.includes(status)) return true;
  // Which values it understands is a matter of the reading.
  if (forParameters.includes(status) && requests.isMatterOfReading(operation, seen)) return true;
  return !(await requests.isAsDescribed(operation, seen));
}

/** Whether a status answers headers by which a cache or a download asks for less than the whole. */
function isOfTheTransfer({ request: { headers }, response: { status } }: Seen): boolean {
  if (status === 304) return 'if-none-match' in headers || 'if-modified-since' in headers;
  return status === 206 && 'range' in headers;
}

type Schemas = Readonly<Record<string, Schema>>;

export interface RequestJudge {
  /** Whether a request has the schema of its operation, by any reading. */
  isAsDescribed(operation: Operation, seen: Seen): Promise<boolean>;
  /** Whether a parameter of its query is one of which readings differ. */
  isMatterOfReading(operation: Operation, seen: Seen): boolean;
}

export function createRequestJudge(schemas: Schemas): RequestJudge {
  const validator = createValidator(opened(schemas), { every: true, judged: true });
  return {
    async isAsDescribed({ request: schemaName }, { request }) {
      if (schemaName === undefined) return request.query.size === 0;
      const parts = partsOf(schemas[schemaName]);
      const texts = { path: request.params, query: Object.fromEntries(request.query) };
      const value = {
        ...(parts.path && { path: typed(texts.path, parts.path) }),
        ...(parts.query && { query: typed(texts.query, parts.query) }),
        ...(parts.headers && { headers: request.headers }),
        ...(parts.body && request.body !== undefined && { body: request.body }),
      };
      return (await validator.violations(schemaName, value)).length === 0;
    },
    isMatterOfReading({ request: schemaName }, { request }) {
      const { properties = {} } = partsOf(schemas[schemaName ?? '']).query ?? {};
      return [...request.query.keys()].some((name) => properties[name]?.['x-errata'] !== undefined);
    },
  };
}

type Property = { readonly type?: unknown; readonly 'x-errata'?: unknown };
type Part = { readonly properties?: Readonly<Record<string, Property>> };

function partsOf(schema: Schema | undefined): Readonly<Record<string, Part | undefined>> {
  return (schema?.properties ?? {}) as Readonly<Record<string, Part>>;
}

/** Texts of a URL as the values that their schema has. What cannot be read stays text, and has not that schema. */
function typed(
  texts: Readonly<Record<string, string>>,
  { properties = {} }: Part,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typedText(text, properties[name]?.type)]),
  );
}

function typedText(text: string, type: unknown): unknown {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  if ((type === 'integer' || type === 'number') && isNumber) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}
