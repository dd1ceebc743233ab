// The admin API, under /__standin/: operations like any other, about the world that is asked.
import type { Api } from '../../core/api.ts';
import type { Surface } from '../../core/operation.ts';
import type { Worlds } from '../worlds.ts';
import { clockOperations } from './clock.ts';
import { recordOperations } from './records.ts';
import { refuse } from './refuse.ts';
import { worldOperations } from './worlds.ts';

export function adminSurface(apis: readonly Api[], worlds: Worlds): Surface {
  return {
    name: 'standin',
    basePaths: ['/__standin'],
    operations: [...worldOperations(apis, worlds), ...clockOperations, ...recordOperations],
    wire: { contentType: 'application/json', refuse },
  };
}
