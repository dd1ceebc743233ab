// What an operation answers, for OpenAPI: the statuses that its readings have, with headers, schemas and examples.
import { documentsOf, type Exchange } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import { createValidator } from '../../core/api/schema.ts';
import { phrases } from './phrases.ts';
import type { Room } from './room.ts';
import { refTo } from './schemas.ts';

type Json = Record<string, unknown>;

export async function responsesOf(room: Room, operations: readonly Operation[]): Promise<Json> {
  const byStatus = new Map<number, (string | null)[]>();
  for (const operation of operations)
    for (const [status, schemaName] of Object.entries(listedBy(room, operation))) {
      const before = byStatus.get(Number(status)) ?? [];
      byStatus.set(Number(status), before.includes(schemaName) ? before : [...before, schemaName]);
    }
  const statuses = [...byStatus].sort(([a], [b]) => a - b);
  const responses = statuses.map(async ([status, schemaNames]) => [
    String(status),
    await responseOf(room, operations, status, schemaNames),
  ]);
  return Object.fromEntries(await Promise.all(responses));
}

/** Those of the readings; with the refusal of strangers where the operation does not list it. */
function listedBy({ advertised, readings }: Room, operation: Operation): Operation['responses'] {
  const listed = Object.entries(operation.responses).filter(
    ([status]) => advertised?.answers?.(operation, Number(status), readings) ?? true,
  );
  const asks = (advertised?.takes(operation, readings).oneOf.length ?? 0) > 0;
  return {
    ...(asks && advertised?.stranger && { [advertised.stranger[0]]: advertised.stranger[1] }),
    ...Object.fromEntries(listed),
  };
}

async function responseOf(
  room: Room,
  operations: readonly Operation[],
  status: number,
  schemaNames: readonly (string | null)[],
): Promise<Json> {
  const named = schemaNames.filter((name) => name !== null);
  const headers = headersOf(room, operations, status);
  const about = {
    description: phrases[status] ?? `Status ${status}`,
    ...(Object.keys(headers).length > 0 && { headers }),
  };
  if (named.length === 0) return about;
  const shown = exchangesOf(room, operations, status);
  const examples = await examplesOf(room, shown, named);
  const refs = named.map((name) => ({ $ref: refTo(room.surface.name, name) }));
  const content = {
    schema: refs.length === 1 ? refs[0] : { anyOf: refs },
    ...(Object.keys(examples).length > 0 && { examples }),
  };
  return { ...about, content: { [contentTypeOf(room, shown)]: content } };
}

function headersOf({ advertised, readings }: Room, operations: readonly Operation[], status: number): Json {
  const named = operations.map((operation) => advertised?.headers?.(operation, status, readings) ?? {});
  return Object.fromEntries(
    Object.entries(Object.assign({}, ...named) as Record<string, string>).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  );
}

function exchangesOf(
  { surface }: Room,
  operations: readonly Operation[],
  status: number,
): [string, Exchange][] {
  const ids = operations.map((operation) => `${surface.name}/${operation.id}`);
  return Object.entries(documentsOf(surface.name, surface.folder).exchanges).filter(
    ([, { operation, response }]) => ids.includes(operation) && response.status === status,
  );
}

/** An example that only another reading has would mislead: its body breaks the schema of these. */
async function examplesOf(
  { schemas }: Room,
  shown: readonly (readonly [string, Exchange])[],
  schemaNames: readonly string[],
): Promise<Json> {
  const validator = createValidator(schemas);
  const examples: Json = {};
  for (const [name, { response }] of shown) {
    if (response.body === undefined) continue;
    const wrong = await Promise.all(schemaNames.map((each) => validator.violations(each, response.body)));
    if (wrong.some((violations) => violations.length === 0)) examples[name] = { value: response.body };
  }
  return examples;
}

function contentTypeOf({ surface }: Room, shown: readonly (readonly [string, Exchange])[]): string {
  const named = shown.flatMap(([, { response }]) => response.headers?.['content-type'] ?? []);
  return named[0] ?? surface.wire.contentType;
}
