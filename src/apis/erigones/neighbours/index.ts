// What a real client needs beside the documented operations: rows that rest on a public source instead of a clause.
import { type Asked, isNeighbour, type Operation } from '../../../core/operation.ts';
import { accounts } from './accounts.ts';
import { userOf } from './caller.ts';
import { dress } from './dress.ts';
import { servers } from './servers.ts';
import { users } from './users.ts';

const rows: readonly Operation[] = [...accounts, ...users, ...servers];
const patterns = new Map(
  rows.map(({ path }) => [path, new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)]),
);

/** These may be asked by anybody, though not with a token that is none. */
export const isForAnybody = ({ id }: Pick<Operation, 'id'>) => id === 'ping' || id === 'login';

/** The rows beside the page that are at a path; with `slash`, at the path with a slash at its end. */
export function rowsBeside({ path }: Pick<Asked, 'path'>, slash = ''): readonly Operation[] {
  const there = rows.filter((row) => patterns.get(row.path)!.test(path + slash));
  return there.filter((row) => row.path === there[0]!.path);
}

export function methodsBeside(asked: Pick<Asked, 'path'>): string[] {
  return [...rowsBeside(asked).map(({ method }) => method as string), 'OPTIONS'];
}

export const neighbours: readonly Operation[] = rows.map((row) => ({
  ...row,
  async handle(call, reply) {
    const { username } = await userOf(call);
    const answer = await row.handle(call, reply);
    // The service makes these two without looking at who asks.
    const bare = row.id === 'ping' || (row.id === 'login' && answer.status !== 200);
    return dress(answer, call, { beside: isNeighbour(row), methods: methodsBeside(call), username, bare });
  },
}));
