// Records, the scenarios that they follow, and presets.
import type { Schemas } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { World } from '../../core/worlds/world.ts';
import { linksOf } from '../requests/address.ts';
import { controlOf } from './control.ts';
import { nextPart, usualPart } from './paging.ts';

const operation = operationsFor<Schemas, World>();

export const recordOperations = [
  operation({
    id: 'list-records',
    method: 'GET',
    path: '/__standin/records',
    says: 'Lists records page by page, of all APIs or one, in any state or one.',
    clauses: [],
    request: 'list-records.request',
    responses: { 200: 'record-page', 400: 'problem' },
    async handle(request, respond) {
      const query = { offset: 0, limit: usualPart, ...request.query };
      const part = await controlOf(request).records.page(query);
      const end = query.offset + part.records.length;
      const next = nextPart('/__standin/records', query, { end, total: part.total });
      return respond(200, { ...part, ...(next && { next: linksOf(request)(next) }) });
    },
  }),
  operation({
    id: 'create-record',
    method: 'POST',
    path: '/__standin/records',
    says: 'Creates a record.',
    clauses: [],
    request: 'create-record.request',
    responses: { 201: 'record', 400: 'problem', 409: 'problem', 507: 'problem' },
    async handle(request, respond) {
      const record = await controlOf(request).records.create(request.body);
      const path = `/__standin/records/${record.api}/${encodeURIComponent(record.id)}`;
      return respond(201, record, { location: request.url(path) });
    },
  }),
  operation({
    id: 'show-record',
    method: 'GET',
    path: '/__standin/records/{api}/{id}',
    says: 'Shows a record.',
    clauses: [],
    request: 'record.request',
    responses: { 200: 'record', 400: 'problem', 404: 'problem' },
    async handle(request, respond) {
      const { api, id } = request.params;
      return respond(200, await controlOf(request).records.get(api, id));
    },
  }),
  operation({
    id: 'remove-record',
    method: 'DELETE',
    path: '/__standin/records/{api}/{id}',
    says: 'Deletes a record.',
    clauses: [],
    request: 'record.request',
    responses: { 204: null, 400: 'problem', 404: 'problem' },
    async handle(request, respond) {
      const { api, id } = request.params;
      await controlOf(request).records.delete(api, id);
      return respond(204);
    },
  }),
  operation({
    id: 'command-record',
    method: 'POST',
    path: '/__standin/records/{api}/{id}/commands',
    says: "Runs a command: cancel, fail, succeed, or one of the API's own.",
    clauses: [],
    request: 'command-record.request',
    responses: { 200: 'record', 400: 'problem', 404: 'problem', 409: 'problem' },
    async handle(request, respond) {
      const { api, id } = request.params;
      return respond(200, await controlOf(request).records.command(api, id, request.body.kind));
    },
  }),
  operation({
    id: 'show-scenarios',
    method: 'GET',
    path: '/__standin/scenarios',
    says: 'Shows which scenarios the next records follow.',
    clauses: [],
    responses: { 200: 'scenarios' },
    handle: async (request, respond) => respond(200, controlOf(request).scenarios.get()),
  }),
  operation({
    id: 'change-scenarios',
    method: 'PUT',
    path: '/__standin/scenarios',
    says: 'Changes which scenarios the next records follow, API by API.',
    clauses: [],
    request: 'change-scenarios.request',
    responses: { 200: 'scenarios', 400: 'problem' },
    handle: async (request, respond) => respond(200, controlOf(request).scenarios.set(request.body)),
  }),
  operation({
    id: 'list-presets',
    method: 'GET',
    path: '/__standin/presets',
    says: 'Lists the presets: situations that a world can be put into.',
    clauses: [],
    responses: { 200: 'preset-list' },
    handle: async (request, respond) => respond(200, { presets: controlOf(request).presets.list() }),
  }),
  operation({
    id: 'create-preset',
    method: 'POST',
    path: '/__standin/presets',
    says: 'Creates the records of a preset and shows them.',
    clauses: [],
    request: 'create-preset.request',
    responses: { 200: 'record-list', 400: 'problem', 507: 'problem' },
    handle: async (request, respond) =>
      respond(200, { records: await controlOf(request).presets.create(request.body) }),
  }),
];
