// The operations of Copr: the list of build tasks, and one of them.
import type { ListBuildTasksRequest, Schemas } from '../../../schemas/copr/types.ts';
import type { Operation, OperationRequest, RequestHead } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import type { RecordQuery } from '../../core/store/store.ts';
import { toQuery } from '../../core/values/query.ts';
import { badState, notFound, serviceFails } from './auth.ts';
import { chroots, type Task, taskId } from './record.ts';
import { unknownTasks } from './supporting/build.ts';
import { allowedStates, statesShownAs, toEntry } from './wire.ts';

const operation = operationsFor<Schemas>();
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
  responses: { 200: 'build-task-list', 400: 'error', 404: 'error' },
  async handle(request, respond) {
    const { build_id, state } = request.query;
    if (state && !allowedStates(request).includes(state)) return respond(400, badState(state, request));
    const items = await pageOf(request);
    if (items.length === 0 && (await isMissingBuild(request)))
      return respond(404, notFound('build', build_id!));
    return respond(200, toTaskList(items, request));
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
  responses: { 200: 'build-task-entry', 400: 'error', 404: 'error', 500: null },
  async handle(request, respond) {
    const { build_id, name } = request.params;
    const found = (await request.store.get('copr', taskId(build_id, name))) as Task | undefined;
    const task = found && !(await unknownTasks(request)).has(found.id) ? found : undefined;
    if (!task && request.reading('copr/unknown-chroot') === 'observed' && !(await isKnown(request, name)))
      return serviceFails();
    if (!task) return respond(404, notFound('task'));
    const entry = toEntry(task, request.snapshot(task), request);
    // The page's example puts the project's id where the build's belongs.
    const shown =
      request.reading('copr/detail-build-id') === 'literal' ? task.attributes.project_id : build_id;
    return respond(200, { ...entry, build_task: { ...entry.build_task, build_id: shown } });
  },
});

export const operations = [listBuildTasks, listBuildsTasks, getBuildTask];

type ListRequest = OperationRequest<ListBuildTasksRequest>;
/** What a list is shown for. */
export type ListRequestHead = RequestHead & Pick<ListRequest, 'query' | 'snapshot'>;

async function pageOf(request: ListRequest): Promise<Task[]> {
  const { state, offset = 0 } = request.query;
  const states = state && { states: statesShownAs(state, request) };
  const all = { ...filterOf(request), ...states };
  const limit = limitOf(request);
  const hidden = await unknownTasks(request);
  if (hidden.size === 0) return [...(await request.page('copr', { ...all, offset, limit })).items] as Task[];
  const known = (await request.page('copr', all)).items.filter(({ id }) => !hidden.has(id));
  return known.slice(offset, offset + limit) as Task[];
}

/** Whether the one build that was requested is not there at all. */
async function isMissingBuild(request: ListRequest): Promise<boolean> {
  if (request.query.build_id === undefined || request.reading('copr/list-404') === 'observed') return false;
  return (await request.page('copr', { ...filterOf(request), limit: 1 })).total === 0;
}

/** The narrowest filter given wins, and the others are ignored. */
function filterOf({ query, reading }: ListRequest): Pick<RecordQuery, 'where'> {
  const { build_id, project_id, owner, group } = query;
  if (build_id !== undefined) return { where: { index: 'build', value: build_id } };
  if (project_id !== undefined) return { where: { index: 'project', value: project_id } };
  if (owner !== undefined)
    return { where: { index: reading('copr/owner') === 'observed' ? 'creator' : 'owner', value: owner } };
  if (group !== undefined && reading('copr/group') === 'observed')
    return { where: { index: 'group', value: group } };
  return {};
}

/** Whether the service has a chroot: by default, or because a task of the world uses it. */
export async function isKnown(request: Pick<OperationRequest, 'page'>, name: string): Promise<boolean> {
  if (chroots.includes(name)) return true;
  const where = { index: 'chroot', value: name };
  return (await request.page('copr', { where, limit: 1 })).total > 0;
}

function limitOf(request: ListRequestHead): number {
  const { limit = mostPerPage } = request.query;
  if (request.reading('copr/list-limit') === 'literal') return Math.max(0, limit);
  return limit >= 1 && limit <= mostPerPage ? limit : mostPerPage;
}

/** A page of the list. */
export function toTaskList(tasks: readonly Task[], request: ListRequestHead) {
  return {
    build_tasks: tasks.map((task) => toListed(task, request)),
    _links: { self: { href: request.href(`/api_2/build_tasks${selfQuery(request)}`) } },
  };
}

function toListed(task: Task, request: ListRequestHead) {
  const entry = toEntry(task, request.snapshot(task), request);
  if (request.reading('copr/list-entry-build-id') !== 'literal') return entry;
  const { build_id: _, ...printed } = entry.build_task;
  return { ...entry, build_task: printed };
}

/** The parameters that were given and are known, in a fixed order. */
function selfQuery(request: ListRequestHead): string {
  const { owner, project_id, build_id, offset, limit, state } = request.query;
  const group = request.reading('copr/group') === 'observed' ? request.query.group : undefined;
  const shownLimit = request.reading('copr/list-self-link') === 'observed' ? limitOf(request) : limit;
  const query = toQuery({ owner, project_id, build_id, group, limit: shownLimit, offset, state });
  return query && `?${query}`;
}
