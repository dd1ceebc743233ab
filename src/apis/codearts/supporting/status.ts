// How a task fares: whether it is being built, and how its last build went.
import type { RunningStatus, Schemas, StepStatus } from '../../../../schemas/codearts/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import { jobExists } from '../operations.ts';
import { runningStatusOf } from '../wire.ts';
import { buildOf, definitions, isBuilding, lastBuildOf } from './builds.ts';

const operation = operationsFor<Schemas>();
const refusals = { 400: 'error', 401: 'error', 404: 'error', 422: 'error' } as const;
const success = { error: null, status: 'success' } as const;

const showJobStatus = operation({
  id: 'show-job-status',
  method: 'GET',
  path: '/v3/jobs/{job_id}/status',
  says: 'Whether a task is being built: true from the start of a build until its end.',
  clauses: [],
  source: `${definitions}/ShowJobStatus.json; support.huaweicloud.com/intl/en-us/api-codeci/cloudbuild_03_0019.html`,
  request: 'job.request',
  responses: { 200: 'job-status', ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    if (!(await jobExists(request, job_id))) return respond(...notThere(request));
    return respond(200, { result: await isBuilding(request, job_id) });
  },
});

const showRunningStatus = operation({
  id: 'show-running-status',
  method: 'GET',
  path: '/v1/job/{job_id}/running-status',
  says: 'Whether a task is being built, and the number and status of its last build.',
  clauses: [],
  source: `${definitions}/ShowRunningStatus.json`,
  request: 'job.request',
  responses: { 200: 'running-status', ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    const build = await lastBuildOf(request, job_id);
    if (!build) return respond(...notThere(request));
    const { state } = request.snapshot(build);
    const result: RunningStatus['result'] = {
      last_job_id: job_id,
      last_build_no: `${build.attributes.number}`,
      last_build_status: runningStatusOf(state) as 'Finished',
      is_running: await isBuilding(request, job_id),
    };
    return respond(200, { result, ...success });
  },
});

const showStepStatus = operation({
  id: 'show-step-status',
  method: 'GET',
  path: '/v1/job/{job_id}/status',
  says: 'How a build of a task goes: the one with a number, or the last.',
  clauses: [],
  source: `${definitions}/ShowJobStepStatus.json`,
  request: 'show-step-status.request',
  responses: { 200: 'step-status', ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    const number = request.query?.build_no;
    const build = await (number === undefined
      ? lastBuildOf(request, job_id)
      : buildOf(request, job_id, number));
    if (!build) return respond(...notThere(request));
    return respond(200, { result: toStep(request.snapshot(build).state), ...success });
  },
});

export const statusOperations = [showJobStatus, showRunningStatus, showStepStatus];

/** The words for success, progress and failure are the service's; there is no word for the queue. */
const words: Readonly<Record<string, StepStatus['result']['status']>> = {
  InQueue: '',
  Running: 'running',
  SUCCESS: 'success',
  FAILURE: 'error',
  SCHEDULE_FAILURE: 'error',
  ABORTED: 'aborted',
};

function toStep(state: string): StepStatus['result'] {
  return {
    status: words[state]!,
    abort_status: state === 'ABORTED' ? 'aborted' : '',
    label: 'default-x86-2u8g',
  };
}
