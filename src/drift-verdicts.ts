// What verify finds in one recording and not in another: a sentence of the document that a server keeps no more, or keeps now.
import type { Finding, Report } from './contract/judge/finding.ts';
import type { Difference } from './traffic/drift/difference.ts';

/** What failed on one side only, of the clauses that passed on the other. */
export function verdictsBetween(before: Report, after: Report): Difference[] {
  return [
    ...failuresIn(after, before).map((each) => toDifference(each, 'kept', actualOf(each))),
    ...failuresIn(before, after).map((each) => toDifference(each, actualOf(each), 'kept')),
  ];
}

/** What a server breaks, with whether it never did otherwise. */
export function verdictsOn(report: Report): { readonly difference: Difference; readonly always: boolean }[] {
  return report.findings
    .filter(({ severity }) => severity === 'failed')
    .map((finding) => {
      const { checks = 0 } = report.clauses.find(({ id }) => id === finding.clause) ?? {};
      return {
        difference: toDifference(finding, finding.expected, actualOf(finding)),
        always: finding.times >= checks,
      };
    });
}

function failuresIn(report: Report, other: Report): Finding[] {
  const passed = new Set(other.clauses.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id));
  return report.findings.filter(({ severity, clause }) => severity === 'failed' && passed.has(clause));
}

const actualOf = ({ actual }: Finding) => actual.slice(0, 300);

function toDifference(finding: Finding, before: string, after: string): Difference {
  const { by, clause, pointer, times } = finding;
  return {
    operation: by.name,
    situation: finding.says,
    place: pointer?.replaceAll(/\/\d+(?=\/|$)/g, '/*') || 'response',
    before,
    after,
    times: [times, times],
    clause,
    errata: [],
    optional: false,
  };
}
