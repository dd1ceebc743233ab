// A verification: look around, keep the exchanges of the contract, make the experiments, then judge all that was seen.
import type { Api } from '../core/api.ts';
import { createClock } from '../core/clock.ts';
import type { Reading } from '../core/errata.ts';
import type { Params } from '../core/law.ts';
import { Problem } from '../core/problem.ts';
import { redactHeaders } from '../core/redact.ts';
import { type Exchanged, exchange, type Listen, nothing } from './exchanges.ts';
import { experiment } from './experiments.ts';
import type { By, Report } from './finding.ts';
import { createGuide } from './guide.ts';
import { judge } from './judge.ts';
import { judgeExchanges } from './judge-exchanges.ts';
import type { OpenMock } from './laboratory.ts';
import { arrive, type Place, reach } from './place.ts';
import { createShowing } from './show.ts';
import type { PostState } from './stage.ts';
import type { Target } from './target.ts';
import { anyReading, createNotebook, type Notebook } from './trail.ts';
import type { Remark } from './verdict.ts';

export interface Settings {
  readonly target: Target;
  /** Which readings are acceptable. */
  readonly profile: readonly Reading[];
  /** Sent with every request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lets the caller in. A Standin is shown any word if there is none. */
  readonly token?: string;
  /** Lets us steer a Standin. */
  readonly adminToken?: string;
  readonly params: Params;
  readonly writes: boolean;
  /** Sets states in Pact's manner. */
  readonly setState?: PostState;
  /** How long to wait between two looks at a live build, and in all; in ms. */
  readonly pollMs: number;
  readonly forMs: number;
  /** Which clauses are of interest. */
  readonly wanted: (clause: string) => boolean;
  /** How long to wait until something answers, in ms. */
  readonly waitMs: number;
  readonly openMock: OpenMock;
  /** Opens the port of the relay through which Pact's verifier asks; without it that layer is left out. */
  readonly listen?: Listen;
  /** For the whole run of Pact's verifier, in ms. */
  readonly pactMs: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** What is being done, and how many requests were sent so far. */
export interface Progress {
  readonly doing: string;
  readonly requests: number;
}

const clock = createClock();

/** Verifies what answers at the target. A Problem (502) if nothing does, or if it stops to. */
export async function verifyTarget(api: Api, settings: Settings): Promise<Report> {
  await reach(api, settings);
  const began = clock.now();
  const notebook = createNotebook(api);
  const place = await arrive(api, settings, notebook);
  const skipped = new Map<By['layer'], string>();
  const remarks: Remark[] = [];
  const tell = (doing: string) => settings.onProgress?.({ doing, requests: notebook.seen.length });
  try {
    tell('looking around');
    await tourAsFarAsItGoes(
      () => api.laws.tour(guideThrough(api, settings, place, notebook, remarks)),
      notebook,
    );
    tell('holding the exchanges of the contract against it');
    const exchanged = await exchangeWith(api, settings, place, notebook);
    if (exchanged.skipped !== undefined) skipped.set('exchange', exchanged.skipped);
    tell('trying which readings it follows');
    const outcomes = await experiment(api, place.laboratory);
    return await judge(api, {
      seen: notebook.seen,
      outcomes,
      skipped,
      remarks,
      more: (verdict) => judgeExchanges(api, exchanged, notebook.seen, verdict),
      profile: settings.profile,
      wanted: settings.wanted,
      showing: createShowing(secretsOf(settings)),
      target: settings.target.url,
      began,
      tookMs: clock.now() - began,
    });
  } finally {
    // Who does not answer any more has nothing to give back.
    await Promise.allSettled(
      [place.stage, place.contractStage, place.laboratory].map((each) => each.leave()),
    );
  }
}

/** Who stops answering on the way is judged by what was seen; who never answered, not at all. */
async function tourAsFarAsItGoes(tour: () => Promise<void>, { seen }: Notebook): Promise<void> {
  try {
    await tour();
  } catch (error) {
    const stopped = error instanceof Problem && error.status === 502;
    if (!stopped || seen.every(({ reply }) => reply.status === 0)) throw error;
  }
}

async function exchangeWith(
  api: Api,
  { target, listen, pactMs, writes, ...settings }: Settings,
  { own, contractStage, credentials }: Place,
  notebook: Notebook,
): Promise<Exchanged> {
  if (!listen) return { ...nothing, skipped: 'It was not asked for.' };
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

function guideThrough(
  api: Api,
  settings: Settings,
  { own, stage, credentials }: Place,
  notebook: Notebook,
  remarks: Remark[],
) {
  return createGuide(api, {
    ...settings,
    stage,
    notebook,
    headers: { ...credentials, ...settings.headers },
    // In a world of its own nobody is disturbed.
    writes: settings.writes || own,
    may: anyReading,
    onForeignLink: (href, seen) =>
      remarks.push({
        severity: 'extra',
        clause: api.laws.order,
        by: { layer: 'law', name: `${api.name}/links` },
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
