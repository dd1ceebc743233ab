// What a list has where the file does not say: how it is paged, and what stands around its items.
import type { PageText } from '../format/types.ts';
import { schemasAt } from '../values/bodies.ts';
import type { Context } from './context.ts';

export function usualPage(params: ReadonlySet<string>): PageText {
  const known = (...names: readonly string[]) => names.find((name) => params.has(name));
  const size = known(
    'limit',
    'per_page',
    'page_size',
    'pageSize',
    'perPage',
    'size',
    '$top',
    'maxResults',
    'top',
  );
  const more = size === undefined ? {} : { size };
  const after = known('after', 'cursor', 'starting_after', 'marker');
  if (after !== undefined) return { style: 'cursor', after, ...more };
  const token = known('page_token', 'pageToken', 'continuationToken', 'continue', 'next_token', 'nextToken');
  if (token !== undefined) return { style: 'token', after: token, ...more };
  const offset = known('offset', 'skip', '$skip', 'start');
  if (offset !== undefined) return { style: 'offset', offset, ...more };
  const number = known('page', 'page_number', 'pageNumber');
  return number === undefined ? { style: 'none', ...more } : { style: 'number', number, ...more };
}

const usualMembers: readonly (readonly [RegExp, string])[] = [
  [/^(total|total_?count|totalcount)$/i, 'total'],
  [/^(count)$/i, 'count'],
  [/^has_?more$/i, 'more'],
  [/^first_?id$/i, 'first'],
  [/^last_?id$/i, 'last'],
  [/^(next|next_?link|next_?page_?token|continuation_?token)$/i, 'next'],
];

export function usualAround(
  schemas: Context['table']['schemas'],
  schema: Parameters<typeof schemasAt>[1],
): Record<string, unknown> {
  const { found } = schemasAt(schemas, schema, '');
  const members = [...new Set(found.flatMap((each) => Object.keys((each.properties ?? {}) as object)))];
  const known = members.flatMap((name) => {
    const what = usualMembers.find(([pattern]) => pattern.test(name))?.[1];
    return what === undefined ? [] : [[`/${name}`, what] as const];
  });
  return Object.fromEntries(known);
}

/** Whether a schema allows null at a place; one that does not know the place does. */
export function mayBeNull(
  schemas: Context['table']['schemas'],
  schema: Parameters<typeof schemasAt>[1],
  pointer: string,
): boolean {
  const { found } = schemasAt(schemas, schema, pointer);
  const types = found.flatMap(({ type }) => [type ?? []].flat() as string[]);
  return types.length === 0 || types.includes('null');
}
