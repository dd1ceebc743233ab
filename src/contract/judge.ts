// The judgement over all that was seen, wherever it came from: shapes, laws, readings, and what it comes to.
import type { Api } from '../core/api.ts';
import { documentsOf, packageVersion } from '../core/documents.ts';
import type { Reading } from '../core/errata.ts';
import type { Law, Seen, Trail } from '../core/law.ts';
import { toIso } from '../core/time.ts';
import type { Outcome } from './experiments.ts';
import type { By, Layer, Report } from './finding.ts';
import { judgeReadings, mayFollow } from './readings.ts';
import { judgeShapes } from './shapes.ts';
import type { Showing } from './show.ts';
import { temporalLaws } from './temporal.ts';
import { createTrail } from './trail.ts';
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
  given.more?.(verdict);
  await judgeShapes(api, seen, may, verdict);
  // What a request preferred to be answered with tells nothing of how things are.
  const trail = createTrail(
    api,
    seen.filter(({ request }) => request.headers.prefer === undefined),
    may,
  );
  for (const law of [...temporalLaws(api), ...api.laws.laws]) judgeLaw(law, trail, verdict);
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
      : clauses.some((clause) => clause.verdict === 'kept')
        ? 'conforms'
        : 'not judged',
  };
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
