// A Redis of one's own for a test: the real `redis-server`, which CI installs. Without it the test fails.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './_ports.ts';

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** A client for the test itself. */
  readonly client: Redis;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again with what it has kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one on a free port; `args` are options of `redis-server`. It keeps nothing unless told to. */
export async function startRedis(args: readonly string[] = ['--save', '']): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'standin-redis-'));
  const url = `redis://127.0.0.1:${port}/0`;
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 20 });
  client.on('error', () => {});
  let running: ChildProcess | undefined;
  const server: RedisServer = {
    port,
    url,
    client,
    async kill() {
      const ended = running;
      running = undefined;
      if (!ended || ended.exitCode !== null) return;
      ended.kill('SIGKILL');
      await once(ended, 'exit');
    },
    async start() {
      const child = spawn(
        'redis-server',
        ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, ...args],
        {
          stdio: 'ignore',
        },
      );
      running = child;
      // Whatever becomes of the test, nothing of it stays.
      process.once('exit', () => child.kill('SIGKILL'));
      await Promise.race([
        once(child, 'spawn'),
        once(child, 'error').then(([error]) => Promise.reject(error)),
      ]);
      await pong(port, child);
    },
    async stop() {
      client.disconnect();
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Until it answers. */
async function pong(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    const client = new Redis({ port, lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    const answered = await client.connect().then(
      () => true,
      // Whoever asks for a password is there.
      (error) => /NOAUTH|WRONGPASS/.test(error.message),
    );
    client.disconnect();
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`redis-server did not start on port ${port}`);
}
