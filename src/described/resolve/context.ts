// The context in which the parts of a lifecycle file are resolved: the document, its schemas, and look-ups in them.

import type { Schema } from '../../core/api/documents.ts';
import type { Method } from '../../core/api/operation.ts';
import { nearest } from '../../core/values/problem.ts';
import type { Endpoint, Field, Headers, Wait } from '../engine/model.ts';
import { durationAt } from '../format/stages.ts';
import type { LifecycleFile } from '../format/types.ts';
import type { DescribedDocument, DocumentOperation } from '../source/contents.ts';
import { toWords } from '../source/document.ts';
import { isObject, membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import type { SchemaTable } from '../source/schemas.ts';
import { schemasAt } from '../values/bodies.ts';
import { compileRule, isRule } from '../values/rules.ts';
import { holes } from '../values/texts.ts';

export interface Context {
  readonly document: DescribedDocument;
  readonly table: SchemaTable;
  readonly text: LifecycleFile;
  /** The whole lifecycle file, or the document if there is none. */
  readonly whole: Place;
}

/** The operation that a text names: by its operationId, or as method and path. Undefined for one that the document lacks. */
export function documentedAs(
  { document }: Pick<Context, 'document'>,
  given: string,
): DocumentOperation | undefined {
  const [method = '', path] = given.split(' ');
  return document.operations.find(
    (each) =>
      each.operationId === given || each.id === given || (each.method === method && each.path === path),
  );
}

/** The place of requests. A Problem for an operation that is neither in the document nor written as method and path. */
export function endpointOf(context: Context, place: Place): Endpoint {
  const given = String(place.value);
  const documented = documentedAs(context, given);
  if (documented)
    return { id: documented.id, method: documented.method, path: documented.path, documented, place };
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/.exec(given) ?? [];
  if (!method || !path) {
    const known = context.document.operations.flatMap(({ operationId }) => operationId ?? []);
    const near = nearest(given, known);
    throw mistake(
      place,
      `the document has no operation '${given}'.`,
      `${near ? `Did you mean '${near}'? ` : ''}Write an operationId, or method and path as in 'GET /jobs/{id}'.`,
    );
  }
  return { id: toWords(`${method} ${path}`), method: method as Method, path, documented: undefined, place };
}

/** The name of the schema of a response; undefined if nothing is promised. */
export function responseSchema(
  { table }: Pick<Context, 'table'>,
  operation: DocumentOperation | undefined,
  status: number,
): string | undefined {
  const responses = operation?.responses() ?? [];
  const response = responses.find((each) => each.status === status);
  return response?.schema && table.nameOf(response.schema, `${operation!.id}.${status}`);
}

/** The first success that a document promises, preferably with a body. */
export function successOf(operation: DocumentOperation | undefined, usual = 200): number {
  const found = (operation?.responses() ?? []).filter(
    ({ status }) => typeof status === 'number' && status < 300,
  );
  return ((found.find(({ schema }) => schema) ?? found[0])?.status as number | undefined) ?? usual;
}

/** The fields of a mapping by JSON Pointer, each checked against its schema. */
export function fieldsOf(
  context: Context,
  place: Place | undefined,
  schemaName: string | undefined,
  at = '',
): Field[] {
  return membersOf(place).map(([pointer, each]) => {
    const found = placeInSchema(context, schemaName, at + pointer);
    if (found === undefined)
      throw mistake(
        each,
        `'${at + pointer}' is not in the schema ${schemaName}.`,
        'Name a place that the document describes.',
      );
    checkHoles(each);
    checkLiteral(each, found, schemaName!);
    return fieldFor(pointer, each, found);
  });
}

/** A rule for a place, which writes instants in the format of its schema. */
export function fieldFor(pointer: string, place: Place, schemas: readonly Schema[]): Field {
  return { pointer, given: place.value, place, rule: compileRule(place.value, pointer, timeFormat(schemas)) };
}

function timeFormat(schemas: readonly Schema[]): string {
  const types = schemas.flatMap(({ type }) => [type ?? []].flat() as string[]);
  return types.includes('integer') || types.includes('number') ? 'unix' : 'iso';
}

/** The schema of a place; undefined if the schema does not allow it. */
function placeInSchema(
  { table }: Context,
  schemaName: string | undefined,
  pointer: string,
): readonly Schema[] | undefined {
  if (schemaName === undefined) return [];
  const { found, open } = schemasAt(table.schemas, table.schemas[schemaName], pointer);
  return found.length === 0 && !open ? undefined : found;
}

/** A Problem for a literal, also within a rule, that breaks the document's own schema. */
function checkLiteral(place: Place, schemas: readonly Schema[], schemaName: string): void {
  const { value } = place;
  if (isRule(value)) {
    for (const [, each] of membersOf(within(place, 'in'))) checkLiteral(each, schemas, schemaName);
    return;
  }
  if (typeof value === 'string' && value.includes('{')) return;
  for (const { type, enum: words } of schemas) {
    const types = [type ?? []].flat() as string[];
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const fits =
      types.length === 0 || types.includes(kind) || (Number.isInteger(value) && types.includes('integer'));
    const wrong = !fits
      ? types.join(' or ')
      : Array.isArray(words) && !words.includes(value)
        ? `one of ${words.join(', ')}`
        : undefined;
    if (wrong !== undefined && schemas.length === 1)
      throw mistake(
        place,
        `${JSON.stringify(value)} is refused by the schema ${schemaName}, which requires ${wrong}.`,
      );
  }
}

/** A Problem for an unknown `{…}`. */
export function checkHoles(place: Place): void {
  if (typeof place.value === 'string')
    for (const [, what = ''] of place.value.matchAll(/\{([^{}]*)\}/g)) {
      const kind = what.split(':', 1)[0]!;
      if (!holes.includes(kind))
        throw mistake(
          place,
          `'{${what}}' is unknown.`,
          `Known: ${holes.map((each) => `{${each}}`).join(' ')}.`,
        );
    }
  else if (isObject(place.value) || Array.isArray(place.value))
    for (const [, each] of membersOf(place)) checkHoles(each);
}

export function headersOf(place: Place | undefined): Headers {
  return membersOf(place).map(([name, each]) => {
    checkHoles(each);
    return [name.toLowerCase(), compileRule(each.value, name)] as const;
  });
}

export function waitOf(place: Place | undefined): Wait | undefined {
  if (!place) return undefined;
  const text = (key: string, usual: string) => {
    const found = within(place, key);
    return durationAt(found ?? place, String(found?.value ?? usual));
  };
  const unit = within(place, 'unit')?.value === 'ms' ? 1 : 1_000;
  const named = (key: string) => within(place, key)?.value as string | undefined;
  return {
    param: named('param'),
    state: named('state'),
    unit,
    prefer: within(place, 'prefer')?.value === true,
    most: text('most', '60s'),
    usual: text('usual', '60s'),
  };
}

/** A place of the file, or a found value that is named after the place of its kind. */
export function placeOr(place: Place, value: unknown, ...names: readonly (string | number)[]): Place {
  return within(place, ...names) ?? { ...place, value };
}

export function checkKnown(place: Place, states: readonly string[], state: string, where: string): void {
  if (state === '*' || states.includes(state)) return;
  throw mistake(
    place,
    `${where} names the state '${state}', which no scenario reaches.`,
    `Its states are ${states.join(', ')}.`,
  );
}
