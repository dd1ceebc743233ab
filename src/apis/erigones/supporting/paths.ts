// At which paths an operation is found: with and without the last slash, and at paths that the page does not print.
import type { Operation, RequestHead } from '../../../core/api/operation.ts';
import { literal, observed } from '../errata.ts';
import { userOf } from './caller.ts';
import { dress } from './dress.ts';

/** Each operation at all its paths. */
export function atEveryPath(operations: readonly Operation[]): readonly Operation[] {
  const dressed = (operation: Operation): Operation => ({
    ...operation,
    async handle(request, respond) {
      const { username } = await userOf(request);
      return dress(await operation.handle(request, respond), request, {
        methods: methodsIn(all, request),
        username,
      });
    },
  });
  const canonical = operations.flatMap((operation) => {
    if (operation.id === 'get-log-stats') return [asSaid(operation), operation];
    return operation.id === 'get-task-status' ? [operation, asState(operation)] : [operation];
  });
  const everywhere = [...canonical, ...canonical.filter((operation) => !operation.under).map(inDatacenter)];
  const all = [
    ...everywhere.map(dressed),
    ...everywhere.flatMap((operation) => withoutSlash(operation, dressed)),
  ];
  return all;
}

/** The operations that are there at the path of a request. */
export function operationsIn(all: readonly Operation[], request: RequestHead): Operation[] {
  const there = all.filter(
    ({ path, under }) =>
      (!under || under.readings.includes(request.reading(under.erratum))) &&
      new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(request.path),
  );
  return there.filter((operation) => operation.path === there[0]?.path);
}

export function methodsIn(all: readonly Operation[], request: RequestHead): string[] {
  const methods = operationsIn(all, request).map((operation) => operation.method as string);
  return [...new Set(observed('options', request) ? [...methods, 'OPTIONS'] : methods)];
}

/** Under the status that the function's own text names, instead of the service's; meant only where it is read so. */
function asSaid(operation: Operation): Operation {
  const under = { erratum: 'erigones/last-status', readings: ['literal'] } as const;
  const when = (request: RequestHead) => literal('last-status', request);
  return {
    ...operation,
    id: `${operation.id}-as-said`,
    responses: { ...operation.responses, 400: 'error' },
    under,
    when,
  };
}

function asState(operation: Operation): Operation {
  const under = { erratum: 'erigones/state-alias', readings: ['observed'] } as const;
  return { ...operation, id: 'get-task-state', path: '/api/task/{task_id}/state/', under };
}

function inDatacenter(operation: Operation): Operation {
  const under = { erratum: 'erigones/dc-prefix', readings: ['observed'] } as const;
  return {
    ...operation,
    id: `${operation.id}-in-dc`,
    path: operation.path.replace('/api/', '/api/dc/{dc}/'),
    under,
  };
}

/** The same without the slash at the end of the path: as printed it answers, else it leads to the slash. */
function withoutSlash(operation: Operation, dressed: (operation: Operation) => Operation): Operation[] {
  if (operation.under?.readings.includes('literal')) return [];
  const path = operation.path.slice(0, -1);
  const erratum =
    operation.path === '/api/task/{task_id}/' ? 'erigones/details-slash' : 'erigones/trailing-slash';
  const redirect: Operation = {
    ...operation,
    id: `${operation.id}-redirect`,
    path,
    says: 'Leads to the path with its last slash.',
    clauses: ['erigones/slash'],
    responses: { 301: null },
    under: operation.under ?? { erratum, readings: ['corrected', 'observed'] },
    handle: async (request, respond) => respond(301, undefined, { location: withSlash(request) }),
  };
  if (operation.under) return [redirect];
  const says = `${operation.says} Under the path without its last slash.`;
  const under = { erratum, readings: ['literal'] } as const;
  return [redirect, { ...dressed(operation), id: `${operation.id}-bare`, path, says, under }];
}

/** The same with a slash at the end of its path. */
export function withSlash(request: RequestHead): string {
  const query = new URLSearchParams([...request.rawQuery]);
  return request.href(`${request.path}/`) + (query.size > 0 ? `?${query}` : '');
}
