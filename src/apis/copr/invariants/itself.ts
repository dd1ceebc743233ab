// A task of Copr is the one that was requested, and what links to it says so; a list is the one that was requested.
import type { BuildTaskEntry, BuildTaskList } from '../../../../schemas/copr/types.ts';
import type { Check, Invariant, Seen } from '../../../core/invariants/invariant.ts';
import type { Entry } from '../../../core/invariants/list.ts';
import { detail, everyEntry, identityOf, linkedTask, lists, numberOf, projectOf } from '../observations.ts';

type Checked = Check & { readonly right: boolean };

export const itself: Invariant = {
  id: 'copr/task-is-itself',
  clauses: [
    'copr/detail/returns',
    'copr/detail/build-id',
    'copr/detail/name',
    'copr/list/example',
    'copr/fields/build-id',
  ],
  says: 'A task is the one that was requested, its self link leads to it, and it stays in its project.',
  judge(trace, judge) {
    const projects = new Map<string, string>();
    for (const each of everyEntry(trace)) {
      const checks = each.seen.operation === detail ? ofDetail(each) : ofEntry(each);
      for (const { right, ...check } of [...checks, ...ofProject(each, projects), ...ofFolder(each)])
        judge(right, check);
    }
  },
};

type Task = Entry<BuildTaskEntry> & { readonly seen: Seen };

function* ofDetail(task: Task): Generator<Checked> {
  const { seen, entry } = task;
  const { build_id, chroot_name } = entry.build_task;
  const { params } = seen.request;
  yield selfLink(task, 'copr/detail/returns');
  yield {
    seen,
    clause: 'copr/detail/build-id',
    pointer: '/build_task/build_id',
    right: build_id === numberOf(params.build_id),
    expected: `${params.build_id}, as requested`,
    actual: build_id,
    errata: `${build_id}` === projectOf(entry) ? ['copr/detail-build-id'] : [],
  };
  yield {
    seen,
    clause: 'copr/detail/name',
    pointer: '/build_task/chroot_name',
    right: chroot_name === params.name,
    expected: `${params.name}, as requested`,
    actual: chroot_name,
  };
}

function* ofEntry(task: Task): Generator<Checked> {
  const { seen, entry, pointer } = task;
  const { build_id } = entry.build_task;
  const wanted = identityOf(entry, seen)?.build_id;
  yield selfLink(task, 'copr/list/example');
  if (build_id === undefined || wanted === undefined) return;
  yield {
    seen,
    clause: 'copr/fields/build-id',
    pointer: `${pointer}/build_task/build_id`,
    right: build_id === wanted,
    expected: `${wanted}, as its links and its folder have it`,
    actual: build_id,
  };
}

function selfLink({ seen, entry, pointer }: Task, clause: string): Checked {
  const wanted = identityOf(entry, seen);
  const link = linkedTask(entry);
  return {
    seen,
    clause,
    pointer: `${pointer}/_links/self/href`,
    right: link?.build_id === wanted?.build_id && link?.chroot_name === wanted?.chroot_name,
    expected: `a link to the task ${wanted?.build_id}/${wanted?.chroot_name}`,
    actual: entry._links?.self?.href,
  };
}

function* ofProject({ seen, entry, pointer }: Task, projects: Map<string, string>): Generator<Checked> {
  const identity = identityOf(entry, seen);
  const project = projectOf(entry);
  if (!identity) return;
  const key = `${seen.scene} ${identity.build_id}`;
  const before = projects.get(key);
  yield {
    seen,
    clause: seen.operation === detail ? 'copr/detail/returns' : 'copr/list/example',
    pointer: `${pointer}/_links/project/href`,
    right: project !== undefined && (before ?? project) === project,
    expected: before ? `a link to project ${before}, as before` : 'a link to a project',
    actual: entry._links?.project?.href,
  };
  if (before === undefined && project !== undefined) projects.set(key, project);
}

/** In the service the folder of a task is named by its chroot and its build; the page only shows that. */
function* ofFolder({ seen, entry, pointer }: Task): Generator<Checked> {
  const url = entry.build_task.result_dir_url;
  const [, chroot, build] = /\/results\/[^/]+\/[^/]+\/([^/]+)\/(\d{8})-[^/]*\/?$/.exec(url ?? '') ?? [];
  const identity = identityOf(entry, seen);
  if (chroot === undefined || !identity) return;
  const right = chroot === identity.chroot_name && Number(build) === identity.build_id;
  const expected = `the folder of ${identity.build_id} in ${identity.chroot_name}`;
  const at = `${pointer}/build_task/result_dir_url`;
  yield {
    ...{ seen, clause: 'copr/fields/result-dir-url', pointer: at, right, expected, actual: url },
    unusual: true,
  };
}

const parameters = ['owner', 'project_id', 'build_id', 'offset', 'limit', 'state'];

/** By the reading of the service the limit in force is there: where none was given, the usual one. */
const added = (name: string, linked: string | undefined) =>
  name === 'limit' && linked === '100' ? ['copr/list-self-link'] : [];

export const listLinks: Invariant = {
  id: 'copr/list-is-itself',
  clauses: ['copr/list/example'],
  says: 'The self link of a list is to the query that it answers.',
  judge(trace, judge) {
    for (const seen of trace.of(lists)) {
      const href = (seen.content as BuildTaskList)._links?.self?.href ?? '';
      const link = URL.canParse(href, seen.request.url) ? new URL(href, seen.request.url) : undefined;
      const about = { seen, pointer: '/_links/self/href', actual: href };
      judge(/\/builds?_tasks$/.test(link?.pathname ?? ''), {
        ...about,
        expected: 'a link to a list of tasks',
      });
      for (const name of parameters) {
        const [given, linked] = [seen.request.query.get(name), link?.searchParams.get(name) ?? undefined];
        judge(sameValue(name, given, linked), {
          ...about,
          expected: given === undefined ? `no ${name}, for none was given` : `${name}=${given}, as was given`,
          errata: given === undefined ? added(name, linked) : [],
        });
      }
    }
  },
};

/** A number may be written anew, and a limit out of bounds may be the one in force. */
function sameValue(name: string, given: string | undefined, linked: string | undefined): boolean {
  if (given === linked) return true;
  if (given === undefined || linked === undefined) return false;
  const isText = name === 'owner' || name === 'state';
  if (isText) return false;
  const limit = Number(given);
  return Number(linked) === limit || (name === 'limit' && (limit < 1 || limit > 100) && linked === '100');
}
