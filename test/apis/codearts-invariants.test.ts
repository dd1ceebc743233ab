// What verify says of servers that speak CodeArts: honest ones, and those that break a promise in ways of their own.
import { describe, expect, it } from 'vitest';
import type { BuildInfoRecord, BuildRecordList } from '../../schemas/codearts/types.ts';
import { readingNames } from '../../src/core/api/errata.ts';
import { createStandin, type StandinOptions } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { killsMutants } from '../_invariants.ts';
import { startOfTime } from '../_standin.ts';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;
type Page = BuildRecordList['result'];
type Change = (page: Page, url: URL, look: number) => void;

killsMutants('codearts');

const frozen = { apis: ['codearts'], clock: 'frozen', at: startOfTime } satisfies StandinOptions;
const job = '0123456789abcdef0123456789abcdef';

const violationsIn = ({ findings }: Awaited<ReturnType<typeof verify>>) =>
  findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');

/** A Standin that answers through somebody who changes the requests, the pages or the responses. */
function behind({
  send,
  tell,
  respond,
}: {
  send?: (url: URL, init: RequestInit) => void;
  tell?: Change;
  respond?: (response: Response, url: URL) => Response;
}): Fetch {
  const standin = createStandin(frozen);
  let looks = 0;
  return async (input, init = {}) => {
    const url = new URL(input);
    if (url.pathname.startsWith('/__standin')) return standin.fetch(input, init);
    const given = new URL(input);
    const sent = { ...init, headers: { ...(init.headers as Record<string, string>) } };
    send?.(url, sent);
    const response = await standin.fetch(url.href, sent);
    if (response.status !== 200 || !tell) return respond?.(response, given) ?? response;
    const body = (await response.json()) as BuildRecordList;
    tell(body.result, given, ++looks);
    return Response.json(body, { headers: { 'content-type': 'application/json' } });
  };
}

const eachBuild =
  (change: (build: BuildInfoRecord) => void): Change =>
  ({ job_build_states }) => {
    for (const build of job_build_states) change(build);
  };

const midnight = (url: URL, name: string) => {
  const time = url.searchParams.get(name);
  if (time && / \d\d:/.test(time)) url.searchParams.set(name, `${time.slice(0, 10)} 00:00:00`);
};

describe('a dishonest CodeArts is found out', () => {
  const dishonest: readonly [what: string, clause: string, server: () => Fetch][] = [
    [
      'takes times for days, from midnight',
      'request/start-time',
      () => behind({ send: (url) => midnight(url, 'start_time') }),
    ],
    [
      'takes times for days, up to midnight',
      'request/end-time',
      () => behind({ send: (url) => midnight(url, 'end_time') }),
    ],
    [
      'shows no more than 50 to a page',
      'request/page-size',
      () =>
        behind({
          send({ searchParams }) {
            if (Number(searchParams.get('page_size')) === 100) searchParams.set('page_size', '50');
          },
        }),
    ],
    [
      'does not tell capitals from small letters in a task',
      'request/job-id',
      () =>
        behind({
          send(url) {
            url.pathname = url.pathname.toLowerCase();
          },
        }),
    ],
    [
      'puts the longest build first',
      'result/job-build-states',
      () =>
        behind({
          tell: ({ job_build_states }) => void job_build_states.sort((a, b) => b.build_time - a.build_time),
        }),
    ],
    [
      'counts all builds of the task, whatever the window',
      'result/total-record',
      () =>
        behind({
          tell(page, url) {
            if (url.pathname.includes('48c66c60')) page.total_record = '44';
          },
        }),
    ],
    [
      'forgets who triggered a build when it ends',
      'record/executor',
      () =>
        behind({
          tell: eachBuild((build) => {
            if (build.state !== 'RUNNING') build.executor = 'system';
          }),
        }),
    ],
    [
      'never lists what was aborted',
      'purpose',
      () =>
        behind({
          tell(page) {
            const rest = page.job_build_states.filter(({ state }) => state !== 'ABORTED');
            if (rest.length > 0 || page.job_build_states.length === 0) return;
            Object.assign(page, { job_build_states: rest, total_record: '0', total_page: '0' });
          },
        }),
    ],
    [
      'has the address of the source for that of the commit',
      'record/commit-detail-url',
      () =>
        behind({
          tell: eachBuild((build) => Object.assign(build, { commit_detail_url: build.scm_web_url })),
        }),
    ],
    [
      'dates a build by its end',
      'record/start-time',
      () =>
        behind({
          tell: eachBuild((build) => {
            build.start_time += build.build_time;
          }),
        }),
    ],
    [
      'calls every mistake unprocessable',
      'status-400',
      () =>
        behind({
          respond: (response) =>
            response.status === 400
              ? new Response(response.body, { status: 422, headers: response.headers })
              : response,
        }),
    ],
    [
      'has a token of its own for who shows none',
      'request/token',
      () =>
        behind({
          send(_, init) {
            init.headers = { 'x-auth-token': 'guest', ...(init.headers as Record<string, string>) };
          },
        }),
    ],
    [
      'sends to another page whoever turns too far',
      'status-200',
      () =>
        behind({
          respond: (response, url) =>
            Number(url.searchParams.get('page_index')) > 4
              ? new Response(null, { status: 302, headers: { location: '/' } })
              : response,
        }),
    ],
  ];

  it.each(dishonest)('one that %s breaks %s', async (_, clause, server) => {
    const report = await verify({ api: 'codearts', fetch: server(), profile: 'corrected', pact: false });
    expect(violationsIn(report).map((finding) => finding.clause)).toContain(`codearts/${clause}`);
    // No sentence says how the list is ordered: only our model minds.
    expect(report.verdict).toBe(clause === 'result/job-build-states' ? 'passed' : 'failed');
  });
});

describe('an honest CodeArts is not accused', () => {
  it.each(readingNames)('one that reads its document as %s', async (profile) => {
    const standin = createStandin({ ...frozen, profile });
    const report = await verify({
      api: 'codearts',
      fetch: (input, init) => standin.fetch(input, init),
      profile,
    });
    expect(violationsIn(report)).toEqual([]);
    expect(report.verdict).toBe('passed');
    const unjudged = report.clauses.filter(
      ({ kind, verdict }) => kind !== 'untestable' && verdict === 'skipped',
    );
    // Nobody knows what is forbidden to whom, or how to make a service fail.
    expect(unjudged).toEqual([]);
  });

  it.each(readingNames)(
    'a service whose clock goes on and whose users go on building (%s)',
    async (profile) => {
      const standin = createStandin({ apis: ['codearts'], profile, clock: 'x600' });
      const build = () => standin.records.create({ api: 'codearts', attributes: { job_id: job } });
      for (let builds = 0; builds < 14; builds++) await build();
      let requests = 0;
      const fetch: Fetch = async (input, init) => {
        if (input.includes('/__standin')) return new Response(null, { status: 404 });
        if (++requests % 5 === 0) await build();
        return standin.fetch(input, init);
      };
      const report = await verify({
        api: 'codearts',
        fetch,
        profile,
        token: 'secret',
        params: { job_id: job },
        poll: 1,
        for: 30,
      });
      expect(violationsIn(report)).toEqual([]);
      expect(report.clauses.find(({ id }) => id === 'codearts/request/start-time')?.verdict).toBe('passed');
    },
  );
});
