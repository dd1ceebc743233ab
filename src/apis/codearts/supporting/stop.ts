// Stops a build: three routes with different parameters and responses.
import type { Error as CodeArtsError, Schemas } from '../../../../schemas/codearts/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import { buildOf, definitions, lastBuildOf } from './builds.ts';

const operation = operationsFor<Schemas>();
const refusals = { 400: 'error', 401: 'error', 404: 'error', 422: 'error' } as const;
const user = 'David-piex/codearts-mcp at 4b1d7b2, docs/wiki/Build-Live-Validated.md';

const stopBuild = operation({
  id: 'stop-build',
  method: 'POST',
  path: '/v3/jobs/{job_id}/{build_no}/stop',
  says: 'Stops a build that has not ended; the path names it.',
  clauses: [],
  source: `${definitions}/StopBuildJob.json; ${user}`,
  request: 'build.request',
  responses: { 200: 'build-stopped', ...refusals },
  async handle(request, respond) {
    const refused = await stop(request, request.params.job_id, request.params.build_no);
    return refused !== undefined ? respond(...refused) : respond(200, { success: true, result: '' });
  },
});

const stopJob = operation({
  id: 'stop-job',
  method: 'POST',
  path: '/v3/jobs/stop',
  says: 'Stops a build that has not ended; the body names it.',
  clauses: [],
  source: `${definitions}/StopJob.json; ${user}`,
  request: 'stop-job.request',
  responses: { 200: 'job-stopped', ...refusals },
  async handle(request, respond) {
    const refused = await stop(request, request.body.job_id, Number(request.body.build_no));
    return refused !== undefined ? respond(...refused) : respond(200, { result: true });
  },
});

/** Where its clients put the number and where its page does are two places. */
const stopTheJob = operation({
  id: 'stop-the-job',
  method: 'POST',
  path: '/v1/job/{job_id}/stop',
  says: 'Stops a build that has not ended; its number is in the query or in the body. Without one it is the last build.',
  clauses: [],
  source:
    'huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/codeartsbuild/v3; huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild',
  request: 'stop-the-job.request',
  responses: { 200: 'the-job-stopped', ...refusals },
  async handle(request, respond) {
    const number = request.query?.build_no ?? request.body?.build_no;
    const { job_id } = request.params;
    const last = number === undefined ? await lastBuildOf(request, job_id) : undefined;
    const refused = await stop(request, job_id, Number(number ?? last?.attributes.number));
    return refused !== undefined ? respond(...refused) : respond(200, { status: 'success' });
  },
});

export const stopOperations = [stopBuild, stopJob, stopTheJob];

/** Stops a build. Returns the refusal if there is none, or if it has ended. */
async function stop(
  request: OperationRequest<never>,
  jobId: string,
  number: number,
): Promise<readonly [400 | 404 | 422, CodeArtsError] | undefined> {
  const build = await buildOf(request, jobId, number);
  if (!build) return notThere(request);
  return (await request.command(build, 'cancel')) ? undefined : [400, ended];
}

/** Users have reported the code; the text is ours. */
const ended: CodeArtsError = {
  error_code: 'DEV.CB.032302',
  error_msg: 'The build is not running and cannot be stopped.',
};
