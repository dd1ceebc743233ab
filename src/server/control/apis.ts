// What is served here, as whoever controls it needs to know it: states, commands, scenarios, attributes, operations, errata;
// and which readings of the errata hold.
import type { Schemas } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { commandRules } from '../../core/records/lifecycle.ts';
import { scenariosOf } from '../../core/records/plan.ts';
import { unknownName } from '../../core/values/problem.ts';
import type { World } from '../../core/worlds/world.ts';
import { curlOf } from '../page/curl.ts';
import type { Worlds } from '../worlds.ts';
import { controlOf } from './control.ts';

const operation = operationsFor<Schemas, World>();

export function apiOperations(apis: readonly Api[], worlds: Worlds): readonly Operation[] {
  const names = apis.map((api) => api.name);
  return [
    operation({
      id: 'list-apis',
      method: 'GET',
      path: '/__standin/apis',
      says: 'Lists the APIs that are served: their states, commands, scenarios, attributes, operations and errata.',
      clauses: [],
      responses: { 200: 'api-list' },
      handle: async ({ world, url }, respond) =>
        respond(200, { apis: apis.map((api) => toView(api, world, worlds, url(''))) }),
    }),
    operation({
      id: 'show-api',
      method: 'GET',
      path: '/__standin/apis/{api}',
      says: 'Shows one API, with the clauses of its document.',
      clauses: [],
      request: 'api.request',
      responses: { 200: 'api', 404: 'problem' },
      async handle({ world, url, params }, respond) {
        const api = apis.find((each) => each.name === params.api);
        if (!api) throw unknownName('api', params.api, names, 404);
        const { clauses } = documentsOf(api.name, api.folder).ledger;
        const said = clauses.map(({ id, says, kind }) => ({ id, says, kind }));
        return respond(200, { ...toView(api, world, worlds, url('')), clauses: said });
      },
    }),
    operation({
      id: 'show-readings',
      method: 'GET',
      path: '/__standin/readings',
      says: 'Shows which reading of each erratum holds in the world.',
      clauses: [],
      responses: { 200: 'readings' },
      handle: async (request, respond) => respond(200, controlOf(request).readings.get()),
    }),
    operation({
      id: 'change-readings',
      method: 'PUT',
      path: '/__standin/readings',
      says: 'Changes the readings of the errata that are named; the others stay.',
      clauses: [],
      request: 'readings.request',
      responses: { 200: 'readings', 400: 'problem' },
      handle: async (request, respond) =>
        respond(200, controlOf(request).readings.set(request.body.readings)),
    }),
  ];
}

function toView(api: Api, world: World, { shownToken: token }: Worlds, origin: string): Schemas['api'] {
  const { name, title, document, lifecycle, operations, errata, record } = api;
  const { states, path, running, failed, canceled } = lifecycle;
  const { readings } = world;
  return {
    ...{ name, title, document, path: [...path], running, failed, canceled },
    states: Object.entries(states).map(([state, { next, lasts }]) => ({
      name: state,
      next: [...next],
      ...(lasts !== undefined && { lasts }),
    })),
    scenarios: [...scenariosOf(lifecycle)],
    commands: Object.entries(commandRules(lifecycle)).map(([kind, { from, to }]) => ({
      name: kind,
      from: [...from],
      to,
    })),
    attributes: documentsOf(name, api.folder).schemas[record.schemaName] ?? {},
    operations: operations.map(({ id, method, path: template, says, clauses, source }) => ({
      ...{ id, method, path: template, says, clauses: [...clauses] },
      ...(source && { source }),
    })),
    errata: errata.map(({ id, says, against, clauses, readings: known }) => ({
      ...{ id, says, against, clauses: [...clauses] },
      readings: { ...known } as Record<string, string>,
      reading: readings(id),
    })),
    curl: curlOf(api, origin, { readings, token }),
  };
}
