// The stories of all APIs and of the control API once more, over a real Redis: each request goes to the other of two Standins.
import { afterAll, expect, vi } from 'vitest';
import { type RedisServer, startRedis } from '../../_redis.ts';

const redis: RedisServer = await startRedis();
vi.stubEnv('STANDIN_TEST_STORE', redis.url);
afterAll(async () => {
  expect(await redis.client.connect().then(() => redis.client.dbsize())).toBeGreaterThan(0);
  await redis.stop();
});

// Each file registers its stories here.
await import('../../apis/codearts.test.ts');
await import('../../apis/copr.test.ts');
await import('../../apis/copr-waiting.test.ts');
await import('../../apis/entrecode.test.ts');
await import('../../apis/erigones.test.ts');
await import('../../apis/copr-both-sides.test.ts');
await import('../../apis/erigones-supporting.test.ts');
await import('../../described/batches.test.ts');
await import('../../server/admin.test.ts');
await import('../../server/faults.test.ts');
await import('../../server/pact-states.test.ts');
await import('../../server/streams.test.ts');
await import('../../server/worlds.test.ts');
await import('../../server/journal.test.ts');
