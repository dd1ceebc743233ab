// The assembly for drift: two recordings of a server, or one beside the document and its mock, in; what differs out.
import type { Report } from './contract/judge/finding.ts';
import { observationsIn } from './contract/judge/trace.ts';
import { seenInTraffic } from './contract/verify/har.ts';
import type { Api } from './core/api/api.ts';
import { packageVersion } from './core/api/documents.ts';
import type { Reading } from './core/api/errata.ts';
import type { Seen } from './core/invariants/invariant.ts';
import { Problem } from './core/values/problem.ts';
import { verdictsBetween, verdictsOn } from './drift-verdicts.ts';
import { answersOf } from './import-traffic.ts';
import { apisNamed } from './standin.ts';
import { readArchives } from './traffic/archives.ts';
import { accusation, againstMock, betweenServers } from './traffic/drift/classify.ts';
import { differencesBetween, inCommon } from './traffic/drift/compare.ts';
import type { Drift } from './traffic/drift/pretty.ts';
import { type Side, sideOf } from './traffic/drift/side.ts';
import { verifyHar } from './verify.ts';

export type { Drift };

type Archive = string | Uint8Array;

export interface DriftOptions {
  /** The API that the traffic is of, by name or as made with `defineApi`. Default: the one that most of it is of. */
  readonly api?: string | Api;
  /** The text of an HTTP archive (HAR 1.2), or its bytes. */
  readonly har: Archive;
  /** One that was recorded later. Left out, the traffic is held against the document and its mock. */
  readonly after?: Archive;
  /** What to call the two. */
  readonly names?: readonly [before: string, after: string];
  /** The base URL whose exchanges are meant, in each. Default: the one that most of them are with. */
  readonly url?: string;
}

/** Compares two recordings, or one with what is documented. A Problem (400) for what is no traffic of the API. */
export async function drift(options: DriftOptions): Promise<Drift> {
  const { har, after, url, names = ['before', 'after'] } = options;
  const api = driftApi(options);
  const first = await readSide(api, har, after !== undefined, url);
  if (after === undefined) return againstDocument(api, first, options);
  const second = await readSide(api, after, true, url);
  const found = [
    ...differencesBetween(first.side, second.side),
    ...verdictsBetween(await judged(api, har, url), await judged(api, after, url)),
  ];
  return toDrift(api, names, [first, second], betweenServers(api, found));
}

function judged(api: Api, har: Archive, url?: string): Promise<Report> {
  return verifyHar({ api, har, ...(url !== undefined && { url }) });
}

interface Read {
  readonly side: Side;
  readonly seen: readonly Seen[];
  readonly notes: readonly string[];
}

async function readSide(api: Api, har: Archive, usual: boolean, url?: string): Promise<Read> {
  const { exchanges, notes } = readArchives(har);
  return { ...(await sideOfExchanges(api, exchanges, usual, url)), notes };
}

async function sideOfExchanges(
  api: Api,
  exchanges: Parameters<typeof seenInTraffic>[1],
  usual: boolean,
  url?: string,
): Promise<Omit<Read, 'notes'>> {
  const { seen } = await seenInTraffic(api, exchanges, url);
  return { seen, side: sideOf(api, seen, (each) => observationsIn(api, each, () => true), usual) };
}

async function againstDocument(api: Api, real: Read, { har, names, url }: DriftOptions): Promise<Drift> {
  const { exchanges } = readArchives(har);
  const about = { api, exchanges, ...(url !== undefined && { url }) };
  const mocks = await Promise.all([mockSide(about, 'corrected'), mockSide(about, 'observed')]);
  const [corrected, observed] = mocks.map((mock) => (mock ? differencesBetween(mock.side, real.side) : []));
  const report = await judged(api, har, url);
  const accused = new Set(
    report.findings.filter(({ severity }) => severity !== 'skipped').map(({ clause }) => clause),
  );
  const notes = [
    ...real.notes,
    ...(mocks[0] ? [] : ['No record was seen, so the mock had nothing to answer with.']),
  ];
  const differences = [
    ...againstMock(api, corrected!, observed!, ({ clause }) => accused.has(clause)),
    ...verdictsOn(report).map(({ difference, always }) => accusation(api, difference, always)),
  ];
  const mock = mocks[0] ?? { side: real.side, seen: [] };
  return toDrift(
    api,
    ['the document and its mock', names?.[0] ?? 'the server'],
    [
      { ...mock, notes: [] },
      { ...real, notes },
    ],
    differences,
  );
}

/** What the mock answers to the same requests, with the records that were seen. Undefined where none were. */
async function mockSide(
  about: { api: Api; exchanges: Parameters<typeof seenInTraffic>[1]; url?: string },
  profile: Reading,
): Promise<Omit<Read, 'notes'> | undefined> {
  try {
    return await sideOfExchanges(about.api, await answersOf({ ...about, profile }), false);
  } catch (error) {
    if (error instanceof Problem && error.title === 'Nothing to import') return undefined;
    throw error;
  }
}

/** The API that is meant. */
export function driftApi({ api, har }: Pick<DriftOptions, 'api' | 'har'>): Api {
  if (api !== undefined) return typeof api === 'string' ? apisNamed(api)[0]! : api;
  const { exchanges } = readArchives(har);
  const counted = apisNamed().map(
    (each) => [each, exchanges.filter(({ request }) => isOf(each, request.url)).length] as const,
  );
  const [[found, count]] = counted.sort(([, a], [, b]) => b - a) as [[Api, number]];
  if (count > 0) return found;
  throw new Problem(400, 'Of no known API', {
    detail: `None of the ${exchanges.length} entries is a request of an API that Standin knows.`,
    hint: 'Name the API, or the file that describes it, with --api.',
  });
}

function isOf({ basePaths }: Api, { pathname }: URL): boolean {
  return basePaths.some((base) => `${pathname}/`.includes(`${base}/`));
}

function toDrift(
  { name }: Api,
  [before, after]: readonly [string, string],
  [first, second]: readonly [Read, Read],
  differences: Drift['differences'],
): Drift {
  return {
    api: name,
    before,
    after,
    version: packageVersion(),
    exchanges: [first.seen.length, second.seen.length],
    inCommon: inCommon(first.side, second.side),
    differences,
    notes: [...first.notes, ...second.notes],
  };
}
