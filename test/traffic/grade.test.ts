// Grading: a client that polls well earns all points, and each bad habit is named by the rule that it breaks.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Card, type Client, gradeClient, Problem } from '../../src/index.ts';

const quick = { api: 'copr', life: '2s', patience: '14s', wait: 2, jobs: 12 } as const;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Habits {
  readonly pause?: () => number;
  readonly giveUpAfter?: number;
  readonly heeds?: boolean;
  readonly retries?: boolean;
  readonly unknown?: 'waits' | 'success' | 'loops';
  readonly failed?: 'fails' | 'succeeds';
  readonly after?: number;
  readonly atOnce?: number;
  readonly redirects?: 'careless';
}

/** A client that polls well, but for the habits that it is given. */
function polling(habits: Habits = {}): Client {
  const { giveUpAfter = 7_000, heeds = true, retries = true, unknown = 'waits', failed = 'fails' } = habits;
  return async ({ env, signal }) => {
    let usual = 220;
    const pause = habits.pause ?? (() => grown() * (0.8 + Math.random() * 0.4));
    const grown = () => {
      usual *= 1.12;
      return usual;
    };
    const ends = Date.now() + giveUpAfter;
    const look = () => lookAt(env.STANDIN_RECORD_URL!, habits.redirects, signal);
    while (Date.now() < ends && !signal.aborted) {
      let wait = pause();
      const [seen] = await Promise.all(Array.from({ length: habits.atOnce ?? 1 }, look));
      if (heeds && seen!.retryAfter > 0) wait = Math.max(wait, seen!.retryAfter);
      if (!seen!.state && !retries) throw new Error('no state');
      if ([401, 404].includes(seen!.status)) throw new Error('gone');
      if (seen!.state === 'succeeded') return void (await lookOn(look, habits.after ?? 0));
      if (['failed', 'canceled'].includes(`${seen!.state}`)) {
        if (failed === 'succeeds') return;
        throw new Error(seen!.state);
      }
      if (`${seen!.state}`.startsWith('zz')) {
        if (unknown === 'success') return;
        if (unknown === 'loops') continue;
      }
      await sleep(wait);
    }
    throw new Error('gave up');
  };
}

async function lookOn(look: () => Promise<unknown>, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await look();
}

async function lookAt(url: string, redirects: Habits['redirects'], signal: AbortSignal) {
  try {
    const init = {
      headers: { authorization: 'Bearer secret' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(1_800)]),
    };
    let response = await fetch(url, { ...init, ...(redirects && { redirect: 'manual' }) });
    if (redirects && response.status === 307) response = await fetch(response.headers.get('location')!, init);
    const asked = response.headers.get('retry-after') ?? '0';
    const retryAfter = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now();
    const text = await response.text();
    const state = response.ok ? (JSON.parse(text).build_task.state as string) : undefined;
    return { status: response.status, retryAfter, state };
  } catch {
    return { status: 0, retryAfter: 0, state: undefined };
  }
}

const failing = ({ rules }: Card) => rules.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id);

describe('a good client', () => {
  it('has all points, and every rule was tried on it', async () => {
    const card = await gradeClient({ ...quick, client: polling() });
    expect(
      card.rules.flatMap(({ id, marks }) =>
        marks.filter(({ verdict }) => verdict === 'failed').map((mark) => [id, mark]),
      ),
    ).toEqual([]);
    expect(card.rules.filter(({ verdict }) => verdict === 'skipped')).toEqual([]);
    expect(card.score).toBe(100);
  });
});

describe('a bad habit', () => {
  it.each<[string, string, readonly string[], Habits]>([
    ['to give up at the first fault', 'succeeds', ['503-once', 'reset'], { retries: false }],
    ['to call a failure a success', 'reports-failure', ['fails', 'canceled'], { failed: 'succeeds' }],
    ['to look for ever', 'gives-up', ['stuck'], { giveUpAfter: 600_000 }],
    ['to take an unknown word for success', 'no-false-success', ['unknown-state'], { unknown: 'success' }],
    ['to loop at an unknown word', 'waits', ['unknown-for-ever'], { unknown: 'loops' }],
    ['to look on after the end', 'stops', ['succeeds'], { after: 3 }],
    ['not to wait at all', 'waits', ['succeeds'], { pause: () => 1 }],
    ['not to heed Retry-After', 'retry-after', ['503-retry-after'], { heeds: false }],
    ['not to heed a date', 'retry-after', ['503-retry-date'], { heeds: false }],
    ['to ask twice at once', 'one-at-a-time', ['succeeds'], { atOnce: 2 }],
    ['never to slow down', 'backs-off', ['very-long'], { pause: () => 250 }],
    ['to come by the clock', 'jitter', ['very-long'], { pause: () => 250 }],
    ['to carry credentials elsewhere', 'credentials', ['redirect-elsewhere'], { redirects: 'careless' }],
  ])('%s breaks the rule %s', async (_, rule, trials, habits) => {
    const card = await gradeClient({ ...quick, client: polling(habits), trials });
    expect(failing(card)).toContain(rule);
  });
});

describe('every API', () => {
  // A list of what waits shows nothing of a build that does not: copr-waiting has no word for its states.
  it.each(['codearts', 'copr', 'entrecode', 'erigones'])('%s tells its states apart', async (api) => {
    const states = new Set<string>();
    const client: Client = async ({ env, signal }) => {
      const headers = JSON.parse(env.STANDIN_HEADERS!);
      for (let look = 0; look < 20 && !signal.aborted; look++) {
        await (await fetch(env.STANDIN_RECORD_URL!, { headers, signal })).text();
        await sleep(150);
      }
    };
    const { runs } = await gradeClient({ ...quick, api, client, trials: ['succeeds'] });
    for (const { state } of runs[0]!.polls) if (state) states.add(state);
    expect([...states].length).toBeGreaterThanOrEqual(2);
  });
});

describe('standin grade', () => {
  const run = promisify(execFile);
  const folder = mkdtempSync(join(tmpdir(), 'standin-grade-'));
  const client = join(folder, 'client.mjs');
  writeFileSync(
    client,
    "await fetch(process.env.STANDIN_RECORD_URL); console.log('\\u001b[31m<done>'); process.exit(0);",
  );

  it('runs a program, prints its card, writes reports, and demands points', async () => {
    const args = [
      'dist/cli/main.js',
      'grade',
      'copr',
      '--life',
      '1s',
      '--trial',
      'fails',
      '--trial',
      'succeeds',
    ];
    const reports = ['--reporter', 'pretty,json,junit,html', '--output', folder, '--min-score', '80'];
    const { stdout, code } = await run(process.execPath, [
      ...args,
      ...reports,
      '--',
      process.execPath,
      client,
    ]).catch((error) => error);
    expect(code).toBe(1);
    expect(stdout).toMatch(/failed +reports-failure/);
    expect(stdout).toMatch(/\d+ of 100 points/);
    expect(JSON.parse(readFileSync(join(folder, 'grade.json'), 'utf8')).runs).toHaveLength(2);
    expect(readFileSync(join(folder, 'grade.xml'), 'utf8')).toMatch(/<testsuite name="reports-failure"/);
    expect(readFileSync(join(folder, 'grade.html'), 'utf8')).not.toContain('<done>');
  });

  it('names what it does not know', async () => {
    await expect(gradeClient({ ...quick, client: polling(), trials: ['sucks'] })).rejects.toThrow(Problem);
    await expect(gradeClient({ ...quick, client: polling(), trials: ['suceeds'] })).rejects.toThrow(
      /Did you mean 'succeeds'/,
    );
    const gone = await gradeClient({ ...quick, client: ['/no/such/program'], trials: ['succeeds'] });
    expect(gone.runs[0]!.ending).toMatchObject({ how: 'failure', says: expect.stringContaining('ENOENT') });
  });
});
