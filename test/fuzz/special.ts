// What needs more than one hostile value: bodies that are compressed, responses that stay open, upgrades and pipelines, and
// worlds to be imported.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { WorldState } from '../../src/index.ts';
import type { Bytes } from './bytes.ts';
import type { OperationRequest } from './calls.ts';
import { hostileJson, hostileText, rarely, toBytes } from './values.ts';

const access = [
  ['authorization', 'Basic bG9naW46dG9rZW4='],
  ['x-auth-token', 'any'],
  ['content-type', 'application/json'],
] as const;

const withBodies = [
  ['POST', '/api_2/builds'],
  ['POST', '/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13'],
  ['PUT', '/api/vm/web01/status/start/'],
  ['POST', '/api/accounts/login/'],
  ['POST', '/update_builds/'],
  ['POST', '/__standin/records'],
  ['PUT', '/__standin/clock'],
  ['PUT', '/__standin/world'],
] as const;

const ways: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gzipSync(body),
  br: (body) => brotliCompressSync(body),
  deflate: (body) => deflateSync(body),
  identity: (body) => body,
  'gzip, gzip': (body) => gzipSync(gzipSync(body)),
  zstd: (body) => body,
};
/** 4 MB that are sent as 4 KB: more than a body may have. */
const bomb = 'a'.repeat(4_000_000);

/** A body that is compressed: rightly, under another name, broken off, changed, or to no end. */
export const compressed: fc.Arbitrary<OperationRequest> = fc
  .record({
    operation: fc.constantFrom(...withBodies),
    named: fc.constantFrom(...Object.keys(ways), 'GZIP', 'x-gzip', '', '\xff'),
    used: rarely(fc.constantFrom(...Object.keys(ways)), 4),
    json: fc.oneof({ weight: 9, arbitrary: hostileJson }, { weight: 1, arbitrary: fc.constant(bomb) }),
    cut: rarely(fc.double({ min: 0, max: 1, noNaN: true }), 4),
    turned: rarely(fc.double({ min: 0, max: 0.99, noNaN: true }), 4),
  })
  .map(({ operation: [method, path], named, used, json, cut, turned }) => {
    const whole = (ways[used ?? named] ?? ways.gzip!)(Buffer.from(json));
    const body = cut === null ? whole : whole.subarray(0, Math.floor(whole.length * cut));
    if (turned !== null && body.length > 0) body[Math.floor(turned * body.length)]! ^= 0x10;
    return {
      how: 'fetch',
      victim: `compressed ${path.split('?')[0]}`,
      method,
      path: `/~hostile${path}`,
      headers: [...access, ['content-encoding', named]],
      body: body.toString('latin1'),
    };
  });

/** A part of a world, by the names that lead there. */
interface Part {
  readonly path: readonly string[];
}

function partsOf(value: unknown, path: readonly string[] = []): Part[] {
  if (typeof value !== 'object' || value === null) return [{ path }];
  return [{ path }, ...Object.entries(value).flatMap(([key, each]) => partsOf(each, [...path, key]))];
}

/** A world that was exported, of which parts are something else, or are missing. */
export function imports(world: WorldState): fc.Arbitrary<OperationRequest> {
  const parts = partsOf(world);
  const change = fc.record({
    part: fc.constantFrom(...parts),
    json: rarely(hostileJson, 1),
    lost: fc.boolean(),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const text = changed(
      world,
      changes.map(({ part, json, lost }) => [part.path, lost ? undefined : (json ?? '0')]),
    );
    return {
      how: 'fetch',
      victim: 'import',
      method: 'PUT',
      path: '/~hostile/__standin/world',
      headers: access,
      body: toBytes(text),
    };
  });
}

/** A value as JSON, with other texts at some of its places, as they stand: the whole need be no JSON at all. */
function changed(
  given: WorldState,
  changes: readonly (readonly [path: readonly string[], json: string | undefined])[],
): string {
  const value = structuredClone(given);
  const texts = new Map<string, string>();
  for (const [path, json] of changes) {
    const [last, ...before] = [...path].reverse();
    if (last === undefined) return json ?? '';
    const step = (at: unknown, key: string) => (at as Record<string, unknown> | undefined)?.[key];
    const holder = before.reverse().reduce<unknown>(step, value);
    // Another change has taken it away.
    if (typeof holder !== 'object' || holder === null) continue;
    const mark = `standin-${texts.size}`;
    if (json === undefined) delete (holder as Record<string, unknown>)[last];
    else (holder as Record<string, unknown>)[last] = mark;
    texts.set(JSON.stringify(mark), json ?? '');
  }
  return JSON.stringify(value).replaceAll(/"standin-\d"/g, (mark) => texts.get(mark) ?? mark);
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
const send = (method: string, path: string, body: string, more = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nEs-Api-Key: any\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`;
const advance = send('POST', '/~bytes/__standin/clock/advance', '{"by":"1s"}');

/** What is right by itself, one after the other on a connection; and what an upgrade may hide. */
const honest = [
  get('/__standin/health'),
  get('/~bytes/api_2/build_tasks'),
  advance,
  send('PUT', '/~bytes/api/vm/web01/status/start/', '{}'),
  send('PUT', '/~bytes/api/vm/web01/status/start/', '{}', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'),
  send('POST', '/~bytes/__standin/records', '{"api":"copr"}', 'Upgrade: h2c\r\nConnection: upgrade\r\n'),
  send('POST', '/~bytes/__standin/records', advance, 'Upgrade: h2c\r\n'),
  `OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  'GET /~bytes/api_2/build_tasks HTTP/1.0\r\n\r\n',
];

const lines = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...honest) },
  { weight: 1, arbitrary: hostileText.map(toBytes) },
);

export const pipelines: fc.Arbitrary<Bytes> = fc
  .record({ texts: fc.array(lines, { minLength: 2, maxLength: 12 }), after: fc.constantFrom('end', 'reset') })
  .map(({ texts, after }) => ({ how: 'socket', victim: 'pipeline', pieces: [texts.join('')], after }));

/** Responses that stay open, whose client goes away: of a task that is followed, and of what happens in a world. */
export const streams: fc.Arbitrary<Bytes> = fc
  .record({
    value: fc.oneof(fc.constant('es'), hostileText),
    body: hostileJson,
    pipelined: fc.boolean(),
    events: fc.boolean(),
  })
  .map(({ value, body, pipelined, events }) => {
    const header = toBytes(value).replaceAll(/[\r\n\0]/g, '');
    const stream = events
      ? get(`/~bytes/__standin/events?since=${encodeURIComponent(header)}`)
      : send('PUT', '/~bytes/api/vm/web01/status/start/', toBytes(body), `ES-STREAM: ${header}\r\n`);
    const pieces = pipelined ? [stream, get('/__standin/health')] : [stream];
    return { how: 'socket', victim: 'stream', pieces, after: 'reset' };
  });
