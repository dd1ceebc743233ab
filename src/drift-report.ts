// Drift as a report of `verify`, so that the same reporters write it: a finding for each difference, a verdict for each clause.
import type { Finding, Report } from './contract/judge/finding.ts';
import type { Api } from './core/api/api.ts';
import { type Clause, documentsOf } from './core/api/documents.ts';
import { createClock } from './core/time/clock.ts';
import { toIso } from './core/time/duration.ts';
import type { Drift } from './drift.ts';
import type { Drifted } from './traffic/drift/difference.ts';

const clock = createClock();

export function toReport(api: Api, drift: Drift): Report {
  const { document, clauses } = documentsOf(api.name, api.folder).ledger;
  const findings = drift.differences
    .filter((each) => each.class !== 'volatile')
    .map((each) => findingOf(document.name, clauses, each));
  const failed = new Set(
    findings.filter(({ severity }) => severity === 'failed').map(({ clause }) => clause),
  );
  return {
    api: api.name,
    title: api.title,
    document: { name: document.name, lines: document.lines, sha256: document.sha256 },
    target: `${drift.before}, then ${drift.after}`,
    version: drift.version,
    began: toIso(clock.now()),
    tookMs: 0,
    requests: drift.exchanges[0] + drift.exchanges[1],
    profile: [],
    layers: [],
    clauses: clauses
      .filter(({ id }) => failed.has(id))
      .map(({ id, says, lines, kind }) => ({ id, says, lines, kind, verdict: 'failed', checks: 1 })),
    findings,
    errata: [],
    notes: drift.notes,
    verdict: drift.inCommon === 0 ? 'skipped' : failed.size > 0 ? 'failed' : 'passed',
  };
}

/** What is known already is told like another reading that a server follows. */
function findingOf(document: string, clauses: readonly Clause[], difference: Drifted): Finding {
  const { clause, known, operation, place, situation, before, after, times, draft } = difference;
  const cited = clauses.find(({ id }) => id === clause);
  return {
    severity: known ? 'erratum' : 'failed',
    clause,
    says: cited?.says ?? `${operation}: ${place}`,
    document: cited?.document ?? document,
    lines: cited?.lines ?? [],
    by: { layer: 'exchange', name: `${difference.class}: ${operation} (${situation})` },
    ...(place.startsWith('/') && { pointer: place }),
    expected: before,
    actual: `${after} at ${place}. Draft: ${JSON.stringify(draft)}`,
    times: times[1],
  };
}
