// Builds: the list, one of them, and what can be done to it.
import type { BuildEntry, Schemas } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { notFound } from '../auth.ts';
import { lifecycle } from '../lifecycle.ts';
import type { Build, Task } from '../record.ts';
import { hasEnd, toEntry } from '../wire.ts';
import { buildOf, isMarkedCanceled, isOf2022, tasksOf, toBuildEntry, unknownTasks } from './build.ts';
import { isTrue, pageOf, selfQuery } from './pages.ts';
import { projectOf } from './projects.ts';

const operation = operationsFor<Schemas>();
const source = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/build.py at 22ee7026e';

const listBuilds = operation({
  id: 'list-builds',
  method: 'GET',
  path: '/api_2/builds',
  says: 'Lists builds: of a project, of an owner, or all.',
  clauses: [],
  source,
  request: 'list-builds.request',
  responses: { 200: 'build-list', 400: 'error', 404: 'error' },
  async handle(request, respond) {
    const { project_id, owner, group, is_finished } = request.query;
    if (project_id !== undefined && !(await projectOf(request, project_id)))
      return respond(404, notFound('project', project_id));
    const found = (await buildsOf(request)).filter((build) =>
      project_id === undefined
        ? owner === undefined || build.owner === owner
        : build.project_id === project_id,
    );
    if (project_id === undefined && owner !== undefined && found.length === 0)
      return respond(404, notFound('user', owner));
    const grouped = group ? found.filter((build) => build.owner === `@${group}`) : found;
    const wanted =
      is_finished === undefined ? grouped : await ofFinish(grouped, isTrue(is_finished), request);
    const shown = pageOf(wanted, request.query).map((build) => entryOf(build, request));
    const given = {
      ...request.query,
      ...(is_finished && { is_finished: isTrue(is_finished) ? 'True' : 'False' }),
    };
    const self = `/api_2/builds${selfQuery(given, ['owner', 'project_id', 'group'], ['is_finished'])}`;
    return respond(200, {
      builds: (await Promise.all(shown)).flat(),
      _links: { self: { href: request.href(self) } },
    });
  },
});

const getBuild = operation({
  id: 'get-build',
  method: 'GET',
  path: '/api_2/builds/{build_id}',
  says: 'Shows one build, with its tasks on request.',
  clauses: [],
  source,
  request: 'get-build.request',
  responses: { 200: 'build-entry', 400: 'error', 404: 'error' },
  async handle(request, respond) {
    const { build_id } = request.params;
    const build = await buildOf(request, build_id);
    const tasks = await tasksOf(request, build_id);
    if (!build || tasks.length === 0) return respond(404, notFound('build', build_id));
    const entry = await toBuildEntry(build, tasks, request);
    if (!isTrue(request.query.show_build_tasks)) return respond(200, entry);
    const hidden = await unknownTasks(request);
    const self = { href: request.href(`/api_2/builds/${build_id}?show_build_tasks=True`) };
    const shown = tasks.filter(({ id }) => !hidden.has(id));
    return respond(200, {
      build: entry.build,
      _links: { ...entry._links, self },
      build_tasks: shown.map((task) => toEntry(task, request.snapshot(task), request)),
    });
  },
});

const cancelBuild = operation({
  id: 'cancel-build',
  method: 'PUT',
  path: '/api_2/builds/{build_id}',
  says: 'Cancels a build: the state `canceled` is the one thing that can be put. Any other is accepted and ignored.',
  clauses: [],
  source,
  request: 'cancel-build.request',
  responses: { 201: null, 400: 'error', 401: 'error', 404: 'error' },
  async handle(request, respond) {
    const { build_id } = request.params;
    const tasks = await tasksOf(request, build_id);
    if (tasks.length === 0) return respond(404, notFound('build', build_id));
    if (request.body.state === 'canceled' && !(await isCanceled(tasks, request)))
      return respond(400, { message: `Cannot update build due to: Cannot cancel build ${build_id}` });
    return respond(201, undefined, { location: request.url(`/api_2/builds/${build_id}`) });
  },
});

const deleteBuild = operation({
  id: 'delete-build',
  method: 'DELETE',
  path: '/api_2/builds/{build_id}',
  says: 'Deletes a build that has ended or was canceled, with its tasks.',
  clauses: [],
  source,
  request: 'delete-build.request',
  responses: { 204: null, 400: 'error', 401: 'error', 404: 'error' },
  async handle(request, respond) {
    const { build_id } = request.params;
    const tasks = await tasksOf(request, build_id);
    if (tasks.length === 0) return respond(404, notFound('build', build_id));
    const over = tasks.every((task) => isFinal(lifecycle, request.snapshot(task).state));
    if (!over && !(await isMarkedCanceled(request, build_id))) {
      const why = `You can not delete build \`${build_id}\` which is not finished.`;
      return respond(400, { message: `Cannot delete build due to: ${why}` });
    }
    for (const { id } of tasks) await request.store.remove('copr', id);
    return respond(204);
  },
});

export const buildOperations = [listBuilds, getBuild, cancelBuild, deleteBuild];

/** A build with its links; undefined if all of its tasks were removed. */
export async function entryOf(build: Build, request: OperationRequest<never>): Promise<BuildEntry[]> {
  const tasks = await tasksOf(request, build.build_id);
  return tasks.length === 0 ? [] : [await toBuildEntry(build, tasks, request)];
}

/** The newest first. */
export async function buildsOf(request: Pick<OperationRequest, 'store'>): Promise<Build[]> {
  const builds = (await request.store.parents('copr', 'build')) as Build[];
  return builds.sort((a, b) => b.build_id - a.build_id);
}

/** The builds with an ended task, or with one that has not ended; a task that never started has no end. */
async function ofFinish(builds: readonly Build[], finished: boolean, request: OperationRequest<never>) {
  const fits = await Promise.all(
    builds.map(async ({ build_id }) => {
      const tasks = await tasksOf(request, build_id);
      return tasks.some((task) => hasEnd(request.snapshot(task)) === finished);
    }),
  );
  return builds.filter((_, index) => fits[index]);
}

/** How long the backend takes to report that it has canceled a task (ms). Assumed. */
const untilReported = 2_000;

/** Cancels what has not ended. False if there is nothing left to cancel, and nothing was canceled before. */
async function isCanceled(tasks: readonly Task[], request: OperationRequest<never>): Promise<boolean> {
  const { build_id } = tasks[0]!.attributes;
  if (await isMarkedCanceled(request, build_id)) return true;
  const observed = isOf2022(request);
  const ended = tasks.every((task) => isFinal(lifecycle, request.snapshot(task).state));
  if (observed && !ended) await request.store.putParent('copr', 'cancellation', `${build_id}`, { build_id });
  const after = observed ? untilReported : 0;
  const canceled = await Promise.all(tasks.map((task) => request.command(task, 'cancel', after)));
  if (observed && !ended) return true;
  return canceled.some(Boolean) || tasks.some((task) => request.snapshot(task).state === 'canceled');
}
