// How one task breaks an invariant and obeys its schema.
import type { BuildTask, BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { Breach } from '../../core/api/fixtures.ts';

const tasks = {
  'build-task': [],
  'build-task-entry': ['build_task'],
  'build-task-list': ['build_tasks', '*', 'build_task'],
};

export const breaches: readonly Breach[] = [
  {
    invariant: 'copr/times-rise',
    at: tasks,
    change: (task: BuildTask) =>
      task.started_on === null || task.ended_on === null
        ? task
        : { ...task, ended_on: Number(task.started_on) - 60 },
  },
  {
    invariant: 'copr/dates-fit-the-state',
    at: tasks,
    change(task: BuildTask) {
      if (task.state === 'succeeded') return { ...task, ended_on: null };
      if (task.state === 'running') return { ...task, started_on: null };
      if (task.state === 'pending') return { ...task, git_hash: null };
      return task.state === 'importing' ? { ...task, git_hash: 'ab'.repeat(20) } : task;
    },
  },
  {
    invariant: 'copr/task-is-itself',
    at: { 'build-task-entry': [], 'build-task-list': ['build_tasks', '*'] },
    change: ({ build_task, _links }: BuildTaskEntry) => ({
      build_task,
      _links: { ..._links, self: { href: `${_links.self.href}-too` } },
    }),
  },
];
