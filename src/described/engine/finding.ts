// Finds a record by the parameters of a path.
import type { OperationRequest } from '../../core/api/operation.ts';
import { namesIn } from '../../core/api/templates.ts';
import type { Facts } from '../values/subject.ts';
import type { Kind } from './model.ts';
import type { Record } from './shown.ts';

// biome-ignore lint/suspicious/noExplicitAny: operations of a described API have no types of their own.
export type AnyRequest = OperationRequest<any>;

/** The id of a record in the store: ids that are parts of paths are unique only below these paths. */
export function keyOf(kind: Kind, id: string, path: Facts['path']): string {
  const own = kind.idInPath
    ? kind.scope.map((name) => (Object.hasOwn(path, name) ? path[name]! : id)).join(',')
    : id;
  return kind.index === 0 ? own : `${kind.name}:${own}`;
}

/** The parameter of a path that holds the id of a kind: by its name, otherwise the last one. */
export function idParamIn({ idParam }: Pick<Kind, 'idParam'>, path: string): string | undefined {
  const names = namesIn(path);
  return names.includes(idParam) ? idParam : names.at(-1);
}

/** The id that a record shows: that within its text, where a field writes more than the id. */
export function shownId({ idText }: Pick<Kind, 'idText'>, shown: unknown): string | undefined {
  if (typeof shown !== 'string' && typeof shown !== 'number') return undefined;
  if (idText === undefined) return String(shown);
  return idText.exec(String(shown))?.[1];
}

/** The record that the parameters of a path name, if it is of this kind and agrees with all shared parameters. */
export async function findRecord(
  kind: Kind,
  api: string,
  request: AnyRequest,
  params: Facts['path'],
  path: string,
): Promise<Record | undefined> {
  const id = params[idParamIn(kind, path) ?? ''];
  if (id === undefined) return undefined;
  const isWhole = !kind.idInPath || kind.scope.every((name) => Object.hasOwn(params, name));
  if (isWhole) {
    const found = (await request.store.get(api, keyOf(kind, id, params))) as Record | undefined;
    return found && agrees(kind, found, params) ? found : undefined;
  }
  const { items } = await request.page(api, {
    where: { index: 'id', value: `${kind.name} ${id}` },
  });
  return (items as Record[]).find((record) => agrees(kind, record, params));
}

function agrees(kind: Kind, { attributes }: Record, params: Facts['path']): boolean {
  if (attributes.kind !== kind.name) return false;
  for (const name of Object.keys(params))
    if (
      name !== kind.idParam &&
      Object.hasOwn(attributes.path, name) &&
      attributes.path[name] !== params[name]
    )
      return false;
  return true;
}

/** The parameters of the path as texts: the check may have converted some to numbers. */
export function textParams(request: AnyRequest): Facts['path'] {
  const params = (request.params ?? {}) as { readonly [name: string]: unknown };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
