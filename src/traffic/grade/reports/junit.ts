// The card as JUnit XML: a suite for each rule, a case for each trial.

import { escapeLine } from '../../../core/values/html.ts';
import type { Card } from '../card.ts';

export function junit(card: Card): string {
  const suites = card.rules.map(({ id, says, source, marks }) => {
    const cases = marks.map(({ trial, verdict, says: seen }) => {
      const open = `    <testcase classname="${escapeLine(`${card.api}.${id}`)}" name="${escapeLine(trial)}"`;
      if (verdict === 'passed') return `${open}/>`;
      if (verdict === 'skipped') return `${open}><skipped message="${escapeLine(seen)}"/></testcase>`;
      return `${open}><failure message="${escapeLine(seen)}">${escapeLine(`${says} ${source}`)}</failure></testcase>`;
    });
    const count = (wanted: string) => marks.filter(({ verdict }) => verdict === wanted).length;
    return `  <testsuite name="${escapeLine(id)}" tests="${marks.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}">\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeLine(card.client)}">\n${suites.join('\n')}\n</testsuites>\n`;
}
