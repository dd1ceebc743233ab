// Lists of what stands beside builds: filters, order and pages, by the invariants of all lists of the service.
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { problem } from '../auth.ts';
import { curiesOf, perPage } from '../wire.ts';
import { linkTo, type Schema } from './links.ts';

type Value = string | number | readonly string[] | undefined;

/** What a list is made from. */
export interface Listed<Item> {
  /** The relation under which the items are embedded. */
  readonly relation: string;
  readonly schemaName: Schema;
  readonly path: string;
  /** In the list's own order. */
  readonly items: readonly Item[];
  /** What can be filtered and sorted by. */
  readonly keys: Readonly<Record<string, (item: Item) => Value>>;
  show(item: Item): object | Promise<object>;
  /** What the list links to besides its pages. */
  readonly links: object;
}

type Query = Readonly<Record<string, unknown>> & {
  readonly page?: number;
  readonly size?: number;
  readonly sort?: string;
};

/** A page of a list; a problem where it is to be sorted by what cannot be sorted by. */
export async function toPage<Item>(request: OperationRequest, query: Query, listed: Listed<Item>) {
  const { relation, keys, show, links } = listed;
  const orders = ordersOf(query.sort);
  const unsortable = orders.find(({ property }) => !Object.hasOwn(keys, property));
  if (unsortable) return problem(3215, request, { detail: unsortable.property });
  const meant = listed.items.filter((item) => isMeant(query, keys, item)).sort(comparing(orders, keys));
  const { page = 1, size = perPage } = query;
  const here = size === 0 ? meant : meant.slice((page - 1) * size, page * size);
  const items = await Promise.all(here.map(show));
  return {
    count: items.length,
    total: meant.length,
    _links: { ...pageLinks(request, query, listed, meant.length), curies: curiesOf(request), ...links },
    ...(items.length > 0 && { _embedded: { [relation]: items } }),
  };
}

/** A requested id means a single one, unless the request explicitly asks for a list, or for several ids with commas. */
export function requestsOne(id: string): (request: RequestHead) => boolean {
  return ({ rawQuery }) => {
    const list = /^(true|t|1)$/i.test(rawQuery.get('_list') ?? '');
    return rawQuery.has(id) && !list && !rawQuery.get(id)!.includes(',');
  };
}

/** Whether an item passes all filters: equal to one of several, or containing what stands behind `~`. */
function isMeant<Item>(query: Query, keys: Listed<Item>['keys'], item: Item): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    const key = keys[name.replace(/~$/, '')];
    if (!key || wanted === undefined) return true;
    const values = [key(item) ?? []].flat().map((value) => `${value}`.toLowerCase());
    const text = `${wanted}`.toLowerCase();
    return name.endsWith('~')
      ? values.some((value) => value.includes(text))
      : text.split(',').some((each) => values.includes(each));
  });
}

function ordersOf(sort = '') {
  const each = sort.split(',').filter((property) => property !== '');
  return each.map((text) => ({ property: text.replace(/^[ +-]/, ''), sign: text.startsWith('-') ? -1 : 1 }));
}

function comparing<Item>(orders: ReturnType<typeof ordersOf>, keys: Listed<Item>['keys']) {
  return (a: Item, b: Item): number => {
    for (const { property, sign } of orders) {
      const [first = '', second = ''] = [keys[property]!(a), keys[property]!(b)];
      if (`${first}` !== `${second}`) return first < second ? -sign : sign;
    }
    return 0;
  };
}

function pageLinks<Item>(
  request: RequestHead,
  query: Query,
  { path, schemaName }: Listed<Item>,
  total: number,
) {
  const { page = 1, size = perPage } = query;
  const to = (number: number) => {
    const { page: _, ...rest } = query;
    const given = Object.entries({ ...rest, ...(number > 1 && { page: number }) });
    const search = new URLSearchParams(
      given.map(([name, value]): [string, string] => [name, `${value}`]),
    ).toString();
    return linkTo(schemaName, search === '' ? path : `${path}?${search}`, request);
  };
  return {
    self: to(page),
    ...(page > 1 && { first: to(1), prev: to(page - 1) }),
    ...(size > 0 && page * size < total && { next: to(page + 1) }),
  };
}
