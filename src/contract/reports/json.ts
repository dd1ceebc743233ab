// The report itself as JSON, for programs. Its keys always have the same order.
import { unturned } from '../../core/values/visible.ts';
import type { Report } from '../judge/finding.ts';

/** The order of members of a report and its parts; unlisted ones come last. */
const order = [
  ...['api', 'title', 'document', 'target', 'version', 'began', 'tookMs', 'requests', 'profile', 'verdict'],
  ...['layers', 'layer', 'judged', 'failed', 'skipped'],
  ...['severity', 'clause', 'id', 'erratum', 'name', 'says', 'lines', 'sha256', 'kind', 'checks', 'by'],
  ...['pointer', 'expected', 'actual', 'times', 'reading', 'readings', 'literal', 'corrected', 'observed'],
  ...[
    'follows',
    'acceptable',
    'why',
    'shown',
    'shownBy',
    'number',
    'curl',
    'request',
    'response',
    'method',
    'url',
    'status',
  ],
  ...['headers', 'body', 'path', 'clauses', 'findings', 'errata', 'writes', 'left'],
];
const rank = new Map(order.map((name, index) => [name, index]));
/** Content of requests and responses keeps its order. */
const asItCame = new Set(['headers', 'body']);

export function json(report: Report): string {
  return `${unturned(JSON.stringify(inOrder(report), null, 2))}\n`;
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rankOf(a) - rankOf(b))
      .map(([name, member]) => [name, asItCame.has(name) ? member : inOrder(member)]),
  );
}

function rankOf(name: string): number {
  return rank.get(name) ?? order.length;
}
