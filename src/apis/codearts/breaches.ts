// How one build, or one page of builds, breaks an invariant and obeys its schema.
import type { BuildInfoRecord, BuildRecordPage } from '../../../schemas/codearts/types.ts';
import type { Breach } from '../../core/api/fixtures.ts';

export const breaches: readonly Breach[] = [
  {
    invariant: 'codearts/record-agrees-with-itself',
    at: {
      'build-info-record': [],
      'build-record-page': ['job_build_states', '*'],
      'build-record-list': ['result', 'job_build_states', '*'],
    },
    change: (build: BuildInfoRecord) => ({ ...build, cost_time: build.cost_time + 1_000 }),
  },
  {
    invariant: 'codearts/newest-first',
    at: { 'build-record-page': ['job_build_states'], 'build-record-list': ['result', 'job_build_states'] },
    change: (builds: BuildInfoRecord[]) => [...builds].reverse(),
  },
  {
    invariant: 'codearts/counts-add-up',
    at: { 'build-record-page': [], 'build-record-list': ['result'] },
    change: (page: BuildRecordPage) => ({ ...page, total_page: `${Number(page.total_page) + 1_000}` }),
  },
];
