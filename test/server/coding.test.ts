// Bodies that come compressed are read as others are, within the same limit.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { type Stage, stories } from '../_standin.ts';

const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const build = `/platform/build?platformID=${platform}`;
const text = JSON.stringify({ comment: 'compressed' });

const codings: readonly (readonly [string, (text: string) => Uint8Array])[] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['identity', (plain) => Buffer.from(plain)],
  ['gzip, br', (plain) => brotliCompressSync(gzipSync(plain))],
];

const post = (send: Stage['send'], path: string, coding: string, body: Uint8Array) =>
  send(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-encoding': coding,
      'es-api-key': 'any',
      'x-auth-token': 'any',
    },
    body: body as Uint8Array<ArrayBuffer>,
  });

stories('a body that comes compressed', (story) => {
  story('is read', async ({ send, standin }) => {
    for (const [coding, compress] of codings) {
      const response = await post(send, build, coding, compress(text));
      expect([coding, response.status, response.body.comment]).toEqual([coding, 201, 'compressed']);
      expect((await standin.journal.list()).at(-1)).toMatchObject({ body: { comment: 'compressed' } });
    }
    const moved = await post(send, '/__standin/clock/advance', 'gzip', gzipSync('{"by":"1h"}'));
    expect(moved.status).toBe(200);
  });

  story(
    'may be no larger than another, once it is decompressed',
    async ({ send }) => {
      for (const [coding, compress] of codings) {
        const response = await post(
          send,
          build,
          coding,
          compress(JSON.stringify({ comment: 'x'.repeat(2_000) })),
        );
        expect([coding, response.status]).toEqual([coding, 413]);
      }
      const bomb = gzipSync(gzipSync(Buffer.alloc(10_000_000)));
      expect((await post(send, build, 'gzip, gzip', bomb)).status).toBe(413);
    },
    { limits: { body: 1_000 }, strict: false },
  );

  story('in a way that nobody knows is refused in the words of who was asked', async ({ send }) => {
    for (const [path, schema] of [
      [build, { status: 415, code: expect.any(Number) }],
      ['/v3/jobs/48c66c6002964721be537cdc6ce0297b/build-info-records', { error_code: expect.any(String) }],
      ['/api/task/', { detail: expect.any(String) }],
      ['/__standin/clock/advance', { title: 'Unsupported coding', status: 415 }],
    ] as const)
      for (const coding of ['zstd', 'compress', 'gzip, zstd', 'constructor', 'gzip, gzip, gzip, gzip']) {
        const response = await post(send, path, coding, gzipSync(text));
        expect([path, response.status]).toEqual([path, 415]);
        expect(response.text).toContain('gzip, br, deflate');
        expect(response.body).toMatchObject(schema);
      }
  });

  story('and is not what its header says is refused', async ({ send }) => {
    for (const coding of ['gzip', 'br', 'deflate']) {
      const response = await post(send, build, coding, Buffer.from(text));
      expect([coding, response.status]).toEqual([coding, 400]);
      const cut = await post(send, build, coding, gzipSync(text).subarray(0, 20));
      expect([coding, cut.status]).toEqual([coding, 400]);
    }
    expect((await post(send, '/__standin/clock/advance', 'gzip', Buffer.from(text))).status).toBe(400);
  });
});
