// The assembly for grading clients: a mock for each trial, the client's runs, the card.
import type { Api } from './core/api/api.ts';
import { packageVersion } from './core/api/documents.ts';
import { isFinal } from './core/records/lifecycle.ts';
import { createClock } from './core/time/clock.ts';
import { parseDuration } from './core/time/duration.ts';
import { Problem, unknownName } from './core/values/problem.ts';
import type { RecordView } from './server/control/control.ts';
import { apisNamed, createStandin, type Standin } from './standin.ts';
import { type Card, cardOf } from './traffic/grade/card.ts';
import { type Client, commandClient } from './traffic/grade/client.ts';
import { gradeAll, type Mock } from './traffic/grade/grade.ts';
import type { Run } from './traffic/grade/run.ts';
import { type Trial, trialsWith } from './traffic/grade/trials.ts';
import { type StateWords, stateWordsIn } from './traffic/grade/words.ts';

export type { Client };

export interface GradeOptions {
  /** The API that the client polls, by name or as made with `defineApi`. */
  readonly api: string | Api;
  /** A command with its arguments, or a function that resolves on success and rejects on failure. */
  readonly client: readonly [string, ...string[]] | Client;
  /** The client's name on the card. */
  readonly name?: string;
  /** How long a job takes from its start to its end, in ms or as `6s`. Default: 6 s. */
  readonly life?: string | number;
  /** How long a client may take for one trial, in ms or as `60s`. Default: 60 s. */
  readonly patience?: string | number;
  /** How many seconds `Retry-After` asks for. Default: 2. */
  readonly wait?: number;
  /** Names of trials. Default: all. */
  readonly trials?: readonly string[];
  /** How many trials run at once. Default: 8. */
  readonly jobs?: number;
  /** Attributes of the job's record. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Credentials that the API requires. Default: any. */
  readonly onRun?: (run: Run) => void;
}

const clock = createClock();

/** Runs a client through the trials and grades it. A Problem for an unknown API or trial. */
export async function gradeClient(options: GradeOptions): Promise<Card> {
  const { client, wait = 2, jobs = 8, onRun } = options;
  const api = typeof options.api === 'string' ? apisNamed(options.api)[0]! : options.api;
  const life = parseDuration(options.life ?? '6s');
  const words = await stateWordsOf(api, options);
  const trials = chosen(
    trialsWith({ wait, date: () => new Date(Math.ceil(clock.now() / 1_000 + wait) * 1_000).toUTCString() }),
    options.trials,
  );
  const runs = await gradeAll({
    trials,
    client: typeof client === 'function' ? client : commandClient(client),
    open: (trial) => openMock(api, trial, { life, words, attributes: options.attributes }),
    patience: parseDuration(options.patience ?? '60s'),
    jobs,
    ...(onRun && { onRun }),
  });
  const name = options.name ?? (typeof client === 'function' ? client.name || 'client' : client.join(' '));
  return cardOf({ client: name, api: api.name, version: packageVersion() }, runs);
}

function chosen(trials: readonly Trial[], wanted: readonly string[] | undefined): readonly Trial[] {
  const known = trials.map(({ name }) => name);
  for (const name of wanted ?? []) if (!known.includes(name)) throw unknownName('trial', name, known);
  return wanted ? trials.filter(({ name }) => wanted.includes(name)) : trials;
}

type Attributes = GradeOptions['attributes'];

async function openMock(
  api: Api,
  { scenario, skips, longer = 1 }: Trial,
  {
    life,
    words,
    attributes,
  }: { readonly life: number; readonly words: StateWords; readonly attributes: Attributes },
): Promise<Mock> {
  const { path } = api.lifecycle;
  const each = Math.round((life * longer) / Math.max(1, path.length - 1));
  const lasts = { '*': skips ? 0 : each, ...(skips && { [path[0]!]: life }) };
  const standin = createStandin({
    apis: [api],
    samples: false,
    clock: 'frozen',
    scenarios: { defaults: { [api.name]: scenario }, lasts: { [api.name]: lasts } },
  });
  const record = await standin.records.create({ api: api.name, ...(attributes && { attributes }) });
  return {
    fetch: (url, init) => standin.fetch(url, init),
    words,
    finals: finalsOf(api),
    start: async () => void (await standin.clock.set({ clock: 'real' })),
    env: (url) => envOf(standin, record, url),
  };
}

function finalsOf(api: Api): string[] {
  return Object.keys(api.lifecycle.states).filter((state) => isFinal(api.lifecycle, state));
}

/** `STANDIN_URL`, `STANDIN_BUILD`, `STANDIN_RECORD_URL`, a token, and each plain attribute by its own name. */
function envOf({ url: own }: Standin, { id, url, headers, attributes }: RecordView, base: string) {
  const plain = Object.entries(attributes).filter(([, value]) => ['string', 'number'].includes(typeof value));
  const named = plain.map(([name, value]) => [
    `STANDIN_${name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`,
    `${value}`,
  ]);
  return {
    ...Object.fromEntries(named),
    STANDIN_URL: base,
    STANDIN_BUILD: id,
    STANDIN_RECORD_URL: url.replace(own, base),
    STANDIN_HEADERS: JSON.stringify(headers),
    STANDIN_TOKEN: 'graded',
  };
}

/** The responses of the vendor's API for a record in each of its states. */
async function stateWordsOf(api: Api, { attributes }: GradeOptions): Promise<StateWords> {
  const bodies: Record<string, unknown> = {};
  for (const state of Object.keys(api.lifecycle.states)) {
    const standin = createStandin({ apis: [api], samples: false, clock: 'frozen' });
    const { url, headers } = await standin.records
      .create({ api: api.name, state, ...(attributes && { attributes }) })
      .catch((error) => {
        if (error instanceof Problem && error.title !== 'Unreachable state') throw error;
        return { url: undefined, headers: {} };
      });
    if (url === undefined) continue;
    const response = await standin.fetch(url, { headers });
    // A state without a response has no word.
    if (!response.ok) continue;
    const body = await response.json().catch(() => undefined);
    if (body !== undefined) bodies[state] = body;
  }
  return stateWordsIn(bodies);
}
