// Builds: the list, one of them, and what can be done to it.
import type { BuildEntry, Shapes } from '../../../../schemas/copr/types.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { notFound } from '../door.ts';
import type { Build, Task } from '../record.ts';
import { toEntry } from '../wire.ts';
import { buildOf, tasksOf, toBuildEntry } from './build.ts';
import { pageOf, selfQuery } from './pages.ts';
import { projectOf } from './projects.ts';

const operation = operationsFor<Shapes>();
const source = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/build.py at 22ee7026e';

const listBuilds = operation({
  id: 'list-builds',
  method: 'GET',
  path: '/api_2/builds',
  says: 'Lists builds: of a project, of an owner, or all.',
  clauses: [],
  source,
  request: 'list-builds.request',
  replies: { 200: 'build-list', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { project_id, owner } = call.query;
    if (project_id !== undefined && !(await projectOf(call, project_id)))
      return reply(404, notFound('project', project_id));
    const found = (await buildsOf(call)).filter((build) =>
      project_id === undefined
        ? owner === undefined || build.owner === owner
        : build.project_id === project_id,
    );
    if (project_id === undefined && owner !== undefined && found.length === 0)
      return reply(404, notFound('user', owner));
    const shown = pageOf(found, call.query).map((build) => entryOf(build, call));
    const self = `/api_2/builds${selfQuery(call.query, 'owner', 'project_id')}`;
    return reply(200, {
      builds: (await Promise.all(shown)).flat(),
      _links: { self: { href: call.href(self) } },
    });
  },
});

const getBuild = operation({
  id: 'get-build',
  method: 'GET',
  path: '/api_2/builds/{build_id}',
  says: 'Shows one build, with its tasks if asked for.',
  clauses: [],
  source,
  request: 'get-build.request',
  replies: { 200: 'build-entry', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { build_id } = call.params;
    const build = await buildOf(call, build_id);
    const tasks = await tasksOf(call, build_id);
    if (!build || tasks.length === 0) return reply(404, notFound('build', build_id));
    const entry = await toBuildEntry(build, tasks, call);
    if (!call.query.show_build_tasks) return reply(200, entry);
    return reply(200, { ...entry, build_tasks: tasks.map((task) => toEntry(task, call.moment(task), call)) });
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
  replies: { 201: null, 400: 'error', 401: 'error', 404: 'error' },
  async handle(call, reply) {
    const { build_id } = call.params;
    const tasks = await tasksOf(call, build_id);
    if (tasks.length === 0) return reply(404, notFound('build', build_id));
    if (call.body.state === 'canceled' && !(await isCanceled(tasks, call)))
      return reply(400, { message: `Cannot update build due to: Cannot cancel build ${build_id}` });
    return reply(201, undefined, { location: call.url(`/api_2/builds/${build_id}`) });
  },
});

export const buildRows = [listBuilds, getBuild, cancelBuild];

/** A build with its links; none if somebody has removed all of its tasks. */
async function entryOf(build: Build, call: Call<never>): Promise<BuildEntry[]> {
  const tasks = await tasksOf(call, build.build_id);
  return tasks.length === 0 ? [] : [await toBuildEntry(build, tasks, call)];
}

/** In the order of their ids. */
async function buildsOf(call: Pick<Call, 'store'>): Promise<Build[]> {
  const builds = (await call.store.parents('copr', 'build')) as Build[];
  return builds.sort((a, b) => a.build_id - b.build_id);
}

/** Cancels what has not ended. False if there is nothing left to cancel, and nothing was canceled before. */
async function isCanceled(tasks: readonly Task[], call: Call<never>): Promise<boolean> {
  const canceled = await Promise.all(tasks.map((task) => call.command(task, 'cancel')));
  return canceled.some(Boolean) || tasks.some((task) => call.moment(task).state === 'canceled');
}
