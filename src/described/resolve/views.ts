// The views of a kind: where a record is shown, with which body and status.

import { valueAt } from '../../core/values/pointer.ts';
import type { Kind, View } from '../engine/model.ts';
import type { RecordText, ViewText } from '../format/types.ts';
import { isObject, membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { merged, schemasAt } from '../values/bodies.ts';
import { compileRule } from '../values/rules.ts';
import { sampleOf } from '../values/sample.ts';
import {
  type Context,
  checkKnown,
  endpointOf,
  fieldsOf,
  headersOf,
  placeOr,
  responseSchema,
  successOf,
  waitOf,
} from './context.ts';

type Known = Pick<Kind, 'state' | 'words' | 'states' | 'unseen' | 'example' | 'fields' | 'idAt'>;

/** How lists show a record that no operation shows alone. */
export function listedView(
  context: Context,
  place: Place,
  { lists, example }: RecordText,
  known: Known & { readonly schemaName: string | undefined },
): View {
  const { schemaName } = known;
  const { schemas } = context.table;
  const sample = schemaName === undefined ? {} : sampleOf(schemas, schemas[schemaName]);
  return {
    ...{ name: 'item', isMain: true, at: '', schemaName, state: known.state, words: known.words },
    endpoint: endpointOf(context, placeOr(place, lists![0]!.operation, 'lists', 0, 'operation')),
    status: () => 200,
    base: example === undefined ? sample : merged(sample, known.example),
    ...{ bodies: undefined, fields: known.fields, headers: [], unseen: known.unseen, wait: undefined },
  };
}

export function viewsOf(context: Context, place: Place, text: RecordText, known: Known): View[] {
  return Object.entries(text.views ?? {}).map(([name, view]) => viewOf(context, place, name, view, known));
}

function viewOf(context: Context, place: Place, name: string, text: ViewText, known: Known): View {
  const here = placeOr(place, text, 'views', name);
  if (text.operation === undefined) throw mistake(here, `the view '${name}' names no operation.`);
  const endpoint = endpointOf(context, placeOr(place, text.operation, 'views', name, 'operation'));
  const usual = successOf(endpoint.documented);
  const schemaName = responseSchema(context, endpoint.documented, usual);
  const isMain =
    name === 'detail' || Object.keys((place.value as RecordText).views ?? { detail: 0 })[0] === name;
  const at = text.at ?? '';
  const own = fieldsOf(context, within(here, 'fields'), schemaName, at);
  for (const list of ['words', 'bodies', 'status'] as const)
    for (const [state, each] of membersOf(within(here, list)))
      checkKnown(each, known.states, state, `${list} of the view '${name}'`);
  return {
    name,
    isMain,
    endpoint,
    at,
    state: text.state ?? (isMain || fits(context, schemaName, at, known.state) ? known.state : undefined),
    words: text.words ?? known.words,
    status: statusOf(text.status, usual),
    base: baseOf(context, schemaName, at, { text, endpoint, known, isMain, usual }),
    bodies:
      text.bodies &&
      new Map(
        Object.entries(text.bodies).map(([state, body]) => [
          state,
          body === 'none' ? undefined : compileRule(body, `${name}/${state}`),
        ]),
      ),
    fields: [...bodyFields(context, within(here, 'body')), ...(isMain ? known.fields : []), ...own],
    headers: headersOf(within(here, 'headers')),
    unseen: text.unseen ?? known.unseen,
    wait: waitOf(within(here, 'wait')),
    schemaName,
  };
}

/** The members of a body that the file sets, each with its rule. */
function bodyFields(context: Context, place: Place | undefined): View['fields'] {
  return place && isObject(place.value)
    ? membersOf(place).flatMap(([name, each]) =>
        fieldsOf(context, { ...each, value: { [`/${name}`]: each.value } }, undefined),
      )
    : [];
}

function fits(
  { table }: Context,
  schemaName: string | undefined,
  at: string,
  pointer: string | undefined,
): boolean {
  if (schemaName === undefined || pointer === undefined) return false;
  return schemasAt(table.schemas, table.schemas[schemaName], at + pointer).found.length > 0;
}

function statusOf(given: ViewText['status'], usual: number): (state: string) => number {
  if (given === undefined) return () => usual;
  if (typeof given === 'number') return () => given;
  return (state) => (Object.hasOwn(given, state) ? given[state]! : (given['*'] ?? usual));
}

/** The base of a body: from the file, from an example of the document, or the smallest that fits the schema. */
function baseOf(
  context: Context,
  schemaName: string | undefined,
  at: string,
  {
    text,
    endpoint,
    known,
    isMain,
    usual,
  }: { text: ViewText; endpoint: View['endpoint']; known: Known; isMain: boolean; usual: number },
): unknown {
  if (text.body !== undefined) return isObject(text.body) ? {} : text.body;
  const printed = endpoint.documented?.responses().find(({ status }) => status === usual)?.example;
  const { schemas } = context.table;
  const sample = schemaName === undefined ? {} : sampleOf(schemas, schemas[schemaName]);
  const whole = isObject(printed) ? merged(sample, printed) : sample;
  // The example is of the record: in a body that wraps it, it goes inside.
  if (isMain && known.example !== undefined && at === '') return merged(whole, known.example);
  return whole;
}

/** The value of a base at a place. */
export function baseAt(base: unknown, at: string): unknown {
  return at === '' ? base : valueAt(base, at);
}
