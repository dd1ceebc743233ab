// The lies about Copr that neither its schemas nor its operations give.
import type { BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { Mutant } from '../../core/api/api.ts';
import { changingBody, changingQuery, ignoringParameter } from '../../core/mutants/mutant.ts';
import { detail, lists } from './observations.ts';

type Task = NonNullable<BuildTaskEntry['build_task']>;
type Query = Record<string, unknown>;

function options(name: string, clause: string, says: string, change: (query: Query) => Query): Mutant {
  return changingQuery({ id: `copr/list/${name}`, clause: `copr/list/${clause}`, says }, lists, change);
}

function ignoring(parameter: string, clause: string): Mutant {
  return ignoringParameter(
    { id: `copr/list/${parameter}-ignored`, clause: `copr/list/${clause}` },
    lists,
    parameter,
  );
}

/** A mutant that changes the tasks of a response. */
function telling(
  name: string,
  clause: string,
  says: string,
  change: (entries: BuildTaskEntry[], look: number) => BuildTaskEntry[],
  operations: readonly string[] = [...lists, detail],
): Mutant {
  type Body = BuildTaskEntry & { build_tasks?: BuildTaskEntry[] };
  return changingBody<Body>(
    { id: `copr/${name}`, clause: `copr/${clause}`, says },
    operations,
    (body, look) => {
      const entries = change(body.build_tasks ?? [body], look);
      return body.build_tasks ? { ...body, build_tasks: entries } : entries[0];
    },
  );
}

/** A mutant that changes a task that is in one of these states. */
function dating(
  name: string,
  clause: string,
  says: string,
  states: readonly string[],
  change: (task: Task, look: number) => Partial<Task>,
  operations?: readonly string[],
): Mutant {
  const retold = ({ build_task, ...rest }: BuildTaskEntry, look: number): BuildTaskEntry => ({
    ...rest,
    build_task: states.includes(build_task.state)
      ? { ...build_task, ...change(build_task, look) }
      : build_task,
  });
  return telling(
    name,
    clause,
    says,
    (entries, look) => entries.map((each) => retold(each, look)),
    operations,
  );
}

const begun = ['starting', 'running', 'succeeded'];
const anew = (look: number) => look.toString(16).padStart(40, '0');

export const mutants: readonly Mutant[] = [
  ignoring('limit', 'limit'),
  ignoring('offset', 'offset'),
  ignoring('state', 'state'),
  ignoring('build_id', 'build-id'),
  ignoring('project_id', 'project-id'),
  ignoring('owner', 'owner'),
  options('limit-and-one', 'limit', 'The list has one task more than its limit.', ({ limit, ...query }) => ({
    ...query,
    ...(limit !== undefined && Number(limit) < 100 && { limit: Number(limit) + 1 }),
  })),
  options('limit-50', 'limit', 'A list without a limit ends after 50.', (query) => ({ limit: 50, ...query })),
  options('offset-1', 'offset', 'A list without an offset begins with the second.', (query) => ({
    ...query,
    offset: Number(query.offset ?? 1),
  })),
  options('offset-by-one', 'offset', 'A page begins one too late.', ({ offset, ...query }) => ({
    ...query,
    ...(offset !== undefined && { offset: Number(offset) === 0 ? 0 : Number(offset) + 1 }),
  })),
  options(
    'project-before-build',
    'build-id',
    'project_id counts before build_id.',
    ({ build_id, ...query }) => (query.project_id === undefined ? { ...query, build_id } : query),
  ),
  options(
    'owner-before-project',
    'project-id',
    'owner counts before project_id.',
    ({ project_id, ...query }) => (query.owner === undefined ? { ...query, project_id } : query),
  ),
  options(
    'state-turned',
    'state',
    'succeeded and failed are taken for each other.',
    ({ state, ...query }) => ({
      ...query,
      state: state === 'succeeded' ? 'failed' : state === 'failed' ? 'succeeded' : state,
    }),
  ),
  telling(
    'list/one-missing',
    'list/returns',
    'The first task is missing from a list.',
    (all) => all.slice(1),
    lists,
  ),
  telling(
    'list/one-twice',
    'list/offset',
    'The last task of a list is there twice.',
    (all) => [...all, ...all.slice(-1)],
    lists,
  ),
  telling(
    'list/links-to-another',
    'list/example',
    'The self link of a task in a list leads to the next build.',
    (all) => all.map((each) => ({ ...each, _links: { ...each._links, self: next(each._links.self) } })),
    lists,
  ),
  telling(
    'detail/links-to-another',
    'detail/returns',
    'The self link of a task leads to the next build.',
    (all) => all.map((each) => ({ ...each, _links: { ...each._links, self: next(each._links.self) } })),
    [detail],
  ),
  dating(
    'detail/next-build',
    'detail/build-id',
    'The detail is of the next build.',
    begun,
    ({ build_id }) => ({ build_id: (build_id ?? 0) + 1 }),
    [detail],
  ),
  dating(
    'detail/other-chroot',
    'detail/name',
    'The detail is of another chroot.',
    begun,
    () => ({ chroot_name: 'fedora-40-x86_64' }),
    [detail],
  ),
  dating(
    'dates/list-begins-later',
    'fields/started-on',
    'The list dates the beginning a second later than the detail.',
    begun,
    ({ started_on }) => ({ started_on: started_on! + 1 }),
    lists,
  ),
  dating('dates/not-begun', 'fields/started-on', 'A task that runs has no beginning.', ['running'], () => ({
    started_on: null,
  })),
  dating('dates/begun-too-early', 'fields/started-on', 'A task that waits has begun.', ['pending'], () => ({
    started_on: 1_440_753_865,
  })),
  dating(
    'dates/begins-anew',
    'fields/started-on',
    'The beginning is later whenever it is looked at.',
    begun,
    ({ started_on }, look) => ({ started_on: started_on! + look }),
  ),
  dating(
    'dates/ends-before',
    'fields/ended-on',
    'A task ends before it has begun.',
    ['succeeded'],
    ({ started_on }) => ({ ended_on: started_on! - 1 }),
  ),
  dating(
    'dates/ended-while-running',
    'fields/ended-on',
    'A task that runs has ended.',
    ['running'],
    ({ started_on }) => ({ ended_on: started_on }),
  ),
  dating('dates/never-ended', 'fields/ended-on', 'A task that succeeded has no end.', ['succeeded'], () => ({
    ended_on: null,
  })),
  dating(
    'dates/in-ms',
    'fields/ended-on',
    'The end is in milliseconds in the list.',
    ['succeeded'],
    ({ ended_on }) => ({ ended_on: ended_on! * 1_000 }),
    lists,
  ),
  dating(
    'commit/before-import',
    'fields/git-hash',
    'There is a commit before the import is done.',
    ['importing'],
    () => ({ git_hash: anew(1) }),
  ),
  dating('commit/lost', 'fields/git-hash', 'A task that runs has no commit.', ['running'], () => ({
    git_hash: null,
  })),
  dating(
    'commit/another',
    'fields/git-hash',
    'The commit is another whenever it is looked at.',
    begun,
    (_, look) => ({ git_hash: anew(look) }),
  ),
  dating(
    'results/nowhere',
    'fields/result-dir-url',
    'A task that succeeded has no results.',
    ['succeeded'],
    () => ({ result_dir_url: null }),
  ),
];

function next({ href }: { href: string }): { href: string } {
  return { href: href.replace(/\d+(?=\/[^/]*$)/, (id) => `${Number(id) + 1}`) };
}
