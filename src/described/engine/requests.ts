// The schema of a request: its parameters and its body, from the document.
import type { Schema } from '../../core/api/documents.ts';
import type { DocumentOperation, Parameter } from '../source/contents.ts';
import type { SchemaTable } from '../source/schemas.ts';

/** The name of the schema of an operation's requests. The schema is computed on first use. */
export function requestSchema(table: SchemaTable, operation: DocumentOperation): string {
  const name = `${operation.id}.request`;
  if (!Object.hasOwn(table.schemas, name)) table.put(name, () => made(table, operation));
  return name;
}

function made(table: SchemaTable, operation: DocumentOperation): Schema {
  const parameters = operation.parameters();
  const section = (where: string) =>
    sectionOf(
      table,
      operation,
      parameters.filter((each) => each.in === where),
    );
  const body = operation.body();
  const sections: { [name: string]: Schema | undefined } = {
    path: section('path') ?? { type: 'object' },
    query: section('query'),
    headers: section('header'),
    body: body?.schema && { $ref: `${table.nameOf(body.schema, `${operation.id}.body`)}.schema.json` },
  };
  const properties = Object.fromEntries(Object.entries(sections).filter(([, each]) => each !== undefined));
  const needed = Object.entries(sections).flatMap(([name, each]) =>
    (each?.required as string[] | undefined)?.length ? [name] : [],
  );
  const required = [...new Set([...needed, ...(body?.required && body.schema ? ['body'] : [])])];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
  };
}

function sectionOf(
  table: SchemaTable,
  operation: DocumentOperation,
  parameters: readonly Parameter[],
): Schema | undefined {
  if (parameters.length === 0) return undefined;
  const isHeader = parameters[0]!.in === 'header';
  const nameFor = (name: string) => (isHeader ? name.toLowerCase() : name);
  // Authorization has its own rules, and the usual headers of a client library are no mistakes.
  const checked = parameters.filter(
    ({ name }) => !isHeader || !/^(authorization|accept|content-type)$/i.test(name),
  );
  const properties = Object.fromEntries(
    checked.map((each) => [nameFor(each.name), schemaOf(table, operation, each)]),
  );
  const required = checked.filter((each) => each.required && !isHeader).map(({ name }) => nameFor(name));
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

/** A text parameter is checked if it is one value; lists and objects have many formats. */
function schemaOf(table: SchemaTable, operation: DocumentOperation, { schema, name }: Parameter): Schema {
  if (!schema) return {};
  const converted = table.schemas[table.nameOf(schema, `${operation.id}.${name}`)]!;
  const types = [converted.type ?? []].flat() as string[];
  if (types.includes('array') || types.includes('object')) return {};
  const { 'x-clauses': _, ...plain } = converted;
  return plain;
}

/** The name of a schema that accepts any request to a path. */
export function anyPath(table: SchemaTable): string {
  const name = 'any.request';
  if (!Object.hasOwn(table.schemas, name))
    table.put(name, () => ({ type: 'object', properties: { path: { type: 'object' } } }));
  return name;
}
