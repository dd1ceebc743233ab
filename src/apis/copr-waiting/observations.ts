// What a response of Copr's frontend shows of builds: those that it lists, and that they wait.
import type { WaitingBuild, WaitingBuildList } from '../../../schemas/copr-waiting/types.ts';
import type { Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Entry } from '../../core/invariants/list.ts';

export const lists = ['list-waiting-builds', 'list-waiting-builds-later'];
/** How many builds a list has room for. */
export const mostListed = 10;
/** In s: how long after its date a build may come to be seen. */
const slowCreation = 60;
export const redirects = ['redirect-waiting-builds', 'redirect-waiting-builds-later'];

/** The builds of one response. Where a copr is none, the build is still one: it just shows nothing of its copr. */
export function entriesOf({ content, faults }: Seen): readonly Entry<WaitingBuild>[] {
  const whole = (entry: WaitingBuild) =>
    faults.length === 0 ? entry : { ...entry, copr: toRecord(entry.copr) as unknown as WaitingBuild['copr'] };
  return (content as WaitingBuildList).builds.flatMap((entry, index) =>
    // What is no object is no build, not one without members.
    typeof entry === 'object' && entry !== null ? [{ entry: whole(entry), pointer: `/builds/${index}` }] : [],
  );
}

/** Every build of every response. */
export function everyEntry(trace: Trace): readonly (Entry<WaitingBuild> & { readonly seen: Seen })[] {
  return trace.of(lists).flatMap((seen) => entriesOf(seen).map((each) => ({ seen, ...each })));
}

/** The listed builds, even if they do not match the promised schema: for invariants about the schema itself. */
export function rawEntriesOf({
  operation,
  response,
}: Seen): readonly Entry<Readonly<Record<string, unknown>>>[] | undefined {
  if (!lists.includes(operation!) || response.status !== 200) return undefined;
  const { builds } = toRecord(response.body);
  if (!Array.isArray(builds)) return undefined;
  return builds.map((entry, index) => ({ entry: toRecord(entry), pointer: `/builds/${index}` }));
}

/** An object unchanged, and any other value as an empty object. */
function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Only what waits is listed, and what was submitted stays as it was. */
export function observations(seen: Seen): readonly Observation[] {
  if (!lists.includes(seen.operation!)) return [];
  return entriesOf(seen).map(({ entry, pointer }) => {
    const { id, copr_id, user_id, submitted_on, pkgs, chroots } = entry;
    return {
      seen,
      pointer,
      // Without its id a build is still the one that was submitted so.
      id: `${id ?? `${copr_id} ${submitted_on} ${pkgs}`}`,
      states: ['waiting'],
      params: { build_id: id },
      facts: { copr_id, user_id, submitted_on, pkgs, chroots },
    };
  });
}

/** A build that a list must have, and the builds that it has. */
interface Waiter {
  readonly seen: Seen;
  readonly id: number;
  /** The exchange that shows that it still waits later. */
  readonly after: number;
  readonly ids: readonly number[];
  /** Whether the list has room for no more. */
  readonly full: boolean;
}

/**
 * Which builds must have been in which lists. It goes backwards: a build that is listed later has waited since
 * its submission; so an earlier list that was not full, or has younger builds, must have it too.
 */
export function* waitersOf(content: readonly Seen[]): Generator<Waiter> {
  const first = new Map<string, number>();
  const keyOf = ({ scene }: Seen, { id }: WaitingBuild) => `${scene} ${id}`;
  for (const seen of content)
    for (const { entry } of entriesOf(seen))
      if (!first.has(keyOf(seen, entry))) first.set(keyOf(seen, entry), seen.number);
  const later = new Map<number, { readonly entry: WaitingBuild; readonly seen: Seen }>();
  let scene = 0;
  for (const seen of [...content].reverse()) {
    const entries = entriesOf(seen).map(({ entry }) => entry);
    const ids = entries.map(({ id }) => id);
    const youngest = Math.max(Number.NEGATIVE_INFINITY, ...entries.map((entry) => entry.submitted_on));
    const full = ids.length >= mostListed;
    if (seen.scene !== scene) later.clear();
    scene = seen.scene;
    for (const { entry, seen: after } of later.values()) {
      const wasThere = first.get(keyOf(seen, entry))! < seen.number;
      const hasRoom = wasThere
        ? !full || entry.submitted_on < youngest
        : entry.submitted_on + slowCreation < youngest;
      if (hasRoom) yield { seen, id: entry.id, after: after.number, ids, full };
    }
    for (const entry of entries) later.set(entry.id, { entry, seen });
  }
}

/** The places of a build's attributes of creation. */
export function originOf({ user_id, copr, pkgs, chroots }: WaitingBuild) {
  const shown = (name: string, actual: unknown, at: string, clause: string) => ({
    name,
    actual,
    at,
    clause: `copr-waiting/${clause}`,
  });
  return [
    shown('user_id', user_id, '/user_id', 'fields/user-id'),
    shown('owner_id', copr.owner_id, '/copr/owner_id', 'fields/user-id'),
    shown('copr_id', copr.id, '/copr/id', 'fields/copr'),
    shown('copr', copr.name, '/copr/name', 'fields/copr'),
    shown('repos', copr.repos, '/copr/repos', 'fields/copr'),
    shown('pkgs', pkgs, '/pkgs', 'fields/pkgs'),
    shown('chroots', chroots, '/chroots', 'own-chroots'),
    shown('copr_chroots', copr.chroots, '/copr/chroots', 'own-chroots'),
  ];
}

/** Texts that may hold several items, and whether nothing but single spaces parts them. */
export function textsOf(
  seen: Seen,
): { readonly pointer: string; readonly text: string; readonly spaced: boolean }[] {
  return (rawEntriesOf(seen) ?? []).flatMap(({ entry, pointer }) => {
    const copr = toRecord(entry.copr);
    // A comma may be part of a URL, but hardly one that a whole URL follows.
    const texts = [
      ['/pkgs', entry.pkgs, gluedUrls],
      ['/repos', entry.repos, gluedUrls],
      ['/copr/repos', copr.repos, gluedUrls],
      ['/chroots', entry.chroots, gluedNames],
      ['/copr/chroots', copr.chroots, gluedNames],
    ] as const;
    return texts.flatMap(([at, text, glued]) =>
      typeof text === 'string' && text !== ''
        ? { pointer: pointer + at, text, spaced: /^\S+( \S+)*$/.test(text) && !glued.test(text) }
        : [],
    );
  });
}

const gluedUrls = /[,;|]( |[a-z][a-z0-9+.-]*:\/\/)/;
const gluedNames = /[,;|]/;

/** The part before the architecture, if several chroots are written as one. */
export function releasesOf(chroots = ''): ReadonlySet<string> {
  const found = chroots.split(' ').flatMap((chroot) => /^([^-]+-.+)-[^-]+$/.exec(chroot)?.[1] ?? []);
  return new Set(found.length > 1 ? found : []);
}
