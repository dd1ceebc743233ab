// The second layer: checks every response against what its operation promises for its status: body, content type, headers.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import { narrow } from '../../core/api/narrow.ts';
import type { Operation } from '../../core/api/operation.ts';
import type { Violation } from '../../core/api/schema.ts';
import { clauseOfSchema, clausesShown } from '../../core/api/schema-clauses.ts';
import { placeAt } from '../../core/api/schema-places.ts';
import type { UnknownMember } from '../../core/api/unknown-members.ts';
import type { May, Seen } from '../../core/invariants/invariant.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import { redactNamed } from '../../core/worlds/redact.ts';
import { headerErrata, judgeHeaders, type Room } from '../verify/headers.ts';
import { createBodyJudge } from './body.ts';
import { createRequestJudge, judgeStatus, type RequestJudge } from './status.ts';
import { parsed } from './text.ts';
import type { Verdict } from './verdict.ts';

type Schemas = Readonly<Record<string, Schema>>;

export async function judgeSchemas(
  api: Api,
  seen: readonly Seen[],
  may: May,
  verdict: Verdict,
): Promise<void> {
  const documents = documentsOf(api.name, api.folder);
  const room: Room = {
    api,
    may,
    schemas: schemasUnder(api, may),
    exchanges: Object.values(documents.exchanges),
    verdict,
  };
  const bodies = createBodyJudge(room.schemas);
  const requests = createRequestJudge(documents.schemas);
  for (const each of seen) {
    const operation = api.operations.find(({ id }) => id === each.operation);
    if (!operation || operation.clauses.length === 0 || !isThere(operation, may)) continue;
    const schemaName = await judgeStatus(room, requests, operation, each);
    if (schemaName === undefined) continue;
    if (!each.response.lacksHeaders) judgeHeaders(room, operation, each, schemaName);
    if (schemaName === null || !(await judgeText(room, requests, operation, each, schemaName))) continue;
    const violations = await bodies.faults(schemaName, each.response.body);
    for (const violation of violations) judgeViolation(room, operation, each, { schemaName, violation });
    for (const member of bodies.beyond(schemaName, each.response.body))
      remarkBeyond(room, operation, each, { schemaName, member });
    // A correct response shows that the path is right.
    const request = each.response.status < 400 ? room.schemas[operation.request ?? ''] : undefined;
    const path = (request?.['x-clauses'] ?? []) as readonly string[];
    if (violations.length === 0)
      verdict.pass(
        { layer: 'schema', name: schemaName },
        [...clausesShown(room.schemas, schemaName, each.response.body), ...path],
        each,
      );
  }
}

/** An operation that exists only under another reading promises nothing. */
function isThere({ under }: Operation, may: May): boolean {
  return !under || under.readings.some((reading) => may(under.erratum, reading));
}

/** Whether the text is JSON, as it should be. Reports it if not. */
async function judgeText(
  room: Room,
  requests: RequestJudge,
  operation: Operation,
  seen: Seen,
  schemaName: string,
): Promise<boolean> {
  const by = { layer: 'schema', name: schemaName } as const;
  const clause = clauseOfSchema(room.schemas, schemaName, operation);
  if (seen.response.lacksBody) return false;
  const strict = parsed(seen.response.text) !== undefined;
  if (!strict) {
    // Of a request that is none of the operation's, its readings may say that something else answers.
    const ofOthers = !(await requests.isAsDescribed(operation, seen));
    const { status, text } = seen.response;
    room.verdict.check(false, {
      by,
      clause,
      expected: 'JSON',
      actual: text === '' ? 'an empty body' : text,
      seen,
      errata: [
        ...errataOfText(room.api, operation),
        ...(ofOthers ? headerErrata(room.api, operation, 'content-type', status) : []),
      ],
      unusual: promisesNothing(room, seen, schemaName),
    });
  }
  return seen.response.body !== undefined;
}

function errataOfText({ errata }: Api, { id }: Operation): string[] {
  return errata
    .filter(({ changes }) => changes.some((change) => change.operations.includes(id) && 'text' in change))
    .map((erratum) => erratum.id);
}

/** Whether no clause of the document speaks of a place in the body of a refusal: then only our model knows how it looks. */
function promisesNothing(
  { schemas }: Pick<Room, 'schemas'>,
  seen: Seen,
  schemaName: string,
  pointer = '',
): boolean {
  return seen.response.status >= 400 && placeAt(schemas, schemaName, pointer).clauses.length === 0;
}

/** Reports one violation with the clause that it breaks. `seen`: its exchange, if any. */
export function judgeViolation(
  { schemas, verdict }: Pick<Room, 'schemas' | 'verdict'>,
  operation: Operation,
  seen: Seen | undefined,
  { schemaName, violation }: { schemaName: string; violation: Violation },
): void {
  const { pointer, name, rule, expected, given } = violation;
  const place = rule === 'required' ? `${pointer}/${escapePointer(name)}` : pointer;
  const about = {
    by: { layer: 'schema', name: schemaName } as const,
    clause: clauseOfSchema(schemas, schemaName, operation, place),
    pointer: place,
    ...(seen && { seen, unusual: promisesNothing({ schemas }, seen, schemaName, place) }),
  };
  if (rule === 'required')
    verdict.check(false, { ...about, expected: `a member '${name}'`, actual: 'no such member' });
  else
    verdict.check(false, {
      ...about,
      expected,
      actual:
        typeof given === 'string'
          ? JSON.stringify(redactNamed(lastOf(pointer), given))
          : redactNamed(lastOf(pointer), given),
    });
}

/** The name at the end of a pointer; the value of a member that is named like a secret is not shown. */
function lastOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** Reports an undocumented member. */
export function remarkBeyond(
  { schemas, verdict }: Pick<Room, 'schemas' | 'verdict'>,
  operation: Operation,
  seen: Seen | undefined,
  { schemaName, member }: { schemaName: string; member: UnknownMember },
): void {
  verdict.remark({
    by: { layer: 'schema', name: schemaName },
    clause: clauseOfSchema(schemas, schemaName, operation, member.pointer),
    severity: 'extra',
    pointer: member.pointer,
    expected: 'no member beyond those documented',
    actual: redactNamed(lastOf(member.pointer), member.given),
    ...(seen && { seen }),
  });
}

/** Narrowed schemas by their originals, then by the errata that may have another reading than `corrected`. */
const narrowed = new WeakMap<Schemas, Map<string, Schemas>>();

/** The schemas of an API, as narrow as the possible readings allow. The same readings always give the same object. */
export function schemasUnder(api: Api, may: May): Schemas {
  const { schemas } = documentsOf(api.name, api.folder);
  const open = api.errata.map(({ id }) => id).filter((id) => mayBeOtherwise(api, may, id));
  const known = narrowed.get(schemas) ?? new Map<string, Schemas>();
  narrowed.set(schemas, known);
  const key = open.join(' ');
  const under = known.get(key) ?? narrow(schemas, (id) => !open.includes(id));
  known.set(key, under);
  return under;
}

function mayBeOtherwise({ errata }: Api, may: May, id: string): boolean {
  const readings = errata.find((erratum) => erratum.id === id)?.readings ?? { corrected: '' };
  return (['literal', 'observed'] as const).some((name) => name in readings && may(id, name));
}
