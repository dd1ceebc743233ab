// Single requests of an exploration.
import { namesIn } from '../../core/api/templates.ts';
import type { Explorer } from '../../core/invariants/invariant.ts';
import { idParamIn } from '../engine/finding.ts';
import type { Command, Description, Endpoint, Kind } from '../engine/model.ts';
import { requestSchema } from '../engine/requests.ts';
import { sampleOf } from '../values/sample.ts';

/** The parameters of a path: the id, those given by the user, otherwise a sample. */
export function paramsFor(
  kind: Kind,
  path: string,
  id: unknown,
  { params }: Pick<Explorer, 'params'>,
): Record<string, unknown> {
  const holder = idParamIn(kind, path);
  return Object.fromEntries(
    namesIn(path).map((name) => [name, name === holder ? id : (params[name] ?? 'sample')]),
  );
}

export function look(
  description: Description,
  kind: Kind,
  endpoint: Kind['views'][number]['endpoint'],
  id: unknown,
  explorer: Explorer,
) {
  return explorer.send(endpoint.id, {
    params: paramsFor(kind, endpoint.path, id, explorer),
    query: queryFor(description, endpoint),
  });
}

export function sendCommand(
  description: Description,
  kind: Kind,
  { endpoint }: Command,
  id: unknown,
  explorer: Explorer,
) {
  const body = bodyFor(description, endpoint.documented);
  return explorer.send(endpoint.id, {
    params: paramsFor(kind, endpoint.path, id, explorer),
    query: queryFor(description, endpoint),
    ...(body !== undefined && { body }),
  });
}

/** A body that fits the schema of a request. */
export function bodyFor({ table }: Description, operation: Command['endpoint']['documented']): unknown {
  if (!operation) return undefined;
  const schema = table.schemas[requestSchema(table, operation)];
  const body = (schema?.properties as Readonly<Record<string, object>> | undefined)?.body;
  return body && sampleOf(table.schemas, body as never);
}

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
