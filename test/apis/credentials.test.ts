// Configured credentials are demanded in every profile, of all APIs alike: of each documented operation that the vendor
// does not leave open, and of those beside the documents.
import { describe, expect, it } from 'vitest';
import { setStage } from '../_standin.ts';

type Init = { method?: string; headers?: Record<string, string>; json?: unknown };

const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });
const job = '0123456789abcdef0123456789abcdef';
const window = 'start_time=2023-12-01%2000:00:00&end_time=2023-12-31%2000:00:00';
const platform = '00000000-0000-4000-8000-000000000001';

/** For each API: the credential, how a request shows one, how the vendor refuses, and what is guarded. */
const authentications = {
  copr: {
    right: 'login:token',
    wrong: 'login:other',
    show: basic,
    refused: 401,
    guarded: [
      ['/api_2/builds', { method: 'POST', json: { project_id: 1, srpm_url: 'http://x.example/a.src.rpm' } }],
      ['/api_2/builds/106882', { method: 'PUT', json: { state: 'canceled' } }],
    ],
    open: ['/api_2/build_tasks', '/api_2/builds', '/api_2/'],
  },
  'copr-waiting': {
    right: 'secret',
    wrong: 'other',
    show: (secret: string) => basic(`backend:${secret}`),
    refused: 401,
    guarded: [['/backend/update_builds/', { method: 'POST', json: { builds: [{ id: 1 }] } }]],
    open: ['/waiting_builds/'],
  },
  codearts: {
    right: 'secret',
    wrong: 'other',
    show: (secret: string) => ({ 'x-auth-token': secret }),
    refused: 401,
    guarded: [
      [`/v3/jobs/${job}/build-info-records?${window}`, {}],
      [`/v3/jobs/${job}/status`, {}],
      ['/v3/jobs/build', { method: 'POST', json: { job_id: job } }],
    ],
    open: [],
  },
  entrecode: {
    right: 'secret',
    wrong: 'other',
    show: (secret: string) => ({ authorization: `Bearer ${secret}` }),
    refused: 401,
    guarded: [
      [`/platform/build?platformID=${platform}`, {}],
      ['/platform/build?buildID=1', {}],
      ['/platform/build?buildID=1', { method: 'DELETE' }],
      [`/platform/build?platformID=${platform}`, { method: 'POST' }],
      ['/', {}],
    ],
    open: [],
  },
  erigones: {
    right: 'secret',
    wrong: 'other',
    show: (secret: string) => ({ 'es-api-key': secret }),
    refused: 403,
    guarded: [
      ['/api/task/', {}],
      ['/api/task/log/', {}],
      ['/api/task/log/?page=1', {}],
      ['/api/task/log/stats/', {}],
      ['/api/task/0-4b48594c-2d77-4b72-a1e1/status/', {}],
      ['/api/task/0-4b48594c-2d77-4b72-a1e1/done/', {}],
      ['/api/task/0-4b48594c-2d77-4b72-a1e1/', {}],
      ['/api/task/0-4b48594c-2d77-4b72-a1e1/cancel/', { method: 'PUT' }],
      ['/api/vm/', {}],
    ],
    open: ['/api/ping/'],
  },
} satisfies Record<string, Authentication>;

interface Authentication {
  readonly right: string;
  readonly wrong: string;
  readonly show: (secret: string) => Record<string, string>;
  readonly refused: number;
  readonly guarded: readonly (readonly [string, Init])[];
  readonly open: readonly string[];
}

const cases = Object.entries(authentications as Record<string, Authentication>).flatMap(
  ([api, authentication]) =>
    (['literal', 'corrected', 'observed'] as const).map((profile) => ({ api, profile, authentication })),
);

describe.each(cases)('credentials of $api, read $profile', ({ api, profile, authentication }) => {
  it('lets nobody do anything without the right one', async () => {
    const { standin, send } = await setStage({ profile, credentials: { [api]: [authentication.right] } });
    const before = await standin.records.list({ api });
    for (const [path, init] of authentication.guarded) {
      const by = (headers: Record<string, string>) => send(path, { ...init, headers });
      expect([path, (await by({})).status]).toEqual([path, authentication.refused]);
      expect([path, (await by(authentication.show(authentication.wrong))).status]).toEqual([
        path,
        authentication.refused,
      ]);
    }
    expect(await standin.records.list({ api })).toEqual(before);
    for (const [path, init] of authentication.guarded) {
      const { status } = await send(path, { ...init, headers: authentication.show(authentication.right) });
      expect([path, [401, 403].includes(status)]).toEqual([path, isOldId(path, profile)]);
    }
  });

  it('leaves open what the vendor leaves open, and other APIs as they were', async () => {
    const { send } = await setStage({ profile, credentials: { [api]: [authentication.right] } });
    for (const path of authentication.open) expect([path, (await send(path)).status]).toEqual([path, 200]);
    const others = Object.entries(authentications as Record<string, Authentication>).filter(
      ([name]) => name !== api,
    );
    for (const [, other] of others) {
      const [path, init] = other.guarded[0]!;
      expect((await send(path, { ...init, headers: other.show(other.wrong) })).status).not.toBe(
        other.refused,
      );
    }
  });

  it('shows where a record is with what it takes to ask for it', async () => {
    const { standin, send } = await setStage({ profile, credentials: { [api]: [authentication.right] } });
    const record = await standin.records.create({ api });
    const { url, headers } = record;
    expect((await send(url, { headers: { ...headers } })).status).toBeLessThan(400);
  });
});

/** The service reads in an id who may ask, and in the printed ones it can read nothing. */
const isOldId = (path: string, profile: string) => profile === 'observed' && path.startsWith('/api/task/0-');
