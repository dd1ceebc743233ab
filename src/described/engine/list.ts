// Shows lists of records: which records, their order, the page, and the members around the list.

import { valueAt } from '../../core/values/pointer.ts';
import { isObject } from '../source/library.ts';
import type { Handler } from './create.ts';
import type { SayNo } from './errors.ts';
import { type AnyRequest, textParams } from './finding.ts';
import { type Description, type Kind, type List, wordOf } from './model.ts';
import { responseFor, windowOf } from './pages.ts';
import { listKey, scopeOf } from './record.ts';
import { type Record, renderer, subjectOf } from './shown.ts';

export function listing(description: Description, kind: Kind, list: List, sayNo: SayNo): Handler {
  const render = renderer(kind, list.view);
  const scope = scopeOf(kind, list.endpoint.path);
  return async (request) => {
    const path = textParams(request);
    const states = statesFor(kind, list, request);
    const query = {
      where: { index: list.endpoint.id, value: listKey(scope, path) },
      states,
      newestFirst: list.newestFirst,
    };
    const show = (record: Record) =>
      valueAt(render(subjectOf(kind, record, request.snapshot(record), request, description)), list.view.at);
    const matches = fieldFilters(list, request, show);
    const all = async () => {
      const { items } = await request.page(description.name, query);
      return (items as Record[]).filter(matches);
    };
    const window = windowOf(list, request);
    // Only filters without an index have to be checked record by record.
    const needsAll = matches !== everything || list.page.style === 'cursor';
    const whole = needsAll ? await all() : undefined;
    const after = list.page.style === 'cursor' ? placeAfter(list, request, whole!) : window.offset;
    if (after === undefined)
      return sayNo(400, `'${list.page.after}' names no ${kind.name}.`, list.endpoint.documented);
    const page = whole
      ? { items: whole.slice(after, after + window.limit), total: whole.length }
      : await request.page(description.name, { ...query, offset: after, limit: window.limit });
    // Under `Prefer: state=` a record is shown in that state, which the list may leave out.
    const listed = (page.items as Record[]).filter((each) => states.includes(request.snapshot(each).state));
    const items = listed.map(show);
    return {
      status: 200,
      ...responseFor(description, list, request, {
        items,
        total: page.total,
        offset: after,
        limit: window.limit,
      }),
    };
  };
}

const everything = () => true;

/** The requested states; all listed ones if the request does not filter by state. */
function statesFor(kind: Kind, list: List, request: AnyRequest): readonly string[] {
  let states = (list.only ?? kind.states).filter((state) => !list.view.unseen.includes(state));
  for (const [param, what] of Object.entries(list.filters)) {
    const given = request.rawQuery.get(param);
    if (given === undefined || given === '') continue;
    const values = given.split(',');
    if (what === 'state' || what === 'state-or-word')
      states = states.filter((state) =>
        values.some(
          (value) =>
            value === String(wordOf(list.view.words, state)) || (what === 'state-or-word' && value === state),
        ),
      );
    else if (isObject(what)) {
      const wanted = values.flatMap((value) =>
        Object.hasOwn(what, value) ? ([what[value]].flat() as string[]) : value,
      );
      states = states.filter((state) => wanted.includes(state));
    }
  }
  return states;
}

/** Whether the members of a record match the filters of a request. */
function fieldFilters(
  list: List,
  request: AnyRequest,
  show: (record: Record) => unknown,
): (record: Record) => boolean {
  const wanted = Object.entries(list.filters).flatMap(([param, what]) => {
    const given = request.rawQuery.get(param);
    return typeof what === 'string' && what.startsWith('/') && given !== undefined && given !== ''
      ? [[what, given] as const]
      : [];
  });
  if (wanted.length === 0) return everything;
  return (record) => {
    const shown = show(record);
    return wanted.every(([pointer, given]) => String(valueAt(shown, pointer)) === given);
  };
}

/** The position after the named record; undefined if there is no such record. */
function placeAfter({ page }: List, request: AnyRequest, whole: readonly Record[]): number | undefined {
  const after = request.rawQuery.get(page.after ?? 'after');
  if (after === undefined || after === '') return 0;
  const found = whole.findIndex(({ attributes }) => attributes.id === after);
  return found < 0 ? undefined : found + 1;
}
