// How an API is changed into a mutant: its handlers, its responses, or the snapshots that it shows.
import type { Api } from '../api/api.ts';
import { operationFor } from '../api/matching.ts';
import type { Operation, OperationRequest, OperationResponse, RequestHead } from '../api/operation.ts';
import type { Snapshot, StandinRecord } from '../records/snapshot.ts';

// biome-ignore lint/suspicious/noExplicitAny: a mutant changes operations of every schema.
export type AnyRequest = OperationRequest<any>;
/** How a mutant answers an operation, given the original handler. */
export type Twist = (
  request: AnyRequest,
  honest: (request: AnyRequest) => Promise<OperationResponse>,
) => Promise<OperationResponse>;

/** The API with other handlers for the named operations, or for all if none are named. */
export function changeHandlers(api: Api, operations: readonly string[] | undefined, answer: Twist): Api {
  const twisted = (operation: Operation): Operation =>
    operations && !operations.includes(operation.id)
      ? operation
      : {
          ...operation,
          handle: (request, respond) =>
            answer(request as AnyRequest, (changed) =>
              operation.handle(derived(request as AnyRequest, changed) as OperationRequest<never>, respond),
            ),
        };
  return { ...api, operations: api.operations.map(twisted) };
}

/** A request with the members of a changed copy. Inherited members, which a copy lacks, still come from the request. */
function derived(request: AnyRequest, changed: AnyRequest): AnyRequest {
  return changed === request ? request : Object.create(request, Object.getOwnPropertyDescriptors(changed));
}

/** The API with changed responses, including refusals. `operation` is undefined for a path of no operation. */
export function changeResponses(
  api: Api,
  change: (response: OperationResponse, operation: string | undefined) => OperationResponse,
): Api {
  const operationOf = ({ method, path, rawQuery }: RequestHead) =>
    operationFor(api, { method, path, query: rawQuery }, (_, reading) => reading === 'corrected')?.operation
      .id;
  return {
    ...api,
    operations: api.operations.map((operation) => ({
      ...operation,
      handle: async (request, respond) => change(await operation.handle(request, respond), operation.id),
    })),
    wire: {
      ...api.wire,
      refuse: async (refusal, changed) =>
        change(await api.wire.refuse(refusal, changed), operationOf(changed)),
    },
  };
}

/** The API with changed snapshots of its records. `look` counts the requests that showed the record, from 1. */
export function changeSnapshots(
  api: Api,
  snapshot: (honest: Snapshot, record: StandinRecord, look: number) => Snapshot,
): Api {
  const looks = new Map<string, number>();
  return changeHandlers(api, undefined, (request, honest) => {
    const counted = new Set<string>();
    return honest({
      ...request,
      snapshot(record) {
        if (!counted.has(record.id)) looks.set(record.id, (looks.get(record.id) ?? 0) + 1);
        counted.add(record.id);
        return snapshot(request.snapshot(record), record, looks.get(record.id)!);
      },
    });
  });
}
