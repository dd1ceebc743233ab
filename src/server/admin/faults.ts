// Trouble in a world: which there is, more of it, less of it.
import type { Shapes } from '../../../schemas/standin/types.ts';
import { operationsFor } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';

const operation = operationsFor<Shapes>();

export const faultOperations = [
  operation({
    id: 'list-faults',
    method: 'GET',
    path: '/__standin/faults',
    says: 'Lists the faults of this world, and how many requests had each.',
    clauses: [],
    replies: { 200: 'fault-list' },
    handle: async (call, reply) => reply(200, { faults: [...call.world.faults.list()] }),
  }),
  operation({
    id: 'add-fault',
    method: 'POST',
    path: '/__standin/faults',
    says: 'Adds a fault.',
    clauses: [],
    request: 'add-fault.request',
    replies: { 201: 'fault', 400: 'problem' },
    async handle(call, reply) {
      const fault = call.world.faults.add(call.body.fault);
      return reply(201, fault, { location: call.url(`/__standin/faults/${fault.id}`) });
    },
  }),
  operation({
    id: 'clear-faults',
    method: 'DELETE',
    path: '/__standin/faults',
    says: 'Removes all faults.',
    clauses: [],
    replies: { 204: null },
    async handle(call, reply) {
      call.world.faults.clear();
      return reply(204);
    },
  }),
  operation({
    id: 'remove-fault',
    method: 'DELETE',
    path: '/__standin/faults/{id}',
    says: 'Removes a fault.',
    clauses: [],
    request: 'fault.request',
    replies: { 204: null, 404: 'problem' },
    async handle(call, reply) {
      const { id } = call.params;
      if (call.world.faults.remove(id)) return reply(204);
      throw new Problem(404, 'No such fault', {
        detail: `This world has no fault ${id}.`,
        given: id,
        hint: 'GET /__standin/faults lists those it has.',
      });
    },
  }),
];
