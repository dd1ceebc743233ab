// The mutants of CodeArts that do not follow from its schemas and operations.
import type { BuildInfoRecord, BuildRecordList } from '../../../schemas/codearts/types.ts';
import type { Api } from '../../core/api/api.ts';
import type { OperationResponse, Refusal, Speech } from '../../core/api/operation.ts';
import {
  answering,
  type Change,
  changingBody,
  changingQuery,
  changingResponse,
  ignoring,
  lastTwice,
  mutantsOf,
  reversed,
  withoutFirst,
} from '../../core/mutants/own-mutants.ts';
import { windowTooLong } from './auth.ts';
import { printedJob } from './exploration.ts';
import { lists } from './observations.ts';
import { chinaOffset, instantOf, wallClock } from './record.ts';

type Query = Record<string, string | number | undefined>;
type Page = BuildRecordList['result'];
type Builds = readonly BuildInfoRecord[];

const second = 1_000;
const day = 86_400_000;

const query = (says: string, change: (query: Query) => Query) => changingQuery(says, lists, change);

/** Changes a page: what it shows and what it counts. */
function page(says: string, change: (page: Page, look: number) => Partial<Page>): Change {
  return changingBody<BuildRecordList>(says, lists, ({ result, ...rest }, look) => ({
    ...rest,
    result: { ...result, ...change(result, look) },
  }));
}

/** Changes the builds of a page. */
function builds(says: string, change: (builds: Builds) => BuildInfoRecord[]): Change {
  return page(says, ({ job_build_states }) => ({ job_build_states: change(job_build_states) }));
}

/** Changes each build; undefined leaves one as it is. `look` counts the responses, from 1. */
function build(
  says: string,
  change: (build: BuildInfoRecord, look: number, index: number) => Partial<BuildInfoRecord> | undefined,
): Change {
  return page(says, ({ job_build_states }, look) => ({
    job_build_states: job_build_states.map((each, index) => ({ ...each, ...change(each, look, index) })),
  }));
}

/** Changes a member that stays the same for good in each response. */
function wavering(
  member: keyof BuildInfoRecord,
  change: (build: BuildInfoRecord, look: number) => unknown,
): Change {
  return build(`Each response has another ${member}.`, (each, look) => ({ [member]: change(each, look) }));
}

/** Leaves builds out of a page and out of its count. */
function without(
  says: string,
  isHidden: (build: BuildInfoRecord, query: Query) => boolean,
  applies: (hidden: number, shown: number) => boolean = () => true,
): Change {
  return answering(says, lists, async (request, honest) => {
    const response = await honest(request);
    if (response.status !== 200) return response;
    const { result, ...rest } = structuredClone(response.body) as BuildRecordList;
    const all = result.job_build_states;
    const job_build_states = all.filter((each) => !isHidden(each, request.query as Query));
    const hidden = all.length - job_build_states.length;
    if (!applies(hidden, job_build_states.length)) return response;
    const total_record = `${Number(result.total_record) - hidden}`;
    return { ...response, body: { ...rest, result: { ...result, total_record, job_build_states } } };
  });
}

/** Answers some queries without asking the mock. */
function answer(says: string, respond: (query: Query) => OperationResponse | undefined): Change {
  return answering(
    says,
    lists,
    async (request, honest) => respond(request.query as Query) ?? honest(request),
  );
}

/** Changes responses with one status. */
function response(
  says: string,
  status: number,
  change: (response: OperationResponse) => OperationResponse,
): Change {
  return changingResponse(says, lists, change, (each) => each.status === status);
}

/** Changes how the API speaks. */
function speech(says: string, change: (wire: Api['wire']) => Partial<Speech>): Change {
  return { says, mutate: (api) => ({ ...api, wire: { ...api.wire, ...change(api.wire) } }) };
}

/** Refuses in another way; undefined refuses as usual. */
function refusal(says: string, say: (refusal: Refusal) => OperationResponse | undefined): Change {
  return speech(says, (wire) => ({
    refuse: (refused, request) => say(refused) ?? wire.refuse(refused, request),
  }));
}

/** Accepts anything for a parameter, and answers with an empty page. */
function accepting(parameter: string, rule: RegExp): Change {
  return refusal(`It accepts any ${parameter} (${rule.source}).`, (each) =>
    each.kind === 'invalid' && each.name === parameter && rule.test(each.rule) ? emptyPage : undefined,
  );
}

const finished = ({ job_running_status }: BuildInfoRecord) => job_running_status === 'Finished';
const unless = (left: boolean, change: Partial<BuildInfoRecord>) => (left ? undefined : change);
const moved = (time: unknown, ms: number) => wallClock(instantOf(`${time}`, 0)! + ms, 0);
const hex = (look: number, digits: number) => look.toString(16).padStart(digits, '0');
const other = <Value>(look: number, even: Value, odd: Value) => (look % 2 === 0 ? even : odd);
const countOfDay = (build: BuildInfoRecord, change: (count: string) => string) => ({
  daily_build_number: build.daily_build_number.replace(/\d+$/, change),
});

const emptyPage: OperationResponse = {
  status: 200,
  body: {
    result: { health_score: '0', page_index: '0', total_page: '0', total_record: '0', job_build_states: [] },
    error: null,
    status: 'success',
  } satisfies BuildRecordList,
};
const notFound: OperationResponse = {
  status: 404,
  body: { error_code: 'CB.00031006', error_msg: 'The build task does not exist.' },
};

export const mutants = mutantsOf('codearts', {
  'request/start-time': {
    'list/start-ignored': query('start_time is ignored.', (others) => ({
      ...others,
      start_time: '1971-01-01 00:00:00',
    })),
    'list/start-left-out': query('The first second is not in the window.', ({ start_time, ...others }) => ({
      ...others,
      start_time: moved(start_time, second),
    })),
    'list/start-a-day-early': query('The window begins a day too early.', ({ start_time, ...others }) => ({
      ...others,
      start_time: moved(start_time, -day),
    })),
    'list/window-of-31-days': answer(
      'A window of more than 31 days is a 400.',
      ({ start_time, end_time }) => {
        const [from, until] = [instantOf(`${start_time}`, 0)!, instantOf(`${end_time}`, 0)!];
        return until - from > 31 * day ? { status: 400, body: windowTooLong } : undefined;
      },
    ),
    'list/reversed-window': query('The times of a window may be exchanged.', (others) => {
      const [start_time, end_time] = [`${others.start_time}`, `${others.end_time}`].sort();
      return { ...others, start_time, end_time };
    }),
    'refusal/start_time-required': accepting('start_time', /required/),
  },
  'request/end-time': {
    'list/end-ignored': query('end_time is ignored.', (others) => ({
      ...others,
      end_time: '2100-01-01 00:00:00',
    })),
    'list/end-left-out': query('The last second is not in the window.', ({ end_time, ...others }) => ({
      ...others,
      end_time: moved(end_time, -second),
    })),
    'list/last-second-cut': without(
      'Of the last second only the first instant is in the window.',
      ({ start_time }, { end_time }) => start_time > instantOf(`${end_time}`, chinaOffset)!,
    ),
    'refusal/end_time-required': accepting('end_time', /required/),
  },
  'request/time-format': {
    'list/in-utc': query('Times in the query are UTC.', ({ start_time, end_time, ...others }) => ({
      ...others,
      start_time: moved(start_time, chinaOffset),
      end_time: moved(end_time, chinaOffset),
    })),
    'refusal/start_time-pattern': accepting('start_time', /pattern/),
    'refusal/end_time-pattern': accepting('end_time', /pattern/),
  },
  'request/page-index': {
    'list/page-index-ignored': query('Every page is the first.', (others) => ({ ...others, page_index: 0 })),
    'list/page-index-from-1': query('The first page has number 1 or 0.', ({ page_index = 0, ...others }) => ({
      ...others,
      page_index: Math.max(0, Number(page_index) - 1),
    })),
    'list/past-the-end': query('Past the end is the first page again.', ({ page_index = 0, ...others }) => ({
      ...others,
      page_index: Number(page_index) > 50 ? 0 : page_index,
    })),
    'refusal/page_index': accepting('page_index', /./),
  },
  'request/page-size': {
    'list/page-size-ignored': ignoring('page_size', lists),
    'list/page-size-and-one': query('A page has one build too many.', ({ page_size, ...others }) => ({
      ...others,
      ...(page_size !== undefined && { page_size: Number(page_size) + 1 }),
    })),
    'list/page-size-20': query('Without a page_size, a page has 20 builds.', (others) => ({
      page_size: 20,
      ...others,
    })),
    'list/page-of-0': answer('page_size 0 is an empty page.', ({ page_size }) =>
      page_size === 0 ? emptyPage : undefined,
    ),
    'refusal/page_size-maximum': accepting('page_size', /maximum/),
    'refusal/page_size-type': accepting('page_size', /type/),
  },
  'request/job-id': {
    'refusal/job_id': accepting('job_id', /./),
    'refusal/capitals-are-404': refusal('A job_id with capitals is 404.', (each) =>
      each.kind === 'invalid' && /^[0-9A-Z]{32}$/.test(String(each.given)) ? notFound : undefined,
    ),
  },
  'request/token': {
    'token/not-needed': speech('No token is needed.', (wire) => ({
      authenticate: () => undefined,
      refuse: (each, request) =>
        each.kind === 'invalid' && each.in === 'headers' ? emptyPage : wire.refuse(each, request),
    })),
    'token/signature-will-not-do': speech('A signature is refused without a token.', (wire) => ({
      authenticate: (request, operation) =>
        request.header('x-auth-token')
          ? wire.authenticate?.(request, operation)
          : { kind: 'unauthenticated', why: 'missing' },
    })),
  },

  purpose: {
    'list/none-under-way': without(
      'The list only has builds that have finished.',
      (each) => !finished(each),
      (hidden) => hidden > 0,
    ),
    'list/failures-hidden': without(
      'A failed build is only in the list if another failed too.',
      ({ state }) => state === 'FAILURE',
      (hidden, shown) => hidden === 1 && shown <= 8,
    ),
    'list/one-for-all': answering(
      'Every task has the builds of the printed one.',
      lists,
      async (request, honest) => {
        const response = await honest(request);
        const december = { start_time: '2023-12-01 00:00:00', end_time: '2023-12-31 23:59:59' };
        const query = { ...(request.query as Query), ...december };
        return response.status === 200
          ? honest({ ...request, query, params: { job_id: printedJob } })
          : response;
      },
    ),
  },
  'result/job-build-states': {
    'list/one-missing': builds('A page lacks its first build.', withoutFirst),
    'list/one-twice': builds('The last build of a page is there twice.', lastTwice),
    'list/oldest-first': builds('The oldest build of a page comes first.', reversed),
  },
  'result/total-record': {
    'counts/one-more': page('total_record is one too many.', ({ total_record }) => ({
      total_record: `${Number(total_record) + 1}`,
    })),
    'counts/of-the-page': page('total_record only counts the page.', ({ job_build_states }) => ({
      total_record: `${job_build_states.length}`,
    })),
  },
  'result/total-page': {
    'counts/pages-are-records': page('total_page counts records.', ({ total_record }) => ({
      total_page: total_record,
    })),
    'counts/full-pages': page('total_page leaves out a page that is not full.', ({ total_page }) => ({
      total_page: `${Math.max(0, Number(total_page) - 1)}`,
    })),
  },
  'result/page-index': {
    'counts/page-from-1': page('page_index is 1 on the first page.', ({ page_index }) => ({
      page_index: `${Number(page_index) + 1}`,
    })),
    'counts/page-always-0': page('page_index is 0 on every page.', () => ({ page_index: '0' })),
  },
  'response/error': {
    'response/error-text': changingBody('error is text in a success.', lists, (body: BuildRecordList) => ({
      ...body,
      error: 'none',
    })),
  },
  'response/status': {
    'response/status-fail': changingBody('status is fail in a success.', lists, (body: BuildRecordList) => ({
      ...body,
      status: 'fail',
    })),
  },

  'record/number': {
    'number/always-1': build('Every build has number 1.', () => ({ number: 1 })),
    'number/by-place': build('number counts the builds of the page.', (_, __, index) => ({
      number: index + 1,
    })),
    'number/counts-down': build('The oldest build has the largest number.', ({ number }) => ({
      number: 1_000 - number,
    })),
    'number/by-look': build('Each response has a larger number.', ({ number }, look) => ({
      number: number + look,
    })),
  },
  'record/start-time': {
    'time/start-in-s': build('start_time is in seconds.', ({ start_time }) => ({
      start_time: Math.floor(start_time / second),
    })),
    'wavers/start_time': wavering('start_time', ({ start_time }, look) => start_time + look),
  },
  'record/build-time': {
    'time/in-s': build('build_time and cost_time are in seconds.', ({ build_time }) => ({
      build_time: Math.floor(build_time / second),
      cost_time: Math.floor(build_time / second),
    })),
    'time/goes-on': build('build_time grows after the end.', (each, look) =>
      unless(!finished(each), { build_time: each.build_time + look, cost_time: each.cost_time + look }),
    ),
  },
  'record/cost-time': {
    'time/cost-is-more': build('cost_time is a second more than build_time.', ({ build_time }) => ({
      cost_time: build_time + second,
    })),
  },
  'record/job-running-status': {
    'state/never-finished': build('A finished build is still Running.', (each) =>
      unless(!finished(each), { job_running_status: 'Running' }),
    ),
    'state/never-queued': build('A queued build is Running.', (each) =>
      unless(each.job_running_status !== 'InQueue', { job_running_status: 'Running' }),
    ),
  },
  'record/state': {
    'state/success-at-once': build('A build is a SUCCESS before its end.', (each) =>
      unless(finished(each), { state: 'SUCCESS' }),
    ),
    'state/no-result': build('A finished build has no result.', (each) =>
      unless(!finished(each), { state: 'RUNNING' }),
    ),
    'state/failures-hidden': build('A FAILURE is a SUCCESS.', ({ state }) =>
      unless(state !== 'FAILURE', { state: 'SUCCESS' }),
    ),
  },
  'record/daily-build-number': {
    'day/in-utc': build('daily_build_number has the day in UTC.', ({ start_time, number }) => ({
      daily_build_number: `${wallClock(start_time, 0).slice(0, 10).replaceAll('-', '')}.${number}`,
    })),
    'day/counts-on': build(
      'The counter does not start again every day.',
      ({ daily_build_number, number }) => ({
        daily_build_number: `${daily_build_number.split('.')[0]}.${number}`,
      }),
    ),
    'day/counts-from-0': build('The counter of the day starts at 0.', (each) =>
      countOfDay(each, (count) => `${Number(count) - 1}`),
    ),
    'day/always-1': build('Every build is the first of its day.', (each) => countOfDay(each, () => '1')),
    'wavers/daily_build_number': wavering(
      'daily_build_number',
      (each, look) => `${each.daily_build_number}${look}`,
    ),
  },
  'commit/commit-id': {
    'commit/another': build('commit_info is of another commit.', ({ commit_info }) => ({
      commit_info: { ...commit_info, commit_id: hex(0, 40) },
    })),
  },
  'commit/created-at': {
    'commit/date-wavers': build('Each response has another created_at.', ({ commit_info }, look) => ({
      commit_info: { ...commit_info, created_at: `2023-11-21T01:48:${10 + (look % 50)}.000+00:00` },
    })),
  },
  'record/commit-detail-url': {
    'commit/address-of-another': build(
      'commit_detail_url is of another commit.',
      ({ commit_detail_url, commit_id }) => ({
        commit_detail_url: commit_detail_url.replace(commit_id, hex(0, 40)),
      }),
    ),
  },
  'record/build-type': {
    'source/build-type-number': build('build_type is the daily_build_number.', ({ daily_build_number }) => ({
      build_type: daily_build_number,
    })),
    'wavers/build_type': wavering('build_type', (_, look) => other(look, 'tag', 'branch')),
  },
  'record/user-id': { 'wavers/user_id': wavering('user_id', (_, look) => hex(look, 32)) },
  'record/executor': { 'wavers/executor': wavering('executor', (_, look) => `somebody-${look}`) },
  'record/nickname': {
    'wavers/nickname': wavering('nickname', (_, look) => `${look}`),
    'example/build': build('The printed build has another owner.', ({ number, commit_id }) =>
      unless(number !== 44 || !commit_id.startsWith('ffe2ee8b'), { nickname: '022' }),
    ),
  },
  'record/trigger-type': {
    'wavers/trigger_type': wavering('trigger_type', (_, look) => other(look, 'Manual', 'Scheduled')),
  },
  'record/commit-id': { 'wavers/commit_id': wavering('commit_id', (_, look) => hex(look, 40)) },
  'record/code-branch': { 'wavers/code_branch': wavering('code_branch', (_, look) => `branch-${look}`) },
  'record/scm-type': {
    'wavers/scm_type': wavering('scm_type', (_, look) => other(look, 'github', 'codehub')),
  },
  'record/scm-web-url': {
    'wavers/scm_web_url': wavering('scm_web_url', ({ scm_web_url }, look) => `${scm_web_url}/${look}`),
  },

  'example-response': {
    'example/one-less': {
      says: 'The first of the 44 builds is missing.',
      mutate: (api) => ({ ...api, samples: { ...api.samples, creates: api.samples.creates.slice(1) } }),
    },
  },
  'example-request': {
    'uri/log-answers': operations('The POST of the example is answered.', (all) =>
      all.map(({ under, ...each }) => (each.method === 'POST' || !under ? each : { ...each, under })),
    ),
  },
  uri: {
    'uri/another': {
      ...operations('The list is at another path.', (all) =>
        all.map((each) => ({ ...each, path: each.path.replace('-info-', '-') })),
      ),
      equivalent: 'Where nothing but 404 comes, the base URL may be wrong: that is said, and is no verdict.',
    },
    'uri/post-too': operations('The list also answers POST.', (all) => [
      ...all,
      { ...all[1]!, id: 'post-build-records', method: 'POST' },
    ]),
  },
  'status-200': {
    'response/nothing-is-404': response('An empty page is 404.', 200, (each) =>
      (each.body as BuildRecordList).result.job_build_states.length === 0 ? notFound : each,
    ),
  },
  'status-400': {
    'refusal/bad-is-404': refusal('A bad request is 404.', ({ kind }) =>
      kind === 'invalid' ? notFound : undefined,
    ),
  },
  'status-401': {
    'refusal/strangers-are-403': refusal('A request without a token is 403.', ({ kind }) =>
      kind === 'unauthenticated' ? { ...notFound, status: 403 } : undefined,
    ),
  },
  'status-404': {
    'response/unknown-is-empty': response('An unknown task is an empty page.', 404, () => emptyPage),
  },
  'status-list': {
    'response/unknown-is-422': response('An unknown task is 422.', 404, (each) => ({ ...each, status: 422 })),
    'refusal/method-is-405': refusal('A wrong method is 405.', ({ kind }) =>
      kind === 'wrong-method' ? { ...notFound, status: 405 } : undefined,
    ),
  },
  'error/code': {
    'refusal/with-request-id': speech('An error has the id of the request.', (wire) => ({
      async refuse(each, request) {
        const response = await wire.refuse(each, request);
        return { ...response, body: { ...(response.body as object), request_id: hex(0, 32) } };
      },
    })),
  },
});

function operations(says: string, change: (operations: Api['operations']) => Api['operations']): Change {
  return { says, mutate: (api) => ({ ...api, operations: change(api.operations) }) };
}
