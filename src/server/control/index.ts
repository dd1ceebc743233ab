// The admin API, under /__standin/: operations like any other, about the world that is asked.
import type { Schemas } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api/api.ts';
import { packageVersion } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { Operation, Surface } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { World } from '../../core/worlds/world.ts';
import type { Worlds } from '../worlds.ts';
import { clockOperations } from './clock.ts';
import { faultOperations } from './faults.ts';
import { pactOperations } from './pact.ts';
import { recordOperations } from './records.ts';
import { refuse } from './refuse.ts';
import { schemaOperations } from './schemas.ts';
import { worldOperations } from './worlds.ts';

/** Describes surfaces for other tools; handed in, because the server does not know how. */
export type Describe = (
  described: readonly { readonly surface: Surface; readonly title: string }[],
  about: { readonly version: string; readonly url: string; readonly readings: Readings },
) => object;

export function adminSurface(apis: readonly Api[], worlds: Worlds, describe?: Describe): Surface {
  const admin: Surface = {
    name: 'standin',
    basePaths: ['/__standin'],
    operations: [
      ...worldOperations(apis, worlds),
      ...clockOperations,
      ...recordOperations,
      ...faultOperations,
      ...pactOperations,
      ...schemaOperations(apis),
    ],
    wire: { contentType: 'application/json', refuse },
  };
  if (!describe) return admin;
  const full: Surface = {
    ...admin,
    operations: [
      ...admin.operations,
      showOpenApi(
        () => [
          ...apis.map((api) => ({ surface: api, title: api.title })),
          { surface: full, title: 'Standin' },
        ],
        describe,
      ),
    ],
  };
  return full;
}

function showOpenApi(described: () => Parameters<Describe>[0], describe: Describe): Operation {
  return operationsFor<Schemas, World>()({
    id: 'show-openapi',
    method: 'GET',
    path: '/__standin/openapi.json',
    says: 'Describes everything that is served here as OpenAPI 3.1.',
    clauses: [],
    responses: { 200: 'openapi' },
    handle: async (request, respond) => {
      const about = { version: packageVersion(), url: request.url(''), readings: request.world.readings };
      return respond(200, describe(described(), about) as Schemas['openapi']);
    },
  });
}
