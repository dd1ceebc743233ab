// Fedora Copr API v2: build tasks.
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
  name: 'copr',
  title: 'Fedora Copr API v2, build tasks',
  document: 'copr-build-tasks.rst',
  basePaths: ['/api_2'],
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
    path: '/api_2/build_tasks/106882/fedora-rawhide-x86_64',
    exchange: 'get-build-task.documented',
  },
});
