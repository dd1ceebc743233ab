// entrecode App Manager: builds.
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
import { type BuildAttributes, home, record } from './record.ts';
import { supporting } from './supporting/index.ts';
import { linksInArrays } from './supporting/links.ts';
import { wire } from './wire.ts';

export default defineApi<BuildAttributes>({
  name: 'entrecode',
  title: 'entrecode App Manager, builds',
  document: 'entrecode-build.txt',
  basePaths: ['/platform', '/codesource', '/datasource', '/target'],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  advertised,
  operations: [...operations, ...supporting],
  presets,
  samples,
  errata: documentsOf('entrecode').errata,
  invariants,
  mutants,
  fixtures,
  schemaForClients: linksInArrays,
  example: {
    path: `/platform/build?platformID=${home.platformID}`,
    headers: (access) => ({
      ...(needsToken('entrecode/login', access) && { Authorization: `Bearer ${access.token}` }),
    }),
  },
});
