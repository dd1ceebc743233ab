// A verification: explore, run the exchanges of the contract, send the probes, then judge the whole trace.
import type { Api } from '../../core/api/api.ts';
import { createClock } from '../../core/time/clock.ts';
import { Problem } from '../../core/values/problem.ts';
import { redactHeaders, redactUrl } from '../../core/worlds/redact.ts';
import type { By, Report, Written } from '../judge/finding.ts';
import { judge } from '../judge/judge.ts';
import { judgeExchanges } from '../judge/judge-exchanges.ts';
import { anyReading, createNotebook, isTelling, type Notebook } from '../judge/trace.ts';
import type { Remark } from '../judge/verdict.ts';
import { probe } from '../probes/probes.ts';
import { decideBySigns } from '../probes/signs.ts';
import { type Exchanged, exchange, nothing } from './exchanges.ts';
import { createExplorer } from './explorer.ts';
import { createMadeBook, type MadeBook } from './made.ts';
import { arrive, meansOf, type Place, reach } from './place.ts';
import type { Settings } from './settings.ts';
import { createShowing, type Showing } from './show.ts';
import { listingWrites } from './writes.ts';

const clock = createClock();

/** A server that answers every request alike, or with nothing of the API, follows no reading of it. */
const nothingShown = 'No response of the server had anything of this API.';

/** Verifies the server at the target. A Problem (502) if it does not answer at all. */
export async function verifyTarget(api: Api, given: Settings): Promise<Report> {
  await reach(api, given);
  const began = clock.now();
  const notebook = createNotebook(api);
  const { target, writes } = listingWrites(given.target);
  const settings = { ...given, target };
  const madeBook = createMadeBook();
  const place = await arrive(api, settings, notebook, madeBook);
  // In a world of its own nothing has to be taken back: the world goes.
  const cleanUp = once(async () => (place.own ? [] : madeBook.takeBack()));
  const skipped = new Map<By['layer'], string>();
  const remarks: Remark[] = [];
  const tell = (doing: string) => settings.onProgress?.({ doing, requests: notebook.seen.length });
  try {
    tell('exploring');
    const ended = await exploreAsFarAsItGoes(
      () => api.invariants.explore(explorerOf(api, settings, place, { notebook, remarks, madeBook })),
      notebook,
    );
    if (ended !== undefined) remarks.push(endedEarly(api, ended));
    tell('running the exchanges of the contract');
    const exchanged = await exchangeWith(api, settings, place, notebook);
    if (exchanged.skipped !== undefined) skipped.set('exchange', exchanged.skipped);
    tell('probing which readings it follows');
    const answered = await probe(api, place.probeHost);
    tell('taking back what was made');
    const left = await cleanUp();
    const showing = createShowing(secretsOf(settings));
    const outcomes = notebook.seen.some((each) => isTelling(api, each))
      ? await decideBySigns(api, [...notebook.seen, ...place.probed], answered, place.probeHost.sendToMock)
      : answered.map(({ erratum }) => ({ erratum, why: nothingShown }));
    return await judge(api, {
      seen: notebook.seen,
      outcomes,
      skipped,
      remarks,
      more: (verdict) => judgeExchanges(api, exchanged, notebook.seen, verdict),
      profile: settings.profile,
      means: meansOf(settings, place),
      wanted: settings.wanted,
      showing,
      ...(!place.own && {
        params: settings.params,
        writes: toShown(writes, showing),
        left: left.map(showing.phrase),
      }),
      target: settings.target.url,
      began,
      tookMs: clock.now() - began,
    });
  } finally {
    // Also after an error: what was made is taken back, and a server that does not answer any more has nothing to give back.
    await cleanUp().catch(() => []);
    await Promise.allSettled([place.stage, place.contractStage, place.probeHost].map((each) => each.leave()));
  }
}

/**
 * A server that stops answering is judged by what was seen; one that never answered, not at all. The exploration may
 * throw on a body that is not as promised; then it starts again, and ignores such bodies.
 */
async function exploreAsFarAsItGoes(
  explore: () => Promise<void>,
  notebook: Notebook,
): Promise<string | undefined> {
  for (const strict of [false, true]) {
    if (strict) notebook.beStrict();
    try {
      await explore();
      return undefined;
    } catch (error) {
      const { seen } = notebook;
      if (error instanceof Problem) {
        if (error.status === 502 && seen.some(({ response }) => response.status !== 0)) return undefined;
        throw error;
      }
      if (seen.every(({ faults }) => faults.length === 0)) throw error;
      if (strict) return `The exploration ended early: ${(error as Error).message}`;
    }
  }
  return undefined;
}

/** What is written down on the way. */
interface Books {
  readonly notebook: Notebook;
  readonly remarks: Remark[];
  readonly madeBook: MadeBook;
}

/** The same promise, however often it is asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function toShown(writes: readonly Written[], { phrase }: Showing): readonly Written[] {
  return writes.map((each) => ({ ...each, path: phrase(redactUrl(each.path)) }));
}

function endedEarly(api: Api, actual: string): Remark {
  const by = { layer: 'invariant', name: `${api.name}/exploration` } as const;
  const expected = 'bodies in which records can be found';
  return { severity: 'skipped', clause: api.invariants.order, by, expected, actual };
}

async function exchangeWith(
  api: Api,
  { target, listen, pactMs, writes, ...settings }: Settings,
  { own, contractStage, credentials }: Place,
  notebook: Notebook,
): Promise<Exchanged> {
  if (!listen) return { ...nothing, skipped: 'It was not requested.' };
  return exchange(api, {
    target,
    stage: contractStage,
    notebook,
    listen,
    writes: writes || own,
    headers: { ...credentials, ...settings.headers },
    timeoutMs: pactMs,
  });
}

function explorerOf(
  api: Api,
  settings: Settings,
  { own, stage, credentials, writeHeaders }: Place,
  { notebook, remarks, madeBook }: Books,
) {
  return createExplorer(api, {
    ...settings,
    stage,
    notebook,
    madeBook,
    ownWorld: own,
    writeHeaders,
    headers: { ...credentials, ...settings.headers },
    // In a world of its own it disturbs no one.
    writes: settings.writes || own,
    may: anyReading,
    onOmitted: (clause, actual) =>
      remarks.push({
        severity: 'skipped',
        clause,
        by: { layer: 'invariant', name: `${api.name}/writes` },
        expected: 'something of our own to change',
        actual,
      }),
    onForeignLink: (href, seen) =>
      remarks.push({
        severity: 'extra',
        clause: api.invariants.order,
        by: { layer: 'invariant', name: `${api.name}/links` },
        expected: 'a link below the base URL',
        actual: `${href}, which was not followed`,
        ...(seen && { seen }),
      }),
  });
}

function secretsOf({ token, adminToken, headers }: Settings): readonly string[] {
  const shown = redactHeaders(Object.fromEntries(new Headers(headers)));
  const hidden = Object.entries(headers).filter(([name, value]) => shown[name] !== value);
  const tokens = [token, adminToken].filter((each) => each !== undefined);
  return [...tokens, ...hidden.map(([, value]) => value)];
}
