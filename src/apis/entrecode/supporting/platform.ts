// A platform as it stands in a world: with its latest build, what it is made of, and its deployments. Its links have the
// address of a schema only where those to its builds have.
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { visible } from '../lifecycle.ts';
import type { Build, PlatformFacts } from '../record.ts';
import { deploymentPath, deploymentsPath, linkTo, toPlatform } from '../wire.ts';
import { deploymentsIn } from './deployment.ts';
import { options } from './links.ts';
import { pathOfPart, usedBy } from './part.ts';

/** The relations of a platform that have nothing to do with its builds. */
export const besideBuilds = [
  'ec:app/codesource',
  'ec:app/datasource',
  'ec:app/target',
  'ec:app/deployments',
  'ec:app/deployments/options',
  'ec:app/deployment/latest',
] as const;

/** A platform with all that it links to. */
export async function showPlatform(platform: PlatformFacts, request: OperationRequest) {
  const where = { index: 'platform', value: platform.platformID };
  const query = { now: request.now, where, states: visible, newestFirst: true, limit: 1 };
  const [latest] = (await request.store.page('entrecode', query)).items as Build[];
  const { _links, ...facts } = toPlatform(platform, latest, request);
  return { ...facts, _links: { ..._links, ...(await linksOf(platform, request)) } };
}

async function linksOf(platform: PlatformFacts, request: OperationRequest) {
  const { platformID } = platform;
  const uses = usedBy(platform);
  const all = await deploymentsIn(request);
  const latest = all.findLast((each) => each.platformID === platformID);
  return {
    'ec:app/codesource': linkTo('codesource', pathOfPart('codesource', uses.codesource[0]!), request),
    'ec:app/datasource': linkTo('datasource', pathOfPart('datasource', uses.datasource[0]!), request),
    'ec:app/target': uses.target.map((id) => linkTo('target', pathOfPart('target', id), request)),
    'ec:app/deployments': linkTo('deployments', `${deploymentsPath}?platformID=${platformID}`, request),
    'ec:app/deployments/options': deploymentOptions(platformID, request),
    ...(latest && {
      'ec:app/deployment/latest': linkTo('deployment', deploymentPath(latest.deploymentID), request),
    }),
  };
}

/** The template of deployments, of one platform if that is known. */
export function deploymentOptions(platformID: string | undefined, request: RequestHead) {
  const path = platformID ? `${deploymentsPath}?platformID=${platformID}` : deploymentsPath;
  return options(path, ['buildID', 'deploymentID', 'platformID', 'targetID'], request);
}
