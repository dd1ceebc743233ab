// Chroots: those that the service has, and those that a project builds for.
import type { MockChrootEntry, ProjectChrootEntry, Schemas } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notFound, serviceFails } from '../auth.ts';
import { isKnown } from '../operations.ts';
import { chroots, type Project, type Task, wellFormedChroot } from '../record.ts';
import { isOf2022 } from './build.ts';
import { projectOf } from './projects.ts';

const operation = operationsFor<Schemas>();
const folder = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources';

const listMockChroots = operation({
  id: 'list-mock-chroots',
  method: 'GET',
  path: '/api_2/mock_chroots',
  says: 'Lists the chroots of the service. All of them are active.',
  clauses: [],
  source: `${folder}/mock_chroot.py at 22ee7026e`,
  request: 'list-mock-chroots.request',
  responses: { 200: 'mock-chroot-list', 400: 'error' },
  async handle(request, respond) {
    const self = `/api_2/mock_chroots${request.query.active_only ? '?active_only=True' : ''}`;
    return respond(200, {
      chroots: chroots.map((name) => toMockChroot(name, request)),
      _links: { self: { href: request.href(self) } },
    });
  },
});

const getMockChroot = operation({
  id: 'get-mock-chroot',
  method: 'GET',
  path: '/api_2/mock_chroots/{name}',
  says: 'Shows one chroot of the service.',
  clauses: [],
  source: `${folder}/mock_chroot.py at 22ee7026e`,
  request: 'get-mock-chroot.request',
  responses: { 200: 'mock-chroot-entry', 400: 'error', 404: 'error', 500: null },
  async handle(request, respond) {
    const { name } = request.params;
    return (await isKnown(request, name))
      ? respond(200, toMockChroot(name, request))
      : respond(
          404,
          isOf2022(request) ? { message: "Requested object wasn't found" } : notFound('chroot', name),
        );
  },
});

const listProjectChroots = operation({
  id: 'list-project-chroots',
  method: 'GET',
  path: '/api_2/projects/{project_id}/chroots',
  says: 'Lists the chroots that a project builds for.',
  clauses: [],
  source: `${folder}/project_chroot.py at 22ee7026e`,
  request: 'project-path.request',
  responses: { 200: 'project-chroot-list', 404: 'error' },
  async handle(request, respond) {
    const { project_id } = request.params;
    const project = await projectOf(request, project_id);
    if (!project) return respond(404, notFound('project', project_id));
    return respond(200, {
      chroots: (await chrootsOf(project, request)).map((name) => toProjectChroot(name, project, request)),
      _links: { self: { href: request.href(`/api_2/projects/${project_id}/chroots`) } },
    });
  },
});

const getProjectChroot = operation({
  id: 'get-project-chroot',
  method: 'GET',
  path: '/api_2/projects/{project_id}/chroots/{name}',
  says: 'Shows one chroot that a project builds for.',
  clauses: [],
  source: `${folder}/project_chroot.py at 22ee7026e`,
  request: 'get-project-chroot.request',
  responses: { 200: 'project-chroot-entry', 400: 'error', 404: 'error', 500: null },
  async handle(request, respond) {
    const { project_id, name } = request.params;
    const project = await projectOf(request, project_id);
    if (!project) return respond(404, notFound('project', project_id));
    const isUnknown =
      request.reading('copr/unknown-chroot') === 'observed' && !(await isKnown(request, name));
    if (isUnknown) return serviceFails();
    if (!(await chrootsOf(project, request)).includes(name)) return respond(404, notFound('chroot', name));
    return respond(200, toProjectChroot(name, project, request));
  },
});

export const chrootOperations = [listMockChroots, getMockChroot, listProjectChroots, getProjectChroot];

/** The chroots that a project has tasks in, in the order of their names. */
export async function chrootsOf(
  { project_id }: Project,
  request: Pick<OperationRequest, 'store' | 'now'>,
): Promise<string[]> {
  const where = { index: 'project', value: project_id };
  const { items } = await request.store.page('copr', { now: request.now, where });
  return [...new Set((items as Task[]).map(({ attributes }) => attributes.chroot_name))].sort();
}

function toMockChroot(name: string, request: OperationRequest<never>): MockChrootEntry {
  const [, os_release, os_version, arch] = wellFormedChroot.exec(name)!;
  return {
    chroot: { name, os_release: os_release!, os_version: os_version!, arch: arch!, is_active: true },
    _links: {
      self: { href: request.href(`/api_2/mock_chroots/${encodeURIComponent(name)}`) },
      ...(!isOf2022(request) && { all_chroots: { href: request.href('/api_2/mock_chroots') } }),
    },
  };
}

export function toProjectChroot(
  name: string,
  { project_id }: Project,
  request: OperationRequest<never>,
): ProjectChrootEntry {
  const project = `/api_2/projects/${project_id}`;
  return {
    chroot: { name, buildroot_pkgs: [], comps: null, comps_name: null, comps_len: 0 },
    _links: {
      project: { href: request.href(project) },
      self: { href: request.href(`${project}/chroots/${encodeURIComponent(name)}`) },
    },
  };
}
