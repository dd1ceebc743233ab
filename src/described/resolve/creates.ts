// How a record is created: at which operation, what is kept of the request, what is answered.
import type { Create, View } from '../engine/model.ts';
import type { CreateText } from '../format/types.ts';
import { within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { compileRule } from '../values/rules.ts';
import {
  type Context,
  endpointOf,
  headersOf,
  placeOr,
  responseSchema,
  successOf,
  waitOf,
} from './context.ts';

export function createOf(
  context: Context,
  place: Place,
  text: CreateText,
  number: number,
  views: readonly View[],
): Create {
  const here = placeOr(place, text, 'creates', number);
  const endpoint = endpointOf(context, placeOr(place, text.operation, 'creates', number, 'operation'));
  const view =
    text.body !== undefined
      ? undefined
      : text.view === undefined
        ? views[0]
        : views.find(({ name }) => name === text.view);
  if (text.view !== undefined && text.body === undefined && !view)
    throw mistake(
      within(here, 'view') ?? here,
      `there is no view '${text.view}'.`,
      `Views: ${views.map(({ name }) => name).join(', ') || '(none)'}.`,
    );
  const status = text.status ?? successOf(endpoint.documented, 201);
  const promised = responseSchema(context, endpoint.documented, status);
  const copy =
    text.copy === undefined
      ? '*'
      : text.copy === '*'
        ? '*'
        : Array.isArray(text.copy)
          ? text.copy.map((each: string) => [each, each] as const)
          : Object.entries(text.copy as Record<string, string>);
  return {
    endpoint,
    copy,
    status,
    existing: text.existing,
    view: endpoint.documented && promised === undefined && text.view === undefined ? undefined : view,
    body: text.body === 'none' || text.body === undefined ? undefined : compileRule(text.body, 'body'),
    headers: headersOf(within(here, 'headers')),
    wait: waitOf(within(here, 'wait')),
    of: text.of,
    sends: text.sends,
  };
}
