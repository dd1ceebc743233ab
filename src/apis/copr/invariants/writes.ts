// What changes things in Copr: never a task. Builds can be submitted and canceled by what its public source says, which is
// no sentence of the document.
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { isUnwilling } from '../../../core/invariants/refusals.ts';
import { isUnderWay, tasksIn } from '../observations.ts';

const readOnly: Invariant = {
  id: 'copr/tasks-are-read-only',
  clauses: ['copr/read-only'],
  says: 'A task is read with GET, and every other method is refused.',
  judge(trace, judge) {
    for (const seen of trace.seen) {
      const { method, path } = seen.request;
      const { status } = seen.response;
      const isRead = /^(GET|HEAD|OPTIONS)$/.test(method);
      if (isRead || !/^\/api_2\/builds?_tasks(\/|$)/.test(path) || status === 0 || isUnwilling(status))
        continue;
      const expected = `a refusal: the API cannot change a task, and ${method} would`;
      judge(status >= 400, { seen, expected, actual: `status ${status}` });
    }
  },
};

const submitted: Invariant = {
  id: 'copr/builds-are-taken',
  clauses: ['copr/list/state-values'],
  says: 'A submitted build and a cancel are answered as the service does it, and a canceled build does not go on.',
  judge(trace, judge) {
    for (const seen of trace.seen) {
      const { operation = '', response, request } = seen;
      if (!['create-build', 'cancel-build'].includes(operation) || response.status >= 400) continue;
      judge(response.status === 201 && response.headers.location !== undefined, {
        seen,
        expected: 'status 201 and the location of the build',
        actual: `status ${response.status}`,
        unusual: true,
      });
      if (operation !== 'cancel-build') continue;
      const lists = trace.of(['list-build-tasks']).filter((each) => isOf(each, request.params.build_id));
      const before = lists.findLast(({ number }) => number < seen.number);
      const last = lists.at(-1);
      const ran = before && tasksIn(before).some(({ entry }) => isUnderWay(entry));
      if (!ran || !last || last.number < seen.number) continue;
      for (const { entry, pointer } of tasksIn(last))
        judge(isUnderWay(entry) || entry.build_task.state === 'canceled', {
          seen: last,
          pointer: `${pointer}/build_task/state`,
          expected: `canceled, after exchange ${seen.number}`,
          actual: entry.build_task.state,
          unusual: true,
        });
    }
  },
};

const deleted: Invariant = {
  id: 'copr/deleted-is-gone',
  clauses: ['copr/detail/status-404', 'copr/list/build-id'],
  says: 'A build that was deleted has no tasks any more.',
  judge(trace, judge) {
    for (const { number, request, response } of trace.seen.filter(
      (each) => each.operation === 'delete-build',
    )) {
      if (response.status !== 204) continue;
      const { build_id } = request.params;
      for (const seen of trace.seen.filter((each) => each.number > number)) {
        const { operation, request: later } = seen;
        const about = {
          seen,
          expected: `nothing of build ${build_id}, which exchange ${number} deleted`,
          unusual: true,
        };
        if (operation === 'get-build-task' && later.params.build_id === build_id)
          judge(seen.response.status !== 200, { ...about, actual: `status ${seen.response.status}` });
        if (operation !== 'list-build-tasks' || !isOf(seen, build_id)) continue;
        const { length } = tasksIn(seen);
        judge(length === 0, { ...about, clause: 'copr/list/build-id', actual: `${length} tasks` });
      }
    }
  },
};

function isOf({ request: { query } }: Seen, build_id: string | undefined): boolean {
  return query.size === 1 && query.get('build_id') === build_id;
}

export const writes = [readOnly, submitted, deleted];
