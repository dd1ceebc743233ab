// A platform as it stands in a world: with its latest build, what it is made of, and its deployments. The page of builds
// knows the schema of no link but that to a build, so these have none.
import type { Asked, Call } from '../../../core/operation.ts';
import { visible } from '../lifecycle.ts';
import type { Build, PlatformFacts } from '../record.ts';
import { deploymentsPath, toPlatform } from '../wire.ts';
import { deploymentsIn } from './deployment.ts';
import { options } from './links.ts';
import { pathOfPart, usedBy } from './parts.ts';

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
export async function showPlatform(platform: PlatformFacts, call: Call) {
  const where = { index: 'platform', value: platform.platformID };
  const query = { now: call.now, where, states: visible, newestFirst: true, limit: 1 };
  const [latest] = (await call.store.page('entrecode', query)).items as Build[];
  const { _links, ...facts } = toPlatform(platform, latest, call);
  return { ...facts, _links: { ..._links, ...(await linksOf(platform, call)) } };
}

async function linksOf(platform: PlatformFacts, call: Call) {
  const { platformID } = platform;
  const uses = usedBy(platform);
  const all = await deploymentsIn(call);
  const latest = all.findLast((each) => each.platformID === platformID);
  const to = (path: string) => ({ href: call.url(path) });
  return {
    'ec:app/codesource': to(pathOfPart('codesource', uses.codesource[0]!)),
    'ec:app/datasource': to(pathOfPart('datasource', uses.datasource[0]!)),
    'ec:app/target': uses.target.map((id) => to(pathOfPart('target', id))),
    'ec:app/deployments': to(`${deploymentsPath}?platformID=${platformID}`),
    'ec:app/deployments/options': deploymentOptions(platformID, call),
    ...(latest && {
      'ec:app/deployment/latest': to(`${deploymentsPath}?deploymentID=${latest.deploymentID}`),
    }),
  };
}

/** The template of deployments, of one platform if that is known. */
export function deploymentOptions(platformID: string | undefined, call: Asked) {
  const path = platformID ? `${deploymentsPath}?platformID=${platformID}` : deploymentsPath;
  return options(path, ['buildID', 'deploymentID', 'platformID', 'targetID'], call);
}
