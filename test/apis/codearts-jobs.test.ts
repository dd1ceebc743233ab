// What clients of CodeArts use beside builds and their records: lists of tasks, history, output, whole logs; and the gateway,
// which answers for all that is not there.
import { describe, expect, it } from 'vitest';
import { setStage, stories } from '../_standin.ts';

const headers = { 'x-auth-token': 'any' };
const job_id = '48c66c6002964721be537cdc6ce0297b';
const other = '6d616e796275696c6473000000000001';
const project = 'a'.repeat(32);
const at = { at: '2023-12-27T00:00:00Z' };

describe('the gateway before CodeArts', () => {
  it('says of every path of the vendor that is not served that it is not published', async () => {
    const { send } = await setStage();
    for (const path of [
      '/v1/template/custom',
      '/v1/report/summary',
      `/v2/${project}/jobs/template`,
      '/v3/templates/query',
      '/v3/jobs/create/x/y',
      `/v4/${project}/nothing`,
      '/v1',
      '/v3',
    ])
      expect([path, await send(path, { headers })]).toMatchObject([
        path,
        { status: 404, body: { error_code: 'APIGW.0101' } },
      ]);
    // Paths of others stay theirs.
    expect((await send('/api/v1/')).body).not.toHaveProperty('error_code');
    expect((await send('/v30')).body ?? {}).not.toHaveProperty('error_code');
  });

  it.each([502, 504])('answers %s itself: no service is behind it then', async (status) => {
    const { standin, send } = await setStage();
    const path = `/v3/jobs/${job_id}/status`;
    const preferred = await send(path, { headers: { ...headers, prefer: `code=${status}` } });
    expect(preferred).toMatchObject({ status, body: { error_code: 'APIGW.0201' } });
    await standin.faults.create(`codearts:status=${status}`);
    expect(await send(path, { headers })).toMatchObject({ status, body: { error_code: 'APIGW.0201' } });
  });
});

stories('the tasks of CodeArts', (story) => {
  story(
    'are listed, that which was built last first, under three paths',
    async ({ standin, send }) => {
      await standin.records.create({ api: 'codearts', attributes: { job_id: other } });
      const all = (await send('/v1/job/list', { headers })).body.result;
      expect(all).toMatchObject({ total: 2, job_list: [{ id: other, is_finished: false }, { id: job_id }] });
      expect(all.job_list[1]).toMatchObject({
        job_name: 'job-48c66c60',
        build_number: '44',
        task_id: '#20231226.1',
        build_time: 3_525_000,
        last_build_time: 1_703_554_641_000,
        last_build_status: 'blue',
        last_job_running_status: 'Finished',
        repo_id: '2111750206',
      });
      for (const path of [`/v3/${project}/jobs`, `/v1/job/${project}/list`]) {
        const { jobs, total } = (await send(path, { headers })).body;
        expect([total, jobs.map(({ id }: { id: string }) => id)]).toEqual([2, [other, job_id]]);
        const page = `${path}?page_index=1&page_size=1`;
        expect((await send(page, { headers })).body.jobs).toEqual([jobs[1]]);
        expect((await send(`${path}?sort_order=ASC`, { headers })).body.jobs[0].id).toBe(job_id);
        expect((await send(`${path}?search=48c6`, { headers })).body.total).toBe(1);
        expect((await send(`${path}?page_size=101`, { headers })).status).toBe(400);
      }
    },
    at,
  );

  story(
    'have a history of some days back, and of a period of whole days of +08:00',
    async ({ send }) => {
      const history = async (interval: number) =>
        (await send(`/v3/jobs/${job_id}/history?offset=0&limit=100&interval=${interval}`, { headers })).body;
      expect(await history(0)).toEqual({ history_records: [], total: 0 });
      const [newest] = (await history(1)).history_records;
      expect(newest).toMatchObject({
        build_number: 44,
        result: 'SUCCESS',
        start_time: '2023-12-26T09:37:21.000+08:00',
        end_time: '2023-12-26T10:36:06.000+08:00',
      });
      const period = (from: string, to: string) =>
        send(`/v3/jobs/${job_id}/period-history?offset=0&limit=100&start_time=${from}&end_time=${to}`, {
          headers,
        });
      const day = (await period('2023-12-26', '2023-12-26')).body;
      expect(day.history_records.map((each: typeof newest) => each.build_number)).toEqual([44]);
      expect(day.history_records[0]).toMatchObject({ branch: 'master', trigger_type: 'Scheduled' });
      for (const [from, to] of [
        ['2023-12-26', '2023-12-25'],
        ['2023-11-01', '2023-12-25'],
        ['2023-02-30', '2023-03-01'],
      ] as const)
        expect((await period(from, to)).status).toBe(400);
      expect((await send(`/v3/jobs/${job_id}/history?offset=0&limit=10`, { headers })).status).toBe(400);
    },
    at,
  );

  story('have a success ratio to two places', async ({ send }) => {
    const { body } = await send(
      `/v3/jobs/${job_id}/success-ratio?start_time=2023-12-05&end_time=2023-12-31`,
      { headers },
    );
    expect(body).toMatchObject({ total_count: 43, success_count: 39 });
    expect(body.success_ratio).toBe(0.91);
  });

  story(
    'give all that is known of a build, while it waits, runs and has ended',
    async ({ standin, send }) => {
      const started = await send('/v3/jobs/build', { headers, json: { job_id } });
      const number = started.body.actual_build_number;
      const info = async () =>
        (await send(`/v3/jobs/${job_id}/${number}/record-info`, { headers })).body.result;
      const step = async () =>
        (await send(`/v3/jobs/${job_id}/${number}/history-details`, { headers })).body.build_steps[0];
      expect(await step()).toEqual({ name: 'build', status: '', build_time: 0 });
      await standin.clock.advance('4s');
      expect(await step()).toEqual({ name: 'build', status: 'running', build_time: 2_000 });
      expect(await info()).toMatchObject({
        queued_time: '2000',
        start_time: '2026-03-01T20:00:02.000+08:00',
      });
      expect(await info()).not.toHaveProperty('finish_time');
      await standin.clock.advance('10s');
      expect(await step()).toEqual({ name: 'build', status: 'success', build_time: 8_000 });
      const ended = await info();
      expect(ended).toMatchObject({ status: 'SUCCESS', finish_time: '2026-03-01T20:00:10.000+08:00' });
      const detail = await send(`/v4/jobs/${job_id}/${number}/record-info`, { headers });
      expect(detail.body).toEqual({ result: ended, error: null, status: 'success' });
    },
  );

  story('say what a build has made, which is nothing unless it succeeded', async ({ send }) => {
    const output = async (number: number) =>
      (await send(`/v3/jobs/${job_id}/${number}/output-info`, { headers })).body.result;
    const made = await output(44);
    expect(made.package_info).toMatchObject({ name: 'job-48c66c60.zip', daily_build_number: '20231226.1' });
    expect(made.package_infos).toEqual([made.package_info]);
    expect(await output(39)).toEqual({ package_infos: [], image_infos: [] });
  });

  story('have logs that can be had whole, by the id of the record alone', async ({ send }) => {
    for (const number of [1, 44]) {
      const { id } = (await send(`/v3/jobs/${job_id}/${number}/record-info`, { headers })).body.result;
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      const piece = `/v3/jobs/${job_id}/${number}/real-time-log?offset=0`;
      const { content } = (await send(piece, { headers })).body.result;
      for (const path of [`/v4/${id}/download-log`, `/v4/${id}/task-log`, `/v1/log/${id}/download-log`]) {
        const whole = await send(path, { headers });
        expect(whole.headers.get('content-type')).toBe('application/octet-stream');
        expect(whole.text).toBe(content);
        const none = path.replace(id, 'f'.repeat(32));
        expect((await send(none, { headers })).status).toBe(404);
      }
    }
  });
});
