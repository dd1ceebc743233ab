// Deployments that are no Standin to whoever asks them: a mock behind a proxy that hides its control, with records as a test
// deployment has them, and what its user would say of it.

import type { Api } from '../../src/core/api/api.ts';
import type { Reading } from '../../src/core/api/errata.ts';
import { createStandin, type Standin } from '../../src/index.ts';
import { listen } from '../../src/server/port/listen.ts';
import type { VerifyOptions } from '../../src/verify.ts';

type RecordRequest = Parameters<Standin['records']['create']>[0];

interface Deployment {
  /** How much time passes with each request: a server does not wait for who verifies it. */
  readonly clock: string;
  /** Lifelike records of all ages. */
  readonly fill: number;
  readonly presets: readonly { readonly name: string; readonly params?: Readonly<Record<string, unknown>> }[];
  readonly records: readonly Omit<RecordRequest, 'api'>[];
  /** How much time lies between two of them, in ms. */
  readonly between?: number;
  readonly params: Readonly<Record<string, unknown>>;
}

const day = 86_400_000;
const job_id = '6d616e796275696c647300000000000a';
const isoBefore = (days: number) =>
  new Date(Math.floor(Date.now() / day) * day - days * day - 750).toISOString();

const deployments: Readonly<Record<string, () => Deployment>> = {
  copr: () => ({
    clock: 'step:150ms',
    fill: 60,
    presets: [{ name: 'project-has-many-builds' }],
    records: [],
    params: { project_id: 4242 },
  }),
  // Builds of which one after the other is taken by a backend, and more of them than a list has room for.
  'copr-waiting': () => ({
    clock: 'step:50ms',
    fill: 3,
    presets: [],
    records: Array.from({ length: 13 }, (_, index) => ({
      attributes: {
        ...submitted,
        build_id: 5_000 + index,
        ...(index > 0 && { copr_id: 70 - index, copr: `c${10 + ((index * 7) % 13)}` }),
      },
      lasts: { waiting: index === 0 ? '1h' : `${(13 - index) * 5_000 + 1_000 + index * 100}ms` },
    })),
    between: 5_000,
    params: { ...submitted, build_id: 5_000 },
  }),
  codearts: () => ({
    clock: 'step:150ms',
    fill: 40,
    presets: [
      { name: 'job-has-many-builds' },
      { name: 'job-has-old-builds', params: { job_id, first: isoBefore(9) } },
    ],
    records: ['FAILURE', 'ABORTED', 'SCHEDULE_FAILURE'].map((state) => ({ state, attributes: { job_id } })),
    params: { job_id },
  }),
  entrecode: () => ({
    clock: 'step:150ms',
    fill: 30,
    presets: [{ name: 'platform-has-many-builds' }],
    records: [],
    params: { platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13' },
  }),
  erigones: () => ({
    clock: 'step:150ms',
    fill: 60,
    presets: [{ name: 'server-has-many-tasks' }],
    records: [
      ...['FAILURE', 'REVOKED', 'SUCCESS', 'STARTED', 'PENDING'].map((state) => ({
        state,
        attributes: { hostname: 'many.cust.erigones.com', action: 'start' },
      })),
      // One that runs by itself.
      { state: 'STARTED', attributes: { task_id: '1a1d1-9f7c3a52-61d0-4e8b-a2c4', object_type: 'dc' } },
    ],
    params: { hostname: 'many.cust.erigones.com' },
  }),
};

const submitted = {
  user_id: 3,
  owner_id: 2,
  copr_id: 7,
  copr: 'nightly',
  pkgs: ['http://srpms.example/jq-1.7.1-8.src.rpm', 'http://srpms.example/oniguruma-6.9.9-1.src.rpm'],
  chroots: ['fedora-41-i386', 'fedora-41-x86_64'],
  copr_chroots: ['fedora-42-x86_64'],
};

/** What a user of a real server would say, and where it is. */
type Verified = Pick<VerifyOptions, 'params' | 'token' | 'write' | 'poll' | 'for'>;

/** What may be changed of a response on its way. */
type OnItsWay = (response: Response, request: Request) => Response | Promise<Response>;

interface Behind {
  /** The readings that it follows. */
  readonly profile?: Reading;
  readonly onItsWay?: OnItsWay;
}

/** An API as it is deployed, asked without a socket. */
export function deployed(
  api: Api,
  { profile, onItsWay = (response) => response }: Behind = {},
): Verified & Pick<VerifyOptions, 'fetch'> {
  const { params, ...deployment } = deployments[api.name]!();
  const standin = fill(api, { ...deployment, ...(profile && { profile }) });
  return {
    ...told(params),
    fetch: async (url, init) =>
      isHidden(url)
        ? new Response('Not here', { status: 404 })
        : onItsWay(await (await standin).fetch(url, init), new Request(url, init)),
  };
}

/** The same behind a proxy with a port of its own. */
export async function deployedOnPorts(
  api: Api,
  { profile, onItsWay }: Behind = {},
): Promise<{ readonly options: Verified & Pick<VerifyOptions, 'url'>; close(): Promise<void> }> {
  let upstream = '';
  const proxy = await withoutControl(() => upstream, onItsWay);
  const { params, ...deployment } = deployments[api.name]!();
  const standin = await fill(api, { ...deployment, ...(profile && { profile }) }, proxy.url);
  upstream = await standin.listen();
  const close = async () => void (await Promise.all([proxy.close(), standin.close()]));
  return { options: { ...told(params), url: proxy.url }, close };
}

const told = (params: Verified['params']): Verified => ({
  ...(params && { params }),
  token: 'let-me-in',
  write: true,
  poll: 1,
  for: 1_000,
});

async function fill(
  api: Api,
  {
    clock,
    fill: count,
    presets,
    records,
    between = 0,
    profile,
  }: Omit<Deployment, 'params'> & { readonly profile?: Reading },
  baseUrl?: string,
): Promise<Standin> {
  const standin = createStandin({
    apis: [api],
    clock,
    fill: { [api.name]: count },
    presets: presets.map((preset) => ({ api: api.name, ...preset })),
    samples: false,
    ...(profile && { profile }),
    ...(baseUrl !== undefined && { baseUrl }),
  });
  for (const record of records) {
    await standin.clock.advance(between);
    await standin.records.create({ api: api.name, ...record } as RecordRequest);
  }
  return standin;
}

function isHidden(url: string): boolean {
  return new URL(url).pathname.startsWith('/__standin');
}

/** A proxy with a port of its own that hides Standin's control. */
export function withoutControl(upstream: () => string, onItsWay: OnItsWay = (response) => response) {
  const answer = async (request: Request) => onItsWay(await pass(request.clone(), upstream()), request);
  return listen(answer, { host: '127.0.0.1', port: 0 });
}

async function pass(request: Request, upstream: string): Promise<Response> {
  if (isHidden(request.url)) return new Response('Not here', { status: 404 });
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
  const init = { method, headers, redirect: 'manual', ...(body && { body }) } as const;
  return fetch(upstream + pathname + search, init);
}
