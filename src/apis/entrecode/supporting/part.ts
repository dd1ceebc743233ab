// A code source, a data source or a target: how its kind is called, where one lies, and how it is shown.
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { problem } from '../auth.ts';
import type { PlatformFacts } from '../record.ts';
import { type Part, type PartKind, usesOf } from './facts.ts';
import { linkTo } from './links.ts';

/** How a kind is called: in ids and types, and in sentences. */
export const words = {
  codesource: { stem: 'codeSource', noun: 'code source' },
  datasource: { stem: 'dataSource', noun: 'data source' },
  target: { stem: 'target', noun: 'target' },
} as const;

export const unknown = (detail: string, request: RequestHead) => problem(3102, request, { detail });

/** What the operations of a kind have in common. */
export function about(kind: PartKind) {
  const source = `entrecode/ec.doc at 61954bd, doc/appmanager/resources/${kind}.md; entrecode/ec.sdk at e81ef4f, test/mocks/${kind}-*.json`;
  return { path: `/${kind}`, clauses: [], source };
}

export async function partNamed(
  { store }: OperationRequest,
  kind: PartKind,
  id: string,
): Promise<Part | undefined> {
  return (await store.parent('entrecode', kind, id.toLowerCase())) as Part | undefined;
}

/** Where a part of a kind lies. */
export function pathOfPart(kind: PartKind, id: string): string {
  return `/${kind}?${words[kind].stem}ID=${id}`;
}

/** What a platform uses: as it was created with, or else what its app has from the beginning. */
export function usedBy({ uses, appID }: PlatformFacts) {
  return uses ?? usesOf(appID);
}

export function toPart(
  kind: PartKind,
  part: Part,
  platforms: readonly PlatformFacts[],
  request: RequestHead,
) {
  const { id, appID, type, config } = part;
  const { stem } = words[kind];
  const users = platforms.filter((platform) => usedBy(platform)[kind].includes(id));
  return {
    [`${stem}ID`]: id,
    [`${stem}Type`]: type,
    config,
    _links: {
      self: linkTo(kind, pathOfPart(kind, id), request),
      collection: linkTo(`${kind}-list`, `/${kind}?appID=${appID}`, request),
      'ec:app': linkTo('app', `/?appID=${appID}`, request),
      ...(users.length > 0 && {
        'ec:app/platform': users.map(({ platformID }) =>
          linkTo('platform', `/platform?platformID=${platformID}`, request),
        ),
      }),
      ...(kind === 'target' && {
        'ec:app/deployments': linkTo('deployment-list', `/platform/deployment?targetID=${id}`, request),
      }),
    },
  };
}
