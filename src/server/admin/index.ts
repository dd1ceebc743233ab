// The admin API, under /__standin/: operations like any other, about the world that is asked.
import type { Shapes } from '../../../schemas/standin/types.ts';
import type { Api } from '../../core/api.ts';
import { packageVersion } from '../../core/documents.ts';
import type { Readings } from '../../core/errata.ts';
import { type Operation, operationsFor, type Surface } from '../../core/operation.ts';
import type { Worlds } from '../worlds.ts';
import { clockOperations } from './clock.ts';
import { faultOperations } from './faults.ts';
import { pactOperations } from './pact.ts';
import { recordOperations } from './records.ts';
import { refuse } from './refuse.ts';
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
  return operationsFor<Shapes>()({
    id: 'show-openapi',
    method: 'GET',
    path: '/__standin/openapi.json',
    says: 'Describes everything that is served here as OpenAPI 3.1.',
    clauses: [],
    replies: { 200: 'openapi' },
    handle: async (call, reply) => {
      const about = { version: packageVersion(), url: call.url(''), readings: call.world.readings };
      return reply(200, describe(described(), about) as Shapes['openapi']);
    },
  });
}
