// Where a verification happens: who answers there, what sets its stage, and where its experiments are made.
import { randomUUID } from 'node:crypto';
import type { Api } from '../core/api.ts';
import { createClock } from '../core/clock.ts';
import { readingNames, resolveReadings } from '../core/errata.ts';
import { foreignLaboratory, type OpenLaboratory, standinLaboratory } from './laboratory.ts';
import {
  checkLetIn,
  foundStage,
  isStandin,
  type Stage,
  standinStage,
  urlStage,
  type Waiting,
} from './stage.ts';
import { anyReading, createTrail, type Notebook } from './trail.ts';
import type { Settings } from './verify.ts';

/** Where a verification happens: what sets its stage, and where its experiments are made. */
export interface Place {
  /** Whether it is a world of a Standin that is this verification's own. */
  readonly own: boolean;
  readonly stage: Stage;
  /** Where the exchanges of the contract are held: the same, but on a Standin nothing is there yet. */
  readonly contractStage: Stage;
  readonly laboratory: OpenLaboratory;
  /** Headers that let the caller in. */
  readonly credentials: Readonly<Record<string, string>>;
}

const clock = createClock();

/** Waits until something answers, however it does. */
export async function reach({ example }: Api, { target, waitMs }: Settings): Promise<void> {
  const end = clock.now() + waitMs;
  for (;;) {
    try {
      await target.send({ method: 'GET', path: example.path, headers: {} });
      return;
    } catch (error) {
      if (clock.now() + betweenTries > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenTries));
    }
  }
}

const betweenTries = 250;

/** A base URL that ends in the name of a world. */
const namesWorld = /\/~[^/]+$/;

/** Finds out who answers, and makes a place of it. */
export async function arrive(api: Api, settings: Settings, notebook: Notebook): Promise<Place> {
  const { target, openMock, setState } = settings;
  const standin = await isStandin(api, target);
  const credentials = credentialsFor(api, settings.token ?? (standin ? 'any' : undefined));
  const carried = { server: { ...credentials, ...settings.headers }, mock: credentialsFor(api, 'any') };
  // Somebody's world is judged as it is found.
  if (standin && !namesWorld.test(target.url)) {
    await checkLetIn(target);
    const world = `verify-${randomUUID()}`;
    const laboratory = await standinLaboratory(target, `${world}-probe`, carried, openMock);
    const [stage, contractStage] = await Promise.all(
      [world, `${world}-pact`].map((name) => standinStage(api, target, name)),
    );
    return { own: true, stage: stage!, contractStage: contractStage!, laboratory, credentials };
  }
  const sightings = () => createTrail(api, notebook.seen, anyReading).sightings;
  const wait = patience(settings);
  const found = foundStage(api, sightings, wait);
  const stage = setState ? urlStage(api, setState, found) : found;
  const there = () => ({ ...sightings()[0]?.params, ...settings.params });
  return {
    own: false,
    stage,
    contractStage: stage,
    laboratory: foreignLaboratory(api, target, carried, openMock, { at: clock.now(), there }),
    credentials,
  };
}

/** The headers by which an API lets a token in, whatever the reading; names in lower case. */
function credentialsFor(api: Api, token: string | undefined): Record<string, string> {
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
