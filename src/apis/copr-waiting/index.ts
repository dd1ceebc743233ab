// Fedora Copr in 2012: the builds that wait for a backend.
import { defineApi } from '../../core/api.ts';
import { door } from './door.ts';
import { errata } from './errata.ts';
import { fixtures } from './fixtures.ts';
import { exhibits, givens } from './givens.ts';
import { laws } from './laws.ts';
import { lies } from './lies.ts';
import { lifecycle } from './lifecycle.ts';
import { neighbours } from './neighbours/index.ts';
import { kin } from './neighbours/kin.ts';
import { operations } from './operations.ts';
import { type BuildAttributes, record } from './record.ts';
import { wire } from './wire.ts';

export default defineApi<BuildAttributes>({
  name: 'copr-waiting',
  title: 'Fedora Copr 2012, waiting builds',
  document: 'copr-waiting-builds.txt',
  basePaths: ['/waiting_builds', '/backend/waiting_builds', '/update_builds', '/backend/update_builds'],
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
  kin,
  example: {
    path: '/waiting_builds/',
    exchange: 'list-waiting-builds.documented',
  },
});
