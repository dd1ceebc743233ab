// How often the service answers, where Standin was told to mind it: 45 times a minute to each user, 30 to each address from
// which somebody asks who has not said who he is.
import type { Knock, Reply } from '../../../core/operation.ts';
import type { User } from './people.ts';

const minute = 60_000;

/** The reply to a request too many, or undefined. */
export function tooOften({ world, header, now }: Knock, user: User | undefined): Reply | undefined {
  if (!world.quota.minds('erigones')) return undefined;
  // Everybody is on this machine, unless a proxy says otherwise.
  const who = user ? `user ${user.username}` : `address ${header('x-forwarded-for') ?? ''}`;
  const wait = world.quota.count(`erigones ${who}`, { most: user ? 45 : 30, per: minute }, now);
  if (wait === undefined) return undefined;
  const seconds = Math.ceil(wait / 1_000);
  return {
    status: 429,
    body: { detail: `Request was throttled. Expected available in ${seconds}.0 seconds.` },
    headers: { 'retry-after': `${seconds}` },
  };
}
