// What can be asked of Copr: the list of build tasks, and one of them.
import type { ListBuildTasksRequest, Shapes } from '../../../schemas/copr/types.ts';
import { htmlPage } from '../../core/html.ts';
import { type Asked, type Call, type Operation, operationsFor } from '../../core/operation.ts';
import { toQuery } from '../../core/query.ts';
import type { RecordQuery } from '../../core/store.ts';
import { badState, notFound } from './door.ts';
import { chroots, type Task, taskId } from './record.ts';
import { allowedStates, statesShownAs, toEntry } from './wire.ts';

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
    const { build_id, state } = call.query;
    if (state && !allowedStates(call).includes(state)) return reply(400, badState(state, call));
    const items = await pageOf(call);
    if (items.length === 0 && (await isMissingBuild(call))) return reply(404, notFound('build', build_id!));
    return reply(200, toTaskList(items, call));
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
  replies: { 200: 'build-task-entry', 400: 'error', 404: 'error', 500: null },
  async handle(call, reply) {
    const { build_id, name } = call.params;
    const task = (await call.store.get('copr', taskId(build_id, name))) as Task | undefined;
    if (!task && call.reading('copr/unknown-chroot') === 'observed' && !(await isKnown(call, name)))
      return htmlPage(500, 'Internal Server Error', 'The server encountered an internal error.');
    if (!task) return reply(404, notFound('task'));
    const entry = toEntry(task, call.moment(task), call);
    // The page's example puts the project's id where the build's belongs.
    const shown = call.reading('copr/detail-build-id') === 'literal' ? task.attributes.project_id : build_id;
    return reply(200, { ...entry, build_task: { ...entry.build_task, build_id: shown } });
  },
});

export const operations = [listBuildTasks, listBuildsTasks, getBuildTask];

type ListCall = Call<ListBuildTasksRequest>;
/** What a list is shown for. */
export type ListAsked = Asked & Pick<ListCall, 'query' | 'moment'>;

async function pageOf(call: ListCall): Promise<Task[]> {
  const { state, offset = 0 } = call.query;
  const states = state && { states: statesShownAs(state, call) };
  const page = { now: call.now, ...filterOf(call), ...states, offset, limit: limitOf(call) };
  return [...(await call.store.page('copr', page)).items] as Task[];
}

/** Whether the one build that was asked for is not there at all. */
async function isMissingBuild(call: ListCall): Promise<boolean> {
  if (call.query.build_id === undefined || call.reading('copr/list-404') === 'observed') return false;
  return (await call.store.page('copr', { now: call.now, ...filterOf(call), limit: 1 })).total === 0;
}

/** The narrowest filter given wins, and the others are ignored. */
function filterOf({ query, reading }: ListCall): Pick<RecordQuery, 'where'> {
  const { build_id, project_id, owner, group } = query;
  if (build_id !== undefined) return { where: { index: 'build', value: build_id } };
  if (project_id !== undefined) return { where: { index: 'project', value: project_id } };
  if (owner !== undefined)
    return { where: { index: reading('copr/owner') === 'observed' ? 'creator' : 'owner', value: owner } };
  if (group !== undefined && reading('copr/group') === 'observed')
    return { where: { index: 'group', value: group } };
  return {};
}

/** Whether the service has such a chroot: by default, or because a task of the world is in it. */
export async function isKnown(call: Pick<Call, 'store' | 'now'>, name: string): Promise<boolean> {
  if (chroots.includes(name)) return true;
  const where = { index: 'chroot', value: name };
  return (await call.store.page('copr', { now: call.now, where, limit: 1 })).total > 0;
}

function limitOf(call: ListAsked): number {
  const { limit = mostPerPage } = call.query;
  if (call.reading('copr/list-limit') === 'literal') return Math.max(0, limit);
  return limit >= 1 && limit <= mostPerPage ? limit : mostPerPage;
}

/** A page of the list. */
export function toTaskList(tasks: readonly Task[], call: ListAsked) {
  return {
    build_tasks: tasks.map((task) => toListed(task, call)),
    _links: { self: { href: call.href(`/api_2/build_tasks${selfQuery(call)}`) } },
  };
}

function toListed(task: Task, call: ListAsked) {
  const entry = toEntry(task, call.moment(task), call);
  if (call.reading('copr/list-entry-build-id') !== 'literal') return entry;
  const { build_id: _, ...printed } = entry.build_task;
  return { ...entry, build_task: printed };
}

/** The parameters that were given and are known, in a fixed order. */
function selfQuery(call: ListAsked): string {
  const { owner, project_id, build_id, offset, limit, state } = call.query;
  const group = call.reading('copr/group') === 'observed' ? call.query.group : undefined;
  const shownLimit = call.reading('copr/list-self-link') === 'observed' ? limitOf(call) : limit;
  const query = toQuery({ owner, project_id, build_id, group, limit: shownLimit, offset, state });
  return query && `?${query}`;
}
