// The build that the document prints with the 43 before it, and named situations.
import type { Creation, Preset, Samples } from '../../core/api/api.ts';
import { countOf } from '../../core/records/attributes.ts';
import { parseInstant } from '../../core/time/duration.ts';
import { presetPerState } from '../../core/worlds/presets.ts';
import { lifecycle } from './lifecycle.ts';
import type { BuildAttributes } from './record.ts';

const printed: Omit<BuildAttributes, 'number' | 'daily_build_number'> = {
  job_id: '48c66c6002964721be537cdc6ce0297b',
  user_id: 'ae22fd035f354cfa8d82a3f1c8940446',
  executor: 'test',
  nickname: '021',
  trigger_type: 'Scheduled',
  commit_id: 'ffe2ee8b44a0b2683df86b44f8ec27d71baeae86',
  committed_at: '2023-11-21T01:48:21.000+00:00',
  build_type: 'branch',
  code_branch: 'master',
  scm_type: 'codehub',
  scm_web_url: 'https://test.huawei.com/codehub/2111750206/home',
};
const { user_id, executor, nickname, trigger_type, commit_id, committed_at } = printed;
const newest = 44;
const started = 1_703_554_641_000;
const lasted = 3_525_000;
const queued = 5_000;
const hour = 3_600_000;
const halfDay = 12 * hour;

/** The printed build is the 44th; the builds before it are ours: one each half day, of an unchanged branch. */
export const samples: Samples<BuildAttributes> = {
  creates: Array.from({ length: newest }, (_, index) => sampleOf(index + 1)),
};

export const presets: readonly Preset<BuildAttributes>[] = [
  ...presetPerState<BuildAttributes>(lifecycle, {
    noun: 'build',
    subject: '{number} of job {job_id}',
    params: {
      job_id: printed.job_id,
      number: newest + 1,
      user_id,
      executor,
      nickname,
      trigger_type,
      commit_id,
      committed_at,
    },
    clauses: ['codearts/record/job-running-status', 'codearts/record/state'],
  }),
  {
    name: 'job-has-many-builds',
    says: 'job {job_id} has {builds} builds that succeeded',
    clauses: ['codearts/request/page-index', 'codearts/request/page-size'],
    params: { job_id: '6d616e796275696c647300000000000a', builds: 125 },
    creates: (params) =>
      Array.from({ length: countOf(params, 'builds') }, () => ({
        state: 'SUCCESS',
        attributes: { job_id: String(params.job_id) },
      })),
  },
  {
    name: 'job-has-old-builds',
    says: 'job {job_id} was built {builds} times from {first} on, every five hours',
    clauses: [
      'codearts/request/start-time',
      'codearts/request/end-time',
      'codearts/record/daily-build-number',
    ],
    // The first begins in the last second of a day of +08:00, and in the midst of that second.
    params: { job_id: '6d616e796275696c647300000000000b', builds: 40, first: '2024-02-25T15:59:59.250Z' },
    creates: (params) =>
      Array.from({ length: countOf(params, 'builds') }, (_, index) =>
        oldBuild(String(params.job_id), parseInstant(String(params.first)) + index * 5 * hour),
      ),
  },
];

function sampleOf(number: number): Creation<BuildAttributes> {
  const state = fateOf(number);
  // A little shorter for each earlier build, and a third if the build did not finish.
  const whole = lasted - (((newest - number) * 37_000) % 900_000);
  const lasts = state === 'SUCCESS' ? whole : Math.floor(whole / 3);
  return {
    attributes: { ...printed, number },
    created: started - (newest - number) * halfDay,
    seenAt: started + lasted,
    plan: [{ state: 'InQueue', lasts: queued }, { state: 'Running', lasts: lasts - queued }, { state }],
  };
}

/** A build that succeeded long ago, whatever the clock says. */
function oldBuild(job_id: string, created: number): Creation<BuildAttributes> {
  const lasts = { InQueue: queued, Running: 600_000 };
  return {
    attributes: { job_id },
    created,
    seenAt: created + lasts.InQueue + lasts.Running,
    plan: [
      { state: 'InQueue', lasts: lasts.InQueue },
      { state: 'Running', lasts: lasts.Running },
      { state: 'SUCCESS' },
    ],
  };
}

function fateOf(number: number): string {
  if (number % 13 === 0) return 'FAILURE';
  return number === 17 ? 'ABORTED' : 'SUCCESS';
}
