// The library that speaks to the engine: loaded when a store is used, and as much of it as is used.
import { createRequire } from 'node:module';
import { Problem } from '../../core/values/problem.ts';

/** A client of `ioredis` or `iovalkey`: one connection, by Sentinels, or a cluster. */
export interface RedisClient {
  readonly status: string;
  readonly isCluster?: boolean;
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
  connect(): Promise<void>;
  disconnect(): void;
  duplicate(...options: never[]): RedisClient;
  // biome-ignore lint/suspicious/noExplicitAny: events have all kinds of arguments.
  on(event: string, listener: (...args: any[]) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: events have all kinds of arguments.
  off(event: string, listener: (...args: any[]) => void): unknown;
}

/** A command either has its answer at once or fails: what was not answered is not sent again behind our back. */
const options = {
  lazyConnect: true,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  connectionName: 'standin',
  retryStrategy: (times: number) => Math.min(50 * times, 500),
};

/** Both are CommonJS, and a Standin is made without waiting for anything. */
const load = createRequire(import.meta.url);

export function clientFor(url: string): RedisClient {
  const names = url.startsWith('valkey') ? ['iovalkey', 'ioredis'] : ['ioredis', 'iovalkey'];
  for (const name of names) {
    const library = loaded(name);
    if (library) return new library.default(url.replace(/^valkey/, 'redis'), options);
  }
  throw new Problem(500, 'Package missing', {
    detail: 'A shared store needs the package ioredis or iovalkey, and neither is installed.',
    given: names,
    hint: 'Install one beside Standin: npm install ioredis',
  });
}

interface Library {
  readonly default: new (url: string, given: typeof options) => RedisClient;
}

function loaded(name: string): Library | undefined {
  try {
    return load(name) as Library;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
