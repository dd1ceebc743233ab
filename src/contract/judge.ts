// The judgement over all that was seen, wherever it came from: shapes, laws, readings, and what it comes to.
import type { Api } from '../core/api.ts';
import { documentsOf, packageVersion } from '../core/documents.ts';
import type { Reading } from '../core/errata.ts';
import type { Law, May, Seen, Trail } from '../core/law.ts';
import { toIso } from '../core/time.ts';
import type { Outcome } from './experiments.ts';
import type { By, Layer, Report } from './finding.ts';
import { judgeReadings, mayFollow } from './readings.ts';
import { judgeShapes } from './shapes.ts';
import type { Showing } from './show.ts';
import { isUnwilling } from './target.ts';
import { temporalLaws } from './temporal.ts';
import { createTrail, isTelling } from './trail.ts';
import { createVerdict, type Remark, type Verdict } from './verdict.ts';

export interface Case {
  readonly seen: readonly Seen[];
  readonly outcomes: readonly Outcome[];
  /** Why a layer was not looked at. */
  readonly skipped: ReadonlyMap<By['layer'], string>;
  /** Which readings are acceptable. */
  readonly profile: readonly Reading[];
  readonly wanted: (clause: string) => boolean;
  readonly showing: Showing;
  /** What was noticed on the way. */
  readonly remarks: readonly Remark[];
  /** Judges what other layers have brought. */
  readonly more?: (verdict: Verdict) => void;
  readonly target: string;
  readonly began: number;
  readonly tookMs: number;
}

const layers: readonly By['layer'][] = ['exchange', 'shape', 'law', 'experiment'];

export async function judge(api: Api, { seen, outcomes, profile, skipped, ...given }: Case): Promise<Report> {
  const may = mayFollow(api, profile, outcomes);
  const verdict = createVerdict(api, { may, show: given.showing, wanted: given.wanted });
  const closed = seen.length > 0 && seen.every(({ reply }) => isUnwilling(reply.status));
  if (closed) remarkClosed(api, seen, verdict);
  else await judgeSeen(api, seen, may, verdict, given.more);
  for (const remark of given.remarks) verdict.remark(remark);
  const errata = skipped.has('experiment') ? [] : judgeReadings(api, profile, outcomes, verdict);

  const { name, lines, sha256 } = documentsOf(api.name, api.folder).ledger.document;
  const clauses = verdict.clauses();
  const findings = verdict.findings();
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
    verdict: findings.some(({ severity }) => severity === 'violation')
      ? 'violates'
      : // Who answers nothing but refusals has shown nothing.
        seen.some((each) => isTelling(api, each)) && clauses.some((clause) => clause.verdict === 'kept')
        ? 'conforms'
        : 'not judged',
  };
}

/** Shapes and laws over what was seen, and what other layers have brought. */
async function judgeSeen(
  api: Api,
  seen: readonly Seen[],
  may: May,
  verdict: Verdict,
  more: Case['more'],
): Promise<void> {
  more?.(verdict);
  await judgeShapes(api, seen, may, verdict);
  const trail = createTrail(
    api,
    seen.filter((each) => isUnforced(api, each)),
    may,
  );
  for (const law of [...temporalLaws(api), ...api.laws.laws]) judgeLaw(law, trail, verdict);
}

/** Of a server that lets nobody in, only that can be said. */
function remarkClosed(api: Api, seen: readonly Seen[], verdict: Verdict): void {
  const statuses = [...new Set(seen.map(({ reply }) => reply.status))].join(' or ');
  verdict.remark({
    severity: 'not judged',
    clause: api.laws.order,
    by: { layer: 'law', name: `${api.name}/legal-order` },
    expected: 'an answer',
    actual: `The server answered ${statuses} to each of ${seen.length} requests.`,
  });
}

/**
 * Whether a reply tells how things are: not one that the request preferred, nor a refusal that no row of the API knows, such as
 * that of a gateway.
 */
function isUnforced({ operations }: Api, { operation, request, reply }: Seen): boolean {
  const { replies = {} } = operations.find(({ id }) => id === operation) ?? {};
  const isRefusal = reply.status === 0 || (!(reply.status in replies) && isUnwilling(reply.status));
  return request.headers.prefer === undefined && !isRefusal;
}

function judgeLaw(law: Law, trail: Trail, verdict: Verdict): void {
  const by = { layer: 'law', name: law.id } as const;
  let checks = 0;
  law.judge(trail, (right, { clause = law.clauses[0]!, ...check }) => {
    checks++;
    verdict.check(right, { by, clause, ...check });
  });
  if (checks > 0) return;
  const actual = 'Nothing that was seen shows it.';
  verdict.remark({ severity: 'not judged', clause: law.clauses[0]!, by, expected: law.says, actual });
}
