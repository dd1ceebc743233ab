// Records, the scenarios that decide how they fare, and givens.
import type { Shapes } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/operation.ts';
import { linksOf } from '../address.ts';
import { nextPart, usualPart } from '../paging.ts';
import { steeringOf } from '../steering.ts';

const operation = operationsFor<Shapes>();

export const recordOperations = [
  operation({
    id: 'list-records',
    method: 'GET',
    path: '/__standin/records',
    says: 'Lists records, a part at a time: of all APIs or one, in any state or one.',
    clauses: [],
    request: 'list-records.request',
    replies: { 200: 'record-page', 400: 'problem' },
    async handle(call, reply) {
      const query = { offset: 0, limit: usualPart, ...call.query };
      const part = await steeringOf(call).records.page(query);
      const end = query.offset + part.records.length;
      const next = nextPart('/__standin/records', query, { end, total: part.total });
      return reply(200, { ...part, ...(next && { next: linksOf(call)(next) }) });
    },
  }),
  operation({
    id: 'create-record',
    method: 'POST',
    path: '/__standin/records',
    says: 'Has a record born.',
    clauses: [],
    request: 'create-record.request',
    replies: { 201: 'record', 400: 'problem', 409: 'problem', 507: 'problem' },
    async handle(call, reply) {
      const record = await steeringOf(call).records.create(call.body);
      const path = `/__standin/records/${record.api}/${encodeURIComponent(record.id)}`;
      return reply(201, record, { location: call.url(path) });
    },
  }),
  operation({
    id: 'show-record',
    method: 'GET',
    path: '/__standin/records/{api}/{id}',
    says: 'Shows a record.',
    clauses: [],
    request: 'record.request',
    replies: { 200: 'record', 400: 'problem', 404: 'problem' },
    async handle(call, reply) {
      const { api, id } = call.params;
      return reply(200, await steeringOf(call).records.get(api, id));
    },
  }),
  operation({
    id: 'remove-record',
    method: 'DELETE',
    path: '/__standin/records/{api}/{id}',
    says: 'Takes a record away, as if it had never been.',
    clauses: [],
    request: 'record.request',
    replies: { 204: null, 400: 'problem', 404: 'problem' },
    async handle(call, reply) {
      const { api, id } = call.params;
      await steeringOf(call).records.remove(api, id);
      return reply(204);
    },
  }),
  operation({
    id: 'command-record',
    method: 'POST',
    path: '/__standin/records/{api}/{id}/commands',
    says: "Has a command cut in: cancel, fail, succeed, or one of the API's own.",
    clauses: [],
    request: 'command-record.request',
    replies: { 200: 'record', 400: 'problem', 404: 'problem', 409: 'problem' },
    async handle(call, reply) {
      const { api, id } = call.params;
      return reply(200, await steeringOf(call).records.command(api, id, call.body.kind));
    },
  }),
  operation({
    id: 'show-scenarios',
    method: 'GET',
    path: '/__standin/scenarios',
    says: 'Shows how the next records will fare.',
    clauses: [],
    replies: { 200: 'scenarios' },
    handle: async (call, reply) => reply(200, steeringOf(call).scenarios.show()),
  }),
  operation({
    id: 'change-scenarios',
    method: 'PUT',
    path: '/__standin/scenarios',
    says: 'Changes how the next records will fare, API by API.',
    clauses: [],
    request: 'change-scenarios.request',
    replies: { 200: 'scenarios', 400: 'problem' },
    handle: async (call, reply) => reply(200, steeringOf(call).scenarios.change(call.body)),
  }),
  operation({
    id: 'list-givens',
    method: 'GET',
    path: '/__standin/givens',
    says: 'Lists the situations that can be arranged.',
    clauses: [],
    replies: { 200: 'given-list' },
    handle: async (call, reply) => reply(200, { givens: steeringOf(call).givens.list() }),
  }),
  operation({
    id: 'arrange-given',
    method: 'POST',
    path: '/__standin/givens',
    says: 'Arranges a situation and shows its records.',
    clauses: [],
    request: 'arrange-given.request',
    replies: { 200: 'record-list', 400: 'problem', 507: 'problem' },
    handle: async (call, reply) => reply(200, { records: await steeringOf(call).givens.arrange(call.body) }),
  }),
];
