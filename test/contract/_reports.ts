// Reports to be written down: one with a finding of every kind, and one whose texts a test chooses.
import type { ClauseVerdict, Finding, Report } from '../../src/contract/judge/finding.ts';

const document = 'copr-build-tasks.rst';

/** What a hostile or careless server may put into a response. */
export const nasty = `<script>alert("1")</script> & 'quoted' ]]> \u001b[31mred\u001b[0m \u0000\r\nzażółć 🎉 \ud800 %0A ::error::`;

const limit = { clause: 'copr/list/limit-default', says: 'Without a limit, a list holds 100 build tasks.' };

const findings: readonly Finding[] = [
  {
    severity: 'failed',
    ...limit,
    document,
    lines: [
      [50, 52],
      [60, 60],
    ],
    by: { layer: 'invariant', name: 'copr/limit-default' },
    pointer: '/build_tasks',
    expected: 'at most 100 build tasks',
    actual: '101 build tasks',
    times: 3,
    shown: {
      number: 7,
      curl: "curl -i -H 'authorization: (redacted)' 'http://127.0.0.1:4010/api_2/build_tasks?state=failed'",
      request: {
        method: 'GET',
        url: 'http://127.0.0.1:4010/api_2/build_tasks?state=failed',
        headers: { accept: 'application/json', authorization: '(redacted)' },
      },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { build_tasks: [{ state: 'failed', note: nasty }] },
      },
    },
  },
  {
    severity: 'failed',
    clause: 'copr/fields/state',
    says: 'state is one of seven words.',
    document,
    lines: [[29, 33]],
    by: { layer: 'schema', name: 'build-task' },
    pointer: '/state',
    expected: 'one of importing, pending, running, succeeded, failed, canceled, skipped',
    actual: nasty,
    times: 1,
    shown: {
      number: 9,
      curl: "curl -i -X POST --data-raw '{\"a\":1' 'http://127.0.0.1:4010/api_2/build_tasks/1'",
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:4010/api_2/build_tasks/1',
        headers: {},
        body: '{"a":1',
      },
      response: { status: 500, headers: {}, body: `${'x'.repeat(50_000)}the end` },
    },
  },
  {
    severity: 'erratum',
    clause: 'copr/list/path',
    says: 'The list is at builds_tasks.',
    document,
    lines: [[43, 43]],
    by: { layer: 'probe', name: 'copr/list-path' },
    expected: 'both paths answer',
    actual: 'builds_tasks is 404',
    times: 1,
    reading: { erratum: 'copr/list-path', follows: 'observed' },
  },
  {
    severity: 'extra',
    clause: 'copr/fields/table',
    says: 'A build task has seven members.',
    document,
    lines: [[20, 28]],
    by: { layer: 'schema', name: 'build-task' },
    pointer: '/source_type',
    expected: 'no other member',
    actual: 'a member source_type',
    times: 12,
  },
  {
    severity: 'skipped',
    clause: 'copr/detail/canceled',
    says: 'A canceled task says so.',
    document,
    lines: [[140, 141]],
    by: { layer: 'exchange', name: 'a canceled build task' },
    expected: 'a canceled build task to look at',
    actual: 'no state URL was given, and no canceled task was found',
    times: 0,
  },
];

const clauses: readonly ClauseVerdict[] = [
  verdict('copr/list/limit-default', limit.says, 'failed'),
  verdict('copr/fields/state', 'state is one of seven words.', 'failed'),
  verdict('copr/list/path', 'The list is at builds_tasks.', 'passed', { kind: 'erratum' }),
  verdict('copr/fields/table', 'A build task has seven members.', 'passed'),
  verdict('copr/detail/canceled', 'A canceled task says so.', 'skipped', { why: 'nothing canceled' }),
  verdict('copr/auth', 'Who may ask.', 'skipped', { why: 'the page does not say', kind: 'untestable' }),
  verdict('copr/intro', 'What a build task is.', 'passed', { kind: 'informative' }),
];

export const sample: Report = {
  api: 'copr',
  title: 'Fedora Copr API v2',
  document: {
    name: document,
    lines: 155,
    sha256: 'cff732ba21d40a14a2400f1c3a652d81d4b4442ccb14bfb2d84a28b950e2eedf',
  },
  target: 'http://127.0.0.1:4010',
  version: '0.1.0',
  began: '2026-01-31T12:00:00.000Z',
  tookMs: 3210,
  requests: 42,
  profile: ['corrected', 'observed'],
  layers: [
    { layer: 'exchange', judged: 0, failed: 0, skipped: 0, why: 'the Pact verifier is not installed' },
    { layer: 'schema', judged: 40, failed: 1, skipped: 0 },
    { layer: 'invariant', judged: 9, failed: 1, skipped: 1 },
    { layer: 'probe', judged: 3, failed: 0, skipped: 0 },
  ],
  clauses,
  findings,
  errata: [
    {
      erratum: 'copr/list-path',
      says: 'The heading spells the list builds_tasks.',
      readings: {
        corrected: 'Both paths answer.',
        observed: 'Only build_tasks answers; the other path is 404.',
      },
      follows: 'observed',
      acceptable: true,
    },
    {
      erratum: 'copr/detail-build-id',
      says: 'The detail example shows build_id 3985.',
      readings: { corrected: 'The id in the URL.', literal: "The project's id." },
      follows: 'neither',
      acceptable: false,
    },
    {
      erratum: 'copr/canceled',
      says: 'Whether a canceled task has an end.',
      readings: { corrected: 'It has.', literal: 'It has none.' },
      acceptable: true,
      why: 'no canceled task was found',
    },
  ],
  verdict: 'failed',
};

/** A report in which nothing was found; `tookMs` and all else as in the sample. */
export const clean: Report = {
  ...sample,
  layers: sample.layers.map((layer) => ({ ...layer, failed: 0, skipped: 0 })),
  clauses: clauses.map((clause) => ({ ...clause, verdict: 'passed' as const })),
  findings: [],
  errata: [],
  verdict: 'passed',
};

/** A report in which nothing could be judged. */
export const silent: Report = {
  ...sample,
  clauses: clauses.map(({ id, says }) => verdict(id, says, 'skipped', { why: 'nobody answered' })),
  findings: [],
  errata: [],
  verdict: 'skipped',
};

/** A report whose one violation says what is given, wherever a server's text may come to stand. */
export function saying(text: string): Report {
  const [violation] = findings;
  const { request } = violation!.shown!;
  const response = { status: 200, headers: { 'x-text': text }, body: text };
  const finding: Finding = {
    ...violation!,
    actual: text,
    shown: { number: 1, curl: text, request, response },
  };
  return { ...sample, findings: [finding] };
}

function verdict(
  id: string,
  says: string,
  verdict: ClauseVerdict['verdict'],
  rest: Partial<ClauseVerdict> = {},
): ClauseVerdict {
  const checks = verdict === 'skipped' ? 0 : 4;
  return { id, says, lines: [[1, 2]], kind: 'asserted', verdict, checks, ...rest };
}
