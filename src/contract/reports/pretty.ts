// The report for people at a terminal: the target, the layers, every failure in full, then the
// rest in short, and the verdict last, where it is visible when the command ends.
import { styleText } from 'node:util';
import type { Finding, Layer, Report } from '../judge/finding.ts';
import type { ReporterOptions } from './reporter.ts';
import { cut, visible } from './visible.ts';
import {
  factsOf,
  findingsOf,
  followedOf,
  leftOutOf,
  plural,
  secondsOf,
  skippedBy,
  verdictLine,
  writesOf,
} from './words.ts';

const width = 100;
/** The longest text here, in characters; the other reports show more. */
const most = 600;

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const verdictStyles: Record<Report['verdict'], Style> = {
  passed: ['bold', 'green'],
  failed: ['bold', 'red'],
  skipped: ['bold', 'yellow'],
};

export function pretty(report: Report, { colour, undecided = false }: ReporterOptions): string {
  // The caller has decided about colour, independent of stdout.
  const paint: Paint = colour
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
  const sections = [
    head(report, paint),
    report.layers.map((layer) => layerLine(layer, paint)),
    section(
      'Left out',
      leftOutOf(report).flatMap((note) => wrapped(note, 4, 2)),
      paint,
    ),
    section('Failed', findingsInFull(report, 'failed', paint), paint),
    section('Unusual', findingsInFull(report, 'unusual', paint), paint),
    section('Readings that the server follows', readings(report, undecided, paint), paint),
    section('Beyond the document', extras(report), paint),
    section('Skipped', skipped(report), paint),
    section('Sent that may change something', listed(writesOf(report)), paint),
    section('Left on the server', listed(report.left ?? []), paint),
    wrapped(verdictLine(report)).map((line) => paint(verdictStyles[report.verdict], line)),
  ];
  return `\n${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')}`;
}

function head(report: Report, paint: Paint): string[] {
  const { api, title, document, target, requests, profile, version } = report;
  const what = wrapped(`${title}: ${document.name} (${plural(document.lines, 'line')})`, api.length + 2);
  const how = `${plural(requests, 'request')} in ${secondsOf(report)}, readings ${profile.join(', ')}, Standin ${version}`;
  return [
    `${paint('bold', visible(api))}  ${what.join('\n')}`,
    ...wrapped(target, 2, 2),
    ...wrapped(how, 2, 2).map((line) => paint('dim', line)),
  ];
}

function layerLine({ layer, judged, failed, skipped, why }: Layer, paint: Paint): string {
  const name = `  ${layer.padEnd(12)}`;
  if (why !== undefined) return `${name}skipped: ${wrapped(why, 23).join('\n')}`;
  const part = (count: number, what: string, style?: Style) => {
    const text = `${String(count).padStart(5)} ${what}`;
    return style && count > 0 ? paint(style, text) : text;
  };
  const parts = [part(judged, 'judged'), part(failed, 'failed', 'red'), part(skipped, 'skipped', 'yellow')];
  return `${name}${parts.join('  ')}`;
}

function findingsInFull(report: Report, severity: 'failed' | 'unusual', paint: Paint): string[] {
  const style: Style = severity === 'failed' ? ['bold', 'red'] : ['bold', 'yellow'];
  return findingsOf(report, severity).flatMap((finding, index) => [
    ...(index > 0 ? [''] : []),
    `  ${paint(style, visible(finding.clause))}`,
    ...inFull(finding, paint),
  ]);
}

function inFull(finding: Finding, paint: Paint): string[] {
  return factsOf(finding).flatMap(([label, text]) => {
    const [first = '', ...rest] = wrapped(cut(text, most), 14);
    return [`    ${paint('dim', label.padEnd(10))}${first}`, ...rest];
  });
}

/** One line each: an erratum's id, the reading, what is served under it. The undecided ones are counted in one line. */
function readings({ errata }: Report, undecided: boolean, paint: Paint): string[] {
  const shown = errata.filter(({ follows }) => undecided || follows !== undefined);
  const column = Math.max(0, ...shown.map(({ erratum }) => erratum.length)) + 2;
  const open = errata.length - shown.length;
  const rest = open === 0 ? [] : [`  ${open} more are undecided; --undecided lists them`];
  const lines = shown.map((each) => {
    const follows = (each.follows ?? 'unknown').padEnd(11);
    const room = Math.max(20, width - column - 13);
    return `  ${visible(each.erratum).padEnd(column)}${each.acceptable ? follows : paint('red', follows)}${inALine(followedOf(each), room)}`;
  });
  return [...lines, ...rest];
}

function extras(report: Report): string[] {
  return findingsOf(report, 'extra').flatMap(({ clause, actual, pointer, times }) => {
    const where = pointer ? ` at ${pointer}` : '';
    const more = times > 1 ? ` (${times} times)` : '';
    return wrapped(`${clause}${where}: ${cut(actual, 200)}${more}`, 4, 2);
  });
}

function skipped(report: Report): string[] {
  return [...skippedBy(report)].flatMap(([reason, clauses]) => [
    ...wrapped(`${cut(reason, 200)} (${plural(clauses.length, 'clause')})`, 4, 2),
    ...wrapped(clauses.join(', '), 4, 4),
  ]);
}

function listed(texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrapped(cut(text, most), 4, 2));
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}

function inALine(text: string, room: number): string {
  const line = inert(visible(text).replaceAll(/\s+/g, ' '));
  return line.length <= room ? line : `${line.slice(0, room - 1)}…`;
}

/** Text as lines of at most `width` columns. All are indented by `indent`, the first by `first`. */
function wrapped(text: string, indent = 0, first = 0): string[] {
  const room = width - indent;
  const lines = visible(text)
    .split('\n')
    .flatMap((line) => brokenAtSpaces(line, room));
  return lines.map((line, index) => ' '.repeat(index === 0 ? first : indent) + inert(line));
}

/**
 * CI systems parse their logs: text from a server must not act as a command (`::error::`, `##vso[`). A similar-looking
 * character replaces one, so that lines keep their length.
 */
function inert(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\ua789').replaceAll(/#(?=#\w*\[)/g, '\u266f');
}

/** Breaks at spaces, or in the middle of a word that is longer than the line. */
function brokenAtSpaces(line: string, room: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const end = space > room / 2 ? space : room;
    lines.push(rest.slice(0, end));
    rest = rest.slice(space > room / 2 ? end + 1 : end);
  }
  return [...lines, rest];
}
