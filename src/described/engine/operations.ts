// The operations of a described API: those of its records, and those beside them, which answer with examples and samples.
import type { Operation } from '../../core/api/operation.ts';
import { isLater } from '../presets/azure.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { beside, type Part } from './beside.ts';
import { creating, type Handler } from './create.ts';
import type { SayNo } from './errors.ts';
import { listing } from './list.ts';
import { type Create, type Description, type Endpoint, fullPath } from './model.ts';
import { anyPath, requestSchema } from './requests.ts';
import { commanding, showing } from './show.ts';

/** Statuses of invalid requests, for any operation. */
const general = [400, 401];
export interface Cited {
  /** The clause of an operation. */
  readonly operation: (id: string) => string;
}

export function operationsOf(description: Description, sayNo: SayNo, cite: Cited): Operation[] {
  const handlers = new Map<
    string,
    { endpoint: Endpoint; handle: Handler; statuses: number[]; waits: boolean }
  >();
  const add = (endpoint: Endpoint, handle: Handler, statuses: number[], waits = false) => {
    const known = handlers.get(endpoint.id);
    handlers.set(
      endpoint.id,
      known
        ? { ...known, handle: eitherOf(known.handle, handle), statuses: [...known.statuses, ...statuses] }
        : { endpoint, handle, statuses, waits },
    );
  };
  for (const kind of description.kinds) {
    for (const each of kind.creates)
      add(
        each.endpoint,
        creating(description, kind, each, sayNo),
        [each.status, ...refusalsOf(kind, each)],
        each.wait !== undefined,
      );
    for (const view of kind.views)
      add(
        view.endpoint,
        showing(description, kind, view, sayNo),
        [...new Set(kind.states.map(view.status)), 404],
        view.wait !== undefined,
      );
    for (const each of kind.commands)
      add(each.endpoint, commanding(description, kind, each, sayNo), [each.status, each.refused.status, 404]);
    for (const list of kind.lists) add(list.endpoint, listing(description, kind, list, sayNo), [200]);
  }
  const wanted = description.text.operations;
  const documented = description.document.operations.filter(
    (each) =>
      !wanted ||
      handlers.has(each.id) ||
      wanted.includes(each.operationId ?? '') ||
      wanted.includes(`${each.method} ${each.path}`),
  );
  const own = [...handlers.values()].filter(({ endpoint }) => !endpoint.documented);
  return [
    ...documented.map((each) =>
      toOperation(description, each, handlers.get(each.id) ?? beside(description, each, sayNo), cite),
    ),
    ...own.map((each) => ofTheFile(description, each)),
  ];
}

/** The other possible responses to a creation. */
function refusalsOf({ idInPath }: Description['kinds'][number], { existing, of }: Create): number[] {
  return [
    ...(existing === undefined ? [] : [existing]),
    ...(idInPath ? [409] : []),
    ...(of === undefined ? [] : [404]),
  ];
}

/** Kinds of records may share a path: what one does not have, another may. */
function eitherOf(first: Handler, second: Handler): Handler {
  return async (request) => {
    const response = await first(request);
    return response.status === 404 ? second(request) : response;
  };
}

function toOperation(
  description: Description,
  documented: DocumentOperation,
  { handle, statuses, waits }: Part,
  cite: Cited,
): Operation {
  const { id, method } = documented;
  const { table } = description;
  const request = requestSchema(table, documented);
  let responses: Operation['responses'] | undefined;
  return {
    id,
    method,
    path: fullPath(description, documented),
    get says() {
      return documented.says;
    },
    clauses: [cite.operation(id)],
    request,
    // Computed on first use: a document may have thousands.
    get responses() {
      responses ??= responsesOf(description, documented, statuses);
      return responses;
    },
    get unseen() {
      return unseenOf(documented);
    },
    ...(waits && {
      holdsOpen: (head) => [...head.rawQuery.keys()].length > 0 || /wait/.test(head.header('prefer') ?? ''),
    }),
    handle: (request) => handle(request as never),
  };
}

function responsesOf(
  { table }: Description,
  documented: DocumentOperation,
  statuses: readonly number[],
): Operation['responses'] {
  const found = documented.responses();
  const usual = found.find(({ status }) => status === 'default');
  const nameFor = (response: (typeof found)[number] | undefined) =>
    response?.schema ? table.nameOf(response.schema, `${documented.id}.${response.status}`) : null;
  const promised = found.flatMap((each) =>
    each.status === 'default'
      ? []
      : [[each.status, isLater(documented, each.status) ? null : nameFor(each)] as const],
  );
  const more = [...statuses, ...general].filter((status) => !promised.some(([known]) => known === status));
  return Object.fromEntries([
    ...more.map((status) => [status, status >= 400 ? nameFor(usual) : null] as const),
    ...promised,
  ]);
}

/** Those of them that the document does not name: they break no document. */
function unseenOf(documented: DocumentOperation): NonNullable<Operation['unseen']> {
  const found = documented.responses().map(({ status }) => status);
  const more = [...general, 409, 422, 501].filter((status) => !found.includes(status));
  return Object.fromEntries(
    more.map((status) => [status, 'The document does not say when this response comes.']),
  );
}

/** An operation that only the file names, beside the document. */
function ofTheFile(
  description: Description,
  { endpoint, handle, statuses }: Part & { readonly endpoint: Endpoint },
): Operation {
  const { id, method } = endpoint;
  return {
    id,
    method,
    path: fullPath(description, endpoint),
    says: `Added to the document by ${description.file?.name ?? 'a convention'}.`,
    clauses: [],
    source: description.file?.name ?? 'the conventions of its protocol',
    request: anyPath(description.table),
    responses: Object.fromEntries(statuses.map((status) => [status, null])),
    handle: (request) => handle(request as never),
  };
}
