// Parts of requests: unused ids, and the query parameters that an operation requires.
import type { Description, Endpoint, Kind } from '../engine/model.ts';
import { sampleOf } from '../values/sample.ts';

export function queryFor(
  { table }: Pick<Description, 'table'>,
  { documented }: Pick<Endpoint, 'documented'>,
): Record<string, unknown> {
  const needed = (documented?.parameters() ?? []).filter((each) => each.in === 'query' && each.required);
  return Object.fromEntries(
    needed.map(({ name, schema }) => [
      name,
      (schema && sampleOf(table.schemas, table.schemas[table.nameOf(schema, `${documented!.id}.${name}`)])) ??
        'sample',
    ]),
  );
}

/** An id that no record has. */
export function unknownId(kind: Kind): string {
  return kind.idIsNumber ? '999999937' : 'no-such-record';
}
