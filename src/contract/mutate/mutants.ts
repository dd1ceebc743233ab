// The mutants of an API: those derived from its schemas, operations and lifecycle, and its own.
import type { Api, Mutant } from '../../core/api/api.ts';
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import { narrow } from '../../core/api/narrow.ts';
import type { Operation, OperationResponse } from '../../core/api/operation.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import { changeResponses, changeSnapshots } from '../../core/mutants/mutant.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { snapshotIn } from '../../core/records/snapshot.ts';
import { unknownName } from '../../core/values/problem.ts';
import { statusClause } from '../verify/headers.ts';
import { emptyMutants } from './empty-mutants.ts';
import { schemaMutants } from './schema-mutants.ts';

export function mutantsFor(api: Api): readonly Mutant[] {
  const { schemas } = documentsOf(api.name, api.folder);
  const operations = api.operations.filter(
    ({ clauses, under }) => clauses.length > 0 && (!under || under.readings.includes('corrected')),
  );
  return [
    ...schemaMutants(api, operations, narrow(schemas, () => true) as Readonly<Record<string, Schema>>),
    ...operations.flatMap((target) => operationMutants(api, target, schemas)),
    ...orderMutants(api),
    ...emptyMutants(api),
    ...api.mutants,
  ];
}

/** The APIs, one of them changed by the mutant with this id, if given. A Problem (400) for an unknown one. */
export function withMutant(apis: readonly Api[], id: string | undefined): readonly Api[] {
  if (id === undefined) return apis;
  const mutants = apis.flatMap((api) => mutantsFor(api).map((mutant) => ({ api, mutant })));
  const found = mutants.find(({ mutant }) => mutant.id === id);
  if (!found)
    throw unknownName(
      'mutant',
      id,
      mutants.map(({ mutant }) => mutant.id),
    );
  return apis.map((api) => (api === found.api ? found.mutant.mutate(api) : api));
}

function operationMutants(api: Api, target: Operation, schemas: Readonly<Record<string, Schema>>): Mutant[] {
  const statuses = Object.keys(target.responses).map(Number);
  const mutant = (
    name: string,
    status: number,
    says: string,
    clause: string,
    tell: (response: OperationResponse) => OperationResponse,
  ): Mutant => ({
    id: `${api.name}/${target.id}/${name}-${status}`,
    clause,
    says,
    ...(target.unseen?.[status] !== undefined && { equivalent: target.unseen[status] }),
    mutate: (honest) =>
      changeResponses(honest, (response, request) =>
        request === target.id && response.status === status ? tell(response) : response,
      ),
  });
  const wrongStatus = statuses
    // A wrong method belongs to no operation: nobody could say which one lied.
    .filter((status) => status < 500 && status !== 405)
    .map((status) => {
      const other = otherThan(status);
      const says = `${target.id} answers ${other} instead of ${status}.`;
      const mutantsBy = (response: OperationResponse) => ({ ...response, status: other });
      return {
        ...mutant('status', status, says, statusClause(api, target, status), mutantsBy),
        ...(isOnlyPreferred(api, target, status) && { equivalent: nobodyRequests }),
      };
    });
  const wrongText = statuses.flatMap((status) => {
    const schemaName = target.responses[status];
    if (!schemaName || status >= 300) return [];
    const clause = clauseOfSchema(schemas, schemaName, target);
    return [
      mutant('content-type', status, `${target.id} sends its JSON as text/plain.`, clause, (response) => ({
        ...response,
        headers: { ...response.headers, 'content-type': 'text/plain' },
      })),
      mutant('cut', status, `${target.id} leaves out the last character of its body.`, clause, (response) =>
        response.body === undefined
          ? response
          : { ...response, text: JSON.stringify(response.body).slice(0, -1) },
      ),
    ];
  });
  return [...wrongStatus, ...wrongText];
}

const nobodyRequests =
  'The document does not say what causes this response: its exchange asks for the status by `Prefer`.';

/** Whether all exchanges of a status ask for it by `Prefer`. */
function isOnlyPreferred(api: Api, target: Operation, status: number): boolean {
  const exchanges = Object.values(documentsOf(api.name, api.folder).exchanges).filter(
    ({ operation, response }) => operation === `${api.name}/${target.id}` && response.status === status,
  );
  return exchanges.length > 0 && exchanges.every(({ request }) => request.headers?.prefer !== undefined);
}

/** A plausible status other than the promised one. */
function otherThan(status: number): number {
  return { 200: 202, 201: 200, 301: 307, 400: 200, 401: 200, 403: 200, 404: 200, 410: 200 }[status] ?? 200;
}

/** Mutants of the lifecycle: states that go back, a final state that changes, a state that nothing leads to. */
function orderMutants(api: Api): Mutant[] {
  const { lifecycle, name, invariants } = api;
  const isShown = (state: string) => invariants.shown?.includes(state) ?? true;
  const finals = Object.keys(lifecycle.states).filter((state) => isFinal(lifecycle, state));
  const shown = (state: string) => (record: Parameters<typeof snapshotIn>[1], now: number) =>
    snapshotIn(lifecycle, record, state, now);
  const back = lifecycle.path
    .slice(1)
    .filter(isShown)
    .map((state): Mutant => {
      const before = lifecycle.path[lifecycle.path.indexOf(state) - 1]!;
      return {
        id: `${name}/order/${state}-goes-back`,
        clause: invariants.order,
        says: `A record that was ${state} is ${before} again at the second look.`,
        mutate: (honest) =>
          changeSnapshots(honest, (snapshot, record, look) =>
            snapshot.state === state && look % 2 === 0 ? shown(before)(record, snapshot.since) : snapshot,
          ),
      };
    });
  const change = finals.filter(isShown).map((state): Mutant => {
    const other = finals.find((each) => each !== state) ?? lifecycle.running;
    return {
      id: `${name}/order/${state}-changes`,
      clause: invariants.order,
      says: `A record that was ${state} is ${other} at the second look.`,
      mutate: (honest) =>
        changeSnapshots(honest, (snapshot, record, look) =>
          snapshot.state === state && look % 2 === 0 ? shown(other)(record, snapshot.since) : snapshot,
        ),
    };
  });
  return [...back, ...change];
}
