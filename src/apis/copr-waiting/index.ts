// Fedora Copr in 2012: the builds that wait for a backend.
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
import { linked } from './supporting/linked.ts';
import { wire } from './wire.ts';

export default defineApi<BuildAttributes>({
  name: 'copr-waiting',
  title: 'Fedora Copr 2012, waiting builds',
  document: 'copr-waiting-builds.txt',
  basePaths: ['/waiting_builds', '/backend/waiting_builds', '/update_builds', '/backend/update_builds'],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  advertised,
  operations: [...operations, ...supporting],
  presets,
  samples,
  errata: documentsOf('copr-waiting').errata,
  invariants,
  mutants,
  fixtures,
  linked,
  example: {
    path: '/waiting_builds/',
    writeHeaders: (token) => ({ authorization: `Basic ${btoa(`backend:${token}`)}` }),
    exchange: 'list-waiting-builds.documented',
  },
});
