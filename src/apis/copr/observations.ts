// What a response of Copr tells of tasks.
import type { BuildTaskEntry, BuildTaskList } from '../../../schemas/copr/types.ts';
import type { Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Entry } from '../../core/invariants/list.ts';
import { lifecycle } from './lifecycle.ts';

export const lists = ['list-build-tasks', 'list-builds-tasks'];
export const detail = 'get-build-task';

/** The tasks of one response. What lies beside the document, builds and projects, tells of none. */
export function entriesOf({ operation, content }: Seen): readonly Entry<BuildTaskEntry>[] {
  if (operation === detail) return [{ entry: content as BuildTaskEntry, pointer: '' }];
  if (!lists.includes(operation!)) return [];
  return (content as BuildTaskList).build_tasks.map((entry, index) => ({
    entry,
    pointer: `/build_tasks/${index}`,
  }));
}

/** Every task of every response. */
export function everyEntry(trace: Trace): readonly (Entry<BuildTaskEntry> & { readonly seen: Seen })[] {
  return trace.of([...lists, detail]).flatMap((seen) => entriesOf(seen).map((each) => ({ seen, ...each })));
}

/** Which task it is: its own link says so under every reading. */
export function identityOf({
  _links,
}: BuildTaskEntry): { build_id: number; chroot_name: string } | undefined {
  const [, build, chroot] = /\/build_tasks\/(\d+)\/([^/?]+)$/.exec(_links.self.href) ?? [];
  return build === undefined
    ? undefined
    : { build_id: Number(build), chroot_name: decodeURIComponent(chroot!) };
}

export function nameOf(entry: BuildTaskEntry): string | undefined {
  const identity = identityOf(entry);
  return identity && `${identity.build_id}/${identity.chroot_name}`;
}

export function observations(seen: Seen): readonly Observation[] {
  return entriesOf(seen).flatMap(({ entry, pointer }) => {
    const params = identityOf(entry);
    if (!params) return [];
    const { state, chroot_name, started_on, ended_on, git_hash } = entry.build_task;
    return {
      seen,
      pointer: `${pointer}/build_task`,
      id: nameOf(entry)!,
      states: statesOf(state),
      params,
      facts: { chroot_name, git_hash, started_on, ended_on },
      times: { started_on, ended_on },
    };
  });
}

/** The service has names beside the documented seven. A task that waits has not begun; of the others nobody can tell. */
export function statesOf(shown: string): readonly string[] {
  if (shown in lifecycle.states) return [shown];
  return shown === 'waiting' ? ['importing', 'pending'] : Object.keys(lifecycle.states);
}
