// The story of a CodeArts build, from the queue to its result.
import { expect } from 'vitest';
import { type Answer, type Stage, startOfTime, stories } from '../_standin.ts';

const printedJob = '48c66c6002964721be537cdc6ce0297b';
const job = '0123456789abcdef0123456789abcdef';
const token = { 'x-auth-token': 'any' };
const december = { start_time: '2023-12-01 00:00:00', end_time: '2023-12-31 23:59:59' };
/** The clock of the stories starts at 20:00 in +08:00 on the first of March 2026. */
const march = { start_time: '2026-03-01 00:00:00', end_time: '2026-03-31 23:59:59' };

type Query = Readonly<Record<string, string | number>>;
const listOf = (jobId: string, query: Query) => {
  const values = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]);
  return `/v3/jobs/${jobId}/build-info-records?${new URLSearchParams(values)}`;
};
const list = (send: Stage['send'], jobId: string, query: Query, headers: Record<string, string> = {}) =>
  send(listOf(jobId, query), { headers: { ...token, ...headers } });
const buildsIn = ({ body }: Answer) => body.result.job_build_states;
const numbersIn = (answer: Answer): number[] =>
  buildsIn(answer).map(({ number }: { number: number }) => number);
const code = (status: number, error_code: string) => ({
  status,
  body: { error_code, error_msg: expect.any(String) },
});

stories('codearts', (story) => {
  story(
    'runs a build from the queue to success as the clock moves, and its time grows until it ends',
    async ({ standin, send }) => {
      await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
      const seen = async () => buildsIn(await list(send, job, march))[0];
      const running = (job_running_status: string, time: number) => ({
        number: 1,
        start_time: startOfTime,
        job_running_status,
        state: 'RUNNING',
        build_time: time,
        cost_time: time,
      });

      expect(await seen()).toMatchObject(running('InQueue', 0));
      await standin.clock.advance('1s');
      expect(await seen()).toMatchObject(running('InQueue', 1_000));
      await standin.clock.advance('1s');
      expect(await seen()).toMatchObject(running('Running', 2_000));
      await standin.clock.advance('7999ms');
      expect(await seen()).toMatchObject(running('Running', 9_999));
      await standin.clock.advance('1ms');
      const ended = { ...running('Finished', 10_000), state: 'SUCCESS' };
      expect(await seen()).toMatchObject(ended);
      await standin.clock.advance('1d');
      expect(await seen()).toMatchObject(ended);
    },
  );

  story('has all its times right when the clock jumps over every stage', async ({ standin, send }) => {
    const { url, headers } = await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
    await standin.clock.advance('300d');
    const [build] = buildsIn(await send(url, { headers }));
    expect(build).toMatchObject({
      start_time: startOfTime,
      build_time: 10_000,
      cost_time: 10_000,
      job_running_status: 'Finished',
      state: 'SUCCESS',
      daily_build_number: '20260301.1',
    });
    expect(build.commit_info.commit_id).toBe(build.commit_id);
    expect(Date.parse(build.commit_info.created_at)).toBeLessThan(build.start_time);
    expect(build.commit_detail_url).toContain(build.commit_id);
  });

  story('fails, is aborted from the queue or under way, or is never scheduled', async ({ standin, send }) => {
    const create = (more: object) =>
      standin.records.create({ api: 'codearts', attributes: { job_id: job }, ...more });
    await create({ scenario: 'fails' });
    await create({ plan: [{ state: 'InQueue', lasts: '3s' }, { state: 'SCHEDULE_FAILURE' }] });
    const third = await create({ scenario: 'stuck' });
    const fourth = await create({ scenario: 'stuck' });
    await standin.clock.advance('1s');
    await standin.records.command('codearts', third.id, 'cancel');
    await standin.clock.advance('4s');
    await standin.records.command('codearts', fourth.id, 'cancel');
    await standin.clock.advance('1h');

    expect(buildsIn(await list(send, job, march))).toMatchObject([
      { number: 4, job_running_status: 'Finished', state: 'ABORTED', build_time: 5_000 },
      { number: 3, job_running_status: 'Finished', state: 'ABORTED', build_time: 1_000 },
      { number: 2, job_running_status: 'Finished', state: 'SCHEDULE_FAILURE', build_time: 3_000 },
      { number: 1, job_running_status: 'Finished', state: 'FAILURE', build_time: 10_000 },
    ]);
  });

  story('keeps a stuck build running, and shows it in any state on request', async ({ standin, send }) => {
    await standin.records.create({ api: 'codearts', scenario: 'stuck', attributes: { job_id: job } });
    await standin.clock.advance('10h');
    expect(buildsIn(await list(send, job, march))[0]).toMatchObject({
      job_running_status: 'Running',
      build_time: 36_000_000,
    });
    const failed = await list(send, job, march, { prefer: 'state=FAILURE' });
    expect(buildsIn(failed)[0]).toMatchObject({ state: 'FAILURE', build_time: 36_000_000 });
    const queued = await list(send, printedJob, december, { prefer: 'state=InQueue' });
    expect(buildsIn(queued)[0]).toMatchObject({ number: 44, state: 'RUNNING', build_time: 3_525_000 });
  });

  story('counts the builds of each job from 1, and of each day of +08:00 anew', async ({ standin, send }) => {
    const create = () => standin.records.create({ api: 'codearts', attributes: { job_id: job } });
    await create();
    await standin.clock.advance('3h');
    await create();
    await standin.clock.advance('59m');
    await create();
    // Midnight in China is four in the afternoon, UTC.
    await standin.clock.advance('1m');
    await create();
    await standin.records.create({ api: 'codearts', attributes: { job_id: job.replace('0', 'f') } });
    const ids = buildsIn(await list(send, job, march)).map(
      (each: { number: number; daily_build_number: string }) => [each.number, each.daily_build_number],
    );
    expect(ids).toEqual([
      [4, '20260302.1'],
      [3, '20260301.3'],
      [2, '20260301.2'],
      [1, '20260301.1'],
    ]);
  });

  story('goes on from the numbers that a creation gives', async ({ standin, send }) => {
    const create = (attributes: object) =>
      standin.records.create({ api: 'codearts', attributes: { job_id: job, ...attributes } });
    await create({ number: 20, daily_build_number: '20260301.7', scm_type: 'github' });
    await create({});
    expect(buildsIn(await list(send, job, march))).toMatchObject([
      { number: 21, daily_build_number: '20260301.8', scm_type: 'github' },
      { number: 20, daily_build_number: '20260301.7', scm_type: 'github' },
    ]);
    await standin.records.create({ api: 'codearts', attributes: { job_id: printedJob } });
    expect(numbersIn(await list(send, printedJob, march))).toEqual([45]);
  });

  story(
    'finds builds that are queued, running and finished in one list, each as given',
    async ({ standin, send }) => {
      await standin.scenarios.set({ lasts: { codearts: { '*': '2h' } } });
      for (const [number, name] of [
        [51, 'build-is-inqueue'],
        [52, 'build-is-running'],
        [53, 'build-is-success'],
        [54, 'build-is-schedule-failure'],
      ] as const)
        await standin.presets.create({ api: 'codearts', name, params: { job_id: job, number } });
      await standin.clock.advance('1h');
      const found = buildsIn(await list(send, job, march)).map(
        (each: { number: number; job_running_status: string; state: string }) =>
          [each.number, each.job_running_status, each.state].join(' '),
      );
      // The longer it takes to get into a state, the earlier a build in it has begun.
      expect(found).toEqual([
        '51 InQueue RUNNING',
        '54 Finished SCHEDULE_FAILURE',
        '52 Running RUNNING',
        '53 Finished SUCCESS',
      ]);
    },
  );

  story(
    'shows the 44 builds of the printed job, newest first, numbers and days in step',
    async ({ send }) => {
      const answer = await list(send, printedJob, { ...december, page_size: 100 });
      expect(numbersIn(answer)).toEqual(Array.from({ length: 44 }, (_, i) => 44 - i));
      expect(answer.body.result).toMatchObject({ total_record: '44', total_page: '1', page_index: '0' });
      const builds: { start_time: number; build_time: number; daily_build_number: string }[] =
        buildsIn(answer);
      const counters = new Map<string, number>();
      for (const { start_time, daily_build_number } of builds.toReversed()) {
        const [date = '', counter] = daily_build_number.split('.');
        const day = new Date(start_time + 8 * 3_600_000).toISOString().slice(0, 10);
        expect(date).toBe(day.replaceAll('-', ''));
        counters.set(date, (counters.get(date) ?? 0) + 1);
        expect(Number(counter)).toBe(counters.get(date));
      }
      builds.slice(1).forEach(({ start_time, build_time }, index) => {
        expect(start_time + build_time).toBeLessThan(builds[index]!.start_time);
      });
    },
  );

  story('has samples that the clock does not touch', async ({ standin, send }) => {
    const before = await list(send, printedJob, december);
    await standin.clock.advance('1000d');
    expect((await list(send, printedJob, december)).text).toBe(before.text);
  });

  story(
    'pages without loss or repetition, 10 at a time unless asked otherwise',
    async ({ standin, send }) => {
      const [first] = await standin.presets.create({ api: 'codearts', name: 'job-has-many-builds' });
      const many = String(first?.attributes.job_id);
      const page = (page_index: number, page_size: number) =>
        list(send, many, { ...march, page_index, page_size });
      const whole = [...numbersIn(await page(0, 100)), ...numbersIn(await page(1, 100))];
      expect(whole).toEqual(Array.from({ length: 125 }, (_, i) => 125 - i));
      expect(numbersIn(await list(send, many, march))).toEqual(whole.slice(0, 10));
      expect(numbersIn(await page(3, 7))).toEqual(whole.slice(21, 28));
      expect((await page(3, 7)).body.result).toMatchObject({
        page_index: '3',
        total_page: '18',
        total_record: '125',
      });
      expect((await page(12, 10)).body.result).toMatchObject({ page_index: '12', total_page: '13' });
      expect(numbersIn(await page(12, 10))).toEqual([5, 4, 3, 2, 1]);
      expect(await page(13, 10)).toMatchObject({ status: 200, body: { error: null, status: 'success' } });
      expect(numbersIn(await page(13, 10))).toEqual([]);
      expect(numbersIn(await page(2_147_483_647, 100))).toEqual([]);
    },
  );

  story('counts the window from its first second to the end of its last', async ({ standin, send }) => {
    await standin.clock.advance('250ms');
    await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
    const found = async (start_time: string, end_time: string) =>
      numbersIn(await list(send, job, { start_time, end_time })).length;
    const at = (seconds: string) => `2026-03-01 ${seconds}`;
    expect(await found(at('20:00:00'), at('20:00:00'))).toBe(1);
    expect(await found(at('20:00:00'), at('23:59:59'))).toBe(1);
    expect(await found(at('00:00:00'), at('20:00:00'))).toBe(1);
    expect(await found(at('00:00:00'), at('19:59:59'))).toBe(0);
    expect(await found(at('20:00:01'), at('23:59:59'))).toBe(0);
  });

  story('says of every build where it is shown', async ({ standin, send }) => {
    await standin.presets.create({
      api: 'codearts',
      name: 'job-has-many-builds',
      params: { builds: 20 },
    });
    for (const { url, headers, attributes } of await standin.records.list({ api: 'codearts' }))
      expect(numbersIn(await send(url, { headers }))).toContain(attributes.number);
  });

  story(
    'keeps times whole when a fast clock stands between two milliseconds',
    async ({ standin, send }) => {
      await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
      await standin.clock.advance(3.25);
      const [build] = buildsIn(await list(send, job, march));
      expect(build).toMatchObject({ start_time: startOfTime, build_time: 3 });
    },
    { at: startOfTime + 0.5 },
  );

  story('reads a space in a time as clients send it, as plus or as %20', async ({ send }) => {
    for (const space of ['+', '%20']) {
      const query = `start_time=2023-12-26${space}09:37:21&end_time=2023-12-26${space}09%3A37%3A21`;
      const answer = await send(`/v3/jobs/${printedJob}/build-info-records?${query}`, { headers: token });
      expect(numbersIn(answer), space).toEqual([44]);
    }
  });

  story("refuses bad parameters with the service's code", async ({ send }) => {
    const { start_time, end_time } = december;
    for (const query of [
      { end_time },
      { start_time },
      {},
      { start_time: '', end_time },
      { start_time: '2023-12-01', end_time },
      { start_time: '2023-12-01T00:00:00', end_time },
      { start_time: '1701388800000', end_time },
      { start_time: '2023-02-30 00:00:00', end_time },
      { start_time: '2023-12-01 24:00:00', end_time },
      { start_time, end_time: '2023-12-31 23:59:60' },
      { start_time, end_time: '2023-13-31 23:59:59' },
      { start_time: end_time, end_time: start_time },
      { ...december, page_index: -1 },
      { ...december, page_index: 'first' },
      { ...december, page_index: '' },
      { ...december, page_size: 101 },
      { ...december, page_size: 0 },
      { ...december, page_size: -1 },
      { ...december, page_size: 2.5 },
    ] as Query[]) {
      const answer = await list(send, printedJob, query);
      expect(answer, JSON.stringify(query)).toMatchObject(code(400, 'CB.00060200'));
      expect(answer.body.error_msg).toMatch(/^Invalid param: /);
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    }
    for (const page_size of [1, 100])
      expect(await list(send, printedJob, { ...december, page_size })).toMatchObject({ status: 200 });
  });

  story('wants a job_id of 32 digits and letters, before it looks at anything else', async ({ send }) => {
    for (const id of [
      printedJob.slice(1),
      `${printedJob}0`,
      printedJob.toUpperCase(),
      printedJob.replace('4', '-'),
    ])
      expect(await list(send, id, {}), id).toMatchObject(code(400, 'CB.00060201'));
    expect(await list(send, job, {})).toMatchObject(code(400, 'CB.00060200'));
  });

  story('knows a job before and after its builds, and no other', async ({ standin, send }) => {
    expect(await list(send, job, march)).toMatchObject(code(404, 'CB.00031006'));
    const { id } = await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
    expect(await list(send, job, december)).toMatchObject({ status: 200, body: { status: 'success' } });
    expect(numbersIn(await list(send, job, december))).toEqual([]);
    await standin.records.delete('codearts', id);
    const { body } = await list(send, job, march);
    expect(body.result).toMatchObject({ total_record: '0', total_page: '0', job_build_states: [] });
  });

  story('lets in nobody without a token, whatever else is wrong', async ({ send }) => {
    for (const path of [listOf(printedJob, december), listOf('short', {}), listOf(job, december)])
      for (const headers of [{}, { 'x-auth-token': '' }]) {
        const answer = await send(path, { headers });
        expect(answer).toMatchObject(code(401, 'APIGW.0301'));
        expect(answer.body.error_msg).toContain('x-auth-token not found');
      }
  });

  story(
    'takes only the tokens that are configured, if any are',
    async ({ send }) => {
      expect(await list(send, printedJob, december, { 'x-auth-token': 'mine' })).toMatchObject({
        status: 200,
      });
      const stranger = await list(send, printedJob, december, { 'x-auth-token': 'yours' });
      expect(stranger).toMatchObject(code(401, 'APIGW.0301'));
      expect(stranger.body.error_msg).toContain('decrypt token fail');
    },
    { credentials: { codearts: ['mine'] } },
  );

  story('says 404 for other methods and paths: the gateway has no 405', async ({ send }) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await send(listOf(printedJob, december), { method, headers: token }), method).toMatchObject(
        code(404, 'APIGW.0101'),
      );
    for (const path of ['/v3/jobs', `/v3/jobs/${printedJob}`, `/v3/jobs/${printedJob}/nothing`])
      expect(await send(path), path).toMatchObject(code(404, 'APIGW.0101'));
    const head = await send(listOf(printedJob, december), { method: 'HEAD', headers: token });
    expect(head).toMatchObject({ status: 200, text: '' });
  });

  story(
    "says that a body is too large in the gateway's words",
    async ({ send }) => {
      const answer = await send(`/v3/jobs/${printedJob}/33/real-time-log`, {
        method: 'POST',
        headers: token,
        body: 'x'.repeat(101),
      });
      expect(answer).toMatchObject(code(413, 'APIGW.0201'));
    },
    { limits: { body: 100 } },
  );

  story('words every status that the document names, on request', async ({ send }) => {
    for (const [status, error_code] of [
      [400, 'CB.00060201'],
      [401, 'APIGW.0301'],
      [403, 'APIGW.0302'],
      [404, 'CB.00031006'],
      [422, 'CB.00031006'],
      [500, 'CB.00060101'],
      [429, 'APIGW.0308'],
      [418, 'CB.00060200'],
      [503, 'CB.00060101'],
    ] as const) {
      const answer = await list(send, printedJob, december, { prefer: `code=${status}` });
      expect(answer, `${status}`).toMatchObject(code(status, error_code));
      expect(answer.headers.get('preference-applied')).toBe(`code=${status}`);
    }
  });

  story('numbers builds within what a client can hold', async ({ standin }) => {
    const created = (number?: number) =>
      standin.records.create({ api: 'codearts', attributes: { job_id: job, ...(number && { number }) } });
    await expect(created(2 ** 53)).rejects.toMatchObject({ status: 400 });
    await created(2_147_483_647);
    await expect(created()).rejects.toMatchObject({ status: 409, title: 'No ids left' });
    // Each task counts for itself.
    await standin.records.create({ api: 'codearts', attributes: { job_id: printedJob } });
  });
});

stories('codearts, the readings of its errata', (story) => {
  const postPath = `/v3/jobs/${printedJob}/33/real-time-log`;
  const post = (send: Stage['send'], path = postPath, init: RequestInit = {}) =>
    send(path, { method: 'POST', headers: token, ...init });

  story('example-request, corrected: the printed POST is no API', async ({ send }) => {
    expect(await post(send)).toMatchObject(code(404, 'APIGW.0101'));
  });

  story(
    'example-request, literal: the POST answers the newest record, whatever build it names',
    async ({ standin, send }) => {
      expect(numbersIn(await post(send))).toEqual([44]);
      // It takes no body, so a broken one is not looked at.
      expect((await post(send, postPath.replace('33', '7'), { body: '{"broken' })).text).toBe(
        (await post(send)).text,
      );
      expect(await post(send, postPath, { headers: {} })).toMatchObject(code(401, 'APIGW.0301'));
      expect(await post(send, postPath.replace('33', 'last'))).toMatchObject(code(400, 'CB.00060200'));
      expect(await post(send, postPath.replace('48c', 'x'))).toMatchObject(code(400, 'CB.00060201'));
      expect(await post(send, postPath.replace(printedJob, job))).toMatchObject(code(404, 'CB.00031006'));
      const log = await send(`${postPath}?offset=0`, { headers: token });
      expect(log.body.result.content).toMatch(/BUILD SUCCESS\n$/);
      await standin.records.create({ api: 'codearts', attributes: { job_id: printedJob } });
      expect(numbersIn(await post(send))).toEqual([45]);
    },
    { readings: { 'codearts/example-request': 'literal' } },
  );

  for (const profile of ['literal', 'corrected', 'observed'] as const)
    story(
      `number, build-type and error-null, ${profile}: the example wins over the table`,
      async ({ send }) => {
        const { body } = await list(send, printedJob, { ...december, page_size: 1 });
        expect(body.error).toBeNull();
        expect(body.result.job_build_states).toMatchObject([{ number: 44, build_type: 'branch' }]);
      },
      { profile },
    );

  for (const [reading, pages] of [
    ['literal', '44'],
    ['corrected', '5'],
    ['observed', '5'],
  ] as const)
    story(
      `total-page, ${reading}`,
      async ({ send }) => {
        const { body } = await list(send, printedJob, december);
        expect(body.result).toMatchObject({ total_page: pages, total_record: '44' });
      },
      { readings: { 'codearts/total-page': reading } },
    );

  for (const [reading, time] of [
    ['literal', '2023-12-26 01:37:21'],
    ['corrected', '2023-12-26 09:37:21'],
    ['observed', '2023-12-26 09:37:21'],
  ] as const)
    story(
      `time-zone, ${reading}: the printed build began at ${time}`,
      async ({ standin, send }) => {
        const answer = await list(send, printedJob, { start_time: time, end_time: time });
        expect(numbersIn(answer)).toEqual([44]);
        const { url, headers } = await standin.records.get('codearts', `${printedJob}:44`);
        expect(numbersIn(await send(url, { headers }))).toContain(44);
      },
      { readings: { 'codearts/time-zone': reading } },
    );

  story(
    'page-size-zero, literal: a page without records',
    async ({ send }) => {
      const answer = await list(send, printedJob, { ...december, page_size: 0 });
      expect(answer).toMatchObject({
        status: 200,
        body: { result: { total_record: '44', total_page: '44' } },
      });
      expect(numbersIn(answer)).toEqual([]);
    },
    { profile: 'literal' },
  );

  story(
    'page-size-zero, observed: refused',
    async ({ send }) => {
      const answer = await list(send, printedJob, { ...december, page_size: 0 });
      expect(answer).toMatchObject(code(400, 'CB.00060200'));
    },
    { profile: 'observed' },
  );

  for (const [reading, status] of [
    ['literal', 404],
    ['observed', 422],
  ] as const)
    story(
      `unknown-job, ${reading}: ${status}`,
      async ({ send }) => {
        expect(await list(send, job, december)).toMatchObject(code(status, 'CB.00031006'));
      },
      { readings: { 'codearts/unknown-job': reading } },
    );

  const signed = (key: string) => ({
    authorization: `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=host;x-sdk-date, Signature=${'0'.repeat(64)}`,
  });
  story(
    'credentials, literal: a signature does not stand for the token',
    async ({ send }) => {
      const answer = await send(listOf(printedJob, december), { headers: signed('KEY') });
      expect(answer).toMatchObject(code(401, 'APIGW.0301'));
    },
    { profile: 'literal' },
  );
  story(
    'credentials, corrected: a signature stands for the token, and nothing else does',
    async ({ send }) => {
      const path = listOf(printedJob, december);
      expect(await send(path, { headers: signed('KEY') })).toMatchObject({ status: 200 });
      for (const authorization of ['Bearer KEY', 'SDK-HMAC-SHA256 Access=KEY', ''])
        expect(await send(path, { headers: { authorization } })).toMatchObject(code(401, 'APIGW.0301'));
    },
  );

  story(
    'job-id-case, literal: a task with a capital is looked for, and all else is checked as ever',
    async ({ standin, send }) => {
      const capital = job.toUpperCase();
      await standin.records.create({ api: 'codearts', attributes: { job_id: job } });
      expect(await list(send, capital, march)).toMatchObject(code(404, 'CB.00031006'));
      expect(await list(send, capital, {})).toMatchObject(code(400, 'CB.00060200'));
      expect(await send(listOf(capital, march))).toMatchObject(code(401, 'APIGW.0301'));
      expect(await list(send, capital.slice(1), march)).toMatchObject(code(400, 'CB.00060201'));
      expect(numbersIn(await list(send, job, march))).toEqual([1]);
    },
    { readings: { 'codearts/job-id-case': 'literal' } },
  );

  story(
    'window-limit, observed: 31 days to the second, and not one second more',
    async ({ send }) => {
      const from = { start_time: '2023-12-01 00:00:00' };
      expect(await list(send, printedJob, { ...from, end_time: '2024-01-01 00:00:00' })).toMatchObject({
        status: 200,
        body: { result: { total_record: '44' } },
      });
      const refused = await list(send, printedJob, { ...from, end_time: '2024-01-01 00:00:01' });
      expect(refused).toMatchObject(code(400, 'CB.00031105'));
    },
    { profile: 'observed' },
  );

  story(
    "request-id, observed: the gateway's errors repeat the header, the service's do not",
    async ({ send }) => {
      for (const [path, headers] of [
        [listOf(printedJob, december), {}],
        [`/v3/jobs/${printedJob}`, token],
      ] as const) {
        const answer = await send(path, { headers });
        expect(answer.body.request_id, path).toBe(answer.headers.get('x-request-id'));
      }
      expect(await list(send, printedJob, {})).toMatchObject(code(400, 'CB.00060200'));
      expect((await list(send, printedJob, {})).body).not.toHaveProperty('request_id');
    },
    { profile: 'observed' },
  );
});
