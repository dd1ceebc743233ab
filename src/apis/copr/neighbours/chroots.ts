// Chroots: those that the service has, and those that a project builds for.
import type { MockChrootEntry, ProjectChrootEntry, Shapes } from '../../../../schemas/copr/types.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { notFound } from '../door.ts';
import { isKnown } from '../operations.ts';
import { chroots, type Project, type Task, wellFormedChroot } from '../record.ts';
import { projectOf } from './projects.ts';

const operation = operationsFor<Shapes>();
const folder = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources';

const listMockChroots = operation({
  id: 'list-mock-chroots',
  method: 'GET',
  path: '/api_2/mock_chroots',
  says: 'Lists the chroots of the service. All of them are active.',
  clauses: [],
  source: `${folder}/mock_chroot.py at 22ee7026e`,
  request: 'list-mock-chroots.request',
  replies: { 200: 'mock-chroot-list', 400: 'error' },
  async handle(call, reply) {
    const self = `/api_2/mock_chroots${call.query.active_only ? '?active_only=True' : ''}`;
    return reply(200, {
      chroots: chroots.map((name) => toMockChroot(name, call)),
      _links: { self: { href: call.href(self) } },
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
  replies: { 200: 'mock-chroot-entry', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { name } = call.params;
    return (await isKnown(call, name))
      ? reply(200, toMockChroot(name, call))
      : reply(404, notFound('chroot', name));
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
  replies: { 200: 'project-chroot-list', 404: 'error' },
  async handle(call, reply) {
    const { project_id } = call.params;
    const project = await projectOf(call, project_id);
    if (!project) return reply(404, notFound('project', project_id));
    return reply(200, {
      chroots: (await chrootsOf(project, call)).map((name) => toProjectChroot(name, project, call)),
      _links: { self: { href: call.href(`/api_2/projects/${project_id}/chroots`) } },
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
  replies: { 200: 'project-chroot-entry', 400: 'error', 404: 'error' },
  async handle(call, reply) {
    const { project_id, name } = call.params;
    const project = await projectOf(call, project_id);
    if (!project) return reply(404, notFound('project', project_id));
    if (!(await chrootsOf(project, call)).includes(name)) return reply(404, notFound('chroot', name));
    return reply(200, toProjectChroot(name, project, call));
  },
});

export const chrootRows = [listMockChroots, getMockChroot, listProjectChroots, getProjectChroot];

/** The chroots that a project has tasks in, in the order of their names. */
export async function chrootsOf(
  { project_id }: Project,
  call: Pick<Call, 'store' | 'now'>,
): Promise<string[]> {
  const where = { index: 'project', value: project_id };
  const { items } = await call.store.page('copr', { now: call.now, where });
  return [...new Set((items as Task[]).map(({ attributes }) => attributes.chroot_name))].sort();
}

function toMockChroot(name: string, call: Call<never>): MockChrootEntry {
  const [, os_release, os_version, arch] = wellFormedChroot.exec(name)!;
  return {
    chroot: { name, os_release: os_release!, os_version: os_version!, arch: arch!, is_active: true },
    _links: {
      self: { href: call.href(`/api_2/mock_chroots/${encodeURIComponent(name)}`) },
      all_chroots: { href: call.href('/api_2/mock_chroots') },
    },
  };
}

function toProjectChroot(name: string, { project_id }: Project, call: Call<never>): ProjectChrootEntry {
  const project = `/api_2/projects/${project_id}`;
  return {
    chroot: { name, buildroot_pkgs: [], comps: null, comps_name: null, comps_len: 0 },
    _links: {
      project: { href: call.href(project) },
      self: { href: call.href(`${project}/chroots/${encodeURIComponent(name)}`) },
    },
  };
}
