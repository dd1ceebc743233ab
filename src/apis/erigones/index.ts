// Erigones, later Danube Cloud: tasks and their log.
import { defineApi } from '../../core/api.ts';
import { door } from './door.ts';
import { errata } from './errata.ts';
import { fixtures } from './fixtures.ts';
import { exhibits, givens } from './givens.ts';
import { laws } from './laws.ts';
import { lies } from './lies.ts';
import { lifecycle } from './lifecycle.ts';
import { neighbours } from './neighbours/index.ts';
import { operations } from './operations.ts';
import { record, type TaskAttributes } from './record.ts';
import { wire } from './wire.ts';

export default defineApi<TaskAttributes>({
  name: 'erigones',
  title: 'Erigones (Danube Cloud) API, tasks and task log',
  document: 'erigones-task.rst',
  basePaths: ['/api'],
  lifecycle,
  record,
  wire: { ...wire, ...door },
  operations: [...operations, ...neighbours],
  givens,
  exhibits,
  errata,
  laws,
  lies,
  fixtures,
  example: {
    path: '/api/task/',
    headers: ({ readings, token }) => ({
      ...(readings('erigones/login') === 'observed' && { 'ES-API-KEY': token }),
    }),
    exchange: 'list-tasks.documented',
  },
});
