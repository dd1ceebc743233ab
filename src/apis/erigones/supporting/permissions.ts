// What a user who is no administrator may see and do: an id says who has created a task and whose server it works on.
import type { RawRequest, RequestHead } from '../../../core/api/operation.ts';
import { observed } from '../errata.ts';
import { isLegacyId, type LogQuery, liveIds, ownersIn } from '../record.ts';
import { userOf } from './caller.ts';
import type { User } from './people.ts';

type Asker = Pick<User, 'number' | 'is_super_admin'>;

/** Whether a user has created a task. */
const hasCreated = ({ number }: Asker, id: string) => ownersIn(id).creator === number;
/** Whether a task works on something that belongs to a user. */
const owns = ({ number }: Asker, id: string) => ownersIn(id).owner === number;

/** Whether a user may do what a request on a documented path is about. */
export function isPermitted(user: Asker, { method, path }: Pick<RequestHead, 'method' | 'path'>): boolean {
  if (user.is_super_admin) return true;
  if (/\/task\/log\/stats\/?$/.test(path)) return false;
  const [, id, rest] = /\/task\/(?!log\/)([^/]+)\/(\w*)/.exec(path) ?? [];
  if (id === undefined) return true;
  if (method === 'DELETE') return false;
  return rest === 'cancel' ? hasCreated(user, id) : hasCreated(user, id) || owns(user, id);
}

/** The ids of the tasks that have not ended, as far as who asks is shown them. */
export async function listedIds(request: RawRequest): Promise<string[]> {
  const user = await userOf(request);
  const ids = await liveIds(request);
  // The service as observed has no task of such an id.
  const there = observed('legacy-ids', request) ? ids.filter((id) => !isLegacyId(id)) : ids;
  return user.is_super_admin ? there : there.filter((id) => owns(user, id));
}

/** Whether a task is in the list of who asks: only then can he cancel it. */
export async function isListed(id: string, request: RawRequest): Promise<boolean> {
  const user = await userOf(request);
  return user.is_super_admin || owns(user, id);
}

/** Which lines of the log who asks is shown: an administrator all of them, any other those about what is his. */
export async function seenBy(request: RawRequest, keep?: LogQuery['keep']): Promise<LogQuery['keep']> {
  const user = await userOf(request);
  if (user.is_super_admin) return keep;
  return (line) => owns(user, line.record.id) && (keep?.(line) ?? true);
}
