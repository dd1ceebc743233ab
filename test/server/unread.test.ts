// Responses that nobody reads: their connections are closed, and whoever reads, however slowly, gets all.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { LimitOptions } from '../../src/core/worlds/limits.ts';
import { setStage } from '../_standin.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** In characters: more than the system takes for a connection whose reader does not read. */
const length = 16_000_000;

/** A Standin of which one task is long, and how to ask for it without reading. */
async function withLongTask(limits: LimitOptions) {
  const { standin } = await setStage({ apis: ['erigones'], limits });
  await standin.records.create({ api: 'erigones', attributes: { message: 'x'.repeat(length) } });
  const url = await standin.listen();
  const ask = async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    await once(socket, 'connect');
    socket.pause();
    socket.write('GET /__standin/records HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return socket;
  };
  return { url, ask, longEnough: 4_000 };
}

/** Reads what has come, up to the end: how many bytes it is in all. */
async function drain(socket: Socket, pause = 0): Promise<number> {
  let read = 0;
  const closed = once(socket, 'close').then(() => true);
  for (let over = false; !over; ) {
    const chunk = socket.read() as Buffer | null;
    if (chunk) read += chunk.length;
    if (read >= length || socket.readableEnded) break;
    over = await Promise.race([closed, sleep(chunk ? pause : 10, false)]);
  }
  return read;
}

describe('a response', () => {
  it('that is not read for longer than the limit is given up', async () => {
    const { ask } = await withLongTask({ unreadTime: '1s' });
    const socket = await ask();
    await sleep(4_000);
    expect(await drain(socket)).toBeLessThan(length);
  });

  it('that is read slowly comes as a whole', async () => {
    const { ask } = await withLongTask({ unreadTime: '1s', unread: 1_000_000 });
    expect(await drain(await ask(), 10)).toBeGreaterThanOrEqual(length);
  });

  it('that is not read and is larger than a connection may hold is given up sooner', async () => {
    const { ask } = await withLongTask({ unread: 1_000_000 });
    const socket = await ask();
    await sleep(4_000);
    expect(await drain(socket)).toBeLessThan(length);
  });

  it('of many that nobody reads does not stay: what they hold together is limited', async () => {
    const { url, ask } = await withLongTask({ unreadAll: 40_000_000 });
    const silent = await Promise.all(Array.from({ length: 8 }, ask));
    await sleep(3_000);
    expect((await fetch(`${url}/__standin/health`)).status).toBe(200);
    const whole = (await Promise.all(silent.map((socket) => drain(socket)))).filter((read) => read >= length);
    expect(whole.length).toBeLessThanOrEqual(5);
    expect(whole.length).toBeGreaterThan(0);
  });
});
