// Fedora Copr API v2: build tasks.
import { defineApi } from '../../core/api/api.ts';
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
import { supporting } from './supporting/index.ts';
import { wire } from './wire.ts';

export default defineApi<TaskAttributes>({
  name: 'copr',
  title: 'Fedora Copr API v2, build tasks',
  document: 'copr-build-tasks.rst',
  basePaths: ['/api_2'],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  advertised,
  operations: [...operations, ...supporting],
  presets,
  samples,
  errata: documentsOf('copr').errata,
  invariants,
  mutants,
  fixtures,
  example: {
    path: '/api_2/build_tasks/106882/fedora-rawhide-x86_64',
    writeHeaders: (token) => ({
      authorization: `Basic ${btoa(token.includes(':') ? token : `${token}:${token}`)}`,
    }),
    exchange: 'get-build-task.documented',
  },
});
