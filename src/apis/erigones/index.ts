// Erigones, later Danube Cloud: tasks and their log.
import { defineApi, needsToken } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import { advertised } from './advertised.ts';
import { auth } from './auth.ts';
import { fixtures } from './fixtures.ts';
import { invariants } from './invariants.ts';
import { lifecycle } from './lifecycle.ts';
import { mutants } from './mutants.ts';
import { operations } from './operations.ts';
import { presets, samples } from './presets.ts';
import { record, type TaskAttributes } from './record.ts';
import { type KeptCallback, keptCallback } from './supporting/callback.ts';
import { supporting } from './supporting/index.ts';
import { wire } from './wire.ts';

export default defineApi<TaskAttributes>({
  name: 'erigones',
  title: 'Erigones (Danube Cloud) API, tasks and task log',
  document: 'erigones-task.rst',
  basePaths: ['/api'],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  advertised,
  operations: [...operations, ...supporting],
  presets,
  samples,
  callbackOf: (kept, place) => keptCallback(kept as KeptCallback, place),
  errata: documentsOf('erigones').errata,
  invariants,
  mutants,
  fixtures,
  example: {
    path: '/api/task/',
    headers: (access) => ({
      ...(needsToken('erigones/login', access) && { 'ES-API-KEY': access.token }),
    }),
    exchange: 'list-tasks.documented',
  },
});
