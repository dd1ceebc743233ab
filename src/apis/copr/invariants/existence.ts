// Existing things in Copr are found, and missing ones are not.
import type { BuildTaskList } from '../../../../schemas/copr/types.ts';
import type { Invariant, Seen, Trace } from '../../../core/invariants/invariant.ts';
import { isUnwilling } from '../../../core/invariants/refusals.ts';
import { detail, everyEntry, lists, nobodysBuild } from '../observations.ts';

export const existence: Invariant = {
  id: 'copr/what-is-there-is-found',
  clauses: ['copr/detail/status-200', 'copr/detail/status-404', 'copr/list/status-404'],
  says: 'A task that was arranged is found, and a build that does not exist is not.',
  judge(trace, judge) {
    const chroots = new Set(everyEntry(trace).map(({ entry }) => entry.build_task.chroot_name));
    for (const seen of trace.seen) {
      const { operation, request, response, staged } = seen;
      if (operation === undefined || [401, 403, 429].includes(response.status)) continue;
      const actual = `status ${response.status}`;
      const arranged =
        staged?.params.chroot_name === request.params.name ? staged?.params.build_id : undefined;
      if (operation === detail && request.params.build_id === `${arranged}`)
        judge(response.status === 200, { seen, expected: 'status 200: the task was arranged', actual });
      const build = request.params.build_id ?? request.query.get('build_id');
      if (Number(build) !== nobodysBuild || !isJudged(trace, seen)) continue;
      judge(response.status === 404, {
        seen,
        clause: operation === detail ? 'copr/detail/status-404' : 'copr/list/status-404',
        expected: 'status 404: there is no such build',
        actual,
        errata: excusesFor(seen, chroots),
      });
    }
  },
};

/** Whether a response is about a build, and not about a path that is not there, or a server that is out of order. */
function isJudged(trace: Trace, { operation, response }: Seen): boolean {
  if (operation === 'list-builds-tasks') return trace.of([operation]).length > 0;
  // If a server has shown no task, a 500 proves nothing about a missing task.
  if (response.status >= 500) return operation === detail && trace.observations.length > 0;
  return operation === detail || !isUnwilling(response.status);
}

/** The readings under which exactly this answer is right: a service that fails for a chroot it does not know; an empty list. */
function excusesFor({ operation, request, response, content }: Seen, chroots: ReadonlySet<string>): string[] {
  if (operation === detail)
    return response.status === 500 && !chroots.has(request.params.name!) ? ['copr/unknown-chroot'] : [];
  const isEmpty = (content as BuildTaskList | undefined)?.build_tasks?.length === 0;
  return lists.includes(operation!) && response.status === 200 && isEmpty ? ['copr/list-404'] : [];
}
