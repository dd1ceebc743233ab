// Projects: they are there because builds are in them.
import type { ProjectEntry, Shapes } from '../../../../schemas/copr/types.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { notFound } from '../door.ts';
import type { Project } from '../record.ts';
import { pageOf, selfQuery } from './pages.ts';

const operation = operationsFor<Shapes>();
const source =
  'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/project.py and schemas.py at 22ee7026e';

const listProjects = operation({
  id: 'list-projects',
  method: 'GET',
  path: '/api_2/projects',
  says: 'Lists projects: all, an owner’s, a group’s, those of a name, or those whose name or owner contains a text.',
  clauses: [],
  source,
  request: 'list-projects.request',
  replies: { 200: 'project-list', 400: 'error' },
  async handle(call, reply) {
    const { owner, group, name, search_query } = call.query;
    // A filter that is blank is none.
    const wanted = (project: Project) =>
      (!owner || project.owner === owner) &&
      (!group || project.owner === `@${group}`) &&
      (!name || project.project === name) &&
      (!search_query || `${project.owner}/${project.project}`.includes(search_query));
    const found = ((await call.store.parents('copr', 'project')) as Project[]).filter(wanted);
    const ordered = found.sort((a, b) => a.project_id - b.project_id);
    const self = `/api_2/projects${selfQuery(call.query, 'search_query', 'owner', 'group', 'name')}`;
    return reply(200, {
      projects: pageOf(ordered, call.query).map((project) => toProjectEntry(project, call)),
      _links: { self: { href: call.href(self) } },
    });
  },
});

const getProject = operation({
  id: 'get-project',
  method: 'GET',
  path: '/api_2/projects/{project_id}',
  says: 'Shows one project.',
  clauses: [],
  source,
  request: 'project-path.request',
  replies: { 200: 'project-entry', 404: 'error' },
  async handle(call, reply) {
    const project = await projectOf(call, call.params.project_id);
    return project
      ? reply(200, toProjectEntry(project, call))
      : reply(404, notFound('project', call.params.project_id));
  },
});

export const projectRows = [listProjects, getProject];

export async function projectOf({ store }: Pick<Call, 'store'>, id: number): Promise<Project | undefined> {
  return (await store.parent('copr', 'project', `${id}`)) as Project | undefined;
}

function toProjectEntry({ project_id, owner, project }: Project, call: Call<never>): ProjectEntry {
  const link = (path: string) => ({ href: call.href(`/api_2/${path}`) });
  return {
    project: {
      id: project_id,
      name: project,
      owner,
      is_a_group_project: owner.startsWith('@'),
      description: `Packages of ${owner}`,
      instructions: '',
      homepage: null,
      contact: null,
      disable_createrepo: false,
      build_enable_net: true,
      repos: [],
    },
    _links: {
      self: link(`projects/${project_id}`),
      builds: link(`builds?project_id=${project_id}`),
      chroots: link(`projects/${project_id}/chroots`),
      build_tasks: link(`build_tasks?project_id=${project_id}`),
    },
  };
}
