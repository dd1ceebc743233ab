// Clients of all five APIs: each begins, looks at, cancels and deletes what is its own, lists what all have, and moves the clock.
import { request } from 'node:http';
import { pick, randomFrom } from '../chance.mjs';

const job = '48c66c6002964721be537cdc6ce0297b';
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const builds = `/platform/build?platformID=${platform}`;
const chroot = 'fedora-41-x86_64';
const basic = { authorization: `Basic ${Buffer.from('me:secret').toString('base64')}` };
const json = (body, headers = {}) => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** By API: what begins something, the number of it in the answer, and what is requested of it afterwards. */
const plays = {
  copr: {
    begin: () => [
      'POST',
      '/api_2/builds',
      json({ project_id: 3985, srpm_url: 'http://srpms.example/ping-1-1.src.rpm', chroots: [chroot] }, basic),
    ],
    idOf: (_, headers) => /\d+$/.exec(headers.location ?? '')?.[0],
    of: (id) => [
      ['GET', `/api_2/builds/${id}`],
      ['GET', `/api_2/build_tasks/${id}/${chroot}`],
      ['PUT', `/api_2/builds/${id}`, json({ state: 'canceled' }, basic)],
    ],
    lists: ['/api_2/build_tasks?state=running&limit=20', '/api_2/builds?limit=5', '/waiting_builds/'],
  },
  codearts: {
    begin: () => ['POST', '/v3/jobs/build', json({ job_id: job }, { 'x-auth-token': 'any' })],
    idOf: (body) => body.actual_build_number,
    of: (id) => [
      ['GET', `/v3/jobs/${job}/${id}/record-info`, { headers: { 'x-auth-token': 'any' } }],
      ['POST', `/v3/jobs/${job}/${id}/stop`, { headers: { 'x-auth-token': 'any' } }],
    ],
    lists: [`/v3/jobs/${job}/status`, `/v3/jobs/${job}/history?offset=0&limit=10`],
    headers: { 'x-auth-token': 'any' },
  },
  entrecode: {
    begin: () => ['POST', builds],
    idOf: (body) => body.buildID,
    of: (id) => [
      ['GET', `${builds}&buildID=${id}`],
      ['DELETE', `${builds}&buildID=${id}`],
    ],
    lists: [builds, `${builds}&size=3&page=1`],
  },
  erigones: {
    begin: (random) => [
      'PUT',
      `/api/vm/web${Math.floor(random() * 1e9)}.example.com/status/start/`,
      { headers: { 'es-api-key': 'any' } },
    ],
    idOf: (body) => body.task_id,
    of: (id) => [
      ['GET', `/api/task/${id}/status/`, { headers: { 'es-api-key': 'any' } }],
      ['PUT', `/api/task/${id}/cancel/`, { headers: { 'es-api-key': 'any' } }],
    ],
    lists: ['/api/task/', '/api/task/log/'],
    headers: { 'es-api-key': 'any' },
  },
};
const apis = Object.keys(plays);

/** Runs them all; gives each request with its answer, or without one. */
export async function runClients(proxy, { world, clients, requests, seed }) {
  const all = [];
  const run = async (client) => {
    const random = randomFrom(seed * 1_000 + client);
    const api = apis[client % apis.length];
    const { begin, idOf, of, lists, headers } = plays[api];
    const own = [];
    for (let number = 0; number < requests; number++) {
      const name = `${client}-${number}`;
      if (random() < 0.1)
        await send(proxy, 'POST', `/~${world}/__standin/clock/advance`, json({ by: '1s' })).catch(() => {});
      const kind = random();
      const isBegin = own.length === 0 || kind < 0.3;
      const id = pick(random, own);
      const [method, path, given = {}] = isBegin
        ? begin(random)
        : kind < 0.5
          ? ['GET', pick(random, lists), { headers }]
          : pick(random, of(id));
      const sent = { ...given, headers: { ...given.headers, 'x-campaign': name } };
      const answer = await send(proxy, method, `/~${world}${path}`, sent).catch(() => undefined);
      const refused = answer?.status === 503 && /store|Others were always faster/.test(answer.text);
      all.push({
        name,
        method,
        path,
        sent,
        answer,
        refused,
        acknowledged: answer !== undefined && answer.status !== 502 && !refused,
      });
      const begun = isBegin && answer?.status < 300 && idOf(parsed(answer.text), answer.headers);
      if (begun) own.push(begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return all;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** One request under the address that links are to have. Rejects where there is no answer. */
export function send(origin, method, path, { headers, body } = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        headers: { host: '127.0.0.1:4010', ...headers, 'content-length': Buffer.byteLength(body ?? '') },
      },
      async (response) => {
        try {
          let text = '';
          for await (const chunk of response.setEncoding('utf8')) text += chunk;
          resolve({ status: response.statusCode, headers: response.headers, text });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.setTimeout(20_000, () => sent.destroy(new Error('no answer in 20 s')));
    sent.on('error', reject);
    sent.end(body);
  });
}
