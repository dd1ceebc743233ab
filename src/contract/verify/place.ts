// Where a verification happens: the server, its stage, and its probe host.
import { randomUUID } from 'node:crypto';
import { type Api, anyToken } from '../../core/api/api.ts';
import { readingNames, resolveReadings } from '../../core/api/errata.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { createClock } from '../../core/time/clock.ts';
import { Problem } from '../../core/values/problem.ts';
import { notTrusted } from '../../core/values/silence.ts';
import { anyReading, createNotebook, createTrace, lowerCased, type Notebook } from '../judge/trace.ts';
import { foreignProbeHost, type OpenProbeHost, standinProbeHost } from '../probes/probe-host.ts';
import type { MadeBook } from './made.ts';
import type { Settings } from './settings.ts';
import {
  checkLetIn,
  foundStage,
  isStandin,
  type Stage,
  standinStage,
  urlStage,
  type Waiting,
} from './stage.ts';
import type { Target } from './target.ts';

/** Where a verification happens: its stage, and its probe host. */
export interface Place {
  /** Whether it is a Standin's world that belongs to this verification alone. */
  readonly own: boolean;
  readonly stage: Stage;
  /** The stage for the exchanges of the contract: the same, but on a Standin it starts empty. */
  readonly contractStage: Stage;
  readonly probeHost: OpenProbeHost;
  /** The exchanges of the probes: they are judged by nobody, and may have signs of readings. */
  readonly probed: readonly Seen[];
  /** Headers that let the caller in. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Those that let a writer in, where the API asks more of one. */
  readonly writeHeaders: Readonly<Record<string, string>>;
}

const clock = createClock();

/** Waits until any response comes. */
export async function reach({ example }: Api, { target, waitMs }: Settings): Promise<void> {
  const end = clock.now() + waitMs;
  for (;;) {
    try {
      await target.send({ method: 'GET', path: example.path, headers: {} });
      return;
    } catch (error) {
      // To wait does not help where a certificate or a proxy is the matter.
      const isForGood = error instanceof Problem && (error.title === notTrusted || error.status !== 502);
      if (isForGood || clock.now() + betweenTries > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenTries));
    }
  }
}

const betweenTries = 250;

/** Whether a base URL ends in the name of a world. */
const namesWorld = /\/~[^/]+$/;

/** Finds out what kind of server answers, and makes a place of it. */
export async function arrive(
  api: Api,
  settings: Settings,
  notebook: Notebook,
  madeBook: MadeBook,
): Promise<Place> {
  const { target, openMock, setState, writes } = settings;
  const probes = noting(api, target, notebook);
  const standin = await isStandin(api, target);
  const credentials = credentialsFor(api, settings.token ?? (standin ? 'any' : undefined));
  const writeHeaders = lowerCased(api.example.writeHeaders?.(settings.token ?? anyToken) ?? {});
  const carried = { server: { ...credentials, ...settings.headers }, mock: credentialsFor(api, 'any') };
  // A named world is judged as it is.
  if (standin && !namesWorld.test(target.url)) {
    await checkLetIn(target);
    const world = `verify-${randomUUID()}`;
    const probeHost = await standinProbeHost(
      probes.target,
      `${world}-probe`,
      carried,
      openMock,
      probes.lastSeen,
    );
    const [stage, contractStage] = await Promise.all(
      [world, `${world}-pact`].map((name) => standinStage(api, target, name)),
    );
    const { probed } = probes;
    return {
      own: true,
      stage: stage!,
      contractStage: contractStage!,
      probeHost,
      probed,
      credentials,
      writeHeaders,
    };
  }
  const observations = () => createTrace(api, notebook.seen, anyReading).observations;
  const wait = patience(settings);
  const found = foundStage(api, observations, wait);
  const stage = setState ? urlStage(api, setState, found) : found;
  const there = () => ({ ...observations()[0]?.params, ...settings.params });
  return {
    own: false,
    probed: probes.probed,
    stage,
    contractStage: stage,
    probeHost: foreignProbeHost(api, probes.target, carried, openMock, {
      // Its data is not the mock's anyhow, and within an hour the mock's answers need not be made anew.
      at: Math.floor(clock.now() / 3_600_000) * 3_600_000,
      there,
      lastSeen: probes.lastSeen,
      writes,
      ours: () => madeBook.ours().at(-1),
    }),
    credentials,
    writeHeaders: settings.token === undefined ? {} : writeHeaders,
  };
}

/** Probes are no part of the judged trace, but each reading can name the exchange that shows it: their numbers come after all others. */
function noting(api: Api, target: Target, notebook: Notebook) {
  const book = createNotebook(api);
  const send: Target['send'] = async (sent) => {
    const received = await target.send(sent);
    const number = notebook.seen.length + book.seen.length + 1;
    if (!sent.path.includes('/__standin/')) await book.note(sent, received, { number });
    return received;
  };
  return { target: { ...target, send }, probed: book.seen, lastSeen: () => book.seen.at(-1) };
}

/** The headers with which an API accepts a token, under any reading; names in lower case. */
export function credentialsFor(api: Api, token: string | undefined): Record<string, string> {
  if (token === undefined) return {};
  const headers = readingNames.map((profile) =>
    api.example.headers?.({ readings: resolveReadings(api.errata, profile), token }),
  );
  const named = headers.flatMap((each) => Object.entries(each ?? {}));
  return Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value]));
}

function patience({ pollMs, forMs }: Settings): Waiting {
  const end = clock.now() + forMs;
  return async () => {
    if (clock.now() + pollMs > end) return false;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    return true;
  };
}

/** What a verification has there, so that a report can name what it lacks. */
export function meansOf({ writes, params, setState, listen }: Settings, { own }: Place) {
  return {
    recorded: false,
    writes: writes || own,
    params: Object.keys(params),
    setsStates: own || setState !== undefined,
    pact: listen !== undefined,
  };
}
