// What a reply of Copr tells of tasks.
import type { BuildTaskEntry, BuildTaskList } from '../../../schemas/copr/types.ts';
import type { Seen, Sighting, Trail } from '../../core/law.ts';
import type { Entry } from '../../core/listing.ts';
import { lifecycle } from './lifecycle.ts';

export const lists = ['list-build-tasks', 'list-builds-tasks'];
export const detail = 'get-build-task';

/** The tasks of one reply. What lies beside the document, builds and projects, tells of none. */
export function entriesOf({ operation, told }: Seen): readonly Entry<BuildTaskEntry>[] {
  if (operation === detail) return [{ entry: told as BuildTaskEntry, pointer: '' }];
  if (!lists.includes(operation!)) return [];
  return (told as BuildTaskList).build_tasks.map((entry, index) => ({
    entry,
    pointer: `/build_tasks/${index}`,
  }));
}

/** Every task of every reply. */
export function everyEntry(trail: Trail): readonly (Entry<BuildTaskEntry> & { readonly seen: Seen })[] {
  return trail.of([...lists, detail]).flatMap((seen) => entriesOf(seen).map((each) => ({ seen, ...each })));
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

export function sightings(seen: Seen): readonly Sighting[] {
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
