// Errata as experiments: a probe is sent to the server and to a mock under each reading; whose answer is the server's?
import type { Api } from '../core/api.ts';
import type { Change, Erratum, Reading } from '../core/errata.ts';
import { readingNames } from '../core/errata.ts';
import { type ProbeAnswer, tellingHeaders } from './probe.ts';
import { isUnwilling } from './target.ts';

/** Whether a probe is sent with credentials beside its own headers. */
type Lettered = boolean;

/** What the server answers an erratum's probe; throws, with a sentence, if that cannot be asked of it. */
export type AskServer = (erratum: Erratum, lettered: Lettered) => Promise<ProbeAnswer>;

/** What the mock answers it when `reading` holds for the erratum, and `profile` for all else. */
export type AskMock = (
  erratum: Erratum,
  reading: Reading,
  profile: Reading,
  lettered: Lettered,
) => Promise<ProbeAnswer>;

export interface Outcome {
  readonly erratum: Erratum;
  readonly follows?: Reading | 'neither';
  /** Why nobody could tell. */
  readonly why?: string;
}

/** Where experiments are made. */
export interface Laboratory {
  readonly askServer: AskServer;
  readonly askMock: AskMock;
  /** Whether the server has what the mock has: then an answer that no reading gives is wrong, and not only strange. */
  readonly alike: boolean;
}

/** Sends every probe of an API's errata. */
export async function experiment(
  { errata }: Api,
  { askServer, askMock, alike }: Laboratory,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const erratum of errata) {
    if (!erratum.probe) continue;
    // With credentials first: where nobody is let in without them, all readings answer alike. A probe that is about
    // credentials themselves tells only without.
    const lettered = await tell(erratum, true, askServer, askMock);
    const decided = lettered.follows !== undefined && lettered.follows !== 'neither';
    const bare = decided ? lettered : await tell(erratum, false, askServer, askMock);
    const outcome = bare.follows === undefined ? lettered : bare;
    outcomes.push(outcome.follows === 'neither' && !alike ? { erratum, why: strange } : outcome);
  }
  return outcomes;
}

const strange = 'It answers as no reading has it, be it that its data is other than the mock has.';

async function tell(
  erratum: Erratum,
  lettered: Lettered,
  askServer: AskServer,
  askMock: AskMock,
): Promise<Outcome> {
  let answer: ProbeAnswer;
  try {
    answer = await askServer(erratum, lettered);
  } catch (error) {
    return { erratum, why: (error as Error).message };
  }
  const readings = readingNames.filter((name) => erratum.readings[name] !== undefined);
  const likeness = { whole: new Set<Reading>(), values: new Set<Reading>(), kinds: new Set<Reading>() };
  let telling = false;
  for (const profile of readingNames) {
    const answers = new Map<Reading, ProbeAnswer>();
    for (const reading of readings) answers.set(reading, await askMock(erratum, reading, profile, lettered));
    const byValue = differingAspects(erratum.changes, valueAt, [...answers.values()]);
    const byKind = differingAspects(erratum.changes, kindAt, [...answers.values()]);
    telling ||= byKind.length > 0;
    for (const [reading, expected] of answers) {
      if (same(expected, answer)) likeness.whole.add(reading);
      if (fits(byValue, expected, answer)) likeness.values.add(reading);
      if (fits(byKind, expected, answer)) likeness.kinds.add(reading);
    }
  }
  const candidates = Object.values(likeness).find(({ size }) => size > 0) ?? new Set<Reading>();
  if (candidates.size === 1) return { erratum, follows: [...candidates][0]! };
  if (candidates.size > 1) return { erratum, why: 'What it answers fits more than one reading.' };
  if (isUnwilling(answer.status)) return { erratum, why: `The server answered ${answer.status}.` };
  // Other data than the mock's tells nothing; another status, header or kind of value is an answer of its own.
  return telling
    ? { erratum, follows: 'neither' }
    : { erratum, why: 'Its data is not what the mock would show.' };
}

function same(a: ProbeAnswer, b: ProbeAnswer): boolean {
  return (
    a.status === b.status &&
    a.body === b.body &&
    tellingHeaders.every((name) => a.headers[name] === b.headers[name])
  );
}

type Aspect = (answer: ProbeAnswer) => unknown;

/** In what the answers of several readings differ: status, headers, and the places that the erratum changes. */
function differingAspects(
  changes: readonly Change[],
  look: (value: unknown) => unknown,
  answers: readonly ProbeAnswer[],
): Aspect[] {
  const differs = (aspect: Aspect) => new Set(answers.map((each) => JSON.stringify(aspect(each)))).size > 1;
  return [...aspectsOf(changes, look)].filter(differs);
}

function fits(aspects: readonly Aspect[], expected: ProbeAnswer, answer: ProbeAnswer): boolean {
  const agrees = (aspect: Aspect) => JSON.stringify(aspect(expected)) === JSON.stringify(aspect(answer));
  return aspects.length > 0 && aspects.every(agrees);
}

const valueAt = (value: unknown) => value;
/** Whether a value is there, null, or of which type. */
const kindAt = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function* aspectsOf(changes: readonly Change[], look: (value: unknown) => unknown): Generator<Aspect> {
  yield ({ status }) => status;
  for (const name of tellingHeaders)
    yield ({ headers }) => (name === 'location' ? look(headers[name]) : headers[name]);
  for (const change of changes) {
    if ('text' in change) yield ({ body }) => parsed(body) !== undefined;
    if ('body' in change) {
      const places = ({ body }: ProbeAnswer) => valuesAt(parsed(body), change.body.split('/').slice(1));
      const presence: Aspect = (answer) => places(answer).every((value) => value !== undefined);
      // A server with more in its lists has the same kinds of values, only more of them.
      const found: Aspect = (answer) => {
        const values = places(answer).map(look);
        return look === kindAt ? [...new Set(values)] : values;
      };
      yield change.how === 'presence' ? presence : found;
    }
  }
}

/** The values at a pointer, `*` for any member; undefined where there is none. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [undefined];
  if (key === '*') return Object.values(value).flatMap((member) => valuesAt(member, rest));
  return valuesAt((value as Record<string, unknown>)[key], rest);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
