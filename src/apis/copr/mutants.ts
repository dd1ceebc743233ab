// The mutants of Copr that do not follow from its schemas and operations.
import type { BuildTaskEntry } from '../../../schemas/copr/types.ts';
import {
  type Change,
  changingBody,
  changingQuery,
  ignoring,
  lastTwice,
  mutantsOf,
  withoutFirst,
} from '../../core/mutants/own-mutants.ts';
import { detail, lists } from './observations.ts';

type Task = NonNullable<BuildTaskEntry['build_task']>;
type Entries = BuildTaskEntry[];

const everywhere = [...lists, detail];
const started = ['starting', 'running', 'succeeded'];
const commit = (look: number) => look.toString(16).padStart(40, '0');

const query = (says: string, change: Parameters<typeof changingQuery>[2]) =>
  changingQuery(says, lists, change);

/** Changes the tasks of a response. */
function entries(
  says: string,
  operations: readonly string[],
  change: (entries: Entries, look: number) => Entries,
) {
  type Body = BuildTaskEntry & { build_tasks?: Entries };
  return changingBody<Body>(says, operations, (body, look) => {
    const changed = change(body.build_tasks ?? [body], look);
    return body.build_tasks ? { ...body, build_tasks: changed } : changed[0];
  });
}

/** Changes the tasks that are in one of these states. */
function task(
  says: string,
  states: readonly string[],
  change: (task: Task, look: number) => Partial<Task>,
  operations = everywhere,
): Change {
  return entries(says, operations, (all, look) =>
    all.map(({ build_task, ...rest }) => ({
      ...rest,
      build_task: states.includes(build_task.state)
        ? { ...build_task, ...change(build_task, look) }
        : build_task,
    })),
  );
}

const selfOfNext = (all: Entries) =>
  all.map((each) => ({ ...each, _links: { ...each._links, self: next(each._links.self) } }));

function next({ href }: { href: string }): { href: string } {
  return { href: href.replace(/\d+(?=\/[^/]*$)/, (id) => `${Number(id) + 1}`) };
}

export const mutants = mutantsOf('copr', {
  'list/limit': {
    'list/limit-ignored': ignoring('limit', lists),
    'list/limit-and-one': query('A list has one task more than its limit.', ({ limit, ...others }) => ({
      ...others,
      ...(limit !== undefined && Number(limit) < 100 && { limit: Number(limit) + 1 }),
    })),
    'list/limit-50': query('Without a limit, a list has 50 tasks.', (others) => ({ limit: 50, ...others })),
  },
  'list/offset': {
    'list/offset-ignored': ignoring('offset', lists),
    'list/offset-1': query('Without an offset, a list begins with the second task.', (others) => ({
      ...others,
      offset: Number(others.offset ?? 1),
    })),
    'list/offset-by-one': query('A page begins one task too late.', ({ offset, ...others }) => ({
      ...others,
      ...(offset !== undefined && { offset: Number(offset) === 0 ? 0 : Number(offset) + 1 }),
    })),
    'list/one-twice': entries('The last task of a list is there twice.', lists, lastTwice),
  },
  'list/state': {
    'list/state-ignored': ignoring('state', lists),
    'list/state-turned': query('succeeded and failed are exchanged.', ({ state, ...others }) => ({
      ...others,
      state: state === 'succeeded' ? 'failed' : state === 'failed' ? 'succeeded' : state,
    })),
  },
  'list/build-id': {
    'list/build_id-ignored': ignoring('build_id', lists),
    'list/project-before-build': query('project_id comes before build_id.', ({ build_id, ...others }) =>
      others.project_id === undefined ? { ...others, build_id } : others,
    ),
  },
  'list/project-id': {
    'list/project_id-ignored': ignoring('project_id', lists),
    'list/owner-before-project': query('owner comes before project_id.', ({ project_id, ...others }) =>
      others.owner === undefined ? { ...others, project_id } : others,
    ),
  },
  'list/owner': { 'list/owner-ignored': ignoring('owner', lists) },
  'list/returns': { 'list/one-missing': entries('A list lacks its first task.', lists, withoutFirst) },
  'list/example': {
    'list/links-to-another': entries('A task in a list calls the next build self.', lists, selfOfNext),
  },
  'detail/returns': {
    'detail/links-to-another': entries('A single task calls the next build self.', [detail], selfOfNext),
  },
  'detail/build-id': {
    'detail/next-build': task(
      'The detail shows the next build.',
      started,
      ({ build_id }) => ({ build_id: (build_id ?? 0) + 1 }),
      [detail],
    ),
  },
  'detail/name': {
    'detail/other-chroot': task(
      'The detail shows another chroot.',
      started,
      () => ({ chroot_name: 'fedora-40-x86_64' }),
      [detail],
    ),
  },
  'fields/started-on': {
    'dates/list-begins-later': task(
      'In a list, a task starts a second later than in the detail.',
      started,
      ({ started_on }) => ({ started_on: started_on! + 1 }),
      lists,
    ),
    'dates/not-begun': task('A running task has no start.', ['running'], () => ({ started_on: null })),
    'dates/begun-too-early': task('A pending task has started.', ['pending'], () => ({
      started_on: 1_440_753_865,
    })),
    'dates/begins-anew': task('Each response has a later start.', started, ({ started_on }, look) => ({
      started_on: started_on! + look,
    })),
  },
  'fields/ended-on': {
    'dates/ends-before': task('A task ends before its start.', ['succeeded'], ({ started_on }) => ({
      ended_on: started_on! - 1,
    })),
    'dates/ended-while-running': task('A running task has ended.', ['running'], ({ started_on }) => ({
      ended_on: started_on,
    })),
    'dates/never-ended': task('A succeeded task has no end.', ['succeeded'], () => ({ ended_on: null })),
    'dates/in-ms': task(
      'In a list, the end is in milliseconds.',
      ['succeeded'],
      ({ ended_on }) => ({ ended_on: ended_on! * 1_000 }),
      lists,
    ),
  },
  'fields/git-hash': {
    'commit/before-import': task('A task has a commit before its import is done.', ['importing'], () => ({
      git_hash: commit(1),
    })),
    'commit/lost': task('A running task has no commit.', ['running'], () => ({ git_hash: null })),
    'commit/another': task('Each response has another commit.', started, (_, look) => ({
      git_hash: commit(look),
    })),
  },
  'fields/result-dir-url': {
    'results/nowhere': task('A succeeded task has no results.', ['succeeded'], () => ({
      result_dir_url: null,
    })),
  },
});
