// Health, the list of worlds, reset, export and import, and the journal.
import type { Schemas } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api/api.ts';
import { packageVersion } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { Problem, unknownName } from '../../core/values/problem.ts';
import { worldText } from '../../core/worlds/state-text.ts';
import type { World } from '../../core/worlds/world.ts';
import { linksOf } from '../requests/address.ts';
import type { Worlds } from '../worlds.ts';
import { controlOf } from './control.ts';
import { entriesIn, nextPart, usualPart } from './paging.ts';

const operation = operationsFor<Schemas, World>();

/** In bytes. The body is in memory as one text, which has a limit. */
const largestWorld = 256 * 1_024 * 1_024;

export function worldOperations(apis: readonly Api[], worlds: Worlds): readonly Operation[] {
  const names = apis.map((api) => api.name);
  return [
    operation({
      id: 'health',
      method: 'GET',
      path: '/__standin/health',
      says: 'Shows that the server is up, and what it serves.',
      clauses: [],
      responses: { 200: 'health' },
      handle: async (_, respond) =>
        respond(200, {
          status: 'ok',
          version: packageVersion(),
          apis: names,
          worlds: [...(await worlds.names())],
        }),
    }),
    operation({
      id: 'list-worlds',
      method: 'GET',
      path: '/__standin/worlds',
      says: 'Lists the worlds in use.',
      clauses: [],
      responses: { 200: 'world-list' },
      handle: async (_, respond) => respond(200, { worlds: [...(await worlds.names())] }),
    }),
    operation({
      id: 'drop-world',
      method: 'DELETE',
      path: '/__standin/worlds/{name}',
      says: 'Drops a world. The next request to it starts a new one.',
      clauses: [],
      request: 'world.request',
      responses: { 204: null, 404: 'problem' },
      async handle(request, respond) {
        const { name } = request.params;
        if (!(await worlds.drop(name))) throw unknownName('world', name, await worlds.names(), 404);
        return respond(204);
      },
    }),
    operation({
      id: 'reset',
      method: 'POST',
      path: '/__standin/reset',
      says: 'Resets the world to how it began.',
      clauses: [],
      request: 'reset-world.request',
      responses: { 200: 'clock', 400: 'problem' },
      async handle(request, respond) {
        await request.world.reset(request.body);
        return respond(200, controlOf(request).clock.get());
      },
    }),
    operation({
      id: 'export-world',
      method: 'GET',
      path: '/__standin/world',
      says: 'Exports the world without its journal, as JSON.',
      clauses: [],
      responses: { 200: 'world-state' },
      handle: async (request) => {
        const parts = worldText(await request.world.state());
        return { status: 200, stream: () => parts };
      },
    }),
    operation({
      id: 'import-world',
      method: 'PUT',
      path: '/__standin/world',
      says: 'Replaces the world with an exported one.',
      clauses: [],
      request: 'import-world.request',
      bodyLimit: largestWorld,
      responses: { 200: 'clock', 400: 'problem' },
      async handle(request, respond) {
        await request.world.restore(request.body);
        return respond(200, controlOf(request).clock.get());
      },
    }),
    operation({
      id: 'show-journal',
      method: 'GET',
      path: '/__standin/journal',
      says: 'Lists the requests to this world and their responses, oldest first.',
      clauses: [],
      request: 'show-journal.request',
      responses: { 200: 'journal', 400: 'problem' },
      async handle(request, respond) {
        const query = { offset: 0, limit: usualPart, ...request.query };
        const { items, total } = await entriesIn(request.world, query);
        const end = items.at(-1)?.number ?? total;
        const next = nextPart('/__standin/journal', query, { end, total });
        return respond(200, { entries: [...items], total, ...(next && { next: linksOf(request)(next) }) });
      },
    }),
    operation({
      id: 'show-journal-entry',
      method: 'GET',
      path: '/__standin/journal/{number}',
      says: 'Shows one request to this world with its response.',
      clauses: [],
      request: 'journal-entry.request',
      responses: { 200: 'whole-journal-entry', 404: 'problem' },
      async handle(request, respond) {
        const { number } = request.params;
        const entry = await request.world.journal.entry(number);
        if (!entry) throw noSuchEntry(number);
        return respond(200, entry);
      },
    }),
    operation({
      id: 'clear-journal',
      method: 'DELETE',
      path: '/__standin/journal',
      says: 'Empties the journal.',
      clauses: [],
      responses: { 204: null },
      async handle(request, respond) {
        request.world.journal.clear();
        return respond(204);
      },
    }),
  ];
}

function noSuchEntry(number: number): Problem {
  return new Problem(404, 'No such entry', {
    detail: `The journal keeps no entry ${number}.`,
    given: number,
    hint: 'GET /__standin/journal lists those it keeps.',
  });
}
