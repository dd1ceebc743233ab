// The report as one page for people: the verdict on top, then findings with their exchanges, clauses,
// readings. It has no scripts and loads nothing from the network.

import { escapeHtml } from '../../core/values/html.ts';
import { linesOf } from '../../core/values/lines.ts';
import type { ClauseVerdict, Finding, Followed, Layer, Report, Shown } from '../judge/finding.ts';
import { style } from './html-style.ts';
import { cut, visible } from './visible.ts';
import {
  clausesOf,
  factsOf,
  findingsOf,
  followedOf,
  leftOutOf,
  plural,
  requestLine,
  secondsOf,
  skippedBy,
  verdictLine,
  writesOf,
} from './words.ts';

/** How much of a body is shown, in characters. */
const most = 20_000;

export function html(report: Report): string {
  const { api, title, document, target, requests, began, version, profile } = report;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(`${api}: ${report.verdict}`)}</title>
<style>${style}</style>
<header class="${classOf(report.verdict)}">
<h1>${text(title)}</h1>
<p class="verdict">${text(verdictLine(report))}</p>
<dl>${pairs([
    ['target', target],
    ['document', `${document.name}, ${plural(document.lines, 'line')}, SHA-256 ${document.sha256}`],
    ['run', `${began}, ${plural(requests, 'request')} in ${secondsOf(report)}, Standin ${version}`],
    ['readings', `${profile.join(', ')} are acceptable`],
  ])}</dl>
</header>
<main>
<table class="layers"><tr><th>layer<th>judged<th>failed<th>skipped${report.layers.map(layerRow).join('')}</table>
${section(
  'Left out',
  leftOutOf(report).map((note) => `<p>${text(note)}</p>`),
)}
${section('Failed', findingsOf(report, 'failed').map(findingArticle))}
${section('Unusual', findingsOf(report, 'unusual').map(findingArticle))}
${section('Other readings', findingsOf(report, 'erratum').map(findingArticle))}
${section('Beyond the document', findingsOf(report, 'extra').map(findingArticle))}
${section('Skipped', [...skippedBy(report)].map(reasonParagraph))}
${section('Sent that may change something', writesOf(report).map(paragraph))}
${section('Left on the server', (report.left ?? []).map(paragraph))}
${table('Clauses', '<th>clause<th>lines<th>verdict<th>checks', clausesOf(report).map(clauseRow))}
${table('Readings that the server follows', '<th>erratum<th>follows<th>served', report.errata.map(readingRow))}
</main>
</html>
`;
}

function layerRow({ layer, judged, failed, skipped, why }: Layer): string {
  if (why !== undefined) return `\n<tr><td>${layer}<td colspan="3">skipped: ${text(why)}`;
  return `\n<tr><td>${layer}<td>${judged}<td${failed > 0 ? ' class="failed"' : ''}>${failed}<td>${skipped}`;
}

function findingArticle(finding: Finding): string {
  return `<article class="${classOf(finding.severity)}">
<h3>${text(finding.clause)}</h3>
<dl>${pairs(factsOf(finding))}</dl>
${finding.shown ? exchangeOf(finding.shown) : ''}
</article>`;
}

function exchangeOf(shown: Shown): string {
  const { number, request, response } = shown;
  return `<details><summary>exchange ${number}: ${text(requestLine(shown))}, status ${response.status}</summary>
<h4>request</h4>
<pre><code>${text(messageOf(requestLine(shown), request))}</code></pre>
<h4>response</h4>
<pre><code>${text(messageOf(String(response.status), response))}</code></pre>
</details>`;
}

/** A request or a response as it is usually written: a line, the headers, the body. */
function messageOf(line: string, { headers, body }: Pick<Shown['request'], 'headers' | 'body'>): string {
  const head = [line, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  if (body === undefined) return head.join('\n');
  const shown = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  return `${head.join('\n')}\n\n${cut(shown, most)}`;
}

function reasonParagraph([reason, clauses]: readonly [string, readonly string[]]): string {
  return `<p>${text(reason)}<br><small>${text(clauses.join(', '))}</small></p>`;
}

function paragraph(words: string): string {
  return `<p>${text(words)}</p>`;
}

function clauseRow({ id, says, lines, kind, verdict, checks, why }: ClauseVerdict): string {
  const reason = why === undefined ? '' : `<br><small>${text(why)}</small>`;
  return `<tr><td><b>${text(id)}</b> <small>${kind}</small><br>${text(says)}${reason}<td>${linesOf(lines)}<td class="${classOf(verdict)}">${verdict}<td>${checks}`;
}

function readingRow(followed: Followed): string {
  const { erratum, says, follows, acceptable } = followed;
  const mark = acceptable ? '' : ' class="failed"';
  return `<tr><td><b>${text(erratum)}</b><br>${text(says)}<td${mark}>${follows ?? 'unknown'}<td>${text(followedOf(followed))}`;
}

function table(title: string, head: string, rows: readonly string[]): string {
  return section(title, rows.length === 0 ? [] : [`<table><tr>${head}\n${rows.join('\n')}</table>`]);
}

function section(title: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<section><h2>${title}</h2>\n${parts.join('\n')}\n</section>`;
}

function pairs(facts: readonly (readonly [string, string])[]): string {
  return facts.map(([label, value]) => `<dt>${label}</dt><dd>${text(value)}</dd>`).join('\n');
}

function classOf(name: string): string {
  return name.replaceAll(' ', '-');
}

function text(from: string): string {
  return escapeHtml(visible(from));
}
