// The supporting operations: real clients need them beside the documented ones, and they cite a public source instead of a clause.
import { isSupporting, type Operation, type RequestHead } from '../../../core/api/operation.ts';
import { accounts } from './accounts.ts';
import { userOf } from './caller.ts';
import { datacenters } from './datacenters.ts';
import { dress } from './dress.ts';
import { servers } from './servers.ts';
import { users } from './users.ts';

const operations: readonly Operation[] = [...accounts, ...users, ...servers, ...datacenters];
const patterns = new Map(
  operations.map(({ path }) => [path, new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)]),
);

/** These may be asked by anybody, though not with a token that is none. */
export const isForAnybody = ({ id }: Pick<Operation, 'id'>) => id === 'ping' || id === 'login';

/** The operations beside the page that are at a path; with `slash`, at the path with a slash at its end. */
export function operationsBeside({ path }: Pick<RequestHead, 'path'>, slash = ''): readonly Operation[] {
  const there = operations.filter((operation) => patterns.get(operation.path)!.test(path + slash));
  return there.filter((operation) => operation.path === there[0]!.path);
}

export function methodsBeside(request: Pick<RequestHead, 'path'>): string[] {
  return [...operationsBeside(request).map(({ method }) => method as string), 'OPTIONS'];
}

export const supporting: readonly Operation[] = operations.map((operation) => ({
  ...operation,
  async handle(request, respond) {
    const { username } = await userOf(request);
    const answer = await operation.handle(request, respond);
    // The service makes these two without looking at who asks.
    const bare = operation.id === 'ping' || (operation.id === 'login' && answer.status !== 200);
    return dress(answer, request, {
      beside: isSupporting(operation),
      methods: methodsBeside(request),
      username,
      bare,
    });
  },
}));
