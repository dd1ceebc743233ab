// The faults of a world: list, create, delete.
import type { Schemas } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { World } from '../../core/worlds/world.ts';
import { controlOf } from './control.ts';

const operation = operationsFor<Schemas, World>();

export const faultOperations = [
  operation({
    id: 'list-faults',
    method: 'GET',
    path: '/__standin/faults',
    says: 'Lists the faults of this world and how many requests each one hit.',
    clauses: [],
    responses: { 200: 'fault-list' },
    handle: async (request, respond) => respond(200, { faults: [...request.world.faults.list()] }),
  }),
  operation({
    id: 'add-fault',
    method: 'POST',
    path: '/__standin/faults',
    says: 'Creates a fault.',
    clauses: [],
    request: 'add-fault.request',
    responses: { 201: 'fault', 400: 'problem' },
    async handle(request, respond) {
      const fault = request.world.faults.add(request.body.fault);
      return respond(201, fault, { location: request.url(`/__standin/faults/${fault.id}`) });
    },
  }),
  operation({
    id: 'clear-faults',
    method: 'DELETE',
    path: '/__standin/faults',
    says: 'Deletes all faults.',
    clauses: [],
    responses: { 204: null },
    async handle(request, respond) {
      request.world.faults.clear();
      return respond(204);
    },
  }),
  operation({
    id: 'remove-fault',
    method: 'DELETE',
    path: '/__standin/faults/{id}',
    says: 'Deletes a fault.',
    clauses: [],
    request: 'fault.request',
    responses: { 204: null, 404: 'problem' },
    async handle(request, respond) {
      const { id } = request.params;
      controlOf(request).faults.delete(id);
      return respond(204);
    },
  }),
];
