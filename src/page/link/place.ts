// Where this page is served: below which path, and for which world if nobody chooses another.
const found = /^(.*?)(?:\/~([^/]+))?\/__standin\//.exec(location.pathname);

/** What stands before all paths of this Standin; no slash at its end. */
export const base = found?.[1] ?? '';

/** The world that the address of the page names. */
export const worldOfPath = decodeURIComponent(found?.[2] ?? 'default');

/** A path in a world, as a URL that works outside of the page as well. */
export function urlIn(world: string, path: string): string {
  const named = world === 'default' ? '' : `/~${encodeURIComponent(world)}`;
  return location.origin + base + named + path;
}
