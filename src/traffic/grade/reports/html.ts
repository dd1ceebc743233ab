// The card as one page without scripts or outside resources: points, rules, and a drawing of each trial.

import { escapeLine } from '../../../core/values/html.ts';
import type { Card, RuleMarks } from '../card.ts';
import { spanOf } from '../drawing.ts';
import { pollsOf, type Run } from '../run.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid #8884}
.passed{color:#1a7f37}.failed{color:#cf222e}.skipped{opacity:.6}svg{width:100%;height:3rem}small{opacity:.7}`;

export function html(card: Card): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeLine(card.client)}: ${card.score} of 100</title><style>${style}</style>
<h1>${escapeLine(card.client)}: ${card.score} of 100 points</h1>
<p>Graded on ${escapeLine(card.api)} in ${card.runs.length} trials by Standin ${escapeLine(card.version)}.</p>
<table><thead><tr><th>Verdict</th><th>Rule</th><th>Points</th></tr></thead><tbody>
${card.rules.map(ruleRow).join('\n')}
</tbody></table>
<h2>Trials</h2>
${card.runs.map(trialPart).join('\n')}
</html>
`;
}

function ruleRow({ verdict, id, says, source, earned, points, marks }: RuleMarks): string {
  const failures = marks.filter((mark) => mark.verdict === 'failed');
  const list = failures.map(
    ({ trial, says: seen }) => `<li><b>${escapeLine(trial)}</b>: ${escapeLine(seen)}</li>`,
  );
  return `<tr><td class="${verdict}">${verdict}</td><td><b>${escapeLine(id)}</b> ${escapeLine(says)}<br><small>${escapeLine(source)}</small>${
    list.length > 0 ? `<ul>${list.join('')}</ul>` : ''
  }</td><td>${verdict === 'skipped' ? '' : `${Math.round(earned * 10) / 10} of ${points}`}</td></tr>`;
}

function trialPart(run: Run): string {
  const { from, length } = spanOf(run);
  const x = (at: number) => (1_000 * (at - from)) / length;
  const marks = pollsOf(run).map(
    ({ at, fault, state }) =>
      `<line x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="24" y2="44" stroke="${fault ? '#cf222e' : state ? '#1a7f37' : '#888'}" stroke-width="3"/>`,
  );
  const words = shownStates(run).map(
    ({ at, state }) =>
      `<text x="${x(at).toFixed(1)}" y="16" font-size="14" fill="currentColor">${escapeLine(state)}</text>`,
  );
  return `<h3>${escapeLine(run.trial)}</h3><p>${escapeLine(run.says)} The client ${escapeLine(run.ending.says)} after ${(run.ending.at / 1_000).toFixed(1)} s.</p>
<svg viewBox="0 0 1000 48" preserveAspectRatio="none" role="img" aria-label="${escapeLine(run.trial)}: ${pollsOf(run).length} polls">${marks.join('')}${words.join('')}</svg>`;
}

function shownStates(run: Run): { at: number; state: string }[] {
  const shown: { at: number; state: string }[] = [];
  for (const { at, state } of pollsOf(run))
    if (state !== undefined && state !== shown.at(-1)?.state) shown.push({ at, state });
  return shown;
}
