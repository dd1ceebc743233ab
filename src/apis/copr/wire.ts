// How a build task looks in Copr's JSON at an instant.
import type { BuildTaskEntry, BuildTask as WireTask } from '../../../schemas/copr/types.ts';
import type { Wire } from '../../core/api/api.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import { toUnixSeconds } from '../../core/time/duration.ts';
import { lifecycle } from './lifecycle.ts';
import type { Task, TaskAttributes } from './record.ts';

type Profiled = Pick<RequestHead, 'reading'>;
type State = WireTask['state'];

const documentedStates = 'failed succeeded canceled running pending starting importing'.split(' ');
const observedStates =
  'failed succeeded canceled running pending skipped starting importing forked waiting unknown'.split(' ');

export const wire: Pick<Wire<TaskAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/json',
  locate: ({ attributes }) => ({ path: pathOf(attributes) }),
};

/** A task with its links, as a list shows it and as the detail route answers. */
export function toEntry(task: Task, snapshot: Snapshot, request: RequestHead): BuildTaskEntry {
  const { attributes } = task;
  const project = projectLink(attributes, request);
  const self = selfLink(attributes, request);
  const links =
    request.reading('copr/build-link') === 'observed'
      ? { project, build: { href: request.href(`/api_2/builds/${attributes.build_id}`) }, self }
      : { project, self };
  return { build_task: toBuildTask(task, snapshot, request), _links: links };
}

export function projectLink({ project_id }: TaskAttributes, request: RequestHead) {
  return { href: request.href(`/api_2/projects/${project_id}`) };
}

export function selfLink(attributes: TaskAttributes, request: RequestHead) {
  return { href: request.href(pathOf(attributes)) };
}

function toBuildTask({ attributes }: Task, snapshot: Snapshot, request: Profiled): WireTask {
  const started = snapshot.at('starting');
  const ended = hasEnd(snapshot) ? snapshot.since : undefined;
  return {
    chroot_name: attributes.chroot_name,
    build_id: attributes.build_id,
    started_on: started === undefined ? null : toUnixSeconds(started),
    state: toState(snapshot.state, request),
    ended_on: ended === undefined ? null : toUnixSeconds(ended),
    result_dir_url: resultsOf(attributes, started !== undefined, request),
    git_hash: snapshot.at('pending') === undefined ? null : attributes.git_hash,
  };
}

/** Whether a task has an instant of its end: a task that never started has none. */
export function hasEnd(snapshot: Snapshot): boolean {
  return isFinal(lifecycle, snapshot.state) && snapshot.at('starting') !== undefined;
}

/** Since 2018 the service imports a build as a whole, and its tasks wait meanwhile. */
export function toState(state: string, { reading }: Profiled): State {
  return (reading('copr/first-state') === 'observed' && state === 'importing' ? 'waiting' : state) as State;
}

/** The states of the lifecycle that the wire shows as this one; none for one that no task ever has. */
export function statesShownAs(shown: string, request: Profiled): string[] {
  return Object.keys(lifecycle.states).filter((state) => toState(state, request) === shown);
}

/** The states that a request may name. */
export function allowedStates({ reading }: Profiled): readonly string[] {
  const all = ['copr/state-values', 'copr/first-state'].some((id) => reading(id) === 'observed');
  return all ? observedStates : documentedStates;
}

function resultsOf(attributes: TaskAttributes, started: boolean, { reading }: Profiled): string | null {
  if (!started && reading('copr/result-dir-null') === 'observed') return null;
  const { results_host, owner, project, chroot_name, build_id, package: name } = attributes;
  const folder = `${String(build_id).padStart(8, '0')}-${name}`;
  const end = reading('copr/result-dir-slash') === 'observed' ? '/' : '';
  return `${results_host}/results/${owner}/${project}/${chroot_name}/${folder}${end}`;
}

function pathOf({ build_id, chroot_name }: TaskAttributes): string {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}
