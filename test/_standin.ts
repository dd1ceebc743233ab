// The one helper of the tests: a story told twice, in memory and over a real socket.

import { randomUUID } from 'node:crypto';
import { afterEach, describe, it } from 'vitest';
import { createStandin, redisStore, type Standin, type StandinOptions } from '../src/index.ts';

const sharedStore = process.env.STANDIN_TEST_STORE;

const open: Standin[] = [];
afterEach(async () => {
  await Promise.all([...new Set(open.splice(0))].map((standin) => standin.close()));
});

/** What a story is told with: a Standin whose clock stands still, and ways to ask it. */
export interface Stage {
  readonly standin: Standin;
  /** Sends a request to a path; the response with its body already read. */
  send(path: string, init?: RequestInit & { json?: unknown }): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every schema.
  readonly body: any;
}

export const startOfTime = Date.parse('2026-03-01T12:00:00.000Z');

/**
 * Each story runs in memory and over a socket, in strict mode, from a frozen clock that starts at `startOfTime`. Where
 * `$STANDIN_TEST_STORE` names a store, it runs over that instead, told to two Standins in turn.
 */
export function stories(title: string, tell: (story: Story) => void): void {
  const hows = sharedStore === undefined ? (['in memory', 'over a socket'] as const) : (['shared'] as const);
  for (const how of hows) {
    describe(`${title} (${how})`, () => {
      tell((name, play, options = {}) =>
        it(name, async () => play(await setStage(options, how === 'over a socket'))),
      );
    });
  }
}

export type Story = (name: string, play: (stage: Stage) => Promise<void>, options?: StandinOptions) => void;

/** A Standin for one test, closed after it. Errors of ours fail the test that made them. */
export async function setStage(options: StandinOptions = {}, socket = false): Promise<Stage> {
  const all: StandinOptions = {
    clock: 'frozen',
    at: startOfTime,
    strict: true,
    onError: (error) => {
      throw error;
    },
    ...options,
    ...(sharedStore !== undefined && {
      store: redisStore({ url: sharedStore, prefix: `test-${randomUUID()}` }),
    }),
  };
  const standin = createStandin(all);
  const other = sharedStore === undefined ? standin : createStandin(all);
  open.push(standin, other);
  const url = socket ? await standin.listen() : '';
  let sent = 0;
  return {
    standin,
    async send(path, { json, ...init } = {}) {
      const asked = sent++ % 2 === 0 ? other : standin;
      const request: RequestInit = { redirect: 'manual', ...init };
      if (json !== undefined) {
        request.body = JSON.stringify(json);
        request.headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
        request.method ??= 'POST';
      }
      const target = path.startsWith('http') ? path : url + path;
      return toAnswer(await (socket ? fetch(target, request) : asked.fetch(target, request)));
    },
  };
}

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  let body: unknown;
  try {
    body = isJson && text !== '' ? JSON.parse(text) : undefined;
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body };
}
