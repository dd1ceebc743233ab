// Creates a record: what it keeps of the request, and the response.

import type { OperationResponse } from '../../core/api/operation.ts';
import { create } from '../../core/records/creation.ts';
import { valueAt } from '../../core/values/pointer.ts';
import type { World } from '../../core/worlds/world.ts';
import { isObject } from '../source/library.ts';
import { withAt } from '../values/bodies.ts';
import type { SayNo } from './errors.ts';
import { type AnyRequest, findRecord, keyOf, textParams } from './finding.ts';
import type { Create, Description, Kind } from './model.ts';
import { headersFrom, isOver, type Record, renderer, responseOf, subjectOf } from './shown.ts';
import { awaited } from './waiting.ts';

export type Handler = (request: AnyRequest) => Promise<OperationResponse>;

export function creating(description: Description, kind: Kind, text: Create, sayNo: SayNo): Handler {
  const render = text.view && renderer(kind, text.view);
  const parent = description.kinds.find(({ name }) => name === text.of);
  return async (request) => {
    const { name } = description;
    const path = textParams(request);
    if (parent && !(await findRecord(parent, name, request, path, text.endpoint.path)))
      return missing(parent, sayNo);
    const before = kind.idInPath
      ? ((await request.store.get(name, keyOf(kind, path[kind.idParam] ?? '', path))) as Record | undefined)
      : undefined;
    if (before && !isOver(kind, before, request.snapshot(before)))
      return sayNo(409, `It is still ${request.snapshot(before).state}.`, text.endpoint.documented);
    const attributes = {
      kind: kind.name,
      path,
      query: queryOf(kind, request),
      body: keptOf(text, request.body),
    };
    const world = request.world as World;
    const record = (await create(world, world.api(name), { attributes }, request.now, 'replace')) as Record;
    const { record: shown, snapshot, asker } = await awaited(kind, record, request, text.wait);
    const subject = subjectOf(kind, shown, snapshot, asker, description);
    const own = headersFrom(text.headers, subject);
    const status = before && text.existing !== undefined ? text.existing : text.status;
    const viewed = text.view && responseOf(text.view, undefined, subject);
    const headers = own || viewed?.headers ? { ...viewed?.headers, ...own } : undefined;
    const body = typeof text.body === 'function' ? text.body(subject) : render?.(subject);
    return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
  };
}

export function missing(kind: Kind, sayNo: SayNo): OperationResponse {
  return sayNo(404, `There is no such ${kind.name}.`, kind.views[0]?.endpoint.documented, kind.missing);
}

/** Of the query no more than the file speaks of: there may be secrets in it. */
function queryOf({ queryNames }: Kind, { rawQuery }: AnyRequest): { readonly [name: string]: string } {
  return Object.fromEntries(
    queryNames.flatMap((name) => {
      const value = rawQuery.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The part that a record keeps of the body that created it. */
function keptOf({ copy }: Create, body: unknown): { readonly [name: string]: unknown } {
  if (!isObject(body)) return {};
  if (copy === '*') return body;
  return copy.reduce<unknown>((kept, [from, to]) => {
    const value = valueAt(body, from);
    return value === undefined ? kept : withAt(kept, to, value);
  }, {}) as { readonly [name: string]: unknown };
}
