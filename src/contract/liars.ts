// The liars of an API: those that its schemas, rows and lifecycle give, and those that it names itself.
import type { Api } from '../core/api.ts';
import { documentsOf, type Schema } from '../core/documents.ts';
import { garble, type Liar, misdate } from '../core/liar.ts';
import { isFinal } from '../core/lifecycle.ts';
import { momentIn } from '../core/moment.ts';
import { narrow } from '../core/narrow.ts';
import type { Operation, Reply } from '../core/operation.ts';
import { unknownName } from '../core/problem.ts';
import { clauseOfShape } from '../core/shape-clauses.ts';
import { statusClause } from './headers.ts';
import { shapeLiars } from './shape-liars.ts';

export function liarsOf(api: Api): readonly Liar[] {
  const { schemas } = documentsOf(api.name, api.folder);
  const rows = api.operations.filter(
    ({ clauses, under }) => clauses.length > 0 && (!under || under.readings.includes('corrected')),
  );
  return [
    ...shapeLiars(api, rows, narrow(schemas, () => true) as Readonly<Record<string, Schema>>),
    ...rows.flatMap((row) => rowLiars(api, row, schemas)),
    ...orderLiars(api),
    ...api.lies,
  ];
}

/** The APIs as they are, or one of them as the liar of this id has it. A Problem (400) for an unknown one. */
export function withLiar(apis: readonly Api[], lie: string | undefined): readonly Api[] {
  if (lie === undefined) return apis;
  const liars = apis.flatMap((api) => liarsOf(api).map((liar) => ({ api, liar })));
  const found = liars.find(({ liar }) => liar.id === lie);
  if (!found)
    throw unknownName(
      'liar',
      lie,
      liars.map(({ liar }) => liar.id),
    );
  return apis.map((api) => (api === found.api ? found.liar.deceive(api) : api));
}

function rowLiars(api: Api, row: Operation, schemas: Readonly<Record<string, Schema>>): Liar[] {
  const statuses = Object.keys(row.replies).map(Number);
  const liar = (
    name: string,
    status: number,
    says: string,
    clause: string,
    tell: (reply: Reply) => Reply,
  ): Liar => ({
    id: `${api.name}/${row.id}/${name}-${status}`,
    clause,
    says,
    ...(row.unseen?.[status] !== undefined && { equivalent: row.unseen[status] }),
    deceive: (honest) =>
      garble(honest, (reply, asked) => (asked === row.id && reply.status === status ? tell(reply) : reply)),
  });
  const wrongStatus = statuses
    // A wrong method belongs to no row: nobody could say which one lied.
    .filter((status) => status < 500 && status !== 405)
    .map((status) => {
      const other = otherThan(status);
      const says = `${row.id} answers ${other} instead of ${status}.`;
      const liesBy = (reply: Reply) => ({ ...reply, status: other });
      return {
        ...liar('status', status, says, statusClause(api, row, status), liesBy),
        ...(isOnlyPreferred(api, row, status) && { equivalent: nobodyAsks }),
      };
    });
  const wrongText = statuses.flatMap((status) => {
    const shape = row.replies[status];
    if (!shape || status >= 300) return [];
    const clause = clauseOfShape(schemas, shape, row);
    return [
      liar('content-type', status, `${row.id} calls its JSON text/plain.`, clause, (reply) => ({
        ...reply,
        headers: { ...reply.headers, 'content-type': 'text/plain' },
      })),
      liar('cut', status, `${row.id} breaks off before the last character.`, clause, (reply) =>
        reply.body === undefined ? reply : { ...reply, text: JSON.stringify(reply.body).slice(0, -1) },
      ),
    ];
  });
  return [...wrongStatus, ...wrongText];
}

const nobodyAsks = 'No document says what is answered so: its exchange is had by asking for the status.';

/** Whether all exchanges of a status say by `Prefer` that they want it. */
function isOnlyPreferred(api: Api, row: Operation, status: number): boolean {
  const exchanges = Object.values(documentsOf(api.name, api.folder).exchanges).filter(
    ({ operation, reply }) => operation === `${api.name}/${row.id}` && reply.status === status,
  );
  return exchanges.length > 0 && exchanges.every(({ request }) => request.headers?.prefer !== undefined);
}

/** A status that is as plausible and not the one promised. */
function otherThan(status: number): number {
  return { 200: 202, 201: 200, 301: 307, 400: 200, 401: 200, 403: 200, 404: 200, 410: 200 }[status] ?? 200;
}

/** States that go back, a final state that changes, one that is shown where nothing leads to it. */
function orderLiars(api: Api): Liar[] {
  const { lifecycle, name, laws } = api;
  const isShown = (state: string) => laws.shown?.includes(state) ?? true;
  const finals = Object.keys(lifecycle.states).filter((state) => isFinal(lifecycle, state));
  const shown = (state: string) => (record: Parameters<typeof momentIn>[1], now: number) =>
    momentIn(lifecycle, record, state, now);
  const back = lifecycle.path
    .slice(1)
    .filter(isShown)
    .map((state): Liar => {
      const before = lifecycle.path[lifecycle.path.indexOf(state) - 1]!;
      return {
        id: `${name}/order/${state}-goes-back`,
        clause: laws.order,
        says: `A record that was ${state} is ${before} again when it is looked at twice.`,
        deceive: (honest) =>
          misdate(honest, (moment, record, look) =>
            moment.state === state && look % 2 === 0 ? shown(before)(record, moment.since) : moment,
          ),
      };
    });
  const change = finals.filter(isShown).map((state): Liar => {
    const other = finals.find((each) => each !== state) ?? lifecycle.running;
    return {
      id: `${name}/order/${state}-changes`,
      clause: laws.order,
      says: `A record that was ${state} is ${other} when it is looked at again.`,
      deceive: (honest) =>
        misdate(honest, (moment, record, look) =>
          moment.state === state && look % 2 === 0 ? shown(other)(record, moment.since) : moment,
        ),
    };
  });
  return [...back, ...change];
}
