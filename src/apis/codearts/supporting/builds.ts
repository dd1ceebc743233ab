// Finds the build of a request: by its number, the last one of a task, or one in progress.

import type { OperationRequest } from '../../../core/api/operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { lifecycle } from '../lifecycle.ts';
import type { Build } from '../record.ts';

export const definitions = 'mingyang91/huawei-cloud-api-definitions at e05e9a0, schemas/CodeArtsBuild/src';

const underway = Object.keys(lifecycle.states).filter((state) => !isFinal(lifecycle, state));

type Asker = Pick<OperationRequest, 'store' | 'now'>;

export async function buildOf({ store }: Asker, jobId: string, number: number): Promise<Build | undefined> {
  return (await store.get('codearts', `${jobId}:${number}`)) as Build | undefined;
}

/** The newest build that was created by now; one that is printed with a later time counts if there is no other. */
export async function lastBuildOf({ store, now }: Asker, jobId: string): Promise<Build | undefined> {
  const newest = { now, where: { index: 'job', value: jobId }, newestFirst: true, limit: 1 };
  const created = await store.page('codearts', { ...newest, range: { from: 0, to: now } });
  const [last] = created.items.length > 0 ? created.items : (await store.page('codearts', newest)).items;
  return last as Build | undefined;
}

export async function isBuilding({ store, now }: Asker, jobId: string): Promise<boolean> {
  const where = { index: 'job', value: jobId };
  return (await store.page('codearts', { now, where, states: underway, limit: 1 })).total > 0;
}
