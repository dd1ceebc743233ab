// Which operation of an API a request is an exchange of.

import type { May } from '../invariants/invariant.ts';
import type { Api } from './api.ts';
import type { Operation, RequestHead } from './operation.ts';
import { bySpelling, createRoutes, type Routes } from './routes.ts';
import { fillTemplate } from './templates.ts';

export interface Match {
  readonly operation: Operation;
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** The operation for a method and path; undefined if none has them. */
export function operationFor(
  api: Api,
  request: { readonly method: string; readonly path: string; readonly query: ReadonlyMap<string, string> },
  may: May,
): Match | undefined {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = routesOf(api.operations).find(request.path);
  for (const operation of found?.target ?? []) {
    if (operation.method !== method) continue;
    const { under } = operation;
    if (under && !under.readings.some((reading) => may(under.erratum, reading))) continue;
    if (operation.when && !operation.when(toRequestHead(request, may))) continue;
    return { operation, params: found!.params };
  }
  return undefined;
}

/**
 * The schema of a response: the one that is promised for its status. A success under a status that nobody promised is wrong, and
 * is read all the same, as the only success that its operation has. Null where there is no body, undefined where nothing says.
 */
export function schemaNameFor({ responses }: Operation, status: number): string | null | undefined {
  if (responses[status] !== undefined || status < 200 || status > 203) return responses[status];
  const successes = Object.entries(responses).filter(([promised]) => Number(promised) < 300);
  const names = new Set(successes.map(([, name]) => name));
  return names.size === 1 ? [...names][0] : undefined;
}

const known = new WeakMap<readonly Operation[], Routes<readonly Operation[]>>();

/** Which operations share the template that a path fits. */
function routesOf(operations: readonly Operation[]): Routes<readonly Operation[]> {
  const routes = known.get(operations) ?? createRoutes(operationsByPath(operations));
  known.set(operations, routes);
  return routes;
}

/** Operations by template, in the order in which templates are to be tried. */
export function operationsByPath(operations: readonly Operation[]): [template: string, Operation[]][] {
  const byPath = new Map<string, Operation[]>();
  for (const operation of operations) {
    const sharing = byPath.get(operation.path);
    if (sharing) sharing.push(operation);
    else byPath.set(operation.path, [operation]);
  }
  return bySpelling([...byPath], ([template]) => template);
}

/** The path of an operation with its parameters filled in. Throws for one that is missing. */
export function pathOf({ path, id }: Operation, params: Readonly<Record<string, unknown>>): string {
  return fillTemplate(path, (name, many) => {
    if (params[name] === undefined) throw new Error(`${id} needs the parameter '${name}'`);
    const text = String(params[name]);
    // A parameter of several segments keeps its slashes.
    return many ? text.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(text);
  });
}

/** The part of a request that an operation sees to decide whether it is meant. */
function toRequestHead(
  { method, path, query }: { method: string; path: string; query: ReadonlyMap<string, string> },
  may: May,
): RequestHead {
  return {
    now: 0,
    number: 0,
    method,
    path,
    rawQuery: query,
    header: () => undefined,
    reading: (erratum) =>
      may(erratum, 'corrected') ? 'corrected' : may(erratum, 'observed') ? 'observed' : 'literal',
    accepts: () => true,
    href: (to) => to,
    url: (to) => to,
  };
}
