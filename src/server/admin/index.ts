// stub
import { type Api, operationsFor, type Surface } from '../../core/api.ts';
import type { Worlds } from '../worlds.ts';
export function adminSurface(_apis: readonly Api[], _worlds: Worlds): Surface {
  const operation = operationsFor<Record<string, unknown>>();
  return {
    name: 'standin',
    basePaths: ['/__standin'],
    operations: [
      operation({
        id: 'health',
        method: 'GET',
        path: '/__standin/health',
        says: '',
        clauses: [],
        replies: { 200: null },
        handle: async (_c, reply) => reply(200),
      }),
    ],
    wire: { contentType: 'application/json', refuse: () => ({ status: 400 }) },
  };
}
