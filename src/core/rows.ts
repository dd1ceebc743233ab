// Which row of an API a request is an exchange of.
import type { Api } from './api.ts';
import type { May } from './law.ts';
import type { Asked, Operation } from './operation.ts';

export interface Row {
  readonly operation: Operation;
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** The row for a method and path; undefined if none has them. */
export function rowFor(
  api: Api,
  request: { readonly method: string; readonly path: string; readonly query: ReadonlyMap<string, string> },
  may: May,
): Row | undefined {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  for (const operation of api.operations) {
    if (operation.method !== method) continue;
    const params = paramsIn(operation.path, request.path);
    if (!params) continue;
    const { under } = operation;
    if (under && !under.readings.some((reading) => may(under.erratum, reading))) continue;
    if (operation.when && !operation.when(toAsked(request, may))) continue;
    return { operation, params };
  }
  return undefined;
}

/** The path of a row with its parameters filled in. Throws for one that is missing. */
export function pathOf({ path, id }: Operation, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (params[name] === undefined) throw new Error(`${id} needs the parameter '${name}'`);
    return encodeURIComponent(String(params[name]));
  });
}

/** The values of a path's parameters; undefined if it is not of this kind. */
function paramsIn(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(wanted[index]!)?.[1];
    if (name === undefined && wanted[index] !== part) return undefined;
    if (name !== undefined && part === '') return undefined;
    if (name !== undefined) params[name] = decoded(part);
  }
  return params;
}

/** As much of a request as a row looks at to see whether it is meant. */
function toAsked(
  { method, path, query }: { method: string; path: string; query: ReadonlyMap<string, string> },
  may: May,
): Asked {
  return {
    now: 0,
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
