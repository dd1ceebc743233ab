// A document as one self-contained page: its lines, coloured by the kind of their clauses, with what cites them.
import type { Clause } from '../../core/api/documents.ts';
import { escapeHtml } from '../../core/values/html.ts';
import type { ApiCoverage } from './coverage.ts';
import type { DocumentCoverage, LineCoverage } from './document.ts';

export function coveragePage(coverage: ApiCoverage, { same, lines }: DocumentCoverage): string {
  const standing = new Map(coverage.clauses.map(({ clause, citations }) => [clause.id, citations]));
  const note = ({ id, says, why }: Clause) => {
    const cited = (standing.get(id) ?? []).map(({ by, where }) => `${by} ${where}`).join(', ');
    return `<p><b>${escapeHtml(id)}</b> ${escapeHtml(says)}<br><i>${escapeHtml(cited || why || 'not cited')}</i></p>`;
  };
  const row = (line: LineCoverage, index: number) => {
    const before = lines[index - 1];
    // A clause of several lines is shown once, beside the first.
    const begun = line.clauses.filter((clause) => !before?.clauses.includes(clause)).map(note);
    const left = line.leftOut !== undefined && line.leftOut !== before?.leftOut;
    const content = left ? [`<i>left out: ${escapeHtml(line.leftOut!)}</i>`] : begun;
    const classes = [classOf(line), line.changed ? 'changed' : ''].join(' ').trim();
    return `<tr class="${classes}" id="L${line.number}"><td>${line.number}<td><pre>${escapeHtml(line.text)}</pre><td>${content.join('')}`;
  };
  const counts = Object.entries(coverage.kinds).map(
    ([kind, count]) => `<span class="${kind}">${kind} ${count}</span>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escapeHtml(coverage.document.name)}: coverage</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff }
table { border-collapse: collapse; width: 100% } td { vertical-align: top; padding: 0 .6rem; border-left: 4px solid #fff }
pre { margin: 0; white-space: pre-wrap; font: 13px ui-monospace, monospace } td:first-child { color: #888; text-align: right }
p { margin: 0 0 .3rem; font-size: 12px; max-width: 34rem } td:last-child { width: 40% }
.asserted { background: #d9f2dc } .simulated { background: #dbe9fb } .erratum { background: #fde3c8 }
.informative { background: #efefef } .untestable { background: #eadcf5 } .left-out { color: #999 }
.orphan { background: #f8b4b4 } .changed td:nth-child(2) { outline: 2px solid #c00 } span { padding: .2rem .5rem; margin-right: .4rem }
</style>
<h1>${escapeHtml(coverage.document.name)}</h1>
<p>${counts.join('')}${same ? '' : ' <b>This text is not the one that the ledger was written for; changed lines are framed.</b>'}</p>
<table>${lines.map(row).join('\n')}</table>
</html>
`;
}

/** The strongest kind of a line's clauses gives its colour. */
function classOf({ clauses, leftOut, orphan }: LineCoverage): string {
  if (orphan) return 'orphan';
  const kinds = ['erratum', 'asserted', 'simulated', 'untestable', 'informative'];
  const kind = kinds.find((each) => clauses.some((clause) => clause.kind === each));
  return kind ?? (leftOut === undefined ? '' : 'left-out');
}
