// SARIF 2.1.0, for code scanning: a rule for each clause, and a result for each finding at its lines of the document.
// Skipped clauses are not results, because a viewer would show them among the problems: they are notifications of the run.
import { createHash } from 'node:crypto';
import { unturned } from '../../core/values/visible.ts';
import type { Finding, Report } from '../judge/finding.ts';
import { changesOf, clausesOf, factsOf, leftOutOf, skippedBy, textOf } from './words.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function sarif(report: Report): string {
  return `${unturned(JSON.stringify({ $schema: schema, version: '2.1.0', runs: [runOf(report)] }, null, 2))}\n`;
}

function runOf(report: Report) {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = report.findings.filter(({ severity }) => severity !== 'skipped');
  return {
    tool: {
      driver: {
        name: 'standin',
        version: report.version,
        rules,
      },
    },
    // All but the last part names what is analysed; the last names this run of it.
    automationDetails: { id: `standin/verify/${report.api}/${report.began}` },
    artifacts: [{ location: artifact(report.document.name), hashes: { 'sha-256': report.document.sha256 } }],
    invocations: [invocationOf(report)],
    columnKind: 'utf16CodeUnits',
    results: results.map((finding) => resultOf(finding, indexes.get(finding.clause)!)),
    properties: {
      api: report.api,
      target: report.target,
      verdict: report.verdict,
      readings: Object.fromEntries(
        report.errata.map(({ erratum, follows }) => [erratum, follows ?? 'unknown']),
      ),
    },
  };
}

/** A rule for each clause, and for each that only a finding names. */
function rulesOf(report: Report) {
  const known = clausesOf(report).map(({ id, says, kind, verdict }) => ({
    ...ruleOf(id, says),
    properties: { kind, verdict },
  }));
  const ids = new Set(known.map(({ id }) => id));
  const others = new Map(
    report.findings
      .filter(({ clause }) => !ids.has(clause))
      .map(({ clause, says }) => [clause, ruleOf(clause, says)]),
  );
  return [...known, ...others.values()];
}

function ruleOf(id: string, says: string) {
  return { id, shortDescription: message(says) };
}

function invocationOf(report: Report) {
  return {
    executionSuccessful: report.verdict !== 'skipped',
    startTimeUtc: new Date(report.began).toISOString(),
    endTimeUtc: new Date(Date.parse(report.began) + report.tookMs).toISOString(),
    toolExecutionNotifications: [
      ...leftOutOf(report).map((note) => ({ level: 'warning', message: message(note) })),
      ...[
        ...[...skippedBy(report)].map(([reason, clauses]) => `skipped (${clauses.join(', ')}): ${reason}`),
        ...changesOf(report),
      ].map((text) => ({ level: 'note', message: message(text) })),
    ],
  };
}

const levels = {
  failed: 'error',
  unusual: 'warning',
  erratum: 'note',
  extra: 'note',
  skipped: 'none',
} as const;

function resultOf(finding: Finding, ruleIndex: number) {
  const [first, ...others] = finding.lines.map((range) => locationOf(finding.document, range));
  return {
    ruleId: finding.clause,
    ruleIndex,
    level: levels[finding.severity],
    message: message(textOf(finding)),
    locations: [first ?? { physicalLocation: { artifactLocation: artifact(finding.document) } }],
    ...(others.length > 0 && {
      relatedLocations: others.map((location, index) => ({ id: index + 1, ...location })),
    }),
    ...(finding.times > 0 && { occurrenceCount: finding.times }),
    partialFingerprints: { 'standinFinding/v1': fingerprintOf(finding) },
    // The unescaped text, if the message had to be escaped.
    properties: {
      severity: finding.severity,
      ...Object.fromEntries(factsOf(finding).filter(([label]) => label !== '')),
    },
  };
}

function locationOf(document: string, [startLine, endLine]: Finding['lines'][number]) {
  return { physicalLocation: { artifactLocation: artifact(document), region: { startLine, endLine } } };
}

function artifact(document: string) {
  return { uri: document.split('/').map(encodeURIComponent).join('/') };
}

/** The same for the same finding in another run: without ids, instants and places in a list. */
function fingerprintOf({ severity, clause, by, pointer = '' }: Finding): string {
  const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  return createHash('sha256')
    .update(JSON.stringify([severity, clause, by.layer, by.name, place]))
    .digest('hex');
}

/** Escapes text for a message: braces would be placeholders, and brackets before a parenthesis a link. */
function message(text: string) {
  return { text: text.replaceAll(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}
