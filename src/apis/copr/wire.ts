// How a build task looks in Copr's JSON at a moment, and how Copr says no.
import type {
  BuildTaskEntry,
  Error as CoprError,
  BuildTask as WireTask,
} from '../../../schemas/copr/types.ts';
import type { Wire } from '../../core/api.ts';
import { isFinal } from '../../core/lifecycle.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Refusal, Reply } from '../../core/operation.ts';
import { toUnixSeconds } from '../../core/time.ts';
import { lifecycle } from './lifecycle.ts';
import type { Task, TaskAttributes } from './record.ts';

/** The text that real clients match when a task is not there: the service never fills its placeholders. */
const taskNotFound = 'Build task {} for build {} not found';

export const wire: Wire<TaskAttributes> = {
  contentType: 'application/json',
  refuse: (refusal) => ({ ...sayNo(refusal), ...allowed(refusal) }),
  locate: ({ attributes }) => ({ path: pathOf(attributes) }),
};

/** A task with its links, as a list shows it and as the detail route answers. */
export function toEntry(task: Task, moment: Moment, call: Asked): BuildTaskEntry {
  const { attributes } = task;
  return {
    build_task: toBuildTask(task, moment),
    _links: {
      project: { href: call.href(`/api_2/projects/${attributes.project_id}`) },
      ...(call.reading('copr/build-link') === 'observed' && {
        build: { href: call.href(`/api_2/builds/${attributes.build_id}`) },
      }),
      self: { href: call.href(pathOf(attributes)) },
    },
  };
}

function toBuildTask({ attributes }: Task, moment: Moment): WireTask {
  const started = moment.at('starting');
  const ended = isFinal(lifecycle, moment.state) && started !== undefined ? moment.since : undefined;
  return {
    chroot_name: attributes.chroot_name,
    build_id: attributes.build_id,
    started_on: started === undefined ? null : toUnixSeconds(started),
    state: moment.state as WireTask['state'],
    ended_on: ended === undefined ? null : toUnixSeconds(ended),
    result_dir_url: resultsOf(attributes),
    git_hash: moment.at('pending') === undefined ? null : attributes.git_hash,
  };
}

function resultsOf({
  results_host,
  owner,
  project,
  chroot_name,
  build_id,
  package: name,
}: TaskAttributes): string {
  const folder = `${String(build_id).padStart(8, '0')}-${name}`;
  return `${results_host}/results/${owner}/${project}/${chroot_name}/${folder}`;
}

function pathOf({ build_id, chroot_name }: TaskAttributes): string {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}

export function notFound(what: 'task' | 'build', buildId?: number): CoprError {
  if (what === 'task') return { message: taskNotFound };
  return { message: `Build with id \`${buildId}\` not found`, data: { build_id: buildId! } };
}

function sayNo(refusal: Refusal): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
      return error(404, 'The requested URL was not found on the server.');
    case 'wrong-method':
      return error(405, 'The method is not allowed for the requested URL.');
    case 'unauthenticated':
      return error(401, 'Login invalid/expired. Please visit the API page to get a new token.');
    case 'unreadable-body':
      return error(400, 'Failed to decode JSON object');
    case 'body-too-large':
      return error(413, `The data value transmitted exceeds the limit of ${refusal.limit} bytes.`);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because the request preferred it.`);
    case 'invalid':
      return invalid(refusal);
  }
}

function invalid({ in: where, name, rule, expected, given }: Extract<Refusal, { kind: 'invalid' }>): Reply {
  // A build id in the path that is no number matches no route of the service.
  if (where === 'path' && name === 'build_id') return sayNo({ kind: 'unknown-route' });
  if (where === 'path') return error(400, `Bad mock chroot name: ${given}`);
  const help = rule === 'enum' ? { help: `Allowed: ${expected.replace('one of ', '')}` } : {};
  return error(400, `Failed to validate query parameter: ${name}`, {
    error: `Expected ${expected}, got ${given}`,
    ...help,
  });
}

function error(status: number, message: string, data?: Record<string, unknown>): Reply {
  return { status, body: { message, ...(data && { data }) } };
}

function allowed(refusal: Refusal): { headers?: Record<string, string> } {
  return refusal.kind === 'wrong-method' ? { headers: { allow: refusal.allowed.join(', ') } } : {};
}
