// Sends each erratum's probe to the server and to a mock under each reading, and finds the reading with the server's response.
import type { Api } from '../../core/api/api.ts';
import type { Erratum, Reading } from '../../core/api/errata.ts';
import { readingNames } from '../../core/api/errata.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import { detailOf, Problem } from '../../core/values/problem.ts';
import { meant } from '../judge/text.ts';
import { differingAspects, fits, kindAt, valueAt } from './aspects.ts';
import { type ProbeAnswer, tellingHeaders } from './probe.ts';

/** Whether a probe is sent with credentials beside its own headers. */
type Lettered = boolean;

/** The server's responses to an erratum's probe. Throws, with a sentence, if it cannot be sent. */
export type SendToServer = (erratum: Erratum, lettered: Lettered) => Promise<ProbeAnswer>;

/** The mock's responses with `reading` for the erratum, and `profile` for the others. */
export type SendToMock = (
  erratum: Erratum,
  reading: Reading,
  profile: Reading,
  lettered: Lettered,
) => Promise<ProbeAnswer>;

export interface Outcome {
  readonly erratum: Erratum;
  readonly follows?: Reading | 'neither';
  /** Why that could not be found out. */
  readonly why?: string;
  /** The exchange that shows it. */
  readonly seen?: Seen;
}

/** Where probes are sent. */
export interface ProbeHost {
  readonly sendToServer: SendToServer;
  readonly sendToMock: SendToMock;
  /** The exchange in which the server answered the last probe. */
  lastSeen(): Seen | undefined;
  /** Whether the server has the mock's data: then a response that no reading gives is wrong, and not only strange. */
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
    // With credentials first: if the server requires them, all readings answer alike without them. A probe that is about
    // credentials themselves works only without.
    const lettered = await tell(erratum, true, patient);
    const decided = lettered.follows !== undefined && lettered.follows !== 'neither';
    const bare = decided ? lettered : await tell(erratum, false, patient);
    outcomes.push(bare.follows === undefined ? lettered : bare);
  }
  return outcomes;
}

/** After this many probes without a response no more are sent. */
const mostSilences = 3;

/** How similar a response is to that of a reading: in everything, in the distinguishing values, or only in their types. */
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

/** The reading that gives such a response. */
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
    // Data other than the mock's proves nothing; another status, header or type of value is a different response.
    telling ||= byKind.some((aspect) => aspect(answer) !== undefined);
    for (const [reading, expected] of answers) {
      // With other records an equal response, such as an empty list, is a coincidence, and so is an equal value.
      if (alike && same(expected, answer)) likeness.whole.add(reading);
      if (alike && fits(byValue, expected, answer)) likeness.values.add(reading);
      if (fits(byKind, expected, answer)) likeness.kinds.add(reading);
    }
  }
  // A 404 or 500 proves no reading if every reading has another status.
  if (!alike && answer.status >= 400 && !statuses.has(answer.status))
    return { erratum, why: `The server answered ${answer.status}.` };
  // Nor does an HTML page if every reading answers in JSON.
  if (!alike && isJson && answer.body !== '' && meant(answer.body) === undefined)
    return { erratum, why: 'The response of the server is not JSON.' };
  const candidates = Object.values(likeness).find(({ size }) => size > 0) ?? new Set<Reading>();
  if (candidates.size === 1) return { erratum, follows: [...candidates][0]! };
  if (candidates.size > 1) return { erratum, why: 'The response fits more than one reading.' };
  if (isUnwilling(answer.status)) return { erratum, why: `The server answered ${answer.status}.` };
  if (!alike) return { erratum, why: strange };
  return telling
    ? { erratum, follows: 'neither' }
    : { erratum, why: 'The data of the server does not show the difference.' };
}

const strange = 'The response fits no reading; perhaps only because the server has other data than the mock.';

function same(a: ProbeAnswer, b: ProbeAnswer): boolean {
  return (
    a.status === b.status &&
    a.body === b.body &&
    tellingHeaders.every((name) => a.headers[name] === b.headers[name])
  );
}
