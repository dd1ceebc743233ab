// What a response of Copr shows of tasks.

import type { BuildTaskEntry, BuildTaskList } from '../../../schemas/copr/types.ts';
import type { Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Entry } from '../../core/invariants/list.ts';
import { isFinal } from '../../core/records/lifecycle.ts';
import { mostFrequent } from '../../core/values/most-frequent.ts';
import { lifecycle } from './lifecycle.ts';

export const lists = ['list-build-tasks', 'list-builds-tasks'];
export const detail = 'get-build-task';
/** No service has come to builds of so high a number. */
export const nobodysBuild = 2_147_483_646;

/** A number of a URL as the service reads it: blanks around it, a sign and zeros before it make no difference. Undefined for other text. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** The tasks of one response. Supporting responses, builds and projects, show none. */
export function entriesOf({ operation, content, faults }: Seen): readonly Entry<BuildTaskEntry>[] {
  const whole = (entry: BuildTaskEntry) => (faults.length === 0 ? entry : withTask(entry));
  if (operation === detail) return [{ entry: whole(content as BuildTaskEntry), pointer: '' }];
  if (!lists.includes(operation!)) return [];
  return (content as BuildTaskList).build_tasks.flatMap((entry, index) =>
    // What is no object is no task, not one without members.
    typeof entry === 'object' && entry !== null
      ? [{ entry: whole(entry), pointer: `/build_tasks/${index}` }]
      : [],
  );
}

/** An entry whose task is none is still told by its links. */
function withTask(entry: BuildTaskEntry): BuildTaskEntry {
  const { build_task } = entry ?? {};
  const isTask = typeof build_task === 'object' && build_task !== null;
  return isTask ? entry : { ...entry, build_task: {} as BuildTaskEntry['build_task'] };
}

/** The tasks of a list, if it shows any. */
export function tasksIn(seen: Seen): readonly Entry<BuildTaskEntry>[] {
  return seen.response.status === 200 && seen.content !== undefined ? entriesOf(seen) : [];
}

/** Every task of every response. */
export function everyEntry(trace: Trace): readonly (Entry<BuildTaskEntry> & { readonly seen: Seen })[] {
  return trace.of([...lists, detail]).flatMap((seen) => entriesOf(seen).map((each) => ({ seen, ...each })));
}

type Identity = { readonly build_id: number; readonly chroot_name: string };

/** What the self link of a task names, if it is a link to a task. */
export function linkedTask({ _links }: BuildTaskEntry): Identity | undefined {
  const [, build, chroot] = /\/api_2\/build_tasks\/(\d+)\/([^/?#]+)$/.exec(_links?.self?.href ?? '') ?? [];
  return build === undefined ? undefined : { build_id: Number(build), chroot_name: decoded(chroot!) };
}

/**
 * The id of a task. The request for one task has it. An entry of a list has it in several places, any of which may be
 * wrong: the build is the one that most of them name, and among equals the one of the self link, which is right under every reading.
 */
export function identityOf(entry: BuildTaskEntry, { operation, request }: Seen): Identity | undefined {
  if (operation === detail)
    return { build_id: Number(request.params.build_id), chroot_name: request.params.name! };
  const { build_id, chroot_name, result_dir_url } = entry.build_task;
  const linked = linkedTask(entry);
  const named = [
    linked?.build_id,
    build_id,
    numberIn(/\/builds\/(\d+)$/, entry._links?.build?.href),
    numberIn(/\/results\/.*\/0*(\d+)-[^/]*\/?$/, result_dir_url),
    numberOf(request.query.get('build_id')),
  ].filter((each) => each !== undefined);
  const build = mostFrequent(named);
  return build === undefined
    ? undefined
    : { build_id: build, chroot_name: chroot_name ?? linked?.chroot_name };
}

export function nameOf(entry: BuildTaskEntry, seen: Seen): string | undefined {
  const identity = identityOf(entry, seen);
  return identity && `${identity.build_id}/${identity.chroot_name}`;
}

export function observations(seen: Seen): readonly Observation[] {
  return entriesOf(seen).flatMap(({ entry, pointer }) => {
    const params = identityOf(entry, seen);
    if (!params) return [];
    const { state, chroot_name, started_on, ended_on, git_hash, result_dir_url } = entry.build_task;
    const over = lifecycle.states[state as keyof typeof lifecycle.states] && isFinal(lifecycle, state);
    return {
      seen,
      pointer: `${pointer}/build_task`,
      id: `${params.build_id}/${params.chroot_name}`,
      states: statesOf(state),
      params: { ...params },
      // A folder may be named anew until the build is over; a start is a story of its own: see `invariants/starts.ts`.
      facts: { chroot_name, git_hash, ended_on, ...(over && { result_dir_url }) },
      times: { started_on, ended_on },
      run: started_on ?? undefined,
      ...(typeof ended_on === 'number' && {
        ending: { at: ended_on, how: state, clause: 'copr/fields/state' },
      }),
    };
  });
}

/** The service has states beside the documented seven. A waiting task has not begun; for the others that is unknown. */
export function statesOf(shown: string): readonly string[] {
  if (shown in lifecycle.states) return [shown];
  return shown === 'waiting' ? ['importing', 'pending'] : Object.keys(lifecycle.states);
}

/** Whether it may still change. */
export function isUnderWay({ build_task }: BuildTaskEntry): boolean {
  return statesOf(build_task.state).some((state) => !isFinal(lifecycle, state));
}

/** The only user that a task shows is the owner of its folder. */
export function folderOwnerOf({ build_task }: BuildTaskEntry): string | undefined {
  return /\/results\/([^/]+)\//.exec(build_task.result_dir_url ?? '')?.[1];
}

export function projectOf({ _links }: BuildTaskEntry): string | undefined {
  return /\/api_2\/projects\/(\d+)$/.exec(_links?.project?.href ?? '')?.[1];
}

function numberIn(pattern: RegExp, text: string | null | undefined): number | undefined {
  const found = pattern.exec(text ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
