// Commands and lists of a kind.

import type { Command, Kind, List, View } from '../engine/model.ts';
import { stagesOf } from '../format/stages.ts';
import type { CommandText, ListText, RecordText } from '../format/types.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { isObject, membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { schemasAt } from '../values/bodies.ts';
import { compileRule } from '../values/rules.ts';
import { sampleOf } from '../values/sample.ts';
import {
  type Context,
  checkKnown,
  endpointOf,
  headersOf,
  placeOr,
  responseSchema,
  successOf,
} from './context.ts';
import { itemsOf } from './items.ts';
import { mayBeNull, usualAround, usualPage } from './paging.ts';

type Known = Pick<Kind, 'states' | 'plans' | 'ends' | 'views'> & {
  /** How lists show a record that has no view of its own. */
  readonly listed?: View | undefined;
};

export function commandsOf(context: Context, place: Place, text: RecordText, known: Known): Command[] {
  return Object.entries(text.commands ?? {}).map(([name, each]) =>
    commandOf(context, place, name, each, known),
  );
}

function commandOf(context: Context, place: Place, name: string, text: CommandText, known: Known): Command {
  const here = placeOr(place, text, 'commands', name);
  const endpoint = endpointOf(context, placeOr(place, text.operation, 'commands', name, 'operation'));
  const from = text.from ?? goingStates(known);
  for (const [index, state] of (text.from ?? []).entries())
    checkKnown(within(here, 'from', index)!, known.states, state, `the command '${name}'`);
  const to = within(here, 'to') ? stagesOf(within(here, 'to')!) : text.removes ? [] : usualEnd(known);
  if (to.length === 0 && !text.removes)
    throw mistake(
      here,
      `the command '${name}' does not say which state it leads to.`,
      "Give it to: [a state], or a scenario 'canceled'.",
    );
  const status = text.status ?? successOf(endpoint.documented, 200);
  const view = text.view === undefined ? known.views[0] : viewNamed(here, text.view, known.views);
  const promised = endpoint.documented && responseSchema(context, endpoint.documented, status) === undefined;
  const documented = (endpoint.documented?.responses() ?? []).map((each) => each.status);
  return {
    name,
    endpoint,
    from,
    to,
    removes: text.removes ?? false,
    status,
    view: text.body !== undefined || promised || status === 204 ? undefined : view,
    body: text.body === undefined || text.body === 'none' ? undefined : compileRule(text.body, 'body'),
    headers: headersOf(within(here, 'headers')),
    refused: {
      status: text.refused?.status ?? [409, 422, 400].find((each) => documented.includes(each)) ?? 409,
      body: text.refused?.body,
      view: text.refused?.view === undefined ? undefined : viewNamed(here, text.refused.view, known.views),
    },
  };
}

/** A view by its name. A Problem where there is none. */
function viewNamed(place: Place, wanted: string, views: readonly View[]): View {
  const found = views.find(({ name }) => name === wanted);
  if (!found)
    throw mistake(
      place,
      `there is no view '${wanted}'.`,
      `Views: ${views.map(({ name }) => name).join(', ') || '(none)'}.`,
    );
  return found;
}

/** All states that another state follows. */
function goingStates({ plans, states }: Known): string[] {
  const last = new Set(Object.values(plans).map((plan) => plan.at(-1)!.state));
  return states.filter((state) => !last.has(state));
}

function usualEnd({ plans, ends }: Known): Command['to'] {
  const canceled =
    Object.entries(ends).find(([, end]) => end === 'canceled')?.[0] ?? plans.canceled?.at(-1)?.state;
  return canceled === undefined ? [] : [{ state: canceled }];
}

export function collectionsOf(context: Context, place: Place, text: RecordText, known: Known): List[] {
  return (text.lists ?? []).map((each, index) => listOf(context, place, each, index, known));
}

function listOf(context: Context, place: Place, text: ListText, index: number, known: Known): List {
  const here = placeOr(place, text, 'lists', index);
  const endpoint = endpointOf(context, placeOr(place, text.operation, 'lists', index, 'operation'));
  const schemaName = responseSchema(context, endpoint.documented, successOf(endpoint.documented));
  const { schemas } = context.table;
  const schema = schemaName === undefined ? undefined : schemas[schemaName];
  const items = text.items ?? itemsOf(schemas, schema);
  const given = within(here, 'items');
  if (given && schema && schemasAt(schemas, schema, items).found.length === 0)
    throw mistake(given, `'${items}' is not in the schema ${schemaName}.`);
  const view =
    text.view === undefined
      ? (known.views[0] ?? known.listed)
      : known.views.find(({ name }: View) => name === text.view);
  if (!view) throw mistake(here, `the list has no view for its records.`);
  for (const [number, state] of (text.only ?? []).entries())
    checkKnown(within(here, 'only', number)!, known.states, state, 'only');
  const filters = text.filters ?? usualFilters(endpoint.documented, view);
  for (const [name, each] of membersOf(within(here, 'filters'))) checkFilter(name, each, known);
  const params = new Set(
    (endpoint.documented?.parameters() ?? []).filter((each) => each.in === 'query').map(({ name }) => name),
  );
  for (const [name, each] of membersOf(within(here, 'filters')))
    if (endpoint.documented && !params.has(name))
      throw mistake(
        each,
        `the operation has no parameter '${name}'.`,
        `It has ${[...params].join(', ') || 'none'}.`,
      );
  return {
    endpoint,
    items,
    view,
    newestFirst: (text.order ?? ['-created'])[0]!.startsWith('-'),
    only: text.only,
    filters,
    page: text.page ?? usualPage(params),
    around: Object.entries(text.around ?? usualAround(schemas, schema)).map(([pointer, what]) => [
      pointer,
      what,
      mayBeNull(schemas, schema, pointer) ? null : undefined,
    ]),
    base: schema === undefined ? {} : (sampleOf(schemas, schema) ?? {}),
    schemaName,
  };
}

function checkFilter(name: string, place: Place, { states }: Known): void {
  if (!isObject(place.value)) return;
  for (const [value, each] of membersOf(place))
    for (const state of [each.value].flat())
      checkKnown(each, states, String(state), `the filter '${name}' for '${value}'`);
}

function usualFilters(operation: DocumentOperation | undefined, { state }: View): Record<string, unknown> {
  const name = state?.split('/').at(-1);
  const params = (operation?.parameters() ?? [])
    .filter((each) => each.in === 'query')
    .map((each) => each.name);
  return Object.fromEntries(
    ['status', 'state', name]
      .filter((each) => each !== undefined && params.includes(each))
      .map((each) => [each, 'state']),
  );
}
