// The card as JUnit XML: a suite for each rule, a case for each trial.
import type { Card } from '../card.ts';
import { escaped } from './text.ts';

export function junit(card: Card): string {
  const suites = card.rules.map(({ id, says, source, marks }) => {
    const cases = marks.map(({ trial, verdict, says: seen }) => {
      const open = `    <testcase classname="${escaped(`${card.api}.${id}`)}" name="${escaped(trial)}"`;
      if (verdict === 'passed') return `${open}/>`;
      if (verdict === 'skipped') return `${open}><skipped message="${escaped(seen)}"/></testcase>`;
      return `${open}><failure message="${escaped(seen)}">${escaped(`${says} ${source}`)}</failure></testcase>`;
    });
    const count = (wanted: string) => marks.filter(({ verdict }) => verdict === wanted).length;
    return `  <testsuite name="${escaped(id)}" tests="${marks.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}">\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(card.client)}">\n${suites.join('\n')}\n</testsuites>\n`;
}
