// The build that the page of CodeArts prints, wherever it is shown.
import type { BuildInfoRecord, BuildRecordList } from '../../../../schemas/codearts/types.ts';
import { documentsOf } from '../../../core/api/documents.ts';
import { invariantsOf } from '../../../core/invariants/checks.ts';
import { everyBuild } from '../observations.ts';
import { clauseOf, valueAt } from './members.ts';

const invariant = invariantsOf('codearts');

export const example = invariant(
  'example-as-printed',
  'The build that the page prints, where it is, is shown as printed.',
  ['example-response'],
  function* (trace) {
    const { request, response } = documentsOf('codearts').exchanges['list-build-records.documented']!;
    const printed = (response.body as BuildRecordList).result;
    const [build] = printed.job_build_states as [BuildInfoRecord];
    for (const { seen, entry, pointer } of everyBuild(trace)) {
      const { number, start_time, commit_id } = entry;
      const isIt =
        number === build.number && start_time === build.start_time && commit_id === build.commit_id;
      if (!isIt || !request.path.includes(seen.request.params.job_id!)) continue;
      for (const member of [...Object.keys(build), 'commit_info/created_at'])
        yield {
          seen,
          clause: clauseOf(member),
          pointer: `${pointer}/${member}`,
          right:
            typeof valueAt(build, member) === 'object' || valueAt(entry, member) === valueAt(build, member),
          expected: `${valueAt(build, member)}, as printed`,
          actual: valueAt(entry, member),
        };
      const asPrinted = Object.entries(request.query!).every(
        ([name, value]) => seen.request.query.get(name) === value,
      );
      if (!asPrinted || seen.request.method !== request.method) continue;
      const { total_record } = (seen.content as BuildRecordList).result;
      yield {
        seen,
        clause: 'example-response',
        pointer: '/result/total_record',
        right: total_record === printed.total_record,
        expected: `${printed.total_record}, as printed`,
        actual: total_record,
      };
    }
  },
);
