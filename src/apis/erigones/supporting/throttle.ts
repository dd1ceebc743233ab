// How often the service answers, where Standin was told to mind it: 45 times a minute to each user, 30 to each address from
// which somebody asks who has not said who he is.
import type { OperationResponse, RawRequest } from '../../../core/api/operation.ts';
import type { User } from './people.ts';

const minute = 60_000;

/** The response to a request too many, or undefined. */
export function tooOften(
  { world, header, now }: RawRequest,
  user: User | undefined,
): OperationResponse | undefined {
  if (!world.rateLimit.minds('erigones')) return undefined;
  // Everybody is on this machine, unless a proxy says otherwise.
  const who = user ? `user ${user.username}` : `address ${header('x-forwarded-for') ?? ''}`;
  const wait = world.rateLimit.count(`erigones ${who}`, { most: user ? 45 : 30, per: minute }, now);
  if (wait === undefined) return undefined;
  const seconds = Math.ceil(wait / 1_000);
  return {
    status: 429,
    body: { detail: `Request was throttled. Expected available in ${seconds}.0 seconds.` },
    headers: { 'retry-after': `${seconds}` },
  };
}
