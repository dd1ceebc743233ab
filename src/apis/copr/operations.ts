// What can be asked of Copr: the list of build tasks, and one of them.
import type { ListBuildTasksRequest, Shapes } from '../../../schemas/copr/types.ts';
import { type Call, type Operation, operationsFor } from '../../core/operation.ts';
import type { RecordQuery } from '../../core/store.ts';
import { type Task, taskId } from './record.ts';
import { notFound, toEntry } from './wire.ts';

const operation = operationsFor<Shapes>();
const mostPerPage = 100;

const listBuildTasks = operation({
  id: 'list-build-tasks',
  method: 'GET',
  path: '/api_2/build_tasks',
  says: 'Lists build tasks of a build, a project or an owner, in any or one state.',
  clauses: [
    'copr/list/returns',
    'copr/list/owner',
    'copr/list/project-id',
    'copr/list/build-id',
    'copr/list/offset',
    'copr/list/limit',
    'copr/list/state',
    'copr/list/state-values',
    'copr/list/status-200',
    'copr/list/status-404',
  ],
  request: 'list-build-tasks.request',
  replies: { 200: 'build-task-list', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { build_id, offset = 0, state } = call.query;
    const where = filterOf(call.query);
    const page = { ...where, ...(state && { states: [state] }), offset, limit: limitOf(call) };
    const { items } = await call.store.page('copr', { now: call.now, ...page });
    if (items.length === 0 && build_id !== undefined && call.reading('copr/list-404') !== 'observed') {
      const build = await call.store.page('copr', { now: call.now, ...where, limit: 1 });
      if (build.total === 0) return reply(404, notFound('build', build_id));
    }
    return reply(200, {
      build_tasks: items.map((task) => toListed(task as Task, call)),
      _links: { self: { href: call.href(`/api_2/build_tasks${selfQuery(call)}`) } },
    });
  },
});

/** The heading and the example request of the page spell the path so. */
const listBuildsTasks: Operation = {
  ...listBuildTasks,
  id: 'list-builds-tasks',
  path: '/api_2/builds_tasks',
  says: 'The same list under the path that the page prints.',
  under: { erratum: 'copr/list-path', readings: ['literal', 'corrected'] },
};

const getBuildTask = operation({
  id: 'get-build-task',
  method: 'GET',
  path: '/api_2/build_tasks/{build_id}/{name}',
  says: 'Shows one build task.',
  clauses: [
    'copr/detail/returns',
    'copr/read-only',
    'copr/detail/build-id',
    'copr/detail/name',
    'copr/detail/status-200',
    'copr/detail/status-404',
  ],
  request: 'get-build-task.request',
  replies: { 200: 'build-task-entry', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { build_id, name } = call.params;
    const task = (await call.store.get('copr', taskId(build_id, name))) as Task | undefined;
    if (!task) return reply(404, notFound('task'));
    const entry = toEntry(task, call.moment(task), call);
    // The page's example puts the project's id where the build's belongs.
    const shown = call.reading('copr/detail-build-id') === 'literal' ? task.attributes.project_id : build_id;
    return reply(200, { ...entry, build_task: { ...entry.build_task, build_id: shown } });
  },
});

export const operations = [listBuildTasks, listBuildsTasks, getBuildTask];

type ListCall = Call<ListBuildTasksRequest>;

/** The narrowest filter given wins, and the others are ignored. */
function filterOf({ build_id, project_id, owner }: ListCall['query']): Pick<RecordQuery, 'where'> {
  if (build_id !== undefined) return { where: { index: 'build', value: build_id } };
  if (project_id !== undefined) return { where: { index: 'project', value: project_id } };
  if (owner !== undefined) return { where: { index: 'owner', value: owner } };
  return {};
}

function limitOf(call: ListCall): number {
  const { limit = mostPerPage } = call.query;
  if (call.reading('copr/list-limit') === 'literal') return Math.max(0, limit);
  return limit >= 1 && limit <= mostPerPage ? limit : mostPerPage;
}

function toListed(task: Task, call: ListCall) {
  const entry = toEntry(task, call.moment(task), call);
  if (call.reading('copr/list-entry-build-id') !== 'literal') return entry;
  const { build_id: _, ...printed } = entry.build_task;
  return { ...entry, build_task: printed };
}

/** The parameters that were given and are known, in a fixed order. */
function selfQuery(call: ListCall): string {
  const { owner, project_id, build_id, offset, limit, state } = call.query;
  const shownLimit = call.reading('copr/list-self-link') === 'observed' ? limitOf(call) : limit;
  const given = Object.entries({ owner, project_id, build_id, limit: shownLimit, offset, state });
  const shown = given
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, `${value}`] as [string, string]);
  return shown.length === 0 ? '' : `?${new URLSearchParams(shown)}`;
}
