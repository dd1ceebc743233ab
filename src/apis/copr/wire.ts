// How a build task looks in Copr's JSON at a moment.
import type { BuildTaskEntry, BuildTask as WireTask } from '../../../schemas/copr/types.ts';
import type { Wire } from '../../core/api.ts';
import { isFinal } from '../../core/lifecycle.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked } from '../../core/operation.ts';
import { toUnixSeconds } from '../../core/time.ts';
import { lifecycle } from './lifecycle.ts';
import type { Task, TaskAttributes } from './record.ts';

type Profiled = Pick<Asked, 'reading'>;
type State = WireTask['state'];

const documentedStates = 'failed succeeded canceled running pending starting importing'.split(' ');
const observedStates =
  'failed succeeded canceled running pending skipped starting importing forked waiting unknown'.split(' ');

export const wire: Pick<Wire<TaskAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/json',
  locate: ({ attributes }) => ({ path: pathOf(attributes) }),
};

/** A task with its links, as a list shows it and as the detail route answers. */
export function toEntry(task: Task, moment: Moment, call: Asked): BuildTaskEntry {
  const { attributes } = task;
  const project = projectLink(attributes, call);
  const self = selfLink(attributes, call);
  const links =
    call.reading('copr/build-link') === 'observed'
      ? { project, build: { href: call.href(`/api_2/builds/${attributes.build_id}`) }, self }
      : { project, self };
  return { build_task: toBuildTask(task, moment, call), _links: links };
}

export function projectLink({ project_id }: TaskAttributes, call: Asked) {
  return { href: call.href(`/api_2/projects/${project_id}`) };
}

export function selfLink(attributes: TaskAttributes, call: Asked) {
  return { href: call.href(pathOf(attributes)) };
}

function toBuildTask({ attributes }: Task, moment: Moment, call: Profiled): WireTask {
  const started = moment.at('starting');
  const ended = isFinal(lifecycle, moment.state) && started !== undefined ? moment.since : undefined;
  return {
    chroot_name: attributes.chroot_name,
    build_id: attributes.build_id,
    started_on: started === undefined ? null : toUnixSeconds(started),
    state: toState(moment.state, call),
    ended_on: ended === undefined ? null : toUnixSeconds(ended),
    result_dir_url: resultsOf(attributes, started !== undefined, call),
    git_hash: moment.at('pending') === undefined ? null : attributes.git_hash,
  };
}

/** Since 2018 the service imports a build as a whole, and its tasks wait meanwhile. */
export function toState(state: string, { reading }: Profiled): State {
  return (reading('copr/first-state') === 'observed' && state === 'importing' ? 'waiting' : state) as State;
}

/** The states of the lifecycle that the wire shows as this one; none for one that no task ever has. */
export function statesShownAs(shown: string, call: Profiled): string[] {
  return Object.keys(lifecycle.states).filter((state) => toState(state, call) === shown);
}

/** Which states may be asked for. */
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
