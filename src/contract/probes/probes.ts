// Errata as probes: a probe is sent to the server and to a mock under each reading; whose answer is the server's?
import type { Api } from '../../core/api/api.ts';
import type { Erratum, Reading } from '../../core/api/errata.ts';
import { readingNames } from '../../core/api/errata.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { detailOf, Problem } from '../../core/values/problem.ts';
import { meant } from '../judge/text.ts';
import { isUnwilling } from '../verify/target.ts';
import { differingAspects, fits, kindAt, valueAt } from './aspects.ts';
import { type ProbeAnswer, tellingHeaders } from './probe.ts';

/** Whether a probe is sent with credentials beside its own headers. */
type Lettered = boolean;

/** What the server answers an erratum's probe; throws, with a sentence, if that cannot be asked of it. */
export type SendToServer = (erratum: Erratum, lettered: Lettered) => Promise<ProbeAnswer>;

/** What the mock answers it when `reading` holds for the erratum, and `profile` for all else. */
export type SendToMock = (
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
  /** The exchange that tells. */
  readonly seen?: Seen;
}

/** Where probes are made. */
export interface ProbeHost {
  readonly sendToServer: SendToServer;
  readonly sendToMock: SendToMock;
  /** The exchange in which the server answered the last probe. */
  lastSeen(): Seen | undefined;
  /** Whether the server has what the mock has: then an answer that no reading gives is wrong, and not only strange. */
  readonly alike: boolean;
}

/** Sends every probe of an API's errata. */
export async function probe({ errata }: Api, probeHost: ProbeHost): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let silences = 0;
  const patient: ProbeHost = {
    ...probeHost,
    async sendToServer(erratum, lettered) {
      if (silences >= mostSilences) throw new Error('The server had stopped answering.');
      return probeHost.sendToServer(erratum, lettered).catch((error: Error) => {
        if (error instanceof Problem && error.status === 502) silences++;
        throw error;
      });
    },
  };
  for (const erratum of errata) {
    if (!erratum.probe) continue;
    // With credentials first: where nobody is let in without them, all readings answer alike. A probe that is about
    // credentials themselves tells only without.
    const lettered = await tell(erratum, true, patient);
    const decided = lettered.follows !== undefined && lettered.follows !== 'neither';
    const bare = decided ? lettered : await tell(erratum, false, patient);
    outcomes.push(bare.follows === undefined ? lettered : bare);
  }
  return outcomes;
}

/** After so many probes without a response no more are sent. */
const mostSilences = 3;

/** How much an answer is like that of a reading: in all, in the values that set readings apart, or in what kind they are. */
type Likeness = Record<'whole' | 'values' | 'kinds', Set<Reading>>;

async function tell(erratum: Erratum, lettered: Lettered, probeHost: ProbeHost): Promise<Outcome> {
  const { sendToServer } = probeHost;
  let answer: ProbeAnswer;
  try {
    answer = await sendToServer(erratum, lettered);
  } catch (error) {
    return { erratum, why: detailOf(error) };
  }
  const seen = probeHost.lastSeen();
  return { ...(await readAnswer(erratum, answer, lettered, probeHost)), ...(seen && { seen }) };
}

/** Which reading gives such an answer. */
async function readAnswer(
  erratum: Erratum,
  answer: ProbeAnswer,
  lettered: Lettered,
  { sendToMock, alike }: Pick<ProbeHost, 'sendToMock' | 'alike'>,
): Promise<Outcome> {
  const readings = readingNames.filter((name) => erratum.readings[name] !== undefined);
  const likeness: Likeness = { whole: new Set(), values: new Set(), kinds: new Set() };
  let telling = false;
  const statuses = new Set<number>();
  let isJson = true;
  for (const profile of readingNames) {
    const answers = new Map<Reading, ProbeAnswer>();
    for (const reading of readings)
      answers.set(reading, await sendToMock(erratum, reading, profile, lettered));
    for (const { status, body } of answers.values()) {
      statuses.add(status);
      isJson &&= body === '' || meant(body) !== undefined;
    }
    const byValue = differingAspects(erratum.changes, valueAt, [...answers.values()]);
    const byKind = differingAspects(erratum.changes, kindAt, [...answers.values()]);
    // Other data than the mock's tells nothing; another status, header or kind of value is an answer of its own.
    telling ||= byKind.some((aspect) => aspect(answer) !== undefined);
    for (const [reading, expected] of answers) {
      // Among other records the same answer is a coincidence, such as an empty list, and so is the same value.
      if (alike && same(expected, answer)) likeness.whole.add(reading);
      if (alike && fits(byValue, expected, answer)) likeness.values.add(reading);
      if (fits(byKind, expected, answer)) likeness.kinds.add(reading);
    }
  }
  // A page that says 404 or 500 where every reading has another status tells of none.
  if (!alike && answer.status >= 400 && !statuses.has(answer.status))
    return { erratum, why: `The server answered ${answer.status}.` };
  // Nor does a page of HTML where every reading answers in JSON.
  if (!alike && isJson && answer.body !== '' && meant(answer.body) === undefined)
    return { erratum, why: 'The server answered something that is no JSON.' };
  const candidates = Object.values(likeness).find(({ size }) => size > 0) ?? new Set<Reading>();
  if (candidates.size === 1) return { erratum, follows: [...candidates][0]! };
  if (candidates.size > 1) return { erratum, why: 'What it answers fits more than one reading.' };
  if (isUnwilling(answer.status)) return { erratum, why: `The server answered ${answer.status}.` };
  if (!alike) return { erratum, why: strange };
  return telling ? { erratum, follows: 'neither' } : { erratum, why: 'What is there does not show it.' };
}

const strange = 'It answers as no reading has it, be it that its data is other than the mock has.';

function same(a: ProbeAnswer, b: ProbeAnswer): boolean {
  return (
    a.status === b.status &&
    a.body === b.body &&
    tellingHeaders.every((name) => a.headers[name] === b.headers[name])
  );
}
