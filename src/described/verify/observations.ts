// What a response of a described API shows of records: which record, its possible states, facts and times.

import type { Observation, Seen } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { idParamIn, shownId } from '../engine/finding.ts';
import { type Description, type Kind, type List, type View, wordOf } from '../engine/model.ts';
import { isObject } from '../source/library.ts';
import { isRule, type RuleText } from '../values/rules.ts';

/** A record in a response, and its place. */
export interface Entry {
  readonly seen: Seen;
  readonly kind: Kind;
  readonly view: View;
  readonly record: Readonly<Record<string, unknown>>;
  readonly pointer: string;
  readonly id: string | undefined;
  readonly states: readonly string[];
  /** Whether its facts are those of one of these states. */
  readonly fits: boolean;
}

/** The records that a response shows. */
export function entriesOf({ kinds }: Pick<Description, 'kinds'>, seen: Seen): Entry[] {
  return kinds.flatMap((kind) => [
    ...(kind.views.some(({ endpoint }) => endpoint.id === seen.operation)
      ? kind.views.filter(({ endpoint }) => endpoint.id === seen.operation)
      : []
    ).flatMap((view) => entryAt(kind, view, seen, view.at, idInPath(kind, seen))),
    ...kind.creates
      .filter(({ endpoint, view }) => endpoint.id === seen.operation && view)
      .flatMap(({ view }) => entryAt(kind, view!, seen, view!.at, undefined)),
    ...kind.commands
      .filter(({ endpoint, view }) => endpoint.id === seen.operation && view && seen.response.status < 300)
      .flatMap(({ view }) => entryAt(kind, view!, seen, view!.at, idInPath(kind, seen))),
    ...kind.lists
      .filter(({ endpoint }) => endpoint.id === seen.operation)
      .flatMap((list) => {
        const items = valueAt(seen.content, list.items);
        return Array.isArray(items)
          ? items
              .flatMap((_, index) => entryAt(kind, list.view, seen, `${list.items}/${index}`, undefined))
              .map((entry) => ({ ...entry, states: listable(list, entry.states) }))
          : [];
      }),
  ]);
}

/** Of these states those that the list shows at all. */
function listable({ only }: List, states: readonly string[]): readonly string[] {
  return only ? states.filter((state) => only.includes(state)) : states;
}

export function idInPath(kind: Kind, { request, operation }: Seen): string | undefined {
  const own = [...kind.views, ...kind.commands].find(({ endpoint }) => endpoint.id === operation);
  return own && request.params[idParamIn(kind, own.endpoint.path) ?? ''];
}

function entryAt(kind: Kind, view: View, seen: Seen, pointer: string, known: string | undefined): Entry[] {
  const record = valueAt(seen.content, pointer);
  if (!isObject(record)) return [];
  const shown = view.isMain && kind.idAt !== undefined ? valueAt(record, kind.idAt) : undefined;
  const id = shownId(kind, shown) ?? known;
  return [
    {
      seen,
      kind,
      view,
      record,
      pointer,
      id: kind.idInPath && known !== undefined ? known : id,
      ...statesIn(kind, view, record, seen.response.status),
    },
  ];
}

/** The possible states of a shown record: by its word, its status, and the facts of states. */
function statesIn(
  kind: Kind,
  view: View,
  record: Entry['record'],
  status: number,
): Pick<Entry, 'states' | 'fits'> {
  const word = view.state === undefined ? undefined : valueAt(record, view.state);
  const byWord = kind.states.filter((state) =>
    view.state === undefined ? view.status(state) === status : wordOf(view.words, state) === word,
  );
  const telling = byWord.filter((state) =>
    view.fields.every(({ pointer, given }) => agrees(given, state, valueAt(record, pointer))),
  );
  return { states: telling.length > 0 ? telling : byWord, fits: telling.length > 0 };
}

/** Whether a member agrees with a rule by states, as far as that is known. */
function agrees(given: unknown, state: string, shown: unknown): boolean {
  if (!isRule(given) || given.in === undefined) return true;
  const value = valueIn(given, state);
  if (value === '{state}') return shown === state;
  if (value === undefined || value === null) return (shown ?? null) === null;
  return shown !== undefined && shown !== null;
}

/** The value that a rule by states writes in a state; undefined for none. */
export function valueIn(given: RuleText, state: string): unknown {
  const found = Object.entries(given.in ?? {}).find(([states]) => states.split('|').includes(state));
  if (found) return found[1];
  if (given.in && Object.hasOwn(given.in, '*')) return given.in['*'];
  return given.else === 'absent' ? undefined : given.else;
}

export function observationsOf(description: Pick<Description, 'kinds'>, seen: Seen): Observation[] {
  return entriesOf(description, seen).flatMap((entry) => {
    if (entry.id === undefined || entry.states.length === 0) return [];
    const { kind, record, pointer, id, states } = entry;
    return [
      {
        seen,
        pointer,
        id: nameOf(entry),
        states,
        params: { id, [kind.idParam]: id },
        facts: factsIn(entry, record),
        times: timesIn(entry, record),
      },
    ];
  });
}

export function nameOf({ kind, id, seen }: Entry): string {
  const scope = kind.idInPath
    ? kind.scope
        .filter((name) => name !== kind.idParam)
        .map((name) => seen.request.params[name] ?? '')
        .join(',')
    : '';
  return `${kind.name} ${scope} ${id}`;
}

/** Facts that stay: the instants of states, and what does not follow from the state. */
function factsIn({ view }: Entry, record: Entry['record']): Record<string, unknown> {
  const stays = view.fields.filter(({ given, pointer }) => isStill(given) && pointer.split('/').length === 2);
  return Object.fromEntries(stays.map(({ pointer }) => [pointer.slice(1), valueAt(record, pointer)]));
}

function isStill(given: unknown): boolean {
  return (
    isRule(given) &&
    (given.make !== undefined || (given.at !== undefined && !['last', 'end'].includes(given.at)))
  );
}

/** The instants of states of the first scenario, in order. Only those in one unit are compared. */
function timesIn({ kind, view }: Entry, record: Entry['record']): Record<string, number | null | undefined> {
  const path = Object.values(kind.plans)[0]!.map(({ state }) => state);
  const order = ['created', ...path, 'end'];
  const found = view.fields.flatMap(({ pointer, given }) => {
    if (!isRule(given) || given.at === undefined || given.plus !== undefined || !order.includes(given.at))
      return [];
    const at = instantIn(valueAt(record, pointer));
    return at === undefined || pointer.split('/').length !== 2
      ? []
      : [{ place: order.indexOf(given.at), name: pointer.slice(1), at }];
  });
  return Object.fromEntries(found.sort((a, b) => a.place - b.place).map(({ name, at }) => [name, at]));
}

/** An instant in ms or s; undefined for other values. */
function instantIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** The observations of one kind in the trace. */
export function entriesFor(description: Description, kind: Kind, seen: readonly Seen[]): Entry[] {
  return seen
    .filter(({ content }) => content !== undefined)
    .flatMap((each) => entriesOf(description, each).filter((entry) => entry.kind === kind));
}
