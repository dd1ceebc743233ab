// One project, with its builds and its chroots on request.
import type { Schemas } from '../../../../schemas/copr/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notFound } from '../auth.ts';
import { buildsOf, entryOf } from './builds.ts';
import { chrootsOf, toProjectChroot } from './chroots.ts';
import { isTrue } from './pages.ts';
import { projectOf, toProjectEntry } from './projects.ts';

const operation = operationsFor<Schemas>();

const getProject = operation({
  id: 'get-project',
  method: 'GET',
  path: '/api_2/projects/{project_id}',
  says: 'Shows one project, with its builds and its chroots on request.',
  clauses: [],
  source: 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/project.py at 22ee7026e',
  request: 'get-project.request',
  responses: { 200: 'project-entry', 400: 'error', 404: 'error' },
  async handle(request, respond) {
    const { project_id } = request.params;
    const project = await projectOf(request, project_id);
    if (!project) return respond(404, notFound('project', project_id));
    const entry = toProjectEntry(project, request);
    const wanted = (['show_builds', 'show_chroots'] as const).filter((name) => isTrue(request.query[name]));
    if (wanted.length === 0) return respond(200, entry);
    const query = wanted.map((name) => `${name}=True`).join('&');
    const self = { href: request.href(`/api_2/projects/${project_id}?${query}`) };
    const builds = (await buildsOf(request)).filter((build) => build.project_id === project_id);
    const chroots = await chrootsOf(project, request);
    return respond(200, {
      ...entry,
      _links: { ...entry._links, self },
      ...(wanted.includes('show_builds') && {
        project_builds: (await Promise.all(builds.map((build) => entryOf(build, request)))).flat(),
      }),
      ...(wanted.includes('show_chroots') && {
        project_chroots: chroots.map((name) => toProjectChroot(name, project, request)),
      }),
    });
  },
});

export const projectWithParts = [getProject];
