// Fake timers do not stop Standin, and move a world only where they were asked to.
import { install } from '@sinonjs/fake-timers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStandin } from '../../src/index.ts';

afterEach(() => void vi.useRealTimers());

/** Everything that can be faked while Node's own fetch still answers: that waits for queueMicrotask. */
const most = [
  ...([
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
  ] as const),
  ...(['performance', 'Date'] as const),
];

describe('under fake timers', () => {
  it.each([
    ['before', true],
    ['after', false],
  ])('a Standin that began to listen %s them answers and closes', async (_, first) => {
    if (!first) vi.useFakeTimers({ toFake: most });
    const standin = createStandin({ clock: 'frozen' });
    const url = await standin.listen();
    if (first) vi.useFakeTimers({ toFake: most });
    const build = await standin.records.create({ api: 'copr' });
    expect((await fetch(build.url)).status).toBe(200);
    await standin.clock.runUntil(build, 'succeeded');
    expect(await (await fetch(build.url)).json()).toMatchObject({ build_task: { state: 'succeeded' } });
    const request = Array.from({ length: 20 }, () =>
      fetch(`${url}/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`, { method: 'POST' }),
    );
    for (const response of await Promise.all(request)) expect(response.status).toBeLessThan(300);
    await standin.close();
    await expect(fetch(build.url)).rejects.toThrow();
  });

  it('a request that is held on its way does not keep the port open for ever', async () => {
    const standin = createStandin();
    const url = await standin.listen();
    vi.useFakeTimers({ toFake: most });
    const body = new ReadableStream({ start: (it) => it.enqueue(new TextEncoder().encode('{')) });
    const held = fetch(`${url}/__standin/records`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    held.catch(() => {});
    // It has arrived when a later one is answered.
    await fetch(`${url}/__standin/health`);
    await standin.close();
    await expect(held).rejects.toThrow();
  });

  it('a world keeps its own time', async () => {
    const standin = createStandin({ apis: ['copr'] });
    const before = Date.parse((await standin.clock.get()).now);
    vi.useFakeTimers();
    await vi.advanceTimersByTimeAsync(3_600_000);
    const after = Date.parse((await standin.clock.get()).now);
    expect(after - before).toBeLessThan(60_000);
    expect(after - before).toBeGreaterThanOrEqual(0);
  });
});

describe("a world with the clock 'timers'", () => {
  const now = async (standin: { clock: { get(): Promise<{ now: string }> } }) =>
    (await standin.clock.get()).now;

  it('moves with fake timers by exactly as much, and stands still while they are real', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'timers', at: '2026-03-01T12:00:00Z' });
    const build = await standin.records.create({ api: 'copr' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await standin.clock.get()).toEqual({ now: '2026-03-01T12:00:00.000Z', clock: 'timers' });
    vi.useFakeTimers();
    vi.advanceTimersByTime(4_999);
    expect((await standin.records.get('copr', build.id)).state).toBe('starting');
    vi.advanceTimersByTime(1);
    expect((await standin.records.get('copr', build.id)).state).toBe('running');
    vi.useRealTimers();
    expect(await now(standin)).toBe('2026-03-01T12:00:05.000Z');
    vi.useFakeTimers();
    vi.advanceTimersByTime(1_000);
    expect(await now(standin)).toBe('2026-03-01T12:00:06.000Z');
  });

  it('is moved by setting the Date to a later instant, and never back', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'timers', at: '2026-03-01T12:00:00Z' });
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
    await standin.clock.get();
    vi.setSystemTime('2026-01-01T01:00:00Z');
    vi.advanceTimersByTime(2_000);
    expect(await now(standin)).toBe('2026-03-01T13:00:02.000Z');
    vi.setSystemTime('2020-01-01T00:00:00Z');
    vi.advanceTimersByTime(2_000);
    expect(await now(standin)).toBe('2026-03-01T13:00:04.000Z');
  });

  it.each([
    [['Date']],
    [['setInterval', 'Date']],
    [['setTimeout']],
    [['setImmediate']],
    [['setTimeout', 'performance']],
  ] as const)('is moved where %j alone is faked', async (toFake) => {
    const standin = createStandin({ apis: ['copr'], clock: 'timers', at: '2026-03-01T12:00:00Z' });
    vi.useFakeTimers({ toFake: [...toFake] });
    await standin.clock.get();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await now(standin)).toBe('2026-03-01T12:01:00.000Z');
  });

  it('is moved by a Date that is set without fake timers, and by fake timers of Sinon that are installed by themselves', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'timers', at: '2026-03-01T12:00:00Z' });
    vi.setSystemTime('2026-01-01T00:00:00Z');
    await standin.clock.get();
    vi.setSystemTime('2026-01-01T00:00:30Z');
    expect(await now(standin)).toBe('2026-03-01T12:00:30.000Z');
    vi.useRealTimers();
    const clock = install({ toFake: ['setInterval'] });
    await standin.clock.get();
    clock.tick(5_000);
    expect(await now(standin)).toBe('2026-03-01T12:00:35.000Z');
    clock.uninstall();
  });

  it('is not misled by a spy on a real timer', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'timers', at: '2026-03-01T12:00:00Z' });
    const spy = vi.spyOn(globalThis, 'setTimeout');
    await new Promise((next) => setTimeout(next, 5));
    expect(await now(standin)).toBe('2026-03-01T12:00:00.000Z');
    spy.mockRestore();
  });

  it('begins, and begins anew, at the instant that the fake Date shows', async () => {
    vi.useFakeTimers({ now: Date.parse('2030-05-05T05:05:05Z') });
    vi.advanceTimersByTime(1_000);
    const standin = createStandin({ apis: ['copr'], clock: 'timers' });
    expect(await now(standin)).toBe('2030-05-05T05:05:06.000Z');
    vi.advanceTimersByTime(1_000);
    expect(await now(standin)).toBe('2030-05-05T05:05:07.000Z');
    await standin.reset();
    expect(await now(standin)).toBe('2030-05-05T05:05:07.000Z');
  });

  it('can be moved by hand besides, and be told to follow them or not', async () => {
    vi.useFakeTimers();
    const standin = createStandin({ apis: ['copr'], clock: 'frozen', at: '2026-03-01T12:00:00Z' });
    await standin.clock.get();
    vi.advanceTimersByTime(9_000);
    await standin.clock.set({ clock: 'timers' });
    vi.advanceTimersByTime(1_000);
    await standin.clock.advance('1m');
    expect(await now(standin)).toBe('2026-03-01T12:01:01.000Z');
    await standin.clock.set({ clock: 'frozen' });
    vi.advanceTimersByTime(9_000);
    expect(await now(standin)).toBe('2026-03-01T12:01:01.000Z');
  });
});
