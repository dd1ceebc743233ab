// Huawei Cloud CodeArts Build: build records of a task.
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
import { type BuildAttributes, record } from './record.ts';
import { supporting } from './supporting/index.ts';
import { wire } from './wire.ts';

const december = 'start_time=2023-12-01%2000:00:00&end_time=2023-12-31%2023:59:59';

export default defineApi<BuildAttributes>({
  name: 'codearts',
  title: 'Huawei Cloud CodeArts Build, build records of a task',
  document: 'codearts-build-records.txt',
  // Everything that the vendor publishes is below these paths; its gateway answers for the rest.
  basePaths: ['/v1', '/v2', '/v3', '/v4'],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  advertised,
  operations: [...operations, ...supporting],
  presets,
  samples,
  errata: documentsOf('codearts').errata,
  invariants,
  mutants,
  fixtures,
  example: {
    path: `/v3/jobs/48c66c6002964721be537cdc6ce0297b/build-info-records?${december}&page_index=0&page_size=1`,
    headers: ({ token }) => ({ 'X-Auth-Token': token }),
    exchange: 'list-build-records.documented',
  },
});
