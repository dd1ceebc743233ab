// Ways to reach a store: TLS, a user of its access lists, and a cluster.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { afterAll, expect, it } from 'vitest';
import { createStandin, redisStore, type StandinOptions } from '../../../src/index.ts';
import { freePort } from '../../_ports.ts';
import { startRedis } from '../../_redis.ts';
import { local } from '../../server/_certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-connections-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const once = { enableOfflineQueue: false, maxRetriesPerRequest: 0 };

/** Two Standins over one store: what the first creates the second shows. */
async function shares(store: () => NonNullable<StandinOptions['store']>): Promise<void> {
  const standins = [store(), store()].map((each) => createStandin({ clock: 'frozen', store: each }));
  try {
    const { id } = await standins[0]!.records.create({ api: 'entrecode' });
    expect(await standins[1]!.records.get('entrecode', id)).toMatchObject({ id });
    await standins[1]!.clock.advance('1h');
    expect(await standins[0]!.clock.get()).toEqual(await standins[1]!.clock.get());
  } finally {
    await Promise.all(standins.map((standin) => standin.close()));
  }
}

it('TLS: by a client that trusts the certificate', async () => {
  const { cert, key, ca } = await local();
  const files = Object.entries({ cert, key, ca }).map(([name, text]) => {
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, text);
    return [name, file] as const;
  });
  const of = Object.fromEntries(files);
  const port = await freePort();
  const tls = ['--tls-port', `${port}`, '--tls-cert-file', of.cert!, '--tls-key-file', of.key!];
  const redis = await startRedis([
    '--save',
    '',
    ...tls,
    '--tls-ca-cert-file',
    of.ca!,
    '--tls-auth-clients',
    'no',
  ]);
  const clients: Redis[] = [];
  try {
    await shares(() => {
      const client = new Redis({
        host: '127.0.0.1',
        port,
        tls: { ca, servername: 'localhost' },
        ...once,
        lazyConnect: true,
      });
      clients.push(client);
      return redisStore({ client });
    });
    const untrusted = createStandin({
      limits: { store: '1s' },
      store: redisStore({ url: `rediss://127.0.0.1:${port}/0` }),
    });
    await expect(untrusted.records.list()).rejects.toThrow(
      /certificate of the store is not trusted.*NODE_EXTRA_CA_CERTS/s,
    );
    await untrusted.close();
  } finally {
    for (const client of clients) client.disconnect();
    await redis.stop();
  }
});

it('a user of the access lists: who may use its own keys alone needs no others', async () => {
  const redis = await startRedis();
  try {
    await redis.client.connect();
    await redis.client.acl(
      'SETUSER',
      'standin',
      'on',
      '>secret',
      '~ci42:*',
      '&ci42:*',
      '+@all',
      '-@admin',
      '-@dangerous',
      '+info',
    );
    const at = `127.0.0.1:${redis.port}/0`;
    await shares(() => redisStore({ url: `redis://standin:secret@${at}`, prefix: 'ci42' }));
    const other = createStandin({
      store: redisStore({ url: `redis://standin:secret@${at}`, prefix: 'other' }),
      limits: { store: '1s' },
    });
    await expect(other.records.list()).rejects.toThrow();
    await other.close();
  } finally {
    await redis.stop();
  }
});

it('a cluster: all keys of a world lie in one slot', async () => {
  const redis = await startRedis([
    '--save',
    '',
    '--cluster-enabled',
    'yes',
    '--cluster-announce-ip',
    '127.0.0.1',
  ]);
  const clients: Cluster[] = [];
  try {
    await redis.client.connect();
    await redis.client.cluster('ADDSLOTSRANGE', 0, 16_383);
    await expect.poll(() => redis.client.cluster('INFO'), { timeout: 10_000 }).toContain('cluster_state:ok');
    await shares(() => {
      const client = new Cluster([{ host: '127.0.0.1', port: redis.port }], {
        enableOfflineQueue: false,
        lazyConnect: true,
      });
      clients.push(client);
      return redisStore({ client: client as never });
    });
  } finally {
    for (const client of clients) client.disconnect();
    await redis.stop();
  }
});
