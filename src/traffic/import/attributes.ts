// The attributes of a record in traffic: members with the same name, and ids in links.

import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Observation } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';

type Properties = Readonly<Record<string, { readonly type?: string | readonly string[] }>>;

/** The latest response with the attribute counts. */
export function attributesIn(api: Api, observations: readonly Observation[]): Record<string, unknown> {
  const schema = documentsOf(api.name, api.folder).schemas[api.record.schemaName];
  const properties = (schema?.properties ?? {}) as Properties;
  const attributes: Record<string, unknown> = {};
  for (const { seen, pointer, params, facts } of observations) {
    const place = valueAt(seen.content, pointer);
    const above = valueAt(seen.content, pointer.slice(0, pointer.lastIndexOf('/')));
    for (const [name, { type }] of Object.entries(properties)) {
      const value =
        memberOf(params, name) ??
        memberOf(place, name) ??
        memberOf(facts, name) ??
        linkedId(above ?? place, name);
      if (value !== undefined && value !== null && isOf(value, type)) attributes[name] = value;
    }
  }
  return attributes;
}

function memberOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
}

/** `project_id` in `/projects/3985`, if a link of the record leads there. */
function linkedId(holder: unknown, name: string): number | undefined {
  const stem = /^(\w+)_id$/.exec(name)?.[1];
  const links = memberOf(holder, '_links');
  if (!stem || typeof links !== 'object') return undefined;
  const [, id] = new RegExp(`/${stem}s?/(\\d+)(?=[/?"])`).exec(JSON.stringify(links)) ?? [];
  return id === undefined ? undefined : Number(id);
}

function isOf(value: unknown, type: string | readonly string[] | undefined): boolean {
  if (type === undefined) return true;
  const own = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  return [type].flat().some((each) => each === own || (each === 'number' && own === 'integer'));
}
