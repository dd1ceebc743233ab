// A mutant: the mock, breaking exactly one clause. A contract that does not catch it has no teeth.
import type { Api, Mutant } from '../api/api.ts';
import { operationFor } from '../api/matching.ts';
import type { Operation, OperationRequest, OperationResponse, RequestHead } from '../api/operation.ts';
import type { Snapshot, StandinRecord } from '../records/snapshot.ts';

// biome-ignore lint/suspicious/noExplicitAny: a mutant lies about operations of every schema.
type AnyRequest = OperationRequest<any>;
/** How an operation is answered, given the honest way to do it. */
type Twist = (
  request: AnyRequest,
  honest: (request: AnyRequest) => Promise<OperationResponse>,
) => Promise<OperationResponse>;

/** The API with some of its operations answered otherwise; all of them if none is named. */
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

/** A request with the members of a changed copy. What a copy lacks, because it is no member of its own, is still the request's. */
function derived(request: AnyRequest, changed: AnyRequest): AnyRequest {
  return changed === request ? request : Object.create(request, Object.getOwnPropertyDescriptors(changed));
}

/** The API with its responses changed on their way out, refusals included. `operation` is undefined where no operation is asked for. */
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

/** The API with its records shown in other snapshots than they are in. `look` counts the requests that showed it, from 1. */
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

/** A mutant's name, the clause that it breaks, and what it does. */
export type About = Pick<Mutant, 'id' | 'clause' | 'says'>;

// biome-ignore lint/suspicious/noExplicitAny: as above.
type AnyQuery = Record<string, any>;

/** A mutant that answers as if something else had been asked for. */
export function changingQuery(
  about: About,
  operations: readonly string[],
  change: (query: AnyQuery) => AnyQuery,
): Mutant {
  const answer: Twist = (request, honest) =>
    honest({ ...request, query: change({ ...(request.query as AnyQuery) }) });
  return { ...about, mutate: (api) => changeHandlers(api, operations, answer) };
}

/** A mutant that is ignoringParameter for one parameter. */
export function ignoringParameter(
  about: Omit<About, 'says'>,
  operations: readonly string[],
  parameter: string,
): Mutant {
  const says = `It answers as if ${parameter} had not been given.`;
  return changingQuery({ ...about, says }, operations, ({ [parameter]: _, ...query }) => query);
}

/** A mutant that changes the bodies of its successes; `look` counts them, from 1. */
export function changingBody<Body>(
  about: About,
  operations: readonly string[],
  change: (body: Body, look: number) => unknown,
): Mutant {
  return {
    ...about,
    mutate(api) {
      let looks = 0;
      return changeHandlers(api, operations, async (request, honest) => {
        const response = await honest(request);
        if (response.status >= 400 || response.body === undefined) return response;
        return { ...response, body: change(structuredClone(response.body) as Body, ++looks) };
      });
    },
  };
}
