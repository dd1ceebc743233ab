// The assembly for verifying: options in, a report out. Here `contract` gets what it needs of the server and the registry.

import type { Report } from './contract/judge/finding.ts';
import { judge } from './contract/judge/judge.ts';
import { lowerCased } from './contract/judge/trace.ts';
import { mutantsFor } from './contract/mutate/mutants.ts';
import { mutate, type Score } from './contract/mutate/mutate.ts';
import { mockAsker, type OpenMock } from './contract/probes/probe-host.ts';
import { decideBySigns } from './contract/probes/signs.ts';
import { seenInTraffic } from './contract/verify/har.ts';
import { credentialsFor } from './contract/verify/place.ts';
import type { Settings } from './contract/verify/settings.ts';
import { createShowing } from './contract/verify/show.ts';
import { stateSetter } from './contract/verify/state-url.ts';
import { createTarget } from './contract/verify/target.ts';
import { verifyTarget } from './contract/verify/verify.ts';
import type { Api } from './core/api/api.ts';
import { documentsOf } from './core/api/documents.ts';
import { parseReading, type Reading, readingNames } from './core/api/errata.ts';
import { createClock } from './core/time/clock.ts';
import { Problem, unknownName } from './core/values/problem.ts';
import { createFetch } from './outward/fetch.ts';
import { listen } from './server/port/listen.ts';
import { apisNamed, createStandin } from './standin.ts';
import { readArchives } from './traffic/archives.ts';

export interface VerifyOptions {
  /** The API, by name or as made with `defineApi`. */
  readonly api: string | Api;
  /** The base URL of the server to verify. */
  readonly url?: string;
  /** Instead of a URL: answers requests like `fetch`. */
  readonly fetch?: (input: string, init?: RequestInit) => Promise<Response>;
  /** The certificate (PEM) of the authority that signed the server's, in the place of those that Node knows. */
  readonly ca?: string;
  /** Which readings are acceptable; following another is a violation. Default: all three. */
  readonly profile?: Reading | readonly Reading[];
  /** Headers of every request, to this origin only. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A token for the API, sent as the API requires it. */
  readonly token?: string;
  /** The token for a Standin's control API, sent only there. */
  readonly adminToken?: string;
  /** Existing records, by parameter: `{ build_id: 7 }`. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Whether requests that change something may be sent. Default: only to a Standin. */
  readonly write?: boolean;
  /** A URL that sets provider states, as Pact's verifiers call it. */
  readonly stateUrl?: string;
  /** Globs of clause ids to look at, and not to look at. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /** For each request, in ms. Default: 10,000. */
  readonly timeout?: number;
  /** How long to wait for the first response, in ms. Default: not at all. */
  readonly wait?: number;
  /** The time between two requests for a live build, and in all; in ms. Defaults: 5,000 and 60,000. */
  readonly poll?: number;
  readonly for?: number;
  /** Whether the official verifier runs the exchanges of the Pact contract. Default: yes. */
  readonly pact?: boolean;
  readonly onProgress?: Settings['onProgress'];
}

const clock = createClock();

/** Verifies an implementation of an API against its document. A Problem for invalid options and for a server that cannot be reached. */
export async function verify(options: VerifyOptions): Promise<Report> {
  const api = apiOf(options.api);
  checkNames(api, options);
  const { url, fetch, timeout = 10_000 } = options;
  if (url === undefined && fetch === undefined)
    throw new Problem(400, 'Nothing to verify', {
      detail: 'Neither url nor fetch was given.',
      hint: "Give the base URL, as in verify({ api: 'copr', url: 'http://127.0.0.1:4010' }).",
    });
  const outward = createFetch({ ca: options.ca });
  const target = createTarget({
    url: url ?? 'http://standin.localhost',
    fetch: fetch ?? outward,
    timeoutMs: timeout,
    adminToken: options.adminToken,
  });
  const { stateUrl, onProgress, token, adminToken } = options;
  return verifyTarget(api, {
    target,
    profile: profileOf(options),
    headers: lowerCased(options.headers ?? {}),
    ...(token !== undefined && { token }),
    ...(adminToken !== undefined && { adminToken }),
    params: options.params ?? {},
    writes: options.write ?? false,
    ...(stateUrl !== undefined && {
      setState: stateSetter(stateUrl, { url: target.url, fetch: outward, timeoutMs: timeout, adminToken }),
    }),
    waitMs: options.wait ?? 0,
    pollMs: options.poll ?? 5_000,
    forMs: options.for ?? 60_000,
    wanted: wantedBy(options.only ?? [], options.except ?? []),
    openMock: mockOf(api),
    ...(options.pact !== false && { listen: (answer) => listen(answer, { host: '127.0.0.1', port: 0 }) }),
    pactMs: 120_000,
    ...(onProgress && { onProgress }),
  });
}

const mocks = new WeakMap<Api, OpenMock>();

/** Opens a mock of an API. The same API always gives the same function, so that the mock's responses are remembered. */
function mockOf(api: Api): OpenMock {
  const known = mocks.get(api);
  if (known) return known;
  const open: OpenMock = ({ profile, readings, at }) => {
    const mock = createStandin({ apis: [api], clock: 'frozen', profile, readings, at });
    return { url: mock.url, fetch: (path, init) => mock.fetch(path, init) };
  };
  mocks.set(api, open);
  return open;
}

/** Judges recorded traffic, HTTP archives (HAR) that belong together, without sending anything. */
export async function verifyHar(
  options: Pick<VerifyOptions, 'api' | 'profile' | 'only' | 'except' | 'token'> & {
    /** The text of an archive, its bytes, or several of them. */
    readonly har: string | Uint8Array | readonly (string | Uint8Array)[];
    /** The base URL whose exchanges are meant. Default: the one that most of them are with. */
    readonly url?: string;
  },
): Promise<Report> {
  const api = apiOf(options.api);
  checkNames(api, options);
  const began = clock.now();
  const { exchanges, notes } = readArchives(options.har);
  const { base, seen } = await seenInTraffic(api, exchanges, options.url);
  const sendToMock = mockAsker(mockOf(api), began, { mock: credentialsFor(api, 'any') });
  const nothingSent = 'Recorded traffic is judged without sending requests.';
  return judge(api, {
    seen,
    outcomes: await decideBySigns(api, seen, [], sendToMock),
    skipped: new Map([['exchange', nothingSent]]),
    remarks: [],
    means: { recorded: true, writes: false, params: [], setsStates: false, pact: false },
    profile: profileOf(options),
    wanted: wantedBy(options.only ?? [], options.except ?? []),
    showing: createShowing(options.token === undefined ? [] : [options.token]),
    target: base,
    notes,
    began,
    tookMs: clock.now() - began,
  });
}

function apiOf(api: string | Api): Api {
  return typeof api === 'string' ? apisNamed(api)[0]! : api;
}

function profileOf({ profile }: Pick<VerifyOptions, 'profile'>): readonly Reading[] {
  return profile === undefined ? readingNames : [profile].flat().map(parseReading);
}

/** Verifies every mutant of an API, or those that are given, in process, under the reading `corrected`. */
export function mutateApi(
  api: Api,
  onTried?: Parameters<typeof mutate>[3],
  mutants = mutantsFor(api),
): Promise<Score> {
  const at = Date.parse('2026-03-01T12:00:00Z');
  return mutate(
    api,
    mutants,
    (deceiving, pact) => {
      const mutant = createStandin({ apis: [deceiving], clock: 'frozen', at });
      return verify({ api, fetch: (input, init) => mutant.fetch(input, init), profile: 'corrected', pact });
    },
    onTried,
  );
}

/** Problems (400) for globs that match no clause, and for parameters that no preset of the API has. */
function checkNames(api: Api, { only = [], except = [], params = {} }: Partial<VerifyOptions>): void {
  const clauses = documentsOf(api.name, api.folder).ledger.clauses.map(({ id }) => id);
  for (const glob of [...only, ...except])
    if (!clauses.some((id) => toPattern(glob).test(id))) throw unknownName('clause', glob, clauses);
  const ofPresets = api.presets.flatMap((preset) => Object.keys(preset.params));
  const known = [...new Set([...ofPresets, ...Object.keys(api.invariants.writeParams ?? {})])];
  for (const name of Object.keys(params)) if (!known.includes(name)) throw unknownName('param', name, known);
}

function wantedBy(only: readonly string[], except: readonly string[]): (clause: string) => boolean {
  const [wanted, unwanted] = [only, except].map((globs) => globs.map(toPattern)) as [RegExp[], RegExp[]];
  return (clause) =>
    (wanted.length === 0 || wanted.some((glob) => glob.test(clause))) &&
    !unwanted.some((glob) => glob.test(clause));
}

/** `copr/list/*`: a star stands for anything. */
function toPattern(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}
