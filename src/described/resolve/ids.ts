// Ids: their place in a body, and their default format.

import { namesIn } from '../../core/api/templates.ts';
import type { CreateText } from '../format/types.ts';
import { schemasAt } from '../values/bodies.ts';
import type { Context } from './context.ts';

export function idPointer(
  { table }: Context,
  schemaName: string | undefined,
  { path, kind, at }: { path: string | undefined; kind: string; at: string },
): string | undefined {
  if (schemaName === undefined) return undefined;
  const param = namesIn(path ?? '').at(-1);
  const candidates = ['id', param, `${kind}_id`, `${kind}Id`, 'name', 'uid', 'uuid'].filter(
    (each) => each !== undefined,
  );
  for (const name of candidates) {
    const { found } = schemasAt(table.schemas, table.schemas[schemaName], `${at}/${name}`);
    if (
      found.length > 0 &&
      found.some(({ type }) =>
        ['string', 'integer', 'number'].some((each) => [type ?? []].flat().includes(each)),
      )
    )
      return `/${name}`;
  }
  return undefined;
}

export function isNumber(schemas: readonly { type?: unknown }[]): boolean {
  return schemas.some(({ type }) => [type].flat().some((each) => each === 'integer' || each === 'number'));
}

export function usualId(
  { table }: Context,
  about: {
    idIsNumber: boolean;
    schemaName: string | undefined;
    idAt: string | undefined;
    path: string | undefined;
    creates: readonly CreateText[] | undefined;
  },
): string {
  const created = about.creates?.[0]?.operation;
  if (about.path !== undefined && created?.startsWith('PUT ')) return `{path:${namesIn(about.path).at(-1)}}`;
  if (about.idIsNumber) return '{n}';
  const at =
    about.schemaName === undefined || about.idAt === undefined
      ? []
      : schemasAt(table.schemas, table.schemas[about.schemaName], about.idAt).found;
  return at.some(({ format }) => format === 'uuid') ? '{uuid}' : '{hex:24}';
}

/** Finds the id in a text that a field writes in its place; undefined if the id stands there alone. */
export function idTextOf(given: unknown): RegExp | undefined {
  if (typeof given !== 'string' || !given.includes('{id}') || given === '{id}') return undefined;
  const parts = given.split(/(\{[^{}]*\})/).map((part) => {
    if (part === '{id}') return '([^/]+)';
    return part.startsWith('{') ? '[^/]*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
