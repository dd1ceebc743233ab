// What goes with a platform that is deleted: its builds and its deployments.
import type { OperationRequest } from '../../../core/api/operation.ts';
import { visible } from '../lifecycle.ts';
import type { PlatformFacts } from '../record.ts';
import { deploymentsIn } from './deployment.ts';

export async function removePlatform({ platformID }: PlatformFacts, request: OperationRequest<never>) {
  const { store, now } = request;
  const where = { index: 'platform', value: platformID };
  const { items } = await store.page('entrecode', { now, where, states: visible });
  for (const build of items) await request.command(build, 'delete');
  for (const deployment of await deploymentsIn(request))
    if (deployment.platformID === platformID)
      await store.removeParent('entrecode', 'deployment', `${deployment.deploymentID}`);
  await store.removeParent('entrecode', 'platform', platformID);
}
