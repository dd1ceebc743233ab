// What every API's invariants are asked: to catch each mutant, and each dishonest server that nobody planned.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registry from '../src/apis/index.ts';
import { mutantsFor } from '../src/contract/mutate/mutants.ts';
import type { Score } from '../src/contract/mutate/mutate.ts';
import type { Api } from '../src/core/api/api.ts';
import { createStandin } from '../src/index.ts';
import { mutateApi, verify } from '../src/verify.ts';
import { startOfTime } from './_standin.ts';

/** The committed figures, which may not fall. */
const committed: Readonly<Record<string, Pick<Score, 'mutants' | 'killed' | 'named'>>> = JSON.parse(
  readFileSync('contracts/mutation-score.json', 'utf8'),
);

/** A response of an honest server on its way to the client. */
export interface Passing {
  readonly request: Request;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a proxy meddles with bodies of every schema.
  readonly body: any;
}

/** How a dishonest proxy meddles: what it changes of a response, or nothing. It may ask the server itself. */
export type Meddling = (
  passing: Passing,
  send: (path: string) => Promise<Passing>,
) => Content | Promise<Content>;
type Content = Partial<Pick<Passing, 'status' | 'headers' | 'body' | 'text'>> | undefined;

/** A dishonest server: what it does, the clause that it breaks, and how. */
type Dishonest = readonly [says: string, clause: string, meddle: () => Meddling];

const apiNamed = (name: string) => Object.values(registry).find((each) => each.name === name) as Api;

/** Each of these servers is caught by the clause that it breaks. */
export function catches(name: string, dishonest: readonly Dishonest[]): void {
  describe(`the invariants of ${name}`, () => {
    it.each(dishonest)('catch a server where %s', async (_, clause, meddle) => {
      const fetch = through(name, meddle());
      const { findings } = await verify({ api: name, fetch, profile: 'corrected', pact: false });
      const broken = findings
        .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
        .map((each) => each.clause);
      expect(broken).toContain(clause);
    });
  });
}

/** Of many mutants CI tries every eighth; with STANDIN_FULL=1 all are tried, as `standin mutate` does. */
const many = process.env.STANDIN_FULL ? Number.POSITIVE_INFINITY : 100;

/** Every mutant that can be told from the truth is killed, and where all are tried, no fewer than were. */
export function killsMutants(name: string): void {
  it(`the invariants of ${name} catch every mutant, no fewer than before`, async () => {
    const api = apiNamed(name);
    const all = mutantsFor(api);
    const least = committed[name]!;
    expect(all.length).toBeGreaterThanOrEqual(least.mutants);
    const some = all.length > many ? all.filter((_, index) => index % 8 === 0) : all;
    const { tried, killed, named } = await mutateApi(api, undefined, some);
    const survivors = tried.filter(({ outcome }) => outcome === 'survived');
    expect(survivors.map(({ mutant, says }) => `${mutant}: ${says}`)).toEqual([]);
    const others = tried.filter(({ outcome }) => outcome === 'equivalent');
    for (const { mutant, why } of others) expect(why, mutant).toMatch(/\w+ \w+ \w+/);
    // Of those that are not tried, none counts as missed.
    const untried = all.length - some.length;
    expect(killed).toBeGreaterThanOrEqual(least.killed - untried);
    expect(named).toBeGreaterThanOrEqual(least.named - untried);
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
    const isControl = new URL(input).pathname.startsWith('/__standin');
    const world = request.headers.get('x-standin-world');
    const send = (path: string) =>
      pass(
        new Request(new URL(path, input), { headers: world === null ? {} : { 'x-standin-world': world } }),
      );
    const content = isControl ? undefined : await meddle(passing, send);
    const { status = passing.status, headers = passing.headers } = content ?? {};
    const text =
      content?.text ?? (content && 'body' in content ? JSON.stringify(content.body) : passing.text);
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
