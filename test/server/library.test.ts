// The library: what a program gets, and what it is told when it asks for something wrong.
import { describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

describe('createStandin', () => {
  it('controls the default world, and others by name, without a socket', async () => {
    const standin = createStandin({ clock: 'frozen', at: '2026-03-01T12:00:00Z' });
    const other = standin.world('other');
    await other.clock.advance('1h');
    expect(await standin.clock.get()).toEqual({ now: '2026-03-01T12:00:00.000Z', clock: 'frozen' });
    expect(await other.clock.get()).toMatchObject({ now: '2026-03-01T13:00:00.000Z' });
    const { url } = await other.records.create({ api: 'entrecode' });
    expect((await standin.fetch(url)).status).toBe(200);
    expect(await standin.records.list({ api: 'entrecode' })).toEqual([]);
    await other.reset();
    expect(await other.records.list({ api: 'entrecode' })).toEqual([]);
  });

  it('hands out copies: what a program does to them changes no world', async () => {
    const standin = createStandin();
    const [shown] = await standin.records.list({ api: 'copr' });
    (shown!.attributes as { owner: string }).owner = 'somebody else';
    expect((await standin.records.list({ api: 'copr' }))[0]!.attributes.owner).toBe('vgologuz');
  });

  it('closes with `await using` too', async () => {
    let url: string;
    {
      await using standin = createStandin();
      url = await standin.listen();
      expect((await fetch(`${url}/__standin/health`)).status).toBe(200);
    }
    await expect(fetch(`${url}/__standin/health`)).rejects.toThrow();
  });

  const wrong = [
    [{ nope: 1 }, /no option 'nope'/],
    [{ seed: 1.5 }, /'1.5' is not a seed/],
    [{ seed: 'x' }, /'x' is not a seed/],
    [{ profile: 'litteral' }, /Did you mean 'literal'|no reading 'litteral'/],
    [{ clock: 'fast' }, /'fast' is not a clock/],
    [{ at: 'noon' }, /'noon' is not an instant/],
    [{ apis: ['corp'] }, /no api 'corp'/],
    [{ presets: ['copr/build-is-running'] }, /is not a preset/],
    [{ readings: { 'copr/nothing': 'literal' } }, /no erratum 'copr\/nothing'/],
  ] as const;
  it.each(wrong)('refuses %j', (options, says) => {
    expect(() => createStandin(options as never)).toThrow(says);
  });

  it('refuses arguments as the control API refuses bodies', async () => {
    const standin = createStandin();
    const bad: [Promise<unknown>, RegExp][] = [
      [
        standin.records.create({ api: 'copr', scenario: 'nope' as never }),
        /no scenario '(explodes|nope)'.*Known: succeeds, fails/,
      ],
      [standin.records.create({ api: 'copr', scenaro: 'fails' } as never), /'scenaro' is not known/],
      [standin.records.create(undefined as never), /'body' is missing/],
      [standin.clock.advance(undefined as never), /'by' is missing/],
      [standin.clock.set({}), /at least 1 member/],
      [standin.scenarios.set({ queue: { copr: 'fails' as never } }), /type array/],
      [standin.presets.create({ api: 'copr' } as never), /'name' is missing/],
      [standin.listen({ port: 99_999 }), /'99999' is not a port/],
    ];
    for (const [promise, says] of bad) await expect(promise).rejects.toThrow(says);
  });
});
