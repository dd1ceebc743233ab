// The matchers, once for every runner: a value against a schema, exchanges against a clause, in the words of verify.
import type { Finding, Report } from '../contract/judge/finding.ts';
import { judgeValue } from '../contract/judge/value.ts';
import { placeOf, textOf } from '../contract/reports/words.ts';
import { documentsOf } from '../core/api/documents.ts';
import { parseReading, type Reading, readingNames } from '../core/api/errata.ts';
import { Problem, unknownName } from '../core/values/problem.ts';
import { apisNamed } from '../standin.ts';
import { verifyHar } from '../verify.ts';
import { type Exchange, isExchange, isResponse, statusOf, textOfBody, toHar } from './traffic.ts';

/** The result of a matcher in Vitest, Jest and Playwright. */
export interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

export interface MatchOptions {
  /** Which readings are acceptable. Default: all three, as with `verify`. */
  readonly profile?: Reading | readonly Reading[];
}

/** What {@link toMatchClause} takes: a response, several in the order in which they came, or a report of `verify`. */
export type Judged = Exchange | readonly Exchange[] | Report;

/** Whether a value, or the body of a response, matches a schema such as `copr/build-task`. */
export async function toMatchSchema(
  received: unknown,
  schemaName: string,
  { profile }: MatchOptions = {},
): Promise<Matched> {
  checkName('schema', schemaName, 'copr/build-task');
  const [, apiName = '', name = ''] = /^([^/]*)\/?(.*)$/.exec(schemaName)!;
  const api = apisNamed(apiName)[0]!;
  const value = isResponse(received) ? parsed(await textOfBody(received)) : received;
  const findings = await judgeValue(api, name, value, readingsOf(profile));
  const broken = findings.filter(({ severity }) => severity === 'failed');
  return {
    pass: broken.length === 0,
    message: () =>
      broken.length > 0
        ? said(`This does not match ${schemaName}:`, broken)
        : `This matches ${schemaName}, but was expected not to.`,
  };
}

/**
 * Whether exchanges pass a clause such as `copr/detail/status-200`. An Error, with and without `not`, if they cannot show
 * it.
 */
export async function toMatchClause(
  received: Judged,
  clause: string,
  { profile }: MatchOptions = {},
): Promise<Matched> {
  checkName('clause', clause, 'copr/detail/status-200');
  checkJudged(received);
  const api = apisNamed(clause.split('/')[0]!)[0]!;
  const { clauses } = documentsOf(api.name, api.folder).ledger;
  const ids = clauses.map(({ id }) => id);
  if (!ids.includes(clause)) throw unknownName('clause', clause, ids);
  if (!isReport(received)) checkStatus([received].flat(), clause);
  const report = isReport(received)
    ? received
    : await verifyHar({ api, har: await toHar([received].flat()), profile: readingsOf(profile) });
  const found = report.clauses.find(({ id }) => id === clause);
  const broken = report.findings.filter((each) => each.clause === clause && each.severity === 'failed');
  if (!found || found.verdict === 'skipped') throw notShown(clause, report);
  const { name } = documentsOf(api.name, api.folder).ledger.document;
  return {
    pass: found.verdict === 'passed',
    message: () =>
      found.verdict === 'failed'
        ? said(`This fails ${clause}:`, broken)
        : `This passes ${clause}, but was expected to fail it.\nsays: ${found.says}\ndocument: ${placeOf({ document: name, lines: found.lines })}`,
  };
}

/** Both, as `expect.extend` takes them. */
export const matchers = { toMatchClause, toMatchSchema };

/** The matchers as members of `expect`. They return promises: await them. */
export interface StandinMatchers<R = Promise<void>> {
  /** Whether a response, several, or a report of `verify` passes a clause such as `copr/detail/status-200`. */
  toMatchClause(clause: string, options?: MatchOptions): R;
  /** Whether a value, or the body of a response, matches a schema such as `copr/build-task`. */
  toMatchSchema(schemaName: string, options?: MatchOptions): R;
}

/** A response with another status cannot show a clause on a status: the message names both. */
function checkStatus(exchanges: readonly Exchange[], clause: string): void {
  const expected = /\/status-(\d{3})$/.exec(clause)?.[1];
  const statuses = exchanges.map((exchange) =>
    statusOf('response' in exchange ? exchange.response : exchange),
  );
  if (expected === undefined || statuses.includes(Number(expected))) return;
  throw new Error(
    `Expected status ${expected}, received ${statuses.join(', ')}, which cannot show whether ${clause} passes.`,
  );
}

function notShown(clause: string, { clauses, findings }: Report): Error {
  const why =
    clauses.find(({ id }) => id === clause)?.why ??
    'The report is of another API, or the clause was left out.';
  const others = new Set(findings.filter(({ severity }) => severity === 'failed').map((each) => each.clause));
  const besides = others.size > 0 ? ` It fails ${[...others].join(', ')}.` : '';
  return new Error(`This cannot show whether ${clause} passes. ${why}${besides}`);
}

function checkName(what: string, given: unknown, example: string): void {
  if (typeof given === 'string') return;
  throw new Problem(400, `Bad ${what}`, {
    detail: `${shownOf(given)} is not a ${what}.`,
    given,
    hint: `Write it as text: '${example}'.`,
  });
}

function checkJudged(received: unknown): void {
  const all = [received].flat();
  const strange = all.find((each) => !isExchange(each) && !(all.length === 1 && isReport(each)));
  if (all.length > 0 && strange === undefined && !all.includes(undefined)) return;
  throw new Problem(400, 'Nothing to judge', {
    detail: `A clause is judged by exchanges, but ${all.length > 0 ? shownOf(strange) : 'an empty list'} is not one.`,
    given: strange,
    hint: 'Give a Response, several of them in a list, { request, response }, or a report of verify().',
  });
}

function shownOf(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  return (text ?? String(value)).slice(0, 80);
}

function said(summary: string, findings: readonly Finding[]): string {
  return [summary, ...findings.map(textOf)].join('\n\n');
}

function readingsOf(profile: MatchOptions['profile']): readonly Reading[] {
  return profile === undefined ? readingNames : [profile].flat().map(parseReading);
}

function isReport(received: unknown): received is Report {
  return typeof received === 'object' && received !== null && 'findings' in received && 'clauses' in received;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
