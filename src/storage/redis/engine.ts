// Worlds in Redis or Valkey: see docs/decisions/0024-shared-store.md for what each script is for.
import { randomUUID } from 'node:crypto';
import type {
  Commit,
  Engine,
  EngineHealth,
  Followed,
  News,
  Outcome,
  Waiting,
} from '../../core/replica/engine.ts';
import { steadyNow } from '../../core/time/clock.ts';
import type { RedisClient } from './client.ts';
import { createConnection } from './connection.ts';
import { commandsOf, metaOf } from './encode.ts';
import { keysFor } from './keys.ts';
import { listenTo } from './listen.ts';
import { loadWorld, writeEdition } from './load.ts';
import { commitScript, dropScript, leaseScript, switchScript } from './scripts.ts';
import { createEngineTime } from './time.ts';

export interface EngineOptions {
  readonly client: RedisClient;
  readonly prefix: string;
  readonly patience: number;
  readonly journal: number;
  /** How long (ms) a world lives that nobody uses. */
  readonly ttl: number | undefined;
}

/** The log of a world is at least so many commits long. */
const logLength = 10_000;
/** News that is longer than that (in characters) is told without what has changed. */
const longestNews = 65_536;
/** How long (ms) a process has a callback that it does not renew. */
const lease = 15_000;
/** So many callbacks are taken over at once. */
const mostTaken = 100;

export function createRedisEngine({ client, prefix, patience, journal, ttl }: EngineOptions): Engine {
  const keys = keysFor(prefix);
  const time = createEngineTime();
  const connection = createConnection({ client, time, formatKey: keys.format, patience });
  const { command, script } = connection;
  const listeners = listenTo(client, keys.news);
  /** By world: when its keys were last told to live on. */
  const touched = new Map<string, number>();
  const expiry = (world: string, hasChanged: boolean) => {
    if (ttl === undefined) return '';
    const now = steadyNow();
    if (!hasChanged && now - (touched.get(world) ?? Number.NEGATIVE_INFINITY) < ttl / 10) return '';
    touched.set(world, now);
    return ttl;
  };
  const keysOf = (world: string, edition: string) => {
    const own = keys.world(world);
    return [own.meta, own.log, own.journal, ...own.edition(edition)];
  };

  async function commit(world: string, { at, name, now, changes, entries }: Commit): Promise<Outcome> {
    const { edition, version } = at;
    const text = changes.length > 0 ? JSON.stringify(changes) : '';
    const news: News = {
      world,
      edition,
      version: version + 1,
      name,
      ...(text.length < longestNews && { changes }),
    };
    const commands = changes
      .flatMap(commandsOf)
      .flatMap(([verb, key, ...args]) => [args.length, verb, key, ...args]);
    const answer = await script(commitScript, keysOf(world, edition), [
      ...[edition, version, name, now ?? '', keys.news, logLength, journal, expiry(world, text !== '')],
      ...[text === '' ? '' : JSON.stringify(news), text, entries.length],
      ...entries,
      ...commands,
    ]);
    return outcomeOf(answer, edition);
  }

  const engine: Engine = {
    now: time.now,
    commit,
    load: (world) => loadWorld(connection, keys.world(world)),
    async write(world, facts, { at, name, keepsJournal }) {
      const edition = randomUUID();
      const names = keys.world(world).edition(edition);
      await command('sadd', keys.worlds, world);
      await writeEdition(connection, names, facts);
      const news: News = { world, edition, name };
      const all = [...keysOf(world, edition), ...keys.world(world).edition(at?.edition ?? 'none')];
      const answer = await script(switchScript, all, [
        ...[edition, at?.edition ?? '', at?.version ?? '', keys.news, ttl ?? ''],
        ...[JSON.stringify(news), keepsJournal ? 'keep' : ''],
        ...metaOf(facts),
      ]);
      return outcomeOf(answer, edition);
    },
    async journal(world, newest) {
      const { journal: list, meta } = keys.world(world);
      const [entries, counts] = await Promise.all([
        newest > 0 ? (command('lrange', list, -newest, -1) as Promise<string[]>) : [],
        command('hmget', meta, 'journal', 'cleared') as Promise<(string | null)[]>,
      ]);
      return { entries, total: Number(counts[0] ?? 0), cleared: Number(counts[1] ?? 0) };
    },
    async numbers(world, count) {
      const end = (await command('hincrby', keys.world(world).meta, 'requests', count)) as number;
      return end - count + 1;
    },
    async names() {
      const known = ((await command('smembers', keys.worlds)) as string[]).sort();
      const isThere = await Promise.all(known.map((name) => command('exists', keys.world(name).meta)));
      const gone = known.filter((_, index) => isThere[index] === 0);
      if (gone.length > 0) await command('srem', keys.worlds, ...gone);
      return known.filter((_, index) => isThere[index] !== 0);
    },
    async drop(world) {
      for (;;) {
        const edition = await command('hget', keys.world(world).meta, 'edition');
        if (typeof edition !== 'string') return false;
        const news: News = { world, edition: undefined };
        const answer = await script(dropScript, keysOf(world, edition), [
          edition,
          keys.news,
          JSON.stringify(news),
        ]);
        if (answer[0] === 'reload') continue;
        await command('srem', keys.worlds, world);
        return answer[0] === 'done';
      }
    },
    onNews: listeners.onNews,
    async addCallback({ id, ...rest }) {
      await command('hset', keys.callbacks, id, JSON.stringify(rest));
      await command('zadd', keys.leases, Math.floor(time.now()) + lease, id);
    },
    async leaseCallbacks(own) {
      const given = [leaseScript, 2, keys.callbacks, keys.leases, lease, mostTaken, ...own];
      const found = (await command('eval', ...given)) as string[];
      return Array.from({ length: found.length / 2 }, (_, index) => ({
        ...(JSON.parse(found[2 * index + 1]!) as Omit<Waiting, 'id'>),
        id: found[2 * index]!,
      }));
    },
    async removeCallback(id) {
      await command('hdel', keys.callbacks, id);
      await command('zrem', keys.leases, id);
    },
    async health(): Promise<EngineHealth> {
      try {
        await connection.ready();
        const about = (await command('info', 'server')) as string;
        const named = /^(valkey|redis)_version:(\S+)/m.exec(about);
        return {
          status: 'ok',
          ...(named && { engine: `${named[1]} ${named[2]}` }),
          prefix,
          ...time.skew(),
        };
      } catch (error) {
        const { detail, hint } = error as { detail: string; hint?: string };
        return { status: 'failure', prefix, failure: detail, ...(hint !== undefined && { hint }) };
      }
    },
    async close() {
      listeners.close();
      connection.close();
    },
  };
  return engine;
}

function outcomeOf([kind, detail]: readonly unknown[], edition: string): Outcome {
  if (kind === 'done') return { kind, at: { edition, version: Number(detail) } };
  if (kind === 'late') return { kind, shown: Number(detail) };
  if (kind === 'behind') return { kind, since: (detail as Logged[]).map(followedOf) };
  return { kind: kind === 'gone' ? 'gone' : 'reload' };
}

type Logged = readonly [id: string, fields: readonly string[]];

function followedOf([id, fields]: Logged): Followed {
  return { version: Number.parseInt(id, 10), name: fields[1]!, changes: JSON.parse(fields[3]!) };
}
