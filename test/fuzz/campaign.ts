// Salvos of hostile requests against one server; after each, the printed examples and another world are as they were.
import fc from 'fast-check';
import type { Api } from '../../src/core/api/api.ts';
import type { Surface } from '../../src/core/api/operation.ts';
import type { WorldState } from '../../src/index.ts';
import { type Bytes, bytes } from './bytes.ts';
import { placesOf, requestTo, victimOf } from './calls.ts';
import { type Bench, judge, type Shot } from './judge.ts';
import { toPaste } from './paste.ts';
import { compressed, imports, pipelines, streams } from './special.ts';
import { type Outcome, sendBytes, sendRequest } from './wire.ts';

export interface Campaign {
  /** Where the server is, without a slash at its end. */
  readonly url: string;
  readonly apis: readonly Api[];
  readonly admin: Surface;
  readonly profile: Bench['profile'];
  readonly seed: number;
}

export interface Score {
  requests: number;
  /** What `fetch` would not send. */
  unsent: number;
  readonly statuses: Map<number, number>;
  /** Parameters of operations that something hostile was sent to. */
  readonly places: Set<string>;
  readonly failures: string[];
}

export function createScore(): Score {
  return { requests: 0, unsent: 0, statuses: new Map(), places: new Set(), failures: [] };
}

/** How many places there are. */
export function countPlaces(surfaces: readonly Surface[]): number {
  return new Set(placesOf(surfaces).map(victimOf)).size;
}

/** At most; half as many on average. */
const perSalvo = 160;
/** The world that nobody attacks. */
const bystander = '/~bystander';

/** Sends about so many requests. What fails is shrunk, and told as something to paste. */
export async function attack(campaign: Campaign, requests: number, score: Score): Promise<void> {
  const { url, apis, admin, profile, seed } = campaign;
  const surfaces: readonly Surface[] = [...apis, admin];
  const bench: Bench = { surfaces, profile };
  const usual = await settle(url, apis);
  const salvos = fc.oneof(
    { weight: 13, arbitrary: many(requestTo(apis, 'attacked')) },
    // By themselves, for they can have faults strike and worlds go.
    { weight: 4, arbitrary: many(requestTo([admin], 'controlled')) },
    { weight: 3, arbitrary: many(bytes) },
    { weight: 2, arbitrary: many(compressed) },
    { weight: 2, arbitrary: many(imports(await exported(url))) },
    { weight: 1, arbitrary: many(pipelines) },
    { weight: 1, arbitrary: many(streams) },
  );
  let shrinking = false;
  const property = fc.asyncProperty(salvos, async (salvo: readonly Shot[]) => {
    const wrong = await fire(bench, url, salvo, shrinking ? createScore() : score);
    const changed = wrong ?? (await differs(url, apis, usual));
    if (changed === undefined) return;
    shrinking = true;
    throw new Error(changed);
  });
  const runs = Math.max(1, Math.ceil((2 * requests) / perSalvo));
  const result = await fc.check(property, {
    seed,
    numRuns: runs,
    endOnFailure: false,
    interruptAfterTimeLimit: 90_000,
  });
  if (!result.failed || result.counterexample === null) return;
  const pasted = result.counterexample[0].map((shot) => `  ${toPaste(url, shot)}`);
  const { message } = (result.errorInstance ?? new Error('it failed')) as Error;
  score.failures.push([`seed ${seed}, ${profile}: ${message}`, ...pasted].join('\n'));
}

/** Long enough that shrinking has something to leave out. */
function many<T extends Shot>(one: fc.Arbitrary<T>): fc.Arbitrary<Shot[]> {
  return fc
    .array(one as fc.Arbitrary<Shot>, { minLength: 1, maxLength: perSalvo, size: 'max' })
    .map((shots) => shots);
}

async function fire(
  bench: Bench,
  url: string,
  salvo: readonly Shot[],
  score: Score,
): Promise<string | undefined> {
  const wrongs = await Promise.all(
    salvo.map(async (shot) => {
      const outcome = await send(url, shot);
      note(score, shot, outcome);
      const wrong = await judge(bench, shot, outcome);
      return wrong === undefined ? undefined : `${shot.victim}: ${wrong}`;
    }),
  );
  return wrongs.find((each) => each !== undefined);
}

function send(url: string, shot: Shot): Promise<Outcome> {
  return shot.how === 'fetch' ? sendRequest(url, shot) : sendBytes(url, shot as Bytes);
}

function note(score: Score, { victim }: Shot, { responses, unsent }: Outcome): void {
  if (unsent !== undefined) {
    score.unsent++;
    return;
  }
  score.requests++;
  score.places.add(victim);
  for (const { status } of responses) score.statuses.set(status, (score.statuses.get(status) ?? 0) + 1);
}

/** The world that nobody attacks, with records in every API and a clock that stands; what it then answers. */
async function settle(url: string, apis: readonly Api[]): Promise<readonly string[]> {
  const put = (path: string, method: string, body: object) =>
    fetch(`${url}${bystander}/__standin/${path}`, { method, body: JSON.stringify(body) });
  await put('clock', 'PUT', { clock: 'frozen' });
  for (const { name } of apis) await put('records', 'POST', { api: name });
  return firstAnswers(url, apis);
}

/** A world with everything in it, to be imported with changes. */
async function exported(url: string): Promise<WorldState> {
  return (await (await fetch(`${url}${bystander}/__standin/world`)).json()) as WorldState;
}

/** What the world that nobody attacks answers to the examples, and what is in it. */
async function answers(url: string, apis: readonly Api[]): Promise<readonly string[]> {
  const examples = apis.map(async ({ example }) => {
    const headers = example.headers?.({ readings: () => 'corrected', token: 'any' }) ?? {};
    const response = await fetch(url + bystander + example.path, { headers });
    return `${example.path}: ${response.status} ${await response.text()}`;
  });
  const records = await fetch(`${url}${bystander}/__standin/records`);
  return [...(await Promise.all(examples)), await records.text()];
}

/** Before anything hostile was sent. A machine that is busy may have let one of them take too long: then they are read again. */
async function firstAnswers(url: string, apis: readonly Api[]): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt++) {
    const found = await answers(url, apis);
    if (attempt === 5 || !found.some((each) => / 408 \{/.test(each))) return found;
  }
}

/** Clears away the worlds of a salvo. What is different now in the one that was left alone. */
async function differs(
  url: string,
  apis: readonly Api[],
  usual: readonly string[],
): Promise<string | undefined> {
  const { worlds } = (await (await fetch(`${url}/__standin/worlds`)).json()) as { worlds: string[] };
  for (const name of worlds)
    if (name !== bystander.slice(2))
      await fetch(`${url}/__standin/worlds/${encodeURIComponent(name)}`, { method: 'DELETE' });
  const now = await answers(url, apis);
  const index = now.findIndex((each, at) => each !== usual[at]);
  if (index < 0) return undefined;
  const [before, after] = [usual[index]!, now[index]!];
  const at = [...before].findIndex((each, place) => each !== after[place]);
  const around = (text: string) => text.slice(Math.max(0, at - 40), at + 120);
  return `another world answers otherwise: '${around(after)}', before '${around(before)}'`;
}
