// What the long run needs of the source: which surfaces there are, and the attack.
import { createStandin } from '../../src/index.ts';
import { adminSurface } from '../../src/server/control/index.ts';
import { attack, type Campaign, countPlaces, createScore, type Score } from './campaign.ts';

export { createScore, documented500s };

import { documented500s } from './judge.ts';

const { apis } = createStandin();
const admin = adminSurface(apis, undefined as never);

/** How many parameters of operations there are to be hostile to. */
export const places = countPlaces([...apis, admin]);

/** Sends about so many requests to a server that is there. */
export function fire(
  target: Pick<Campaign, 'url' | 'profile' | 'seed'>,
  requests: number,
  score: Score,
): Promise<void> {
  return attack({ ...target, apis, admin }, requests, score);
}
