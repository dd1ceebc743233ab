// Whether the server is up, which worlds there are, starting one over, and what it was asked.
import type { Shapes } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api.ts';
import { packageVersion } from '../../core/documents.ts';
import { type Operation, operationsFor } from '../../core/operation.ts';
import { unknownName } from '../../core/problem.ts';
import { worldText } from '../../core/state-text.ts';
import { linksOf } from '../address.ts';
import { entriesIn, nextPart, usualPart } from '../paging.ts';
import { steeringOf } from '../steering.ts';
import type { Worlds } from '../worlds.ts';

const operation = operationsFor<Shapes>();

/** In bytes; a larger one is held in memory as one text, and may be too long for that. */
const largestWorld = 256 * 1_024 * 1_024;

export function worldOperations(apis: readonly Api[], worlds: Worlds): readonly Operation[] {
  const names = apis.map((api) => api.name);
  return [
    operation({
      id: 'health',
      method: 'GET',
      path: '/__standin/health',
      says: 'Says that the server is up, and what it serves.',
      clauses: [],
      replies: { 200: 'health' },
      handle: async (_, reply) =>
        reply(200, { status: 'ok', version: packageVersion(), apis: names, worlds: [...worlds.names()] }),
    }),
    operation({
      id: 'list-worlds',
      method: 'GET',
      path: '/__standin/worlds',
      says: 'Lists the worlds in use.',
      clauses: [],
      replies: { 200: 'world-list' },
      handle: async (_, reply) => reply(200, { worlds: [...worlds.names()] }),
    }),
    operation({
      id: 'drop-world',
      method: 'DELETE',
      path: '/__standin/worlds/{name}',
      says: 'Drops a world; its next use makes it anew.',
      clauses: [],
      request: 'world.request',
      replies: { 204: null, 404: 'problem' },
      async handle(call, reply) {
        const { name } = call.params;
        if (!(await worlds.drop(name))) throw unknownName('world', name, worlds.names(), 404);
        return reply(204);
      },
    }),
    operation({
      id: 'reset',
      method: 'POST',
      path: '/__standin/reset',
      says: 'The world starts over.',
      clauses: [],
      replies: { 200: 'clock' },
      async handle(call, reply) {
        await call.world.reset();
        return reply(200, steeringOf(call).clock.show());
      },
    }),
    operation({
      id: 'export-world',
      method: 'GET',
      path: '/__standin/world',
      says: 'Exports the world: all of it but its journal.',
      clauses: [],
      replies: { 200: 'world-state' },
      handle: async (call) => {
        const parts = worldText(await call.world.state());
        return { status: 200, stream: () => parts };
      },
    }),
    operation({
      id: 'import-world',
      method: 'PUT',
      path: '/__standin/world',
      says: 'The world becomes one that was exported, or stays as it is.',
      clauses: [],
      request: 'import-world.request',
      bodyLimit: largestWorld,
      replies: { 200: 'clock', 400: 'problem' },
      async handle(call, reply) {
        await call.world.restore(call.body);
        return reply(200, steeringOf(call).clock.show());
      },
    }),
    operation({
      id: 'show-journal',
      method: 'GET',
      path: '/__standin/journal',
      says: 'Shows what was asked of this world and how it was answered, oldest first.',
      clauses: [],
      request: 'show-journal.request',
      replies: { 200: 'journal', 400: 'problem' },
      async handle(call, reply) {
        const query = { offset: 0, limit: usualPart, ...call.query };
        const { items, total } = entriesIn(call.world, query);
        const end = items.at(-1)?.number ?? total;
        const next = nextPart('/__standin/journal', query, { end, total });
        return reply(200, { entries: [...items], total, ...(next && { next: linksOf(call)(next) }) });
      },
    }),
    operation({
      id: 'clear-journal',
      method: 'DELETE',
      path: '/__standin/journal',
      says: 'Empties the journal.',
      clauses: [],
      replies: { 204: null },
      async handle(call, reply) {
        call.world.journal.clear();
        return reply(204);
      },
    }),
  ];
}
