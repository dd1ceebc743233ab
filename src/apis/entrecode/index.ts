// entrecode App Manager: builds.
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
import { type BuildAttributes, home, record } from './record.ts';
import { wire } from './wire.ts';

export default defineApi<BuildAttributes>({
  name: 'entrecode',
  title: 'entrecode App Manager, builds',
  document: 'entrecode-build.txt',
  basePaths: ['/platform', '/codesource', '/datasource', '/target'],
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
    path: `/platform/build?platformID=${home.platformID}`,
    headers: ({ readings, token }) => ({
      ...(readings('entrecode/login') === 'observed' && { Authorization: `Bearer ${token}` }),
    }),
  },
});
