// The filters of Copr's lists, and where a task shows that it belongs there.
import type { BuildTaskEntry } from '../../../../schemas/copr/types.ts';
import type { Filter } from '../../../core/invariants/list.ts';
import { nobody } from '../exploration.ts';
import { folderOwnerOf, identityOf, numberOf, projectOf } from '../observations.ts';

export const narrowing = ['build_id', 'project_id', 'owner'];

/** The narrowest filter given counts, and the wider ones do not. */
function filter(
  name: string,
  clause: string,
  at: string,
  shown: Filter<BuildTaskEntry>['shown'],
  errata: Filter<BuildTaskEntry>['errata'] = [],
  meant: (text: string | undefined) => string | undefined = (text) => text,
): Filter<BuildTaskEntry> {
  return {
    clause,
    at,
    shown,
    errata,
    fixed: true,
    request: ({ request: { query } }) =>
      narrowing.find((each) => query.has(each)) === name ? meant(query.get(name)) : undefined,
  };
}

/**
 * Under the other reading the filter is the creator of a project, and only a group owns what a user created: so a
 * group's projects are listed for the user, and not for the group.
 */
const ofAGroup = (shown: string, wanted: string) =>
  shown.startsWith('@') && wanted !== nobody && (shown === wanted || !wanted.startsWith('@'))
    ? ['copr/owner']
    : [];

export const filters: readonly Filter<BuildTaskEntry>[] = [
  filter('build_id', 'copr/list/build-id', '/_links/self/href', ownBuildOf, [], asNumber),
  filter('project_id', 'copr/list/project-id', '/_links/project/href', projectOf, [], asNumber),
  filter('owner', 'copr/list/owner', '/build_task/result_dir_url', folderOwnerOf, ofAGroup),
  {
    clause: 'copr/list/state',
    at: '/build_task/state',
    shown: ({ build_task }) => build_task.state,
    request: ({ request }) => request.query.get('state'),
  },
];

function asNumber(text: string | undefined): string | undefined {
  return numberOf(text)?.toString();
}

/** The build of a task, as far as the task itself says: that it was asked for is no evidence. */
function ownBuildOf(task: BuildTaskEntry, seen: Parameters<typeof identityOf>[1]): string | undefined {
  const query = new Map([...seen.request.query].filter(([name]) => name !== 'build_id'));
  return identityOf(task, { ...seen, request: { ...seen.request, query } })?.build_id.toString();
}
