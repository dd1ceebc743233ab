// One kind of record of a lifecycle file, with missing parts filled in from the document.

import { namesIn } from '../../core/api/templates.ts';
import { escapePointer, valueAt } from '../../core/values/pointer.ts';
import type { Command, Field, Kind, List } from '../engine/model.ts';
import type { RecordText } from '../format/types.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { schemasAt } from '../values/bodies.ts';
import {
  type Context,
  checkHoles,
  checkKnown,
  endpointOf,
  fieldsOf,
  placeOr,
  responseSchema,
  successOf,
} from './context.ts';
import { createOf } from './creates.ts';
import { idPointer, idTextOf, isNumber, usualId } from './ids.ts';
import { listedSchema } from './items.ts';
import { collectionsOf, commandsOf } from './parts.ts';
import { checkRules } from './rules.ts';
import { samplesOf } from './samples.ts';
import { cancelsFor, creatorsFor, detailFor, listsFor, propertiesAt, stateMembers } from './signals.ts';
import { checkReached, checkState, commandStages, endsOf, plansOf } from './states.ts';
import { timeFields } from './times.ts';
import { listedView, viewsOf } from './views.ts';

export function resolveKind(context: Context, name: string, index: number, place: Place): Kind {
  const text = withDefaults(context, name, place);
  const plans = plansOf(place);
  const states = [
    ...new Set([...Object.values(plans).flat(), ...commandStages(place)].map(({ state }) => state)),
  ];
  const ends = endsOf(place, text, plans, states);
  const statePlace = within(place, 'state');
  const detail =
    text.views?.detail?.operation === undefined
      ? undefined
      : endpointOf(context, placeOr(place, text.views.detail.operation, 'views', 'detail', 'operation'));
  const schemaName = detail
    ? responseSchema(context, detail.documented, successOf(detail.documented))
    : listedSchema(context, place, text);
  const at = text.views?.detail?.at ?? '';
  const state =
    text.state ?? (schemaName === undefined ? undefined : stateMembers(context, schemaName, at)[0]?.pointer);
  checkState(context, statePlace ?? place, place, { state, schemaName, at, states, words: text.words ?? {} });
  const idAt = text.idAt ?? idPointer(context, schemaName, { path: detail?.path, kind: name, at });
  const idIsNumber =
    idAt !== undefined &&
    schemaName !== undefined &&
    isNumber(schemasAt(context.table.schemas, context.table.schemas[schemaName], at + idAt).found);
  const scope = namesIn(detail?.path ?? text.creates?.[0]?.operation ?? '');
  const id =
    text.id ??
    usualId(context, {
      idIsNumber,
      schemaName,
      idAt: idAt && at + idAt,
      path: detail?.path,
      creates: text.creates,
    });
  const idPlace = within(place, 'id');
  if (idPlace) checkHoles(idPlace);
  for (const [index, state] of (text.unseen ?? []).entries())
    checkKnown(within(place, 'unseen', index) ?? place, states, state, 'unseen');
  checkRules(place, states);
  const example = exampleOf(context, place);
  const fields = [
    ...timeFields(context, schemaName, at, states, Object.keys(text.fields ?? {})),
    ...fieldsOf(context, within(place, 'fields'), schemaName, at),
  ];
  const kind = {
    name,
    index,
    place,
    id,
    idInPath: /\{path:[^{}]+\}$/.test(id),
    idAt,
    idIsNumber,
    idText: idAt === undefined ? undefined : idTextOf(text.fields?.[idAt]),
    idParam: scope.at(-1) ?? 'id',
    scope,
    queryNames: queryNames(place),
    state,
    words: text.words ?? {},
    plans,
    states,
    ends,
    unseen: text.unseen ?? [],
    example,
    fields: fields as readonly Field[],
    missing: text.missing,
    samples: samplesOf(place, { name, states }),
  };
  const views = viewsOf(context, place, text, kind);
  const commands: readonly Command[] = commandsOf(context, place, text, { ...kind, views });
  const listed =
    views.length === 0 && text.lists?.length
      ? listedView(context, place, text, { ...kind, schemaName })
      : undefined;
  const lists: readonly List[] = collectionsOf(context, place, text, { ...kind, views, listed });
  const creates = (text.creates ?? []).map((each, number) => createOf(context, place, each, number, views));
  checkReached(place, { plans, states, commands });
  return { ...kind, views, commands, lists, creates };
}

function queryNames({ value }: Place): string[] {
  return [...new Set([...JSON.stringify(value).matchAll(/[{"]query:([^{}"]+)/g)].map(([, name]) => name!))];
}

/** Adds creations, detail, lists and cancel if the file has none and the document shows them. */
function withDefaults(context: Context, name: string, place: Place): RecordText {
  const text = place.value as RecordText;
  const states = Object.values(text.scenarios)
    .flat()
    .map((stage) => stage.split(' ')[0]!);
  const given = text.views?.detail?.operation;
  const found = given === undefined && !text.views ? detailFor(context, name, states) : undefined;
  const detail =
    found ??
    (given === undefined
      ? undefined
      : endpointOf(context, within(place, 'views', 'detail', 'operation')!).documented);
  const named = (operation: { operationId: string | undefined; method: string; path: string }) =>
    operation.operationId ?? `${operation.method} ${operation.path}`;
  const views =
    text.views ?? (detail && { detail: { operation: named(detail), ...wrapperOf(context, detail) } });
  const creates =
    text.creates ??
    (detail &&
      creatorsFor(context, detail)
        .slice(0, 1)
        .map((each) => ({ operation: named(each) })));
  const lists =
    text.lists ?? (detail && listsFor(context, detail).map((each) => ({ operation: named(each) })));
  const cancel = detail && cancelsFor(context, detail)[0];
  const canceled = Object.keys(text.scenarios).find((scenario) => scenario === 'canceled');
  const commands =
    text.commands ?? (cancel && canceled ? { cancel: { operation: named(cancel) } } : undefined);
  if (!views && !text.creates && !text.lists)
    throw mistake(
      place,
      `no operation of the document shows a '${name}' with these states.`,
      'Name the operation with views: { detail: { operation: … } }.',
    );
  return {
    ...text,
    ...(views && { views }),
    ...(creates && { creates }),
    ...(lists && { lists }),
    ...(commands && { commands }),
  };
}

/** Where the record stands in a body that wraps it: in the one member that has an id, where the body itself has none. */
function wrapperOf(context: Context, detail: DocumentOperation): { at?: string } {
  const schemaName = responseSchema(context, detail, successOf(detail));
  if (schemaName === undefined || idPointer(context, schemaName, { path: undefined, kind: '', at: '' }))
    return {};
  const wraps = propertiesAt(context.table.schemas, schemaName, '')
    .map(([name]) => `/${escapePointer(name)}`)
    .filter((at) => idPointer(context, schemaName, { path: detail.path, kind: '', at }));
  return wraps.length === 1 ? { at: wraps[0]! } : {};
}

function exampleOf({ document }: Context, place: Place): unknown {
  const given = within(place, 'example');
  if (!given) return undefined;
  const found = valueAt(document.whole.value, String(given.value));
  if (found === undefined) throw mistake(given, `the document has nothing at '${given.value}'.`);
  return found;
}
