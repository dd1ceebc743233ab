// The vendor's own client, unmodified, walks from its keys to builds that succeed, fail and are stopped, over a real socket.
// Every response is decoded once more as strictly as the vendor's Go client does.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { StandinOptions } from '../../src/index.ts';
import { blocksOf } from '../_page.ts';
import { setStage } from '../_standin.ts';
import {
  BasicCredentials,
  type CodeArtsClient,
  createClient,
  createIamClient,
  GlobalCredentials,
  iam,
} from './_codearts-client.ts';
import { decodeStrictly, models } from './_go-decoder.ts';

const job_id = '48c66c6002964721be537cdc6ce0297b';
const project = 'a'.repeat(32);
const window = { start_time: '2000-01-01 00:00:00', end_time: '2099-12-31 23:59:59' };
const keys = { credentials: { codearts: ['MYKEY:my secret/+='] } };

const credential = (sk = 'my secret/+=') =>
  new BasicCredentials().withAk('MYKEY').withSk(sk).withProjectId(project);

const clocks = [
  ['real', { clock: 'real', scenarios: { lasts: { codearts: { '*': '400ms' } } } }],
  ['fast', { clock: 'x12' }],
  ['stepped', { clock: 'step:500ms' }],
] as const;

async function begin(options: StandinOptions = {}) {
  const { standin } = await setStage({ ...keys, ...options });
  const url = await standin.listen();
  return { standin, url, client: createClient(url, credential()) };
}

describe.each(clocks)("the vendor's client, with a clock that is %s", (_, options) => {
  it('starts a build, waits until it has ended, reads its log on the way, and finds it in the list', async () => {
    const { client } = await begin(options);
    const started = await client('RunJob', {
      body: { job_id, parameter: [{ name: 'codeBranch', value: 'feature/a b' }] },
    });
    expect(started).toMatchObject({ httpStatusCode: 200, actual_build_number: '45' });
    const statuses = await untilEnded(client);
    expect(inOrder(statuses)).toEqual(statuses);
    // How often somebody gets to ask while a build runs is the machine's business, unless the clock moves with each question.
    if (options.clock.startsWith('step')) expect(new Set(statuses).size).toBe(3);
    const log = await wholeLog(client, 45);
    expect(log).toMatch(/^\[\d{4}\/\d\d\/\d\d [\d:.]{12} GMT\+08:00\] \[INFO\] [\s\S]*BUILD SUCCESS\n$/);
    expect(
      (await client('ShowJobStepStatus', { path: { job_id }, query: { build_no: 45 } })).result,
    ).toMatchObject({
      status: 'success',
    });
    const record = (await client('ShowBuildInfoRecord', { path: { job_id, build_no: 45 } })).result;
    expect(record).toMatchObject({ number: 45, state: 'SUCCESS', code_branch: 'feature/a b' });
    for (const list of ['ListBuildInfoRecord', 'ListBuildInfoRecordByJobId'] as const) {
      const { result } = await client(list, { path: { job_id }, query: { ...window, page_size: 1 } });
      expect(result.job_build_states).toEqual([record]);
    }
  });

  it('finds the task in the lists, and the build in its history with all that it left behind', async () => {
    const { client, url } = await begin(options);
    await client('RunJob', { body: { job_id } });
    await untilEnded(client);
    const lists = [
      (await client('ListJob')).result.job_list,
      (await client('ListProjectJobs', { path: { project_id: project } })).jobs,
      (
        await client('ShowJobListByProjectId', {
          path: { project_id: project },
          query: { page_index: 0, page_size: 10 },
        })
      ).jobs,
    ];
    for (const [job] of lists)
      expect(job).toMatchObject({ id: job_id, last_build_status: 'blue', is_finished: true });
    const recent = await client('ShowListHistory', {
      path: { job_id },
      query: { offset: 0, limit: 10, interval: 7 },
    });
    expect(recent).toMatchObject({ total: 1, history_records: [{ build_number: 45, result: 'SUCCESS' }] });
    const { result } = await client('ShowRecordInfo', { path: { job_id, build_no: 45 } });
    expect(result).toMatchObject({
      build_no: 45,
      status: 'SUCCESS',
      id: recent.history_records[0].record_id,
    });
    const steps = await client('ShowHistoryDetails', { path: { job_id, build_number: 45 } });
    expect(steps.build_steps).toMatchObject([{ status: 'success' }]);
    const made = await client('ShowOutputInfo', { path: { job_id, build_no: 45 } });
    expect(made.result.package_info.name).toMatch(/\.zip$/);
    const december = { start_time: '2023-12-01', end_time: '2023-12-31' };
    const ratio = await client('ShowJobSuccessRatio', { path: { job_id }, query: december });
    const period = { ...december, offset: 0, limit: 100 };
    const old = await client('ShowListPeriodHistory', { path: { job_id }, query: period });
    expect(ratio.total_count).toBe(old.total);
    // The core takes a file for a stream and hands it on unread, so it is fetched.
    expect(await downloaded(`${url}/v4/${result.id}/download-log`)).toBe(await wholeLog(client, 45));
  });

  it('sees a build fail', async () => {
    const { standin, client } = await begin(options);
    await standin.scenarios.set({ queue: { codearts: ['fails'] } });
    expect((await client('ExecuteJob', { body: { job_id } })).actual_build_number).toBe('45');
    await untilEnded(client);
    expect((await client('ShowBuildInfoRecord', { path: { job_id, build_no: 45 } })).result.state).toBe(
      'FAILURE',
    );
    expect((await client('ShowJobStepStatus', { path: { job_id } })).result.status).toBe('error');
    expect(await wholeLog(client, 45)).toMatch(/BUILD FAILURE\n$/);
  });

  it('stops builds in each of its three ways, and cannot stop one that has ended', async () => {
    const { standin, client } = await begin(options);
    await standin.scenarios.set({ queue: { codearts: ['stuck', 'stuck', 'stuck'] } });
    const ways = [
      (build_no: number) => client('StopBuildJob', { path: { job_id, build_no } }),
      (build_no: number) => client('StopJob', { body: { job_id, build_no: `${build_no}` } }),
      (build_no: number) => client('StopTheJob', { path: { job_id }, query: { build_no } }),
    ];
    for (const stop of ways) {
      const build_no = Number((await client('RunJob', { body: { job_id } })).actual_build_number);
      expect((await client('ShowJobStatus', { path: { job_id } })).result).toBe(true);
      expect((await stop(build_no)).httpStatusCode).toBe(200);
      expect((await client('ShowJobStatus', { path: { job_id } })).result).toBe(false);
      const record = (await client('ShowBuildInfoRecord', { path: { job_id, build_no } })).result;
      expect(record).toMatchObject({ job_running_status: 'Finished', state: 'ABORTED' });
      await expect(stop(build_no)).rejects.toMatchObject({ httpStatusCode: 400, errorCode: 'DEV.CB.032302' });
    }
  });
});

describe("the vendor's client", () => {
  it('is refused with a wrong secret, and with a key that nobody knows, each with an id of the request', async () => {
    const { url } = await begin();
    const send = (ak: string, sk: string) =>
      createClient(url, new BasicCredentials().withAk(ak).withSk(sk).withProjectId(project))(
        'ShowJobStatus',
        {
          path: { job_id },
        },
      );
    await expect(send('MYKEY', 'guessed')).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: 'APIGW.0301',
      errorMsg: expect.stringContaining('verify aksk signature fail'),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await expect(send('OTHER', 'my secret/+=')).rejects.toMatchObject({
      errorMsg: expect.stringContaining('ak:OTHER'),
    });
  });

  it('needs no keys that anybody knows where none are configured', async () => {
    const { standin } = await setStage();
    const client = createClient(await standin.listen(), credential('any'));
    expect((await client('ShowJobStatus', { path: { job_id } })).result).toBe(false);
  });

  it('is let in with temporary keys, in a world with a name, below a path, and in every profile', async () => {
    for (const profile of ['literal', 'corrected', 'observed'] as const) {
      const { url } = await begin({ profile });
      const client = createClient(`${url}/~mine`, credential().withSecurityToken('temporary'));
      expect((await client('RunJob', { body: { job_id } })).actual_build_number).toBe('45');
      expect(
        (await createClient(url, credential())('ShowRunningStatus', { path: { job_id } })).result,
      ).toMatchObject({
        last_build_no: '44',
      });
    }
  });

  it('finds the project of its region by itself, or its domain, with a GET that has a body', async () => {
    const { standin, url } = await begin();
    const lost = new BasicCredentials().withAk('MYKEY').withSk('my secret/+=').withIamEndpoint(url);
    const client = createClient(url, lost, 'cn-north-4');
    expect((await client('ShowJobStatus', { path: { job_id } })).result).toBe(false);
    const tenant = new GlobalCredentials().withAk('MYKEY').withSk('my secret/+=').withIamEndpoint(url);
    expect(
      (await createClient(url, tenant, 'cn-north-1')('ShowJobStatus', { path: { job_id } })).result,
    ).toBe(false);
    const request = (await standin.journal.list()).map(({ operation }) => operation);
    expect(request).toEqual([
      'codearts/list-projects',
      'codearts/show-job-status',
      'codearts/list-domains',
      'codearts/show-job-status',
    ]);
    const wrong = new BasicCredentials().withAk('MYKEY').withSk('guessed').withIamEndpoint(url);
    await expect(
      createClient(url, wrong, 'cn-east-3')('ShowJobStatus', { path: { job_id } }),
    ).rejects.toThrow();
  });

  it('is told of a task that is not there, as in the profile', async () => {
    const unknown = { path: { job_id: 'f'.repeat(32) } };
    const content = async (profile: 'corrected' | 'observed') =>
      (await begin({ profile })).client('ShowRunningStatus', unknown);
    await expect(content('corrected')).rejects.toMatchObject({
      httpStatusCode: 404,
      errorCode: 'DEVCB.00031006',
    });
    await expect(content('observed')).rejects.toMatchObject({
      httpStatusCode: 422,
      errorCode: 'DEVCB.00031006',
    });
  });

  it('gets a token from IAM by its password, and the projects of a region', async () => {
    const { url } = await begin();
    const client = createIamClient(url, 'MYKEY', 'my secret/+=');
    const auth = (password: string) => ({
      body: {
        auth: {
          identity: {
            methods: ['password'],
            password: { user: { name: 'MYKEY', password, domain: { name: 'me' } } },
          },
          scope: { project: { name: 'cn-north-4' } },
        },
      },
    });
    const request = (password: string) =>
      Object.assign(new iam.KeystoneCreateUserTokenByPasswordRequest(), auth(password));
    const { httpStatusCode, token } = await client.keystoneCreateUserTokenByPassword(request('my secret/+='));
    expect(httpStatusCode).toBe(201);
    expect(token).toMatchObject({ methods: ['password'], project: { name: 'cn-north-4' } });
    await expect(client.keystoneCreateUserTokenByPassword(request('guessed'))).rejects.toMatchObject({
      httpStatusCode: 401,
    });
    const { projects } = await client.keystoneListProjects(
      new iam.KeystoneListProjectsRequest().withName('cn-north-4'),
    );
    expect(projects).toMatchObject([{ id: token.project.id, name: 'cn-north-4' }]);
  });
});

describe('the strict decoder', () => {
  it.each([
    ['a number that is a text', { number: '44' }],
    ['a time that is a text', { start_time: '1703554641000' }],
    ['a duration with a fraction', { build_time: 1.5 }],
    ['a duration that is too great', { cost_time: 2 ** 31 }],
    ['a text that is a number', { state: 1 }],
  ])('dies of %s', (_, record) => {
    expect(() => decodeStrictly(models.ShowBuildInfoRecord, { result: record })).toThrow('cannot unmarshal');
    expect(() =>
      decodeStrictly(models.ShowBuildInfoRecord, { result: null, error: null, more: 1 }),
    ).not.toThrow();
  });
});

describe("OpenStack's keystoneauth1, from Debian", () => {
  const python = '/usr/bin/python3';
  const isThere = spawnSync(python, ['-c', 'import keystoneauth1']).status === 0;
  // CI installs it, and there its absence is a failure.
  const needed = isThere || process.env.CI !== undefined;

  it.skipIf(!needed)(
    'logs in, asks, and gets itself another token when a day of the clock is over (apt-get install python3-keystoneauth1)',
    async () => {
      const { standin, url } = await begin({ clock: 'frozen', at: Date.now() });
      const [code] = blocksOf('docs/clients/codearts.md', 'python');
      const run = code!
        .replaceAll('http://127.0.0.1:4010', url)
        .replace('mysecret', 'my secret/+=')
        .replace('# a day later', `session.post("${url}/__standin/clock/advance", json={"by": "25h"})`);
      const { stdout } = await promisify(execFile)(python, ['-c', run]);
      expect(stdout.trim().split('\n')).toEqual(['45 InQueue', '45 Finished']);
      const request = (await standin.journal.list()).map(({ operation, status }) => `${operation} ${status}`);
      expect(request).toEqual([
        'codearts/create-token 201',
        'codearts/start-build 200',
        'codearts/show-running-status 200',
        'codearts/show-running-status 401',
        'codearts/create-token 201',
        'codearts/show-running-status 200',
      ]);
    },
    60_000,
  );
});

function inOrder(statuses: readonly string[]): string[] {
  return ['InQueue', 'Running', 'Finished'].flatMap((each) => statuses.filter((status) => status === each));
}

/** What is said of the last build each time it is asked for, until it has ended. */
async function untilEnded(client: CodeArtsClient): Promise<string[]> {
  const seen: string[] = [];
  do {
    seen.push((await client('ShowRunningStatus', { path: { job_id } })).result.last_build_status);
  } while (seen.at(-1) !== 'Finished');
  return seen;
}

async function downloaded(url: string): Promise<string> {
  const response = await fetch(url, { headers: { 'x-auth-token': keys.credentials.codearts[0]! } });
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
  return response.text();
}

/** The log of a build, read a little at a time until there is no more. */
async function wholeLog(client: CodeArtsClient, build_no: number): Promise<string> {
  let log = '';
  for (;;) {
    const query = { offset: log.length, length: 150 };
    const { result } = await client('DownloadRealTimeLog', { path: { job_id, build_no }, query });
    expect(result.current_offset).toBe(log.length);
    log += result.content;
    expect(result.offset).toBe(log.length);
    if (!result.has_more_data) return log;
  }
}
