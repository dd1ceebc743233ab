// Polling tests without waiting: the clock jumps to where a record is in a state, or says why it never will be.
import { describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

const at = '2026-03-01T12:00:00.000Z';
const open = () => createStandin({ apis: ['copr'], clock: 'frozen', at });

describe('clock.runUntil', () => {
  it('jumps to the very instant at which a record enters a state, and shows it', async () => {
    const standin = open();
    const build = await standin.records.create({ api: 'copr' });
    const shown = await standin.clock.runUntil(build, 'running');
    expect(shown).toMatchObject({ id: build.id, state: 'running' });
    expect((await standin.clock.get()).now).toBe('2026-03-01T12:00:05.000Z');
    await standin.clock.runUntil(build, 'succeeded');
    expect((await standin.clock.get()).now).toBe('2026-03-01T12:00:10.000Z');
  });

  it('moves nothing where the record is in that state already', async () => {
    const standin = open();
    const build = await standin.records.create({ api: 'copr', state: 'running' });
    await standin.clock.advance('1s');
    await standin.clock.runUntil(build, 'running');
    expect((await standin.clock.get()).now).toBe('2026-03-01T12:00:01.000Z');
  });

  it('goes by the name of a record too, in the world that it is asked of', async () => {
    const standin = open();
    const world = standin.world('other');
    const { id } = await world.records.create({ api: 'copr' });
    expect((await world.clock.runUntil({ api: 'copr', id }, 'succeeded')).state).toBe('succeeded');
    expect((await standin.clock.get()).now).toBe(at);
  });

  it('never goes back on a clock that runs', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'x1000', at });
    const build = await standin.records.create({ api: 'copr', lasts: { running: '1h' } });
    expect((await standin.clock.runUntil(build, 'running')).state).toBe('running');
    expect((await standin.clock.runUntil(build, 'running')).state).toBe('running');
  });

  it('says what a record will be instead of what it never will be', async () => {
    const standin = open();
    const created = (request: object) => standin.records.create({ api: 'copr', ...request });
    const fails = await created({ scenario: 'fails' });
    await expect(standin.clock.runUntil(fails, 'succeeded')).rejects.toThrow(
      /^Never in that state: copr \S+ will not be 'succeeded'. It has been 'importing' since 2026-03-01T12:00:00.000Z, will be 'pending' at 2026-03-01T12:00:02.000Z, .*'failed' at 2026-03-01T12:00:10.000Z, and stays in that state\. /,
    );
    const stuck = await created({ scenario: 'stuck' });
    await standin.clock.runUntil(stuck, 'running');
    await expect(standin.clock.runUntil(stuck, 'succeeded')).rejects.toThrow(
      /'running' since .*, and stays in that state/,
    );
    await expect(standin.clock.runUntil(stuck, 'pending')).rejects.toThrow(
      /It was '\w+' from 2026-03-01T12:00:02.000Z on. It has been 'running'/,
    );
    const fast = await created({ lasts: { pending: 0 } });
    await expect(standin.clock.runUntil(fast, 'pending')).rejects.toThrow(
      /leaves that state in the same millisecond/,
    );
    expect((await standin.clock.get()).now).toBe('2026-03-01T12:00:05.000Z');
  });

  it('says that a sample stays as printed', async () => {
    const standin = open();
    const [sample] = await standin.records.list({ api: 'copr' });
    await expect(standin.clock.runUntil(sample!, 'failed')).rejects.toThrow(
      /It is a sample, and stays 'succeeded' as its document prints it/,
    );
  });

  it('refuses what names no record and no state', async () => {
    const standin = open();
    const build = await standin.records.create({ api: 'copr' });
    await expect(standin.clock.runUntil(build, 'succeded')).rejects.toThrow(/no state 'succeded'/);
    await expect(standin.clock.runUntil(build, 'toString')).rejects.toThrow(/no state 'toString'/);
    await expect(standin.clock.runUntil(undefined as never, 'failed')).rejects.toThrow(
      /nothing is not a record/,
    );
    await expect(standin.clock.runUntil({ api: 'copr', id: '7:x' }, 'failed')).rejects.toThrow(
      /no record '7:x'/,
    );
  });
});

describe('a world by its name', () => {
  it('answers below its own address, whose links lead back into it', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'frozen', at });
    const world = standin.world('mine');
    const build = await world.records.create({
      api: 'copr',
      attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
    });
    expect(build.url).toBe(`${world.url}/api_2/build_tasks/7/fedora-41-x86_64`);
    const response = await world.fetch('/api_2/build_tasks/7/fedora-41-x86_64');
    expect(hrefOf(await response.json())).toBe('/~mine/api_2/build_tasks/7/fedora-41-x86_64');
    expect((await standin.fetch('/api_2/build_tasks/7/fedora-41-x86_64')).status).toBe(404);
  });

  it('answers what is meant for another host as well', async () => {
    const world = createStandin({ apis: ['copr'] }).world('mine');
    await world.records.create({ api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } });
    const response = await world.fetch('https://copr.example/api_2/build_tasks/7/fedora-41-x86_64');
    expect(hrefOf(await response.json())).toBe('/api_2/build_tasks/7/fedora-41-x86_64');
  });

  it('is as new after it was dropped', async () => {
    const world = createStandin({ apis: ['copr'] }).world('mine');
    const build = await world.records.create({ api: 'copr' });
    await world.drop();
    expect((await world.fetch(build.url)).status).toBe(404);
  });
});

function hrefOf(body: unknown): string {
  return (body as { _links: { self: { href: string } } })._links.self.href;
}
