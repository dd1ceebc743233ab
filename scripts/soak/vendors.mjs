// What clients ask of the five APIs, about records that are there and about some that are not.
import { pick } from '../chance.mjs';

const basic = { authorization: `Basic ${Buffer.from('login:token').toString('base64')}` };
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';

/** One question to one of the APIs. */
export async function sendToVendor({ client, random, apis }, world, known) {
  const records = known.records;
  const api = pick(random, apis);
  const own = records.filter((each) => each.api === api);
  const record = pick(random, own);
  const { path, ...options } = questions[api](random, record);
  // What is to be judged is kept; a world with faults is not.
  const kept = known.within === undefined ? { api } : { within: known.within };
  const response = await client.send(world, path, { ...options, ...kept });
  // What a client has begun, it asks about.
  if (api === 'entrecode' && options.method === 'POST' && response?.status === 201) {
    const { buildID } = parsed(response.text) ?? {};
    if (buildID !== undefined)
      records.push({
        api,
        id: `${buildID}`,
        url: `/platform/build?buildID=${buildID}`,
        headers: {},
        attributes: { buildID },
      });
  }
}

const questions = {
  copr(random, record) {
    const {
      build_id = 3985,
      project_id = 1,
      owner = 'mirek',
      chroot_name = 'fedora-20-x86_64',
    } = record?.attributes ?? {};
    const state = pick(random, [
      'importing',
      'pending',
      'starting',
      'running',
      'succeeded',
      'failed',
      'canceled',
    ]);
    const list = '/api_2/build_tasks';
    return pick(random, [
      () => ({ path: record?.url ?? `${list}/${build_id}/${chroot_name}` }),
      () => ({ path: `${list}/${build_id}/${chroot_name}` }),
      () => ({ path: `${list}?build_id=${build_id}` }),
      () => ({ path: `${list}?project_id=${project_id}&limit=${number(random, 30)}` }),
      () => ({ path: `${list}?owner=${owner}&state=${state}` }),
      () => ({ path: `${list}?state=${state}&limit=10&offset=${number(random, 40)}` }),
      () => ({ path: `${list}?limit=${number(random, 120)}&offset=${number(random, 300)}` }),
      () => ({ path: `${list}/2147483646/fedora-20-x86_64` }),
      () => ({ path: `${list}?state=exploded` }),
      () => ({ path: `/api_2/builds/${build_id}?show_build_tasks=True` }),
      () => ({ path: `/api_2/builds?project_id=${project_id}&limit=5` }),
      () => ({ path: `/api_2/projects?limit=5&offset=${number(random, 5)}` }),
      () => ({ path: `/api_2/projects/${project_id}` }),
      () => ({ path: `/api_2/projects/${project_id}/chroots` }),
      () => ({ path: '/api_2/mock_chroots' }),
      () => ({
        path: `/api_2/builds/${build_id}`,
        method: 'PUT',
        headers: basic,
        body: { state: 'canceled' },
      }),
      () => ({
        path: '/api_2/builds',
        method: 'POST',
        headers: basic,
        body: { project_id, srpm_url: 'http://srpms.example/jq-1.7.1-8.src.rpm', chroots: [chroot_name] },
      }),
    ])();
  },
  'copr-waiting': (random) => ({
    path: pick(random, ['/waiting_builds/', '/waiting_builds/', '/waiting_builds']),
  }),
  codearts(random, record) {
    const { job_id = '48c66c6002964721be537cdc6ce0297b' } = record?.attributes ?? {};
    const headers = random() < 0.05 ? {} : { 'x-auth-token': 'any' };
    const path = (query) => `/v3/jobs/${job_id}/build-info-records?${new URLSearchParams(query)}`;
    const window = { start_time: '1971-01-01 00:00:00', end_time: '2100-01-01 00:00:00' };
    return pick(random, [
      () => ({ path: record?.url ?? path(window), headers }),
      () => ({ path: path(window), headers }),
      () => ({
        path: path({ ...window, page_size: number(random, 110), page_index: number(random, 3) }),
        headers,
      }),
      () => ({ path: path({ start_time: 'yesterday', end_time: window.end_time }), headers }),
    ])();
  },
  entrecode(random, record) {
    const { buildID = 1, platformID = platform } = record?.attributes ?? {};
    const list = `/platform/build?platformID=${platformID}`;
    const sort = pick(random, [
      'buildID',
      '-buildID',
      'started',
      'successful,-started',
      '-finished,buildID',
      'size',
    ]);
    return pick(random, [
      () => ({ path: record?.url ?? list }),
      () => ({ path: `/platform/build?buildID=${buildID}&platformID=${platformID}` }),
      () => ({ path: `/platform/build?buildID=${buildID}` }),
      () => ({ path: list }),
      () => ({ path: `${list}&size=${number(random, 40)}&page=${1 + number(random, 4)}` }),
      () => ({ path: `${list}&sort=${encodeURIComponent(sort)}` }),
      () => ({ path: `${list}&buildID=${buildID}&_list=true` }),
      () => ({ path: `/platform?platformID=${platformID}` }),
      () => ({ path: list, method: 'POST' }),
      () => ({ path: `/platform/build?buildID=${buildID}`, method: 'DELETE' }),
      () => ({ path: '/platform/build?buildID=999999999' }),
    ])();
  },
  erigones(random, record) {
    const { task_id = '1e1d1-ffffffff-ffff-4fff-bfff' } = record?.attributes ?? {};
    const status = pick(random, ['PENDING', 'SUCCESS', 'FAILURE', 'REVOKED']);
    return pick(random, [
      () => ({ path: `/api/task/${task_id}/` }),
      () => ({ path: `/api/task/${task_id}/status/` }),
      () => ({ path: `/api/task/${task_id}/status/` }),
      () => ({ path: `/api/task/${task_id}/done/` }),
      () => ({ path: '/api/task/' }),
      () => ({ path: '/api/task/log/' }),
      () => ({
        path: `/api/task/log/?page=${1 + number(random, 4)}&order_by=${pick(random, ['time', '-time'])}`,
      }),
      () => ({ path: `/api/task/log/?page=1&status=${status}` }),
      () => ({ path: `/api/task/log/stats/?last=${pick(random, [60, 3_600, 1_000_000_000])}` }),
      () => ({ path: `/api/task/${task_id}/cancel/`, method: 'PUT' }),
      () => ({ path: '/api/task/abc/status/' }),
    ])();
  },
};

function number(random, below) {
  return Math.floor(random() * below);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
