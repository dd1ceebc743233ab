// `redisStore`: worlds that many processes share, in Redis 7 or later or in Valkey.
import type { SharedStore } from '../../core/replica/engine.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import { clientFor, type RedisClient } from './client.ts';
import { createRedisEngine } from './engine.ts';

export interface RedisStoreOptions {
  /** Where it is: `redis://user:password@host:6379/0`, with TLS `rediss://…`. `valkey://` is the same with `iovalkey`. */
  readonly url?: string;
  /** Instead of a URL: a client of `ioredis` or `iovalkey`, for Sentinel, Cluster and whatever else it can be told. */
  readonly client?: RedisClient;
  /** What the names of all keys begin with. Standins with one prefix share their worlds. Default: `standin`. */
  readonly prefix?: string;
  /** How long a world lives that nobody uses: ms, or a duration such as `12h`. Default: for ever. */
  readonly worldTtl?: string | number;
}

const schemes = ['redis:', 'rediss:', 'valkey:', 'valkeys:'];
const prefixes = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/** A store for `createStandin({ store })`: processes that have it share their worlds. Needs the package `ioredis` or `iovalkey`. */
export function redisStore({ url, client, prefix = 'standin', worldTtl }: RedisStoreOptions): SharedStore {
  if ((url === undefined) === (client === undefined))
    throw new Problem(400, 'Bad store', {
      detail: 'A store is named by a URL or by a client.',
      hint: "Write redisStore({ url: 'redis://127.0.0.1:6379/0' }), or redisStore({ client }).",
    });
  if (url !== undefined) checkUrl(url);
  if (!prefixes.test(prefix))
    throw new Problem(400, 'Bad store prefix', {
      detail: `'${prefix}' cannot begin the names of keys.`,
      given: prefix,
      hint: 'Use 1 to 100 letters, digits, dots, colons, hyphens and underscores, the first a letter or digit.',
    });
  const ttl = worldTtl === undefined ? undefined : parseDuration(worldTtl);
  if (ttl !== undefined && ttl < 1_000)
    throw new Problem(400, 'Bad world TTL', {
      detail: 'A world that nobody uses lives for at least a second.',
      given: worldTtl,
      hint: "Write a duration such as '12h'.",
    });
  return {
    open: (limits) => createRedisEngine({ client: client ?? clientFor(url!), prefix, ttl, ...limits }),
  };
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && schemes.includes(new URL(url).protocol)) return;
  throw new Problem(400, 'Bad store', {
    detail: `'${withoutPassword(url)}' is not the URL of a store.`,
    hint: 'Write redis://127.0.0.1:6379/0, or rediss://user:password@host:6380/0 for TLS.',
  });
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//***@');
}
