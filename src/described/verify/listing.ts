// How the lists of a described API are read: their entries, filters and windows, from its lifecycle file.

import { namesIn } from '../../core/api/templates.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import type { Filter, Listing, Window } from '../../core/invariants/list.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { type Description, type Kind, type List, wordOf } from '../engine/model.ts';
import { isObject } from '../source/library.ts';
import type { Citations } from './clauses.ts';
import { type Entry, entriesOf } from './observations.ts';

export function listingOf(description: Description, kind: Kind, list: List, cite: Citations): Listing<Entry> {
  const clause = cite.kind(kind, 'lists');
  const [detail] = kind.views;
  const total = list.around.find(([, what]) => what === 'total')?.[0];
  return {
    api: description.name,
    operations: [list.endpoint.id],
    alone:
      detail && !kind.idInPath && list.only === undefined && isUnscoped(kind, list)
        ? [detail.endpoint.id]
        : [],
    entriesOf: (seen) =>
      entriesOf(description, seen)
        .filter((entry) => entry.kind === kind)
        .map((entry) => ({ entry, pointer: entry.pointer })),
    nameOf: ({ id }) => id,
    filters: Object.entries(list.filters).map(([param, what]) => filterOf(list, param, what, clause)),
    windowOf: (seen) => windowOf(list, seen),
    isStill: ({ states }) => states.length > 0 && states.every((state) => Object.hasOwn(kind.ends, state)),
    clauses: { all: clause, limit: clause, offset: clause },
    ...(total !== undefined && { lengthOf: (seen: Seen) => Number(valueAt(seen.content, total)) }),
    sameList: Object.keys(list.filters),
  };
}

/** A list below one path does not have the records below another. */
function isUnscoped(kind: Kind, list: List): boolean {
  return namesIn(list.endpoint.path).length === 0 || kind.scope.length <= 1;
}

function filterOf(list: List, param: string, what: unknown, clause: string): Filter<Entry> {
  const words = (states: readonly string[]) =>
    [...new Set(states.map((state) => String(wordOf(list.view.words, state))))].sort().join('|');
  return {
    clause,
    at: list.view.state ?? '',
    request: ({ request }) => {
      const value = request.query.get(param);
      // Several values, and words for more than one state, are left to the server.
      if (value === undefined || value.includes(',') || what === 'state-or-word') return undefined;
      return isObject(what) ? undefined : value;
    },
    shown: ({ record, states }) => {
      if (typeof what === 'string' && what.startsWith('/')) return textOf(valueAt(record, what));
      return what === 'state' ? (textOf(valueAt(record, list.view.state ?? '')) ?? words(states)) : undefined;
    },
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** The requested part of the list; with tokens and cursors only the first page has a known place. */
function windowOf({ page }: List, { request }: Seen): Window | undefined {
  const number = (name: string | undefined) => {
    const value = name === undefined ? undefined : request.query.get(name);
    return value === undefined ? undefined : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  };
  const value = number(page.size);
  const usual = page.default ?? (page.size === undefined ? page.most : undefined);
  const limit = value === undefined ? usual : Math.min(value, page.most ?? value);
  if (limit === undefined || !(limit > 0)) return undefined;
  const first = page.first ?? 1;
  if (page.style === 'number') return { offset: ((number(page.number) ?? first) - first) * limit, limit };
  if (page.style === 'offset') return { offset: number(page.offset) ?? 0, limit };
  const isFirst = page.after === undefined || !request.query.has(page.after);
  return isFirst ? { offset: 0, limit } : undefined;
}
