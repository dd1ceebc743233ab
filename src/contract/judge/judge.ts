// Judges a trace from any source: schemas, invariants, readings, and the verdicts.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, packageVersion } from '../../core/api/documents.ts';
import { type Reading, readingNames } from '../../core/api/errata.ts';
import type { May, Params, Seen } from '../../core/invariants/invariant.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import { toIso } from '../../core/time/duration.ts';
import type { Outcome } from '../probes/probes.ts';
import type { Showing } from '../verify/show.ts';
import { canBeJudged } from './demand.ts';
import type { By, ClauseVerdict, Layer, Report } from './finding.ts';
import { judgeInvariants } from './invariants/over-trace.ts';
import { judgeReadings, mayFollow } from './readings.ts';
import { type Means, omitted, remedyFor, type Shown } from './remedy.ts';
import { judgeSchemas } from './schemas.ts';
import { createTrace, isTelling } from './trace.ts';
import { createVerdict, type Remark, type Verdict } from './verdict.ts';

export interface Case {
  readonly seen: readonly Seen[];
  readonly outcomes: readonly Outcome[];
  /** Why a layer was skipped. */
  readonly skipped: ReadonlyMap<By['layer'], string>;
  /** Which readings are acceptable. */
  readonly profile: readonly Reading[];
  readonly wanted: (clause: string) => boolean;
  readonly showing: Showing;
  /** What the user says of a server that is no Standin. */
  readonly params?: Params;
  /** Remarks on the way. */
  readonly remarks: readonly Remark[];
  /** Judges the results of other layers. */
  readonly more?: (verdict: Verdict) => void;
  readonly target: string;
  readonly notes?: readonly string[];
  /** What the verification had; tells of skipped clauses what would let them be judged. */
  readonly means: Omit<Means, 'anyReading'>;
  /** What was sent that may have changed something, and what is left of it. */
  readonly writes?: Report['writes'];
  readonly left?: Report['left'];
  readonly began: number;
  readonly tookMs: number;
}

const layers: readonly By['layer'][] = ['exchange', 'schema', 'invariant', 'probe'];

export async function judge(api: Api, { seen, outcomes, profile, skipped, ...given }: Case): Promise<Report> {
  const may = mayFollow(api, profile, outcomes);
  const verdict = createVerdict(api, { may, show: given.showing, wanted: given.wanted });
  const closed =
    seen.length > 0 && seen.every((each) => !isTelling(api, each) && tellsNothing(each.response.status));
  if (closed) remarkClosed(api, seen, given.target, verdict);
  else await judgeSeen(api, seen, may, verdict, given);
  for (const remark of given.remarks) verdict.remark(remark);
  const errata = closed || skipped.has('probe') ? [] : judgeReadings(api, profile, outcomes, verdict);

  const { name, lines, sha256 } = documentsOf(api.name, api.folder).ledger.document;
  const means = { ...given.means, anyReading: readingNames.every((each) => profile.includes(each)) };
  const clauses = withRemedies(api, verdict.clauses(), means, shownIn(api, seen, may));
  const findings = verdict.findings();
  const notes = [...(given.notes ?? []), ...omitted(api, given.remarks, clauses)];
  return {
    api: api.name,
    title: api.title,
    document: { name, lines, sha256 },
    target: given.target,
    version: packageVersion(),
    began: toIso(given.began),
    tookMs: Math.round(given.tookMs),
    requests: seen.length,
    profile,
    layers: layers.map((layer): Layer => verdict.layer(layer, skipped.get(layer))),
    clauses,
    findings,
    errata,
    ...(given.writes && given.writes.length > 0 && { writes: given.writes }),
    ...(given.left && given.left.length > 0 && { left: given.left }),
    ...(notes.length > 0 && { notes }),
    verdict: findings.some(({ severity }) => severity === 'failed')
      ? 'failed'
      : // A server that only refuses has shown nothing.
        seen.some((each) => isTelling(api, each)) && clauses.some((clause) => clause.verdict === 'passed')
        ? 'passed'
        : 'skipped',
  };
}

/** Says of each skipped clause what would let it be judged. */
function withRemedies(
  api: Api,
  clauses: readonly ClauseVerdict[],
  means: Means,
  shown: Shown,
): readonly ClauseVerdict[] {
  return clauses.map((clause) =>
    clause.verdict === 'skipped' && canBeJudged(clause)
      ? { ...clause, why: `${clause.why} To have it judged: ${remedyFor(api, clause.id, means, shown)}.` }
      : clause,
  );
}

function shownIn(api: Api, seen: readonly Seen[], may: May): Shown {
  const states = createTrace(api, seen, may).observations.flatMap((each) =>
    each.states.length === 1 ? each.states : [],
  );
  return { anything: seen.some((each) => isTelling(api, each)), states: new Set(states) };
}

/** Judges schemas and invariants over the trace, together with the results of other layers. */
async function judgeSeen(
  api: Api,
  seen: readonly Seen[],
  may: May,
  verdict: Verdict,
  { more, params }: Pick<Case, 'more' | 'params'>,
): Promise<void> {
  more?.(verdict);
  await judgeSchemas(api, seen, may, verdict);
  const unforced = seen.filter((each) => isUnforced(api, each));
  judgeInvariants(api, unforced, (of) => createTrace(api, of, may, params), verdict);
}

/** Whether a server answers with this status when it lets the caller in nowhere, or when nothing of the API is there. */
function tellsNothing(status: number): boolean {
  return isUnwilling(status) || [404, 405, 410, 501].includes(status);
}

/** For a server that refuses everything, or has nothing there, the only finding is just that. */
function remarkClosed(api: Api, seen: readonly Seen[], target: string, verdict: Verdict): void {
  const statuses = [...new Set(seen.map(({ response }) => response.status))].join(' or ');
  verdict.remark({
    severity: 'skipped',
    clause: api.invariants.order,
    by: { layer: 'invariant', name: `${api.name}/legal-order` },
    expected: 'an answer',
    actual: `The server answered ${statuses} to each of ${seen.length} requests.${hintOfBase(api, seen, target)}`,
  });
}

/** If every response is a 404, the base URL is most likely wrong. */
function hintOfBase({ basePaths }: Api, seen: readonly Seen[], target: string): string {
  if (!seen.some(({ response }) => response.status === 404)) return '';
  const doubled = basePaths.find((path) => path !== '/' && target.endsWith(path.replace(/\/+$/, '')));
  if (doubled !== undefined)
    return ` The base URL should not end in ${doubled}: the paths of the requests already begin with it.`;
  return ` Is ${target} the right base URL? The paths of the requests begin with ${basePaths.join(' or ')}.`;
}

/**
 * Whether a response shows facts: not if the request chose it by `Prefer`, and not if it is a refusal that no operation of the API
 * declares, for example from a gateway.
 */
function isUnforced({ operations }: Api, { operation, request, response }: Seen): boolean {
  const { responses = {} } = operations.find(({ id }) => id === operation) ?? {};
  const isRefusal =
    response.status === 0 || (!(response.status in responses) && isUnwilling(response.status));
  return request.headers.prefer === undefined && !isRefusal;
}
