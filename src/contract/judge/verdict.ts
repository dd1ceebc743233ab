// Collects checks and turns them into findings: each about a clause, the same finding once. Successful checks are counted too.
import type { Api } from '../../core/api/api.ts';
import { type Clause, documentsOf } from '../../core/api/documents.ts';
import type { Erratum, Reading } from '../../core/api/errata.ts';
import { readingNames } from '../../core/api/errata.ts';
import type { May, Seen } from '../../core/invariants/invariant.ts';
import type { Showing } from '../verify/show.ts';
import type { By, ClauseVerdict, Finding, Layer, Severity } from './finding.ts';
import { shows, showsByReading } from './shows.ts';

/** One violation, or one thing that could not be judged. */
export interface Remark {
  readonly severity: Severity;
  readonly clause: string;
  readonly by: By;
  readonly expected: string;
  readonly actual: unknown;
  readonly seen?: Seen;
  readonly pointer?: string;
  readonly reading?: NonNullable<Finding['reading']>;
}

/** One check. `errata`: those whose other reading would make it right. `unusual`: only our model finds it strange. */
export interface Checked extends Omit<Remark, 'severity'> {
  readonly errata?: readonly string[];
  readonly unusual?: boolean;
}

export interface Verdict {
  check(right: boolean, checked: Checked): void;
  /** Counts one more success for clauses. `seen`: the exchange that shows it; without one a clause does not pass. */
  pass(by: By, clauses: readonly string[], seen: Seen | undefined): void;
  remark(remark: Remark): void;
  findings(): readonly Finding[];
  layer(layer: By['layer'], why?: string): Layer;
  clauses(): readonly ClauseVerdict[];
}

export function createVerdict(
  api: Api,
  { may, show, wanted }: { readonly may: May; readonly show: Showing; wanted(clause: string): boolean },
): Verdict {
  const { ledger } = documentsOf(api.name, api.folder);
  const clauses = new Map(ledger.clauses.map((clause) => [clause.id, clause]));
  const passed = new Map<string, { readonly times: number; readonly seen: Seen }>();
  const findings = new Map<string, Finding>();
  const judged = new Map<string, By>();
  const keyOf = ({ layer, name }: By) => `${layer} ${name}`;
  const clauseOf = (id: string): Clause => {
    const clause = clauses.get(id);
    if (!clause) throw new Error(`${api.name} has no clause '${id}'`);
    return clause;
  };

  const verdict: Verdict = {
    pass(by, ids, seen) {
      judged.set(keyOf(by), by);
      if (!seen) return;
      for (const id of ids.filter((each) => wanted(each) && shows(api, seen, each))) {
        const before = passed.get(id);
        passed.set(id, { times: (before?.times ?? 0) + 1, seen: before?.seen ?? seen });
      }
    },
    check(right, { errata = [], unusual = false, ...checked }) {
      const reading = right ? undefined : readingBehind(api.errata, errata, may);
      // A clause passes under another acceptable reading as well.
      const { seen, clause } = checked;
      if (right || (reading && seen && showsByReading(api, seen, clause)))
        verdict.pass(checked.by, [checked.clause], checked.seen);
      if (right) return;
      verdict.remark({
        ...checked,
        severity: reading ? 'erratum' : unusual ? 'unusual' : 'failed',
        ...(reading && { reading }),
      });
    },
    remark({ seen, actual, ...remark }) {
      if (!wanted(remark.clause)) return;
      if (remark.severity !== 'skipped') judged.set(keyOf(remark.by), remark.by);
      const { id, says, lines, document = ledger.document.name } = clauseOf(remark.clause);
      const place = remark.pointer?.replaceAll(/\/\d+(?=\/|$)/g, '/*') ?? '';
      const expected = remark.expected.replaceAll(/\d+/g, '#');
      const key = [remark.severity, id, keyOf(remark.by), place, seen?.operation, expected].join('\n');
      const before = findings.get(key);
      const times = remark.severity === 'skipped' ? 0 : 1;
      findings.set(
        key,
        before
          ? { ...before, times: before.times + times }
          : {
              ...remark,
              says,
              document,
              lines,
              actual: show.phrase(actual),
              times,
              ...(seen && { shown: show.exchange(seen) }),
            },
      );
    },
    findings: () => [...findings.values()],
    layer(layer, why) {
      const of = (severities: readonly Severity[]) =>
        new Set(
          [...findings.values()]
            .filter((f) => f.by.layer === layer && severities.includes(f.severity))
            .map((f) => f.by.name),
        );
      const unjudged = of(['skipped']);
      const names = [...judged.values()].filter((by) => by.layer === layer).map((by) => by.name);
      for (const name of names) unjudged.delete(name);
      return {
        layer,
        judged: names.length,
        failed: of(['failed']).size,
        skipped: unjudged.size,
        ...(why !== undefined && { why }),
      };
    },
    clauses: () =>
      ledger.clauses
        .filter(({ id }) => wanted(id))
        .map(({ id, says, lines, kind, why }) => {
          const found = [...findings.values()].filter((finding) => finding.clause === id);
          const right = passed.get(id);
          const timesOf = (severities: readonly Severity[]) =>
            found
              .filter((each) => severities.includes(each.severity))
              .reduce((sum, { times }) => sum + times, 0);
          const checks = (right?.times ?? 0) + timesOf(['failed', 'unusual']);
          const shown = right && show.exchange(right.seen);
          const failed = found.some(({ severity }) => severity === 'failed');
          const unjudged = found.find(({ severity }) => severity === 'skipped');
          const reason =
            why ??
            (kind === 'informative'
              ? 'It is an explanation, not a promise.'
              : (unjudged?.actual ?? 'No exchange shows it.'));
          const verdict = failed ? 'failed' : shown ? 'passed' : 'skipped';
          return {
            ...{ id, says, lines, kind, verdict, checks },
            ...(verdict === 'passed' && shown && { shownBy: { number: shown.number, curl: shown.curl } }),
            ...(verdict === 'skipped' && { why: reason }),
          };
        }),
  };
  return verdict;
}

/** The first other possible reading of the errata that would explain a difference. */
function readingBehind(
  ledger: readonly Erratum[],
  ids: readonly string[],
  may: May,
): { erratum: string; follows: Reading } | undefined {
  for (const id of ids) {
    const readings = ledger.find((erratum) => erratum.id === id)?.readings;
    if (!readings) throw new Error(`no erratum '${id}' in the ledger`);
    const follows = readingNames.find(
      (name) => name !== 'corrected' && readings[name] !== undefined && may(id, name),
    );
    if (follows) return { erratum: id, follows };
  }
  return undefined;
}
