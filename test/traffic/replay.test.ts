// Playing back: what was recorded is answered again along the world's clock, and what was not is told.
import { describe, expect, it } from 'vitest';
import { createStandin, recording, replayOf } from '../../src/index.ts';

const task = '/api_2/build_tasks/7/fedora-41-x86_64';

/** A client that submits a build and polls it every 10 s until it has ended. */
async function recorded(
  scenario: 'succeeds' | 'fails' = 'succeeds',
): Promise<{ har: string; states: string[] }> {
  const standin = createStandin({
    apis: ['copr'],
    samples: false,
    clock: 'frozen',
    at: '2026-01-31T12:00:00Z',
  });
  await standin.records.create({
    api: 'copr',
    scenario,
    attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
  });
  const recorder = recording((input, init) => standin.fetch(input, init));
  const states: string[] = [];
  const offsets: number[] = [];
  for (let look = 0; look < 8; look++) {
    const { build_task } = (await (await recorder.fetch(standin.url + task)).json()) as {
      build_task: { state: string };
    };
    states.push(build_task.state);
    offsets.push(look * 10_000);
    await standin.clock.advance('10s');
  }
  // The recorder saw all of it in no time; a real one would have seen it every 10 s.
  const archive = JSON.parse(await recorder.har());
  archive.log.entries.forEach((entry: { startedDateTime: string }, index: number) => {
    entry.startedDateTime = new Date(Date.parse('2026-01-31T12:00:00Z') + offsets[index]!).toISOString();
  });
  return { har: JSON.stringify(archive), states };
}

const stateOf = async (response: Response) =>
  ((await response.json()) as { build_task: { state: string } }).build_task.state;

describe('a recorded course', () => {
  it('is seen again as fast as the clock of the world goes', async () => {
    const { har, states } = await recorded();
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    const seen: string[] = [];
    for (const _ of states) {
      seen.push(await stateOf(await standin.fetch(standin.url + task)));
      await standin.clock.advance('10s');
    }
    expect(seen).toEqual(states);
    expect(await stateOf(await standin.fetch(standin.url + task))).toBe('succeeded');
  });

  it('begins with the first request of each world, and goes back with a reset', async () => {
    const { har, states } = await recorded();
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    await standin.clock.advance('1h');
    expect(await stateOf(await standin.fetch(standin.url + task))).toBe(states[0]);
    await standin.clock.advance('1h');
    expect(await stateOf(await standin.fetch(standin.url + task))).toBe(states.at(-1));
    expect(await stateOf(await standin.fetch(`${standin.url}/~other${task}`))).toBe(states[0]);
    await standin.reset();
    expect(await stateOf(await standin.fetch(standin.url + task))).toBe(states[0]);
  });

  it('goes on in a world that was exported and imported', async () => {
    const { har, states } = await recorded();
    const [one, other] = [1, 2].map(() => createStandin({ apis: [replayOf(har)], clock: 'frozen' })) as [
      ReturnType<typeof createStandin>,
      ReturnType<typeof createStandin>,
    ];
    await one.fetch(one.url + task);
    await one.clock.advance('70s');
    await other.import(await one.export());
    expect(await stateOf(await other.fetch(other.url + task))).toBe(states.at(-1));
  });

  it('has faults like any other API', async () => {
    const { har } = await recorded();
    const standin = createStandin({
      apis: [replayOf(har)],
      clock: 'frozen',
      faults: ['replay:status=503,nth=2'],
    });
    const statuses = [];
    for (let look = 0; look < 3; look++) statuses.push((await standin.fetch(standin.url + task)).status);
    expect(statuses).toEqual([200, 503, 200]);
  });
});

const entry = (method: string, path: string, after: number, answer: object, body?: string) => ({
  startedDateTime: new Date(1_769_860_800_000 + after * 1_000).toISOString(),
  time: 5,
  request: {
    method,
    url: `https://jobs.example.com${path}`,
    headers: [],
    ...(body !== undefined && { postData: { mimeType: 'application/json', text: body } }),
  },
  response: {
    status: 200,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Location', value: `https://jobs.example.com${path}/next` },
    ],
    content: { text: JSON.stringify(answer) },
  },
});
const archiveOf = (...entries: readonly unknown[]) => JSON.stringify({ log: { entries } });
const jsonOf = async (standin: ReturnType<typeof createStandin>, path: string, init?: RequestInit) =>
  (await standin.fetch(standin.url + path, init)).json();

describe('a request', () => {
  const har = archiveOf(
    entry('GET', '/jobs?b=2&a=1', 0, { list: 'first' }),
    entry('POST', '/jobs', 30, { id: 1 }, '{"kind":"x","size":1}'),
    entry('GET', '/jobs/1', 31, { state: 'running', self: 'https://jobs.example.com/jobs/1' }),
    entry('GET', '/jobs/1', 60, { state: 'done' }),
    entry('POST', '/jobs', 90, { id: 2 }, '{"kind":"x","size":1}'),
  );

  it('is the same whatever the order of its query and of its members', async () => {
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    expect(await jsonOf(standin, '/jobs?a=1&b=2')).toEqual({ list: 'first' });
    const body = '{"size":1, "kind":"x"}';
    expect(await jsonOf(standin, '/jobs', { method: 'POST', body })).toEqual({ id: 1 });
  });

  it('that changes something is answered in turn, and the course goes on from it', async () => {
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    const post = () => jsonOf(standin, '/jobs', { method: 'POST', body: '{"kind":"x","size":1}' });
    await jsonOf(standin, '/jobs?a=1&b=2');
    await standin.clock.advance('1h');
    expect(await post()).toEqual({ id: 1 });
    expect(await jsonOf(standin, '/jobs/1')).toMatchObject({ state: 'running' });
    await standin.clock.advance('30s');
    expect(await jsonOf(standin, '/jobs/1')).toEqual({ state: 'done' });
    expect([await post(), await post()]).toEqual([{ id: 2 }, { id: 2 }]);
  });

  it('is led on to the mock by links in headers and bodies', async () => {
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    const response = await standin.fetch(`${standin.url}/jobs/1`);
    expect(response.headers.get('location')).toBe(`${standin.url}/jobs/1/next`);
    expect(await response.json()).toMatchObject({ self: `${standin.url}/jobs/1` });
  });

  it('that was never recorded is told the nearest', async () => {
    const standin = createStandin({ apis: [replayOf(har)], clock: 'frozen' });
    const response = await standin.fetch(`${standin.url}/job/1`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      title: 'Not recorded',
      hint: 'The nearest is GET /jobs/1, entry 3 of the archive.',
    });
    const other = await standin.fetch(`${standin.url}/jobs`, { method: 'POST', body: '{"kind":"y"}' });
    expect([other.status, ((await other.json()) as { detail: string }).detail]).toEqual([
      404,
      'POST /jobs was never recorded, or with another body.',
    ]);
  });

  it('for what is no text is answered byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const one = entry('GET', '/package.rpm', 0, {});
    const content = {
      size: 256,
      mimeType: 'application/x-rpm',
      encoding: 'base64',
      text: Buffer.from(bytes).toString('base64'),
    };
    const headers = [{ name: 'Content-Type', value: 'application/x-rpm' }];
    const standin = createStandin({
      apis: [replayOf(archiveOf({ ...one, response: { status: 200, headers, content } }))],
    });
    const response = await standin.fetch('/package.rpm');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-type')).toBe('application/x-rpm');
    const url = await standin.listen();
    const real = await fetch(`${url}/package.rpm`, { method: 'HEAD' });
    expect(real.headers.get('content-length')).toBe('256');
    expect(new Uint8Array(await (await fetch(`${url}/package.rpm`)).arrayBuffer())).toEqual(bytes);
    await standin.close();
  });

  it('fits whatever stands where a secret was taken out', async () => {
    const secret = archiveOf(
      entry('GET', '/jobs?token=(redacted)', 0, { ok: 1 }),
      entry('POST', '/in', 1, { ok: 2 }, '{"password":"(redacted)"}'),
    );
    const standin = createStandin({ apis: [replayOf(secret)], clock: 'frozen' });
    expect(await jsonOf(standin, '/jobs?token=mine')).toEqual({ ok: 1 });
    expect(await jsonOf(standin, '/in', { method: 'POST', body: '{"password":"p"}' })).toEqual({ ok: 2 });
  });
});

describe('an archive', () => {
  it.each<[string, string, RegExp]>([
    ['that is no JSON', 'x', /not an HTTP archive/],
    ['without entries', '{"log":{}}', /log\.entries/],
    [
      'of nothing usable',
      archiveOf({ request: null, response: null }),
      /no usable entry.*Entry 1: It has no method/,
    ],
    [
      'whose requests got no response',
      archiveOf({ ...entry('GET', '/x', 0, {}), response: { status: 0 } }),
      /No response came/,
    ],
  ])('%s is refused', (_, text, says) => {
    expect(() => replayOf(text)).toThrow(says);
  });

  it('is read with a byte order mark, as UTF-16, and with bad entries among good ones', async () => {
    const good = archiveOf({ response: 5 }, entry('GET', '/x', 0, { ok: true }), null);
    for (const bytes of [Buffer.from(`\ufeff${good}`), Buffer.from(`\ufeff${good}`, 'utf16le')]) {
      const standin = createStandin({ apis: [replayOf(bytes)], clock: 'frozen' });
      expect(await jsonOf(standin, '/x')).toEqual({ ok: true });
    }
  });
});
