// The handles of a world: one grammar, real objects, a sentence for what is misspelt; and what the control API says alike.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

const at = '2026-03-01T12:00:00.000Z';
const frozen = { clock: 'frozen', at } as const;
const parts = ['clock', 'records', 'presets', 'scenarios', 'faults', 'journal'] as const;
const grammar = ['list', 'get', 'create', 'update', 'delete', 'clear', 'set'];
/** Verbs of one part alone, which no other has. */
const own = ['clock.advance', 'clock.next', 'clock.runUntil', 'records.page', 'records.command'];

describe('a handle', () => {
  it.each(parts)('%s has the verbs of the grammar, and shows them', (part) => {
    const handle = createStandin()[part];
    const verbs = Object.keys(handle);
    expect(verbs.filter((verb) => !grammar.includes(verb) && !own.includes(`${part}.${verb}`))).toEqual([]);
    for (const verb of verbs) expect(inspect(handle)).toContain(`${verb}: [AsyncFunction`);
  });

  it.each([
    ['clock', 'advanse', "There is no member of clock 'advanse'. Did you mean 'advance'? Known: get, set"],
    ['records', 'remove', "no member of records 'remove'. Known: list, page, get, create, command, delete"],
    ['journal', 'entries', 'Known: list, clear'],
  ] as const)('%s.%s is answered with a sentence', (part, member, says) => {
    const handle = createStandin()[part] as unknown as Record<string, unknown>;
    expect(() => handle[member]).toThrow(says);
  });

  it('of a Standin, a world and a test has no unknown part either', () => {
    const standin = createStandin() as unknown as Record<string, unknown>;
    expect(() => standin.clok).toThrow("Did you mean 'clock'?");
    const world = createStandin().world('w') as unknown as Record<string, unknown>;
    expect(() => world.journl).toThrow("Did you mean 'journal'?");
  });

  it('can be awaited, printed, compared and written as JSON', async () => {
    const { clock } = createStandin();
    expect(await clock).toBe(clock);
    expect(JSON.stringify(clock)).toBe('{}');
    expect(clock).toEqual(clock);
    expect(clock).not.toEqual({ get: 1 });
  });

  it('deletes a fault by its number, or says that there is none', async () => {
    const standin = createStandin();
    const { id } = await standin.faults.create('copr:status=503');
    await standin.faults.delete(id);
    expect(await standin.faults.list()).toEqual([]);
    await expect(standin.faults.delete(id)).rejects.toThrow(`no fault ${id}`);
  });
});

describe('clock.advance', () => {
  it('returns the transitions that it caused, oldest first, as next does', async () => {
    const standin = createStandin({ ...frozen, samples: false });
    const { api, id } = await standin.records.create({ api: 'entrecode' });
    const early = await standin.clock.advance('1s');
    expect(early).toEqual({ now: '2026-03-01T12:00:01.000Z', clock: 'frozen', transitions: [] });
    const { transitions } = await standin.clock.advance('1h');
    expect(transitions).toEqual([{ api, id, state: 'success', at: '2026-03-01T12:00:08.000Z' }]);
    expect(await standin.clock.advance('1h')).toMatchObject({ transitions: [] });
  });

  it('says the same over HTTP, and in the order of time over all APIs', async () => {
    const standin = createStandin(frozen);
    for (const api of ['copr', 'entrecode', 'erigones']) await standin.records.create({ api });
    const request = { method: 'POST', body: '{"by":"1h"}' };
    const response = await standin.fetch('/__standin/clock/advance', request);
    const { transitions } = (await response.json()) as Awaited<ReturnType<typeof standin.clock.next>>;
    const instants = transitions.map((each) => each.at);
    expect(instants).toEqual([...instants].sort());
    expect(new Set(transitions.map((each) => each.api)).size).toBe(3);
    const stepped = createStandin(frozen);
    for (const api of ['copr', 'entrecode', 'erigones']) await stepped.records.create({ api });
    const seen = [];
    for (
      let next = await stepped.clock.next();
      next.transitions.length > 0;
      next = await stepped.clock.next()
    )
      seen.push(...next.transitions);
    expect(seen).toEqual(transitions);
  });

  it('lists a thousand, and counts the rest', async () => {
    const standin = createStandin({ ...frozen, samples: false, apis: ['entrecode'] });
    for (let count = 0; count < 1_001; count++) await standin.records.create({ api: 'entrecode' });
    const { transitions, total } = await standin.clock.advance('1h');
    expect([transitions.length, total]).toEqual([1_000, 1_001]);
  });
});

describe('samples', () => {
  it('can be left out of all worlds, of one, and of a list', async () => {
    const empty = createStandin({ samples: false });
    expect(await empty.records.list()).toEqual([]);
    expect(await empty.world('with', { samples: true }).records.list()).not.toEqual([]);
    const full = createStandin();
    expect(await full.world('without', { samples: false }).records.list()).toEqual([]);
    const { id } = await full.records.create({ api: 'entrecode' });
    expect((await full.records.list({ samples: false })).map((record) => record.id)).toEqual([id]);
    expect((await full.records.list()).length).toBeGreaterThan(1);
  });

  it('can be left out over HTTP: of a list, and by a reset', async () => {
    const standin = createStandin();
    await standin.records.create({ api: 'entrecode' });
    const list = async (query = '') =>
      (await (await standin.fetch(`/__standin/records${query}`)).json()) as { total: number };
    expect((await list('?samples=false')).total).toBe(1);
    const reset = (body?: string) =>
      standin.fetch('/__standin/reset', { method: 'POST', body: body ?? null });
    expect((await reset('{"samples":false}')).status).toBe(200);
    expect((await list()).total).toBe(0);
    await reset();
    expect((await list()).total).toBe(0);
    await standin.reset({ samples: true });
    expect((await list()).total).toBeGreaterThan(1);
  });

  it('are not needed for a record of any API to be created and read', async () => {
    const standin = createStandin({ samples: false });
    for (const { name } of standin.apis) {
      const { url, headers } = await standin.records.create({ api: name });
      expect((await standin.fetch(url, { headers })).ok).toBe(true);
    }
  });
});

describe('the control API', () => {
  it('indents its responses for who asks', async () => {
    const standin = createStandin(frozen);
    const text = async (path: string) => (await standin.fetch(`/__standin/${path}`)).text();
    expect(await text('clock?pretty')).toBe(`{\n  "now": "${at}",\n  "clock": "frozen"\n}\n`);
    expect(await text('clock')).toBe(`{"now":"${at}","clock":"frozen"}`);
    expect(await text('clock?pretty=false')).not.toContain('\n');
    expect(await text('records?pretty&limit=1')).toContain('"records": [\n');
    expect(await text('journal?pretty')).toContain('\n  "entries": [');
    expect(await text('records/copr/none?pretty')).toContain('"title": "No such record"');
  });

  const nearMisses = [
    [
      'records/copr/x/commands',
      { command: 'cancel' },
      ["'kind' is missing", "'command' is not known", 'Known: kind'],
    ],
    ['clock/advance', { for: '1m' }, ["'by' is missing", "'for' is not known", 'Known: by']],
    [
      'records',
      { api: 'copr', scenaro: 'fails' },
      ["Did you mean 'scenario'?", 'Known: api, scenario, plan'],
    ],
    ['faults', { faults: 'copr:reset' }, ["Did you mean 'fault'?", 'Known: fault']],
    ['presets', { api: 'copr', preset: 'x' }, ["'name' is missing", "'preset' is not known"]],
  ] as const;
  it.each(nearMisses)('answers a near miss at %s with the known members', async (path, body, says) => {
    const request = { method: 'POST', body: JSON.stringify(body) };
    const response = await createStandin().fetch(`/__standin/${path}`, request);
    const { detail } = (await response.json()) as { detail: string };
    expect(response.status).toBe(400);
    for (const part of says) expect(detail).toContain(part);
  });
});
