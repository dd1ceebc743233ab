// The requested page of a list, and the members around it: numbers, cursors, tokens, links.

import type { OperationResponse } from '../../core/api/operation.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { toQuery } from '../../core/values/query.ts';
import { isObject } from '../source/library.ts';
import { withAt } from '../values/bodies.ts';
import type { AnyRequest } from './finding.ts';
import { type Description, fullPath, type List } from './model.ts';

const usualSize = 20;

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export function windowOf({ page }: List, request: AnyRequest): Window {
  const whole = (name: string | undefined) => {
    const value = name === undefined ? undefined : request.rawQuery.get(name);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
  };
  const most = page.most ?? 1_000;
  const usual = page.default ?? (page.style === 'none' && page.size === undefined ? most : usualSize);
  const limit = Math.max(1, Math.min(most, whole(page.size) ?? usual));
  const first = page.first ?? 1;
  const offset = {
    none: 0,
    cursor: 0,
    number: ((whole(page.number) ?? first) - first) * limit,
    offset: whole(page.offset) ?? 0,
    token: Number(fromToken(request.rawQuery.get(page.after ?? ''))),
    nextLink: Number(fromToken(request.rawQuery.get(page.after ?? '$skiptoken'))),
  }[page.style];
  return { offset: Math.max(0, offset), limit };
}

const toToken = (offset: number) => Buffer.from(`after ${offset}`).toString('base64url');
function fromToken(token: string | undefined): number {
  return Number(/^after (\d{1,15})$/.exec(Buffer.from(token ?? '', 'base64url').toString())?.[1] ?? 0);
}

export interface Page extends Window {
  readonly items: readonly unknown[];
  readonly total: number;
}

export function responseFor(
  description: Description,
  list: List,
  request: AnyRequest,
  page: Page,
): Omit<OperationResponse, 'status'> {
  const { style, link, at } = list.page;
  const more = page.offset + page.items.length < page.total;
  const next = more ? nextAddress(description, list, request, page) : undefined;
  let body: unknown = list.items === '' ? page.items : withAt(list.base, list.items, page.items);
  for (const [pointer, what, empty] of list.around) {
    const value = aroundOf(list, what, page, more, next);
    body = put(body, pointer, value === null && page.items.length === 0 ? empty : value);
  }
  if (at !== undefined)
    body = put(body, at, style === 'token' && more ? toToken(page.offset + page.items.length) : next);
  return { body, ...(link && next !== undefined && { headers: { link: `<${next}>; rel="next"` } }) };
}

function put(body: unknown, pointer: string, value: unknown): unknown {
  if (value !== undefined) return withAt(body, pointer, value);
  if (!isObject(body)) return body;
  // Undefined members are left out.
  const { [pointer.slice(1)]: _, ...rest } = body;
  return rest;
}

function nextAddress(
  description: Description,
  list: List,
  request: AnyRequest,
  { offset, limit, items }: Page,
): string {
  const { page } = list;
  const after = offset + items.length;
  const change: { [name: string]: string | number } = {
    none: {},
    cursor: { [page.after ?? 'after']: String(valueAt(items.at(-1), '/id')) },
    number: { [page.number ?? 'page']: Math.floor(offset / limit) + 1 + (page.first ?? 1) },
    offset: { [page.offset ?? 'offset']: after },
    token: { [page.after ?? 'page_token']: toToken(after) },
    nextLink: { [page.after ?? '$skiptoken']: toToken(after) },
  }[page.style];
  const query = { ...Object.fromEntries(request.rawQuery), ...change };
  const path = request.path.startsWith(description.prefix)
    ? request.path
    : fullPath(description, list.endpoint);
  return request.url(`${path}?${toQuery(query)}`);
}

function aroundOf(
  list: List,
  what: unknown,
  { items, total, offset, limit }: Page,
  more: boolean,
  next: string | undefined,
): unknown {
  const idAt = (item: unknown) => (isObject(item) ? (item.id ?? item.name ?? null) : null);
  switch (what) {
    case 'first':
      return items.length === 0 ? null : idAt(items[0]);
    case 'last':
      return items.length === 0 ? null : idAt(items.at(-1));
    case 'more':
      return more;
    case 'total':
      return total;
    case 'count':
      return items.length;
    case 'pages':
      return Math.ceil(total / limit);
    case 'page':
      return Math.floor(offset / limit) + (list.page.first ?? 1);
    case 'size':
      return limit;
    case 'offset':
      return offset;
    case 'next':
      return list.page.style === 'token' ? (more ? toToken(offset + items.length) : undefined) : next;
    case 'none':
      return undefined;
    default:
      return what;
  }
}
