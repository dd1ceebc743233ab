// What Copr promises over several exchanges.
import type { BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { Invariant, InvariantBook } from '../../core/invariants/invariant.ts';
import type { Filter } from '../../core/invariants/list.ts';
import { listInvariants } from '../../core/invariants/listing.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { explore, nobodysBuild } from './exploration.ts';
import { lifecycle } from './lifecycle.ts';
import {
  detail,
  entriesOf,
  everyEntry,
  identityOf,
  lists,
  nameOf,
  observations,
  statesOf,
} from './observations.ts';

const narrowing = ['build_id', 'project_id', 'owner'];

/** The narrowest filter given counts, and the wider ones do not. */
function filter(
  name: string,
  clause: string,
  at: string,
  shown: Filter<BuildTaskEntry>['shown'],
  errata: string[] = [],
): Filter<BuildTaskEntry> {
  return {
    clause,
    at,
    shown,
    errata,
    request: ({ request: { query } }) =>
      narrowing.find((each) => query.has(each)) === name ? query.get(name) : undefined,
  };
}

const filters: readonly Filter<BuildTaskEntry>[] = [
  filter('build_id', 'copr/list/build-id', '/_links/self/href', (task) =>
    identityOf(task)?.build_id.toString(),
  ),
  filter(
    'project_id',
    'copr/list/project-id',
    '/_links/project/href',
    ({ _links }) => /\/projects\/(\d+)$/.exec(_links.project.href)?.[1],
  ),
  // Of people a task shows the owner of its folder alone; under the other reading somebody else is asked for.
  filter(
    'owner',
    'copr/list/owner',
    '/build_task/result_dir_url',
    ({ build_task }) => /\/results\/([^/]+)\//.exec(build_task.result_dir_url ?? '')?.[1],
    ['copr/owner'],
  ),
  {
    clause: 'copr/list/state',
    at: '/build_task/state',
    shown: ({ build_task }) => build_task.state,
    request: ({ request }) => request.query.get('state'),
  },
];

const dates: Invariant = {
  id: 'copr/dates-fit-the-state',
  clauses: [
    'copr/fields/started-on',
    'copr/fields/ended-on',
    'copr/fields/git-hash',
    'copr/fields/result-dir-url',
  ],
  says: 'A task that has begun has its dates, its commit and its folder, and one that has not has none.',
  judge(trace, judge) {
    for (const { seen, entry, pointer } of everyEntry(trace)) {
      const task = entry.build_task;
      const { state } = task;
      const begun = ['starting', 'running', 'succeeded'].includes(state);
      const waits = ['importing', 'pending', 'waiting'].includes(state);
      const expect = (
        member: keyof typeof task,
        wanted: boolean,
        clause: string,
        errata = ['copr/not-yet-null'],
      ) =>
        judge(((task[member] ?? null) !== null) === wanted, {
          seen,
          clause,
          pointer: `${pointer}/build_task/${member}`,
          expected: `${wanted ? 'not null' : 'null'} while ${state}`,
          actual: task[member] ?? null,
          errata,
        });
      if (!begun && !waits) continue;
      expect('started_on', begun, 'copr/fields/started-on');
      expect('ended_on', state === 'succeeded', 'copr/fields/ended-on');
      if (state !== 'waiting') expect('git_hash', state !== 'importing', 'copr/fields/git-hash');
      if (begun) expect('result_dir_url', true, 'copr/fields/result-dir-url', ['copr/result-dir-null']);
    }
  },
};

const selfLinks: Invariant = {
  id: 'copr/task-is-itself',
  clauses: ['copr/detail/returns', 'copr/detail/build-id', 'copr/detail/name', 'copr/list/example'],
  says: 'A task is the one that was asked for, and its self link leads to it.',
  judge(trace, judge) {
    const errata = ['copr/detail-build-id'];
    for (const { seen, entry, pointer } of everyEntry(trace)) {
      const { build_id, chroot_name } = entry.build_task;
      const link = identityOf(entry);
      const right =
        link?.chroot_name === chroot_name && (build_id === undefined || build_id === link?.build_id);
      const clause = seen.operation === detail ? 'copr/detail/returns' : 'copr/list/example';
      const expected = `a link to the task ${build_id ?? ''}/${chroot_name}`;
      judge(right, {
        seen,
        clause,
        pointer: `${pointer}/_links/self/href`,
        expected,
        actual: entry._links.self.href,
        errata,
      });
    }
    for (const seen of trace.of([detail])) {
      const { build_id, chroot_name } = (seen.content as BuildTaskEntry).build_task;
      const build = seen.request.params;
      const same = (member: string, actual: unknown, wanted: string | undefined, clause: string) =>
        judge(String(actual) === wanted, {
          seen,
          clause,
          pointer: `/build_task/${member}`,
          expected: `${wanted}, as was asked for`,
          actual,
          errata,
        });
      same('build_id', build_id, build.build_id, 'copr/detail/build-id');
      same('chroot_name', chroot_name, build.name, 'copr/detail/name');
    }
  },
};

const existence: Invariant = {
  id: 'copr/what-is-there-is-found',
  clauses: ['copr/detail/status-200', 'copr/detail/status-404', 'copr/list/status-404'],
  says: 'A task that was arranged is found, and a build that does not exist is not.',
  judge(trace, judge) {
    for (const seen of trace.seen) {
      const { operation, request, response, staged } = seen;
      if (operation === undefined) continue;
      const actual = `status ${response.status}`;
      const arranged =
        staged?.params.chroot_name === request.params.name ? staged?.params.build_id : undefined;
      if (operation === detail && request.params.build_id === `${arranged}`)
        judge(response.status === 200, { seen, expected: 'status 200: the task was arranged', actual });
      const build = request.params.build_id ?? request.query.get('build_id');
      if (Number(build) !== nobodysBuild) continue;
      const [clause, ...errata] =
        operation === detail
          ? ['copr/detail/status-404', 'copr/unknown-chroot']
          : ['copr/list/status-404', 'copr/list-404', 'copr/list-path'];
      const expected = 'status 404: there is no such build';
      judge(response.status === 404, { seen, clause: clause!, expected, actual, errata });
    }
  },
};

export const invariants: InvariantBook = {
  observations,
  order: 'copr/list/state-values',
  invariants: [
    ...listInvariants<BuildTaskEntry>({
      api: 'copr',
      operations: lists,
      alone: [detail],
      entriesOf,
      nameOf,
      filters,
      windowOf({ request: { query } }) {
        const limit = Number(query.get('limit') ?? 100);
        return limit >= 1 && limit <= 100 ? { limit, offset: Number(query.get('offset') ?? 0) } : undefined;
      },
      isStill: ({ build_task }) => statesOf(build_task.state).every((state) => isFinal(lifecycle, state)),
      clauses: { all: 'copr/list/returns', limit: 'copr/list/limit', offset: 'copr/list/offset' },
      sameList: [...narrowing, 'state'],
    }),
    dates,
    selfLinks,
    existence,
  ],
  explore,
};
