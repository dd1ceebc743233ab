// The exchanges of a described API, for Pact: each state, and each creation. Of an example only what the schema
// requires is compared: optional members are no promise.

import type { Exchange, Schema } from '../../core/api/documents.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { idParamIn } from '../engine/finding.ts';
import { type Description, type Field, fullPath, type Kind, type View, wordOf } from '../engine/model.ts';
import { requestSchema } from '../engine/requests.ts';
import { isObject, within } from '../source/library.ts';
import { withAt, without } from '../values/bodies.ts';
import { isRule } from '../values/rules.ts';
import { sampleOf } from '../values/sample.ts';
import type { Citations } from './clauses.ts';
import { queryFor } from './looks.ts';
import { valueIn } from './observations.ts';
import { presetId, presetName } from './presets.ts';

type Table = Readonly<Record<string, Schema>>;

export function exchangesOf(description: Description, cite: Citations): Readonly<Record<string, Exchange>> {
  const exchanges = description.kinds.flatMap((kind) => [
    ...shownIn(description, kind, cite),
    ...createdBy(description, kind, cite),
  ]);
  return Object.fromEntries(exchanges);
}

/** Each state of a record in its view. */
function shownIn(description: Description, kind: Kind, cite: Citations): [string, Exchange][] {
  const [view] = kind.views;
  if (!view?.endpoint.documented || view.schemaName === undefined || view.state === undefined) return [];
  const { schemas } = description.table;
  const body = required(schemas, schemas[view.schemaName], view.base ?? {});
  return kind.states
    .filter((state) => !view.unseen.includes(state))
    .map((state) => {
      const fitting = view.fields.reduce((made, field) => inState(made, view, field, state), body);
      const shown = withAt(fitting, view.at + view.state, wordOf(view.words, state));
      const whole =
        kind.idAt === undefined || kind.idText
          ? shown
          : withAt(shown, view.at + kind.idAt, kind.idIsNumber ? Number(presetId(kind)) : presetId(kind));
      return [
        `${view.endpoint.id}.${state}`,
        {
          operation: `${description.name}/${view.endpoint.id}`,
          case: state,
          source: sourceOf(description, view.endpoint.documented!.place, view.status(state)),
          clauses: [cite.operation(view.endpoint.id), cite.kind(kind, 'words')],
          presets: [{ name: presetName(kind, state) }],
          request: requestFor(description, kind, view.endpoint, presetId(kind)),
          response: {
            status: view.status(state),
            headers: { 'content-type': 'application/json' },
            body: whole,
          },
        },
      ];
    });
}

/** A body with a fact of a state as it is in that state: what a rule would compute is left out. */
function inState(body: unknown, { at }: View, { pointer, given }: Field, state: string): unknown {
  const here = at + pointer;
  if (!isRule(given) || valueAt(body, here) === undefined) return body;
  const value = given.in === undefined ? undefined : valueIn(given, state);
  if (value === '{state}') return withAt(body, here, state);
  const isLiteral = value !== undefined && !JSON.stringify(value).includes('{');
  if (isLiteral) return withAt(body, here, value);
  // An instant of the sample has the type of any other; null is of none.
  return given.in === undefined && valueAt(body, here) !== null ? body : without(body, here);
}

function createdBy(description: Description, kind: Kind, cite: Citations): [string, Exchange][] {
  const { schemas } = description.table;
  return kind.creates.flatMap(({ endpoint, status, view, sends, of }) => {
    if (!endpoint.documented || !view?.schemaName || of !== undefined || kind.idInPath) return [];
    const schema = schemas[requestSchema(description.table, endpoint.documented)]!;
    const body = sends ?? sampleOf(schemas, (schema.properties as Readonly<Record<string, Schema>>).body);
    const request = {
      ...requestFor(description, kind, endpoint, 'sample'),
      ...(body !== undefined && { body }),
    };
    return [
      [
        `${endpoint.id}.created`,
        {
          operation: `${description.name}/${endpoint.id}`,
          case: 'created',
          source: sourceOf(description, endpoint.documented.place, status),
          clauses: [cite.operation(endpoint.id), cite.kind(kind, 'creates')],
          request,
          response: {
            status,
            headers: { 'content-type': 'application/json' },
            body: required(schemas, schemas[view.schemaName], view.base ?? {}),
          },
        },
      ] as [string, Exchange],
    ];
  });
}

function sourceOf(
  { document }: Description,
  place: Parameters<typeof within>[0],
  status: number,
): Exchange['source'] {
  const printed = document.operations
    .find((each) => each.place.pointer === place.pointer)
    ?.responses()
    .find((each) => each.status === status)?.example;
  if (printed === undefined)
    return { kind: 'synthetic', why: 'The smallest body that fits the schema of the response.' };
  const at = within(place, 'responses', status) ?? place;
  const line = at.source.lineOf(at.pointer);
  return {
    kind: 'synthetic',
    why: `The required members of the example at ${at.source.name}:${line}.`,
  };
}

function requestFor(
  description: Description,
  kind: Kind,
  endpoint: Kind['views'][number]['endpoint'],
  id: string,
): Exchange['request'] {
  const holder = idParamIn(kind, endpoint.path);
  const path = fullPath(description, endpoint).replaceAll(
    /\{\+?([^{}=]+)(?:=[^{}]*)?\}/g,
    (_, name: string) => encodeURIComponent(name === holder ? id : 'sample'),
  );
  const query = Object.entries(queryFor(description, endpoint)).map(([name, value]) => [name, String(value)]);
  const needsKey = (endpoint.documented?.credentials() ?? []).some(
    (each) => each.in === 'header' && each.name === 'authorization',
  );
  return {
    method: endpoint.method,
    path,
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
    ...(needsKey && { headers: { authorization: 'Bearer standin' } }),
  };
}

/** The part of a value that its schema requires, at every level. */
function required(schemas: Table, schema: Schema | undefined, value: unknown): unknown {
  const sample = sampleOf(schemas, schema);
  return overlapped(sample, value);
}

function overlapped(sample: unknown, value: unknown): unknown {
  if (!isObject(sample) || !isObject(value)) return value === undefined ? sample : value;
  return Object.fromEntries(
    Object.entries(sample).map(([name, inner]) => [name, overlapped(inner, value[name])]),
  );
}
