// The requests that entrecode refuses.

import type { Build } from '../../../../schemas/entrecode/types.ts';
import type { Seen } from '../../../core/invariants/invariant.ts';
import type { Vain } from '../../../core/invariants/refusals.ts';
import { entriesOf } from '../observations.ts';

type Query = Seen['request']['query'];

/** No service has come to so high a number, nor drawn such an id. */
export const nobodys = { buildID: 2_147_483_646, platformID: '00000000-0000-4000-8000-000000000000' };
/** The requests that must fail. */
export const vain: readonly Vain[] = [
  refusal('read/single', 'there is no such build', 'read-build', isNobodys, 404),
  refusal('delete', 'there is no such build', 'delete-build', isNobodys, 404),
  refusal('create', 'there is no such platform', 'create-build', isNobodys, 404),
  refusal('create', 'platformID is needed', 'create-build', (query) => !query.has('platformID')),
  refusal('read/platform-id', 'platformID is needed', 'list-builds', (query) => !query.has('platformID')),
  refusal('read/platform-id', 'there is no such platform', 'list-builds', isNoEmptyList),
];

function isNobodys(query: Query): boolean {
  return Object.entries(nobodys).some(([name, value]) => query.get(name) === `${value}`);
}

/** Of a platform that is not there a service may say as well that it has no builds. */
function isNoEmptyList(query: Query, seen: Seen): boolean {
  return isNobodys(query) && (contentBy(seen) === undefined || buildsIn(seen).length > 0);
}

function refusal(clause: string, ...[why, operation, isMeant, status]: Operation): Vain {
  return { clause: `entrecode/${clause}`, why, operation, isMeant, status };
}
type Operation = readonly [string, string, Vain['isMeant'], number?];

/** What a success shows. */
export function contentBy<T>({ response, content }: Seen): T | undefined {
  return response.status < 300 ? (content as T | undefined) : undefined;
}

/** The builds of a list, if it shows any. */
export function buildsIn(seen: Seen): readonly Build[] {
  return contentBy(seen) ? entriesOf(seen).map(({ entry }) => entry) : [];
}
