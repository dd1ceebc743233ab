// What every API's laws are asked: to catch each liar, and each dishonest server that nobody planned.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registry from '../src/apis/index.ts';
import type { Score } from '../src/contract/mutate.ts';
import type { Api } from '../src/core/api.ts';
import { createStandin } from '../src/index.ts';
import { mutateApi, verify } from '../src/verify.ts';
import { startOfTime } from './_standin.ts';

/** The committed figures, which may not fall. */
const committed: Readonly<Record<string, Pick<Score, 'liars' | 'killed' | 'named'>>> = JSON.parse(
  readFileSync('contracts/mutation-score.json', 'utf8'),
);

/** A reply of an honest server on its way to the client. */
export interface Passing {
  readonly request: Request;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a proxy meddles with bodies of every shape.
  readonly body: any;
}

/** How a dishonest proxy meddles: what it changes of a reply, or nothing. It may ask the server itself. */
export type Meddling = (passing: Passing, ask: (path: string) => Promise<Passing>) => Told | Promise<Told>;
type Told = Partial<Pick<Passing, 'status' | 'headers' | 'body' | 'text'>> | undefined;

/** A dishonest server: what it does, the clause that it breaks, and how. */
type Dishonest = readonly [says: string, clause: string, meddle: () => Meddling];

const apiNamed = (name: string) => Object.values(registry).find((each) => each.name === name) as Api;

/** Each of these servers is caught by the clause that it breaks. */
export function catches(name: string, dishonest: readonly Dishonest[]): void {
  describe(`the laws of ${name}`, () => {
    it.each(dishonest)('catch a server where %s', async (_, clause, meddle) => {
      const fetch = through(name, meddle());
      const { findings } = await verify({ api: name, fetch, profile: 'corrected', pact: false });
      const broken = findings.filter(({ severity }) => severity === 'violation').map((each) => each.clause);
      expect(broken).toContain(clause);
    });
  });
}

/** Every liar that can be told from the truth is killed, and no fewer than were. */
export function catchesLiars(name: string): void {
  it(`the laws of ${name} catch every liar, no fewer than before`, async () => {
    const { tried, liars, killed, named } = await mutateApi(apiNamed(name));
    const survivors = tried.filter(({ outcome }) => outcome === 'survived');
    expect(survivors.map(({ liar, says }) => `${liar}: ${says}`)).toEqual([]);
    for (const { liar, why } of tried.filter(({ outcome }) => outcome === 'equivalent'))
      expect(why, liar).toMatch(/\w+ \w+ \w+/);
    const least = committed[name]!;
    expect(liars).toBeGreaterThanOrEqual(least.liars);
    expect(killed).toBeGreaterThanOrEqual(least.killed);
    expect(named).toBeGreaterThanOrEqual(least.named);
  });
}

/** A Standin behind a proxy. */
function through(api: string, meddle: Meddling) {
  const standin = createStandin({ apis: [api], at: startOfTime, clock: 'frozen' });
  const pass = async (request: Request): Promise<Passing> => {
    const response = await standin.fetch(request.clone());
    const text = await response.text();
    return { request, status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return async (input: string, init?: RequestInit) => {
    const request = new Request(input, init);
    const passing = await pass(request);
    const isSteering = new URL(input).pathname.startsWith('/__standin');
    const world = request.headers.get('x-standin-world');
    const ask = (path: string) =>
      pass(
        new Request(new URL(path, input), { headers: world === null ? {} : { 'x-standin-world': world } }),
      );
    const told = isSteering ? undefined : await meddle(passing, ask);
    const { status = passing.status, headers = passing.headers } = told ?? {};
    const text = told?.text ?? (told && 'body' in told ? JSON.stringify(told.body) : passing.text);
    return new Response(text === '' ? null : text, { status, headers });
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
