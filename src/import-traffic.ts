// The assembly for importing: recorded traffic in, a world out whose records go through the same states.

import { isTelling } from './contract/judge/trace.ts';
import { seenInTraffic } from './contract/verify/har.ts';
import type { Api } from './core/api/api.ts';
import type { Reading } from './core/api/errata.ts';
import type { Observation, Seen } from './core/invariants/invariant.ts';
import type { RecordedExchange } from './core/invariants/recorded.ts';
import { toIso } from './core/time/duration.ts';
import { Problem } from './core/values/problem.ts';
import type { WorldState } from './core/worlds/state.ts';
import { apisNamed, createStandin, type Standin } from './standin.ts';
import { readTraffic } from './traffic/har.ts';
import { attributesIn } from './traffic/import/attributes.ts';
import { type Course, courseOf } from './traffic/import/course.ts';
import { differencesOf } from './traffic/import/difference.ts';

export interface ImportOptions {
  /** The API of the traffic, by name or as made with `defineApi`. */
  readonly api: string | Api;
  /** The text of an HTTP archive (HAR 1.2). */
  readonly har: string;
  /** The base URL of the exchanges to use. Default: the most frequent. */
  readonly url?: string;
  /** The instant of the world's clock: that of the first request, or of the last. Default: last. */
  readonly at?: 'first' | 'last';
  /** Which reading of each erratum the world has. Default: corrected. */
  readonly profile?: Reading;
}

export interface Imported {
  /** The input of `standin.import()` and `PUT /__standin/world`. Its clock is frozen. */
  readonly world: WorldState;
  /** The ids of the records that were made. */
  readonly records: readonly string[];
  /** What records could not reproduce, each in a sentence. */
  readonly misfits: readonly string[];
}

/** Makes records from traffic. A Problem (400) for traffic that shows none. */
export async function importTraffic({
  api: named,
  har,
  url,
  at = 'last',
  profile = 'corrected',
}: ImportOptions): Promise<Imported> {
  const api = typeof named === 'string' ? apisNamed(named)[0]! : named;
  const { seen } = await seenInTraffic(api, readTraffic(har).exchanges, url);
  const courses = coursesIn(api, seen);
  if (courses.length === 0) throw nothingToImport(api, seen);
  const first = Math.min(...courses.map(({ created }) => created), seen[0]!.at);
  const standin = createStandin({ apis: [api], samples: false, clock: 'frozen', at: toIso(first), profile });
  const walk = await walkThrough(standin, api, courses, seen);
  const world = await standin.export();
  const instant = at === 'first' ? Math.floor(seen[0]!.at) : world.clock.instant;
  return { ...walk, world: { ...world, clock: { ...world.clock, instant } } };
}

/** What the mock answers to what was asked, at the same instants, with records that fared as was seen. */
export async function answersOf({
  api,
  exchanges,
  url,
  profile,
}: {
  readonly api: Api;
  readonly exchanges: readonly RecordedExchange[];
  readonly url?: string;
  readonly profile: Reading;
}): Promise<RecordedExchange[]> {
  const { seen } = await seenInTraffic(api, exchanges, url);
  const courses = coursesIn(api, seen);
  if (courses.length === 0) throw nothingToImport(api, seen);
  const first = Math.min(...courses.map(({ created }) => created), seen[0]!.at);
  const standin = createStandin({ apis: [api], samples: false, clock: 'frozen', at: toIso(first), profile });
  const answers: RecordedExchange[] = [];
  await walkThrough(standin, api, courses, seen, async (each, answer) => {
    const text = await answer.text();
    const { request, number, at, until } = each;
    const { method, headers } = request;
    answers.push({
      number,
      at,
      until,
      request: { method, url: new URL(request.url), headers },
      response: { status: answer.status, headers: Object.fromEntries(answer.headers), text },
    });
  });
  return answers;
}

function nothingToImport(api: Api, seen: readonly Seen[]): Problem {
  return new Problem(400, 'Nothing to import', {
    detail: `None of the ${seen.length} exchanges shows a record of ${api.name}.`,
    hint: 'Is this an archive of another API? To play it back unchanged, use standin serve --replay.',
  });
}

function coursesIn(api: Api, seen: readonly Seen[]): Course[] {
  const byRecord = new Map<string, Observation[]>();
  for (const each of seen) {
    if (!isTelling(api, each)) continue;
    for (const observation of api.invariants.observations(each, () => true))
      byRecord.set(observation.id, [...(byRecord.get(observation.id) ?? []), observation]);
  }
  return [...byRecord.values()]
    .map((observations) => courseOf(api.lifecycle, observations))
    .sort((a, b) => a.created - b.created);
}

/** Creates each record at its time, and compares every recorded response with the world's response at that instant. */
async function walkThrough(
  standin: Standin,
  api: Api,
  courses: readonly Course[],
  seen: readonly Seen[],
  onAnswer: (seen: Seen, answer: Response) => Promise<void> = async () => {},
) {
  const misfits = courses.flatMap(({ id, unusual }) =>
    [...new Set(unusual)].map((what) => `${id}: ${what} is not a step of ${api.name}.`),
  );
  const records: string[] = [];
  const waiting = [...courses];
  const different = new Map<string, number>();
  for (const each of seen) {
    while (waiting[0] && waiting[0].created <= each.until) {
      const course = waiting.shift()!;
      await moveTo(standin, course.created);
      const made = await create(standin, api, course);
      if (typeof made === 'string') records.push(made);
      else misfits.push(`${course.id}: ${made.message}`);
    }
    await moveTo(standin, each.until);
    if (each.request.method !== 'GET' || each.operation === undefined) continue;
    const answer = await answerTo(standin, each);
    await onAnswer(each, answer.clone());
    for (const place of await differencesAt(answer, each))
      different.set(place, (different.get(place) ?? 0) + 1);
  }
  for (const [place, times] of different)
    misfits.push(`${place} (${times === 1 ? 'once' : `${times} times`}).`);
  return { records, misfits };
}

async function moveTo(standin: Standin, instant: number): Promise<void> {
  const { now } = await standin.clock.get();
  if (Date.parse(now) < Math.floor(instant)) await standin.clock.set({ at: toIso(instant) });
}

async function create(standin: Standin, api: Api, { plan, observations }: Course): Promise<string | Problem> {
  try {
    const attributes = attributesIn(api, observations);
    const { id } = await standin.records.create({ api: api.name, plan: plan as never, attributes });
    return id;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Where the world's response differs from the recorded one, without the indexes of list entries. */
async function differencesAt(answer: Response, { response, operation }: Seen): Promise<string[]> {
  if (answer.status !== response.status)
    return [
      `${operation}: the traffic has status ${response.status}, but the world answers ${answer.status}`,
    ];
  const body = await answer.json().catch(() => undefined);
  const pointers = [...differencesOf(response.body, body)].map(({ pointer }) =>
    pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
  );
  return [...new Set(pointers)].map((pointer) => `${operation}: ${pointer || 'the body'} differs`);
}

function answerTo(standin: Standin, { request }: Seen): Promise<Response> {
  const search = new URLSearchParams(
    [...request.query].map(([name, value]): [string, string] => [name, value]),
  );
  const path = request.path + (search.size > 0 ? `?${search}` : '');
  return standin.fetch(standin.url + path, { headers: request.headers, redirect: 'manual' });
}
