// Projects: they are there because builds are in them.
import type { ProjectEntry, Schemas } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { toQuery } from '../../../core/values/query.ts';
import type { Project } from '../record.ts';
import { isOf2022 } from './build.ts';
import { pageOf, selfQuery } from './pages.ts';

const operation = operationsFor<Schemas>();
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
  responses: { 200: 'project-list', 400: 'error' },
  async handle(request, respond) {
    const { owner, group, name, search_query, limit, offset } = request.query;
    // A blank filter counts as none.
    const wanted = (project: Project) =>
      (!owner || project.owner === owner) &&
      (!group || project.owner === `@${group}`) &&
      (!name || project.project === name) &&
      (!search_query || `${project.owner}/${project.project}`.includes(search_query));
    const found = ((await request.store.parents('copr', 'project')) as Project[]).filter(wanted);
    const ordered = found.sort((a, b) => a.project_id - b.project_id);
    // As observed, this list alone shows its limit as it was given.
    const given = toQuery({ search_query, owner, group, name, limit, offset });
    const self = isOf2022(request)
      ? `/api_2/projects${given && `?${given}`}`
      : `/api_2/projects${selfQuery(request.query, ['search_query', 'owner', 'group', 'name'])}`;
    return respond(200, {
      projects: pageOf(ordered, request.query).map((project) => toProjectEntry(project, request)),
      _links: { self: { href: request.href(self) } },
    });
  },
});

export const projectOperations = [listProjects];

export async function projectOf(
  { store }: Pick<OperationRequest, 'store'>,
  id: number,
): Promise<Project | undefined> {
  return (await store.parent('copr', 'project', `${id}`)) as Project | undefined;
}

export function toProjectEntry(
  { project_id, owner, project }: Project,
  request: OperationRequest<never>,
): ProjectEntry {
  const link = (path: string) => ({ href: request.href(`/api_2/${path}`) });
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
