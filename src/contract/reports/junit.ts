// JUnit XML, for the test panes of CI servers: a test case for each clause. JUnit has no standard; what is written here
// uses only what the common schemas share, so a reason is text within `skipped`.
import type { ClauseVerdict, Finding, Report } from '../judge/finding.ts';
import { visible } from './visible.ts';
import { changesOf, clausesOf, findingsOf, leftOutOf, textOf } from './words.ts';

export function junit(report: Report): string {
  const failed = findingsOf(report, 'failed');
  const clauses = clausesOf(report);
  const counts = attributes({
    name: `${report.title} at ${report.target}`,
    tests: clauses.length,
    failures: clauses.filter(isFailed).length,
    errors: 0,
    time: (report.tookMs / 1000).toFixed(3),
  });
  const suite = attributes({
    skipped: clauses.filter((clause) => skippedBecause(clause) !== undefined).length,
    // The Ant schema has no time zone and no fractions here.
    timestamp: new Date(report.began).toISOString().slice(0, 19),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites${counts}>
  <testsuite${counts}${suite}>
    <properties>
${propertiesOf(report).join('\n')}
    </properties>
${clauses.map((clause) => testCase(clause, report, failed)).join('\n')}
${sent(report)}  </testsuite>
</testsuites>
`;
}

/** What was left out, and what was sent that may have changed something, is output of the whole. */
function sent(report: Report): string {
  const lines = [...leftOutOf(report), ...changesOf(report)];
  return lines.length === 0 ? '' : `    <system-out>${escapeXml(lines.join('\n'))}</system-out>\n`;
}

function propertiesOf({ api, document, target, version, profile, verdict, errata }: Report): string[] {
  const properties = {
    api,
    document: document.name,
    'document sha256': document.sha256,
    target,
    'standin version': version,
    'acceptable readings': profile.join(', '),
    verdict,
    ...Object.fromEntries(errata.map(({ erratum, follows }) => [`reading ${erratum}`, follows ?? 'unknown'])),
  };
  return Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`);
}

function testCase(clause: ClauseVerdict, report: Report, failed: readonly Finding[]): string {
  // The time of a single clause is not known: most requests serve several.
  const about = { classname: report.document.name, name: `${clause.id} — ${clause.says}`, time: '0' };
  const own = (findings: readonly Finding[]) => findings.filter((finding) => finding.clause === clause.id);
  const parts = [outcomeOf(clause, own(failed)), asides(own(findingsOf(report, 'unusual')))].filter(Boolean);
  return parts.length === 0
    ? `    <testcase${attributes(about)}/>`
    : `    <testcase${attributes(about)}>\n${parts.map((part) => `      ${part}\n`).join('')}    </testcase>`;
}

/** JUnit has no element for findings that do not fail, so they become output of the test. */
function asides(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  return `<system-out>${escapeXml(findings.map((finding) => `unusual: ${textOf(finding)}`).join('\n\n'))}</system-out>`;
}

function outcomeOf(clause: ClauseVerdict, findings: readonly Finding[]): string {
  const skipped = skippedBecause(clause);
  if (skipped !== undefined) return `<skipped>${escapeXml(skipped)}</skipped>`;
  if (!isFailed(clause)) return '';
  const [first] = findings;
  const message = first ? `expected ${first.expected}, actual ${first.actual}` : (clause.why ?? 'failed');
  const text = findings.map(textOf).join('\n\n');
  return `<failure${attributes({ type: 'failed', message })}>${escapeXml(text)}</failure>`;
}

function isFailed({ verdict }: ClauseVerdict): boolean {
  return verdict === 'failed';
}

/** Why a clause has no outcome; undefined if it has one. */
function skippedBecause({ kind, verdict, why }: ClauseVerdict): string | undefined {
  if (verdict === 'failed') return undefined;
  if (kind === 'informative' || kind === 'untestable') return [kind, why].filter(Boolean).join(': ');
  return verdict === 'skipped' ? `skipped: ${why ?? 'no exchange shows it'}` : undefined;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');
}

/** A parser reads line feeds and tabs in an attribute as spaces. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

function escapeXml(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
