// A record whose own id or self link is broken is still the record that was requested or listed: what else is wrong with it
// is found all the same, and so is it where the user names it.
import { expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { changeResponses } from '../../src/core/mutants/mutant.ts';
import { createStandin } from '../../src/index.ts';
import { type VerifyOptions, verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

// biome-ignore lint/suspicious/noExplicitAny: bodies of every schema.
type Body = any;

interface Case {
  readonly name: string;
  readonly says: string;
  /** Breaks what identifies a record. */
  hide(record: Body): void;
  /** Breaks something else of the same record, and which clause that is. */
  spoil(record: Body): void;
  readonly clause: string;
  readonly params: NonNullable<VerifyOptions['params']>;
}

const platformID = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const job_id = '48c66c6002964721be537cdc6ce0297b';
const task_id = '1e1d1-4b48594c-2d77-4b72-a1e1';

const cases: readonly Case[] = [
  ...[
    (task: Body) => delete task._links?.self,
    (task: Body) => Object.assign(task._links?.self ?? {}, { href: '/nowhere' }),
  ].map(
    (hide, index): Case => ({
      name: 'copr',
      says: ['its self link is gone', 'its self link leads elsewhere'][index]!,
      hide,
      spoil: ({ build_task }) => Object.assign(build_task ?? {}, { ended_on: 1 }),
      clause: 'copr/fields/ended-on',
      params: { build_id: 7, chroot_name: 'fedora-41-x86_64' },
    }),
  ),
  {
    name: 'copr-waiting',
    says: 'its id is gone',
    hide: (build) => delete build.id,
    spoil: (build) => Object.assign(build, { submitted_on: build.submitted_on * 1_000 }),
    clause: 'copr-waiting/fields/submitted-on',
    params: { build_id: 7 },
  },
  {
    name: 'codearts',
    says: 'its number is gone',
    hide: (build) => delete build.number,
    spoil: ({ commit_info }) => Object.assign(commit_info, { commit_id: '0'.repeat(40) }),
    clause: 'codearts/commit/commit-id',
    params: { job_id, number: 45 },
  },
  ...[(build: Body) => delete build.buildID, (build: Body) => delete build._links.self].map(
    (hide, index): Case => ({
      name: 'entrecode',
      says: ['its buildID is gone', 'its self link is gone'][index]!,
      hide,
      spoil: (build) => build.finished && Object.assign(build, { finished: '2001-01-01T00:00:00.000Z' }),
      clause: 'entrecode/build/finished',
      params: { buildID: 7, platformID },
    }),
  ),
  {
    name: 'erigones',
    says: 'its task_id is gone',
    hide: (task) => delete task.task_id,
    spoil: (task) => 'result' in task && Object.assign(task, { result: 'terminated' }),
    clause: 'erigones/status/pending',
    params: { task_id },
  },
];

const presets: Readonly<Record<string, { readonly name: string; readonly params: Case['params'] }>> = {
  copr: { name: 'build-is-succeeded', params: { build_id: 7, chroot_name: 'fedora-41-x86_64' } },
  'copr-waiting': { name: 'build-is-waiting', params: { build_id: 7 } },
  codearts: { name: 'build-is-success', params: { job_id, number: 45 } },
  entrecode: { name: 'build-is-success', params: { buildID: 7, platformID } },
  erigones: { name: 'task-is-pending', params: { task_id } },
};

/** The records in a body: itself, or those of the list that it has. */
function recordsIn(body: Body): readonly Body[] {
  const lists = [
    body?.build_tasks,
    body?.builds,
    body?.result?.job_build_states,
    body?._embedded?.['ec:app/build'],
  ];
  return lists.find(Array.isArray) ?? [body];
}

/** A server with one record, whose every response is changed. */
function server(api: Api, change: (record: Body) => void): NonNullable<VerifyOptions['fetch']> {
  const changed = changeResponses(api, (response) => {
    if (response.status >= 300 || typeof response.body !== 'object') return response;
    const body = structuredClone(response.body);
    for (const record of recordsIn(body)) if (typeof record === 'object' && record !== null) change(record);
    return { ...response, body };
  });
  const standin = createStandin({
    apis: [changed],
    at: startOfTime,
    clock: 'frozen',
    samples: false,
    presets: [{ api: api.name, ...presets[api.name]! }],
  });
  return async (url, init) =>
    new URL(url).pathname.startsWith('/__standin')
      ? new Response('Not here', { status: 404 })
      : standin.fetch(url, init);
}

it.each(cases)(
  '$name: where $says, what else is wrong is found',
  async ({ name, hide, spoil, clause, params }) => {
    const api = (Object.values(registry) as Api[]).find((each) => each.name === name)!;
    const failedOf = async (change: (record: Body) => void) => {
      const options = { api, token: 'any', pact: false, poll: 1, for: 5, params };
      const { findings } = await verify({ ...options, fetch: server(api, change) });
      return findings.filter(({ severity }) => severity === 'failed').map((each) => each.clause);
    };
    expect(await failedOf(() => {})).toEqual([]);
    expect(await failedOf((record) => void hide(record))).not.toContain(clause);
    const found = await failedOf((record) => {
      spoil(record);
      hide(record);
    });
    expect(found).toContain(clause);
    expect(found.length).toBeGreaterThan(1);
  },
);
