// The lies about CodeArts that neither its schemas nor its operations give.
import type { BuildInfoRecord, BuildRecordList } from '../../../schemas/codearts/types.ts';
import type { Api, Mutant } from '../../core/api/api.ts';
import type { OperationResponse, Refusal } from '../../core/api/operation.ts';
import { changeHandlers, changingBody, changingQuery } from '../../core/mutants/mutant.ts';
import { windowTooLong } from './auth.ts';
import { printedJob } from './exploration.ts';
import { lists } from './observations.ts';
import { chinaOffset, instantOf, wallClock } from './record.ts';

type Query = Record<string, string | number | undefined>;
type Page = BuildRecordList['result'];

const second = 1_000;
const day = 86_400_000;

/** A mutant that hears another query. */
function options(name: string, clause: string, says: string, change: (query: Query) => Query): Mutant {
  return changingQuery({ id: `codearts/list/${name}`, clause: `codearts/${clause}`, says }, lists, change);
}

/** A mutant that changes a page; what it shows and what it counts. */
function paging(
  name: string,
  clause: string,
  says: string,
  change: (page: Page, look: number) => Partial<Page>,
): Mutant {
  const about = { id: `codearts/${name}`, clause: `codearts/${clause}`, says };
  return changingBody<BuildRecordList>(about, lists, ({ result, ...rest }, look) => ({
    ...rest,
    result: { ...result, ...change(result, look) },
  }));
}

/** A mutant that changes each build; undefined leaves one as it is. `look` counts the responses, from 1. */
function telling(
  name: string,
  clause: string,
  says: string,
  change: (build: BuildInfoRecord, look: number, index: number) => Partial<BuildInfoRecord> | undefined,
): Mutant {
  return paging(name, clause, says, ({ job_build_states }, look) => ({
    job_build_states: job_build_states.map((build, index) => ({ ...build, ...change(build, look, index) })),
  }));
}

/** A mutant that changes what is true of a build for good whenever it looks. */
function wavering(
  member: keyof BuildInfoRecord,
  change: (build: BuildInfoRecord, look: number) => unknown,
): Mutant {
  const clause = `record/${member.replaceAll('_', '-')}`;
  const says = `${member} of a build is another whenever it is looked at.`;
  return telling(`wavers/${member}`, clause, says, (build, look) => ({ [member]: change(build, look) }));
}

function finished({ job_running_status }: BuildInfoRecord): boolean {
  return job_running_status === 'Finished';
}

const pageOfNothing: BuildRecordList = {
  result: { health_score: '0', page_index: '0', total_page: '0', total_record: '0', job_build_states: [] },
  error: null,
  status: 'success',
};

/** A mutant that refuses otherwise; undefined refuses as usual. */
function refusing(
  name: string,
  clause: string,
  says: string,
  say: (refusal: Refusal) => OperationResponse | undefined,
): Mutant {
  return {
    id: `codearts/refusal/${name}`,
    clause: `codearts/${clause}`,
    says,
    mutate: (api) => ({
      ...api,
      wire: { ...api.wire, refuse: (refusal, request) => say(refusal) ?? api.wire.refuse(refusal, request) },
    }),
  };
}

/** A mutant that takes anything for a parameter, and answers with nothing. */
function forgiving(parameter: string, rule: RegExp, clause: string): Mutant {
  const name = `${parameter}-${rule.source}`.replaceAll(/\W+/g, '-').replaceAll(/-$/g, '');
  const says = `Any ${parameter} will do (${rule.source}).`;
  return refusing(name, clause, says, (refusal) =>
    refusal.kind === 'invalid' && refusal.name === parameter && rule.test(refusal.rule)
      ? { status: 200, body: pageOfNothing }
      : undefined,
  );
}

/** A mutant that changes what an operation answers under a status. */
function answering(
  name: string,
  clause: string,
  says: string,
  status: number,
  change: (response: OperationResponse) => OperationResponse,
): Mutant {
  return mutating(`response/${name}`, clause, says, (api) =>
    changeHandlers(api, lists, async (request, honest) => {
      const response = await honest(request);
      return response.status === status ? change(response) : response;
    }),
  );
}

const notFound: OperationResponse = {
  status: 404,
  body: { error_code: 'CB.00031006', error_msg: 'The build task does not exist.' },
};

/** A mutant about the whole of the API. */
function mutating(name: string, clause: string, says: string, mutate: (api: Api) => Api): Mutant {
  return { id: `codearts/${name}`, clause: `codearts/${clause}`, says, mutate };
}

/** What a list was asked for. */
function queryOf({ query }: { query: unknown }): Query {
  return query as Query;
}

function moved(time: unknown, ms: number): string {
  return wallClock(instantOf(`${time}`, 0)! + ms, 0);
}

export const mutants: readonly Mutant[] = [
  options('start-ignored', 'request/start-time', 'A list begins with the first build of all.', (query) => ({
    ...query,
    start_time: '1971-01-01 00:00:00',
  })),
  options('end-ignored', 'request/end-time', 'A list ends with the last build of all.', (query) => ({
    ...query,
    end_time: '2100-01-01 00:00:00',
  })),
  options('start-left-out', 'request/start-time', 'The first second is not in the window.', (query) => ({
    ...query,
    start_time: moved(query.start_time, second),
  })),
  options('end-left-out', 'request/end-time', 'The last second is not in the window.', (query) => ({
    ...query,
    end_time: moved(query.end_time, -second),
  })),
  options('start-a-day-early', 'request/start-time', 'The window begins a day too early.', (query) => ({
    ...query,
    start_time: moved(query.start_time, -day),
  })),
  options('in-utc', 'request/time-format', 'The times of the query are read as UTC.', (query) => ({
    ...query,
    start_time: moved(query.start_time, chinaOffset),
    end_time: moved(query.end_time, chinaOffset),
  })),
  options('page-index-ignored', 'request/page-index', 'Every page is the first.', (query) => ({
    ...query,
    page_index: 0,
  })),
  options(
    'page-index-from-1',
    'request/page-index',
    'The first page is number 1, or 0.',
    ({ page_index = 0, ...query }) => ({
      ...query,
      page_index: Math.max(0, Number(page_index) - 1),
    }),
  ),
  options(
    'past-the-end',
    'request/page-index',
    'Past the end the first page is shown again.',
    ({ page_index = 0, ...query }) => ({
      ...query,
      page_index: Number(page_index) > 50 ? 0 : page_index,
    }),
  ),
  options(
    'page-size-ignored',
    'request/page-size',
    'Every page has 10 builds.',
    ({ page_size: _, ...query }) => query,
  ),
  options(
    'page-size-and-one',
    'request/page-size',
    'A page has one build more than asked for.',
    ({ page_size, ...query }) => ({
      ...query,
      ...(page_size !== undefined && { page_size: Number(page_size) + 1 }),
    }),
  ),
  options('page-size-20', 'request/page-size', 'A page has 20 builds unless asked otherwise.', (query) => ({
    page_size: 20,
    ...query,
  })),

  paging('list/one-missing', 'result/job-build-states', 'The first build of a page is missing.', (page) => ({
    job_build_states: page.job_build_states.slice(1),
  })),
  paging('list/one-twice', 'result/job-build-states', 'The last build of a page is there twice.', (page) => ({
    job_build_states: [...page.job_build_states, ...page.job_build_states.slice(-1)],
  })),
  paging(
    'list/oldest-first',
    'result/job-build-states',
    'The oldest build of a page comes first.',
    (page) => ({
      job_build_states: page.job_build_states.toReversed(),
    }),
  ),
  paging('list/none-under-way', 'purpose', 'Builds are listed once they have finished.', (page) => {
    const job_build_states = page.job_build_states.filter(finished);
    const gone = page.job_build_states.length - job_build_states.length;
    return gone === 0 ? {} : { job_build_states, total_record: `${Number(page.total_record) - gone}` };
  }),
  mutating(
    'list/failures-hidden',
    'purpose',
    'Builds that failed are listed with others, and not alone.',
    (api) =>
      changeHandlers(api, lists, async (request, honest) => {
        const response = await honest(request);
        if (response.status !== 200) return response;
        const { result, ...rest } = structuredClone(response.body) as BuildRecordList;
        const shown = result.job_build_states.filter(({ state }) => state !== 'FAILURE');
        const gone = result.job_build_states.length - shown.length;
        if (gone !== 1 || shown.length > 8) return response;
        const total = `${Number(result.total_record) - gone}`;
        return {
          ...response,
          body: { ...rest, result: { ...result, job_build_states: shown, total_record: total } },
        };
      }),
  ),
  mutating('list/one-for-all', 'purpose', 'Whatever task is asked for, the printed one is shown.', (api) =>
    changeHandlers(api, lists, async (request, honest) => {
      const response = await honest(request);
      const query = {
        ...queryOf(request),
        start_time: '2023-12-01 00:00:00',
        end_time: '2023-12-31 23:59:59',
      };
      return response.status === 200
        ? honest({ ...request, query, params: { job_id: printedJob } })
        : response;
    }),
  ),
  mutating(
    'list/last-second-cut',
    'request/end-time',
    'The last second counts only at its beginning.',
    (api) =>
      changeHandlers(api, lists, async (request, honest) => {
        const response = await honest(request);
        if (response.status !== 200) return response;
        const { result, ...rest } = structuredClone(response.body) as BuildRecordList;
        const last = instantOf(`${queryOf(request).end_time}`, chinaOffset)!;
        const shown = result.job_build_states.filter(({ start_time }) => start_time <= last);
        const total_record = `${Number(result.total_record) - result.job_build_states.length + shown.length}`;
        return {
          ...response,
          body: { ...rest, result: { ...result, total_record, job_build_states: shown } },
        };
      }),
  ),

  paging('counts/one-more', 'result/total-record', 'total_record is one too many.', ({ total_record }) => ({
    total_record: `${Number(total_record) + 1}`,
  })),
  paging('counts/of-the-page', 'result/total-record', 'total_record counts the page alone.', (page) => ({
    total_record: `${page.job_build_states.length}`,
  })),
  paging(
    'counts/pages-are-records',
    'result/total-page',
    'total_page counts records.',
    ({ total_record }) => ({
      total_page: total_record,
    }),
  ),
  paging(
    'counts/full-pages',
    'result/total-page',
    'total_page leaves out a page that is not full.',
    (page) => ({
      total_page: `${Math.max(0, Number(page.total_page) - 1)}`,
    }),
  ),
  paging(
    'counts/page-from-1',
    'result/page-index',
    'page_index is 1 on the first page.',
    ({ page_index }) => ({
      page_index: `${Number(page_index) + 1}`,
    }),
  ),
  paging('counts/page-always-0', 'result/page-index', 'page_index is 0 on every page.', () => ({
    page_index: '0',
  })),

  changingBody<BuildRecordList>(
    {
      id: 'codearts/response/error-text',
      clause: 'codearts/response/error',
      says: 'error is text though nothing went wrong.',
    },
    lists,
    (body) => ({ ...body, error: 'none' }),
  ),
  changingBody<BuildRecordList>(
    {
      id: 'codearts/response/status-fail',
      clause: 'codearts/response/status',
      says: 'status is fail though nothing went wrong.',
    },
    lists,
    (body) => ({ ...body, status: 'fail' }),
  ),

  telling('number/always-1', 'record/number', 'Every build is number 1.', () => ({ number: 1 })),
  telling('number/by-place', 'record/number', 'number counts the builds of the page.', (_, __, index) => ({
    number: index + 1,
  })),
  telling(
    'number/counts-down',
    'record/number',
    'The oldest build has the greatest number.',
    ({ number }) => ({
      number: 1_000 - number,
    }),
  ),
  telling(
    'number/by-look',
    'record/number',
    'number is greater whenever it is looked at.',
    ({ number }, look) => ({
      number: number + look,
    }),
  ),

  telling('time/start-in-s', 'record/start-time', 'start_time is in seconds.', ({ start_time }) => ({
    start_time: Math.floor(start_time / second),
  })),
  telling('time/in-s', 'record/build-time', 'build_time and cost_time are in seconds.', ({ build_time }) => ({
    build_time: Math.floor(build_time / second),
    cost_time: Math.floor(build_time / second),
  })),
  telling(
    'time/cost-is-more',
    'record/cost-time',
    'cost_time is a second more than build_time.',
    ({ build_time }) => ({
      cost_time: build_time + second,
    }),
  ),
  telling('time/goes-on', 'record/build-time', 'build_time grows when the build has ended.', (build, look) =>
    finished(build) ? { build_time: build.build_time + look, cost_time: build.cost_time + look } : undefined,
  ),

  telling(
    'state/never-finished',
    'record/job-running-status',
    'A build that has ended is still Running.',
    (build) => (finished(build) ? { job_running_status: 'Running' } : undefined),
  ),
  telling('state/success-at-once', 'record/state', 'A build under way is a SUCCESS already.', (build) =>
    finished(build) ? undefined : { state: 'SUCCESS' },
  ),
  telling('state/no-result', 'record/state', 'A build that has ended has no result.', (build) =>
    finished(build) ? { state: 'RUNNING' } : undefined,
  ),
  telling('state/failures-hidden', 'record/state', 'What failed is shown as a SUCCESS.', ({ state }) =>
    state === 'FAILURE' ? { state: 'SUCCESS' } : undefined,
  ),
  telling('state/never-queued', 'record/job-running-status', 'What waits is shown as Running.', (build) =>
    build.job_running_status === 'InQueue' ? { job_running_status: 'Running' } : undefined,
  ),

  telling(
    'day/in-utc',
    'record/daily-build-number',
    'The day of daily_build_number is that of UTC.',
    (build) => ({
      daily_build_number: `${wallClock(build.start_time, 0).slice(0, 10).replaceAll('-', '')}.${build.number}`,
    }),
  ),
  telling(
    'day/counts-on',
    'record/daily-build-number',
    'The counter of the day does not begin anew.',
    (build) => ({
      daily_build_number: `${build.daily_build_number.split('.')[0]}.${build.number}`,
    }),
  ),
  telling(
    'day/counts-from-0',
    'record/daily-build-number',
    'The counter of the day begins with 0.',
    (build) => ({
      daily_build_number: build.daily_build_number.replace(/\d+$/, (count) => `${Number(count) - 1}`),
    }),
  ),
  telling('day/always-1', 'record/daily-build-number', 'Every build is the first of its day.', (build) => ({
    daily_build_number: build.daily_build_number.replace(/\d+$/, '1'),
  })),

  telling('commit/another', 'commit/commit-id', 'commit_info is of another commit.', ({ commit_info }) => ({
    commit_info: { ...commit_info, commit_id: '0'.repeat(40) },
  })),
  telling(
    'commit/date-wavers',
    'commit/created-at',
    'The commit is made anew whenever it is looked at.',
    (build, look) => ({
      commit_info: { ...build.commit_info, created_at: `2023-11-21T01:48:${10 + (look % 50)}.000+00:00` },
    }),
  ),
  telling(
    'commit/address-of-another',
    'record/commit-detail-url',
    'The address is of another commit.',
    (build) => ({
      commit_detail_url: build.commit_detail_url.replace(build.commit_id, '0'.repeat(40)),
    }),
  ),
  telling(
    'source/build-type-number',
    'record/build-type',
    'build_type is the number of the day.',
    (build) => ({
      build_type: build.daily_build_number,
    }),
  ),

  wavering('start_time', ({ start_time }, look) => start_time + look),
  wavering('user_id', (_, look) => look.toString(16).padStart(32, '0')),
  wavering('executor', (_, look) => `somebody-${look}`),
  wavering('nickname', (_, look) => `${look}`),
  wavering('daily_build_number', ({ daily_build_number }, look) => `${daily_build_number}${look}`),
  wavering('trigger_type', (_, look) => (look % 2 === 0 ? 'Manual' : 'Scheduled')),
  wavering('commit_id', (_, look) => look.toString(16).padStart(40, '0')),
  wavering('code_branch', (_, look) => `branch-${look}`),
  wavering('scm_type', (_, look) => (look % 2 === 0 ? 'github' : 'codehub')),
  wavering('scm_web_url', ({ scm_web_url }, look) => `${scm_web_url}/${look}`),
  wavering('build_type', (_, look) => (look % 2 === 0 ? 'tag' : 'branch')),

  telling(
    'example/build',
    'record/nickname',
    'The printed build is of somebody else.',
    ({ number, commit_id }) =>
      number === 44 && commit_id.startsWith('ffe2ee8b') ? { nickname: '022' } : undefined,
  ),
  mutating('example/one-less', 'example-response', 'The first of the 44 builds is not there.', (api) => ({
    ...api,
    samples: { ...api.samples, creates: api.samples.creates.slice(1) },
  })),

  forgiving('job_id', /./, 'request/job-id'),
  forgiving('start_time', /required/, 'request/start-time'),
  forgiving('start_time', /pattern/, 'request/time-format'),
  forgiving('end_time', /required/, 'request/end-time'),
  forgiving('end_time', /pattern/, 'request/time-format'),
  forgiving('page_index', /./, 'request/page-index'),
  forgiving('page_size', /maximum/, 'request/page-size'),
  forgiving('page_size', /type/, 'request/page-size'),
  refusing('capitals-are-404', 'request/job-id', 'A job_id with capitals is not found.', (refusal) =>
    refusal.kind === 'invalid' && /^[0-9A-Z]{32}$/.test(String(refusal.given)) ? notFound : undefined,
  ),
  refusing('bad-is-404', 'status-400', 'What is wrong with a request is not found.', (refusal) =>
    refusal.kind === 'invalid' ? notFound : undefined,
  ),
  refusing('strangers-are-403', 'status-401', 'Without a token it is forbidden.', (refusal) =>
    refusal.kind === 'unauthenticated' ? { ...notFound, status: 403 } : undefined,
  ),
  refusing('method-is-405', 'status-list', 'Another method is 405.', (refusal) =>
    refusal.kind === 'wrong-method' ? { ...notFound, status: 405 } : undefined,
  ),
  mutating('token/not-needed', 'request/token', 'Everybody is let in.', (api) => ({
    ...api,
    wire: {
      ...api.wire,
      authenticate: () => undefined,
      refuse: (refusal, request) =>
        refusal.kind === 'invalid' && refusal.in === 'headers'
          ? { status: 200, body: pageOfNothing }
          : api.wire.refuse(refusal, request),
    },
  })),
  mutating(
    'token/signature-will-not-do',
    'request/token',
    'Who signs is not let in without a token.',
    (api) => ({
      ...api,
      wire: {
        ...api.wire,
        authenticate: (request, operation) =>
          request.header('x-auth-token')
            ? api.wire.authenticate?.(request, operation)
            : { kind: 'unauthenticated', why: 'missing' },
      },
    }),
  ),
  mutating('refusal/with-request-id', 'error/code', 'An error has the id of the request in it.', (api) => ({
    ...api,
    wire: {
      ...api.wire,
      async refuse(refusal, request) {
        const response = await api.wire.refuse(refusal, request);
        return { ...response, body: { ...(response.body as object), request_id: '0'.repeat(32) } };
      },
    },
  })),

  mutating('uri/another', 'uri', 'The list is somewhere else.', (api) => ({
    ...api,
    operations: api.operations.map((operation) => ({
      ...operation,
      path: operation.path.replace('-info-', '-'),
    })),
  })),
  mutating('uri/post-too', 'uri', 'The list is had with POST as well.', (api) => ({
    ...api,
    operations: [...api.operations, { ...api.operations[1]!, id: 'post-build-records', method: 'POST' }],
  })),
  mutating('uri/log-answers', 'example-request', 'The POST of the example is answered.', (api) => ({
    ...api,
    operations: api.operations.map(({ under, ...operation }) =>
      operation.method === 'POST' ? operation : { ...operation, ...(under && { under }) },
    ),
  })),
  answering('unknown-is-422', 'status-list', 'A task that does not exist is 422.', 404, (response) => ({
    ...response,
    status: 422,
  })),
  answering('unknown-is-empty', 'status-404', 'A task that does not exist has no builds.', 404, () => ({
    status: 200,
    body: pageOfNothing,
  })),
  answering('nothing-is-404', 'status-200', 'A page without builds is not found.', 200, (response) =>
    (response.body as BuildRecordList).result.job_build_states.length === 0 ? notFound : response,
  ),
  mutating(
    'list/window-of-31-days',
    'request/start-time',
    'A window of more than 31 days is refused.',
    (api) =>
      changeHandlers(api, lists, async (request, honest) => {
        const [from, until] = [queryOf(request).start_time, queryOf(request).end_time].map(
          (time) => instantOf(`${time}`, 0)!,
        );
        return until! - from! > 31 * day ? { status: 400, body: windowTooLong } : honest(request);
      }),
  ),
  mutating('list/page-of-0', 'request/page-size', 'A page of 0 builds is shown.', (api) =>
    changeHandlers(api, lists, async (request, honest) =>
      queryOf(request).page_size === 0 ? { status: 200, body: pageOfNothing } : honest(request),
    ),
  ),
  mutating('list/reversed-window', 'request/start-time', 'A window may be given either way round.', (api) =>
    changeHandlers(api, lists, async (request, honest) => {
      const [start_time, end_time] = [
        `${queryOf(request).start_time}`,
        `${queryOf(request).end_time}`,
      ].sort();
      return honest({ ...request, query: { ...queryOf(request), start_time, end_time } });
    }),
  ),
];
