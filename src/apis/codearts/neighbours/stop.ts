// Stopping a build: three routes, which differ in where the build is named and in what they answer.
import type { Error as CodeArtsError, Shapes } from '../../../../schemas/codearts/types.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { invalidParam, notThere } from '../door.ts';
import { buildOf, definitions } from './builds.ts';

const operation = operationsFor<Shapes>();
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
  replies: { 200: 'build-stopped', ...refusals },
  async handle(call, reply) {
    const refused = await stop(call, call.params.job_id, call.params.build_no);
    return refused !== undefined ? reply(...refused) : reply(200, { success: true, result: '' });
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
  replies: { 200: 'job-stopped', ...refusals },
  async handle(call, reply) {
    const refused = await stop(call, call.body.job_id, Number(call.body.build_no));
    return refused !== undefined ? reply(...refused) : reply(200, { result: true });
  },
});

/** Where its clients put the number and where its page does are two places. */
const stopTheJob = operation({
  id: 'stop-the-job',
  method: 'POST',
  path: '/v1/job/{job_id}/stop',
  says: 'Stops a build that has not ended; its number stands in the query or in the body.',
  clauses: [],
  source:
    'huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/codeartsbuild/v3; huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild',
  request: 'stop-the-job.request',
  replies: { 200: 'the-job-stopped', ...refusals },
  async handle(call, reply) {
    const number = call.query?.build_no ?? call.body?.build_no;
    if (number === undefined) return reply(400, invalidParam('build_no', 'an integer', number));
    const refused = await stop(call, call.params.job_id, Number(number));
    return refused !== undefined ? reply(...refused) : reply(200, { status: 'success' });
  },
});

export const stopRows = [stopBuild, stopJob, stopTheJob];

/** Has a build stopped. The refusal if there is none, or it has ended. */
async function stop(
  call: Call<never>,
  jobId: string,
  number: number,
): Promise<readonly [400 | 404 | 422, CodeArtsError] | undefined> {
  const build = await buildOf(call, jobId, number);
  if (!build) return notThere(call);
  return (await call.command(build, 'cancel')) ? undefined : [400, ended];
}

/** The code is what users met; the words are ours. */
const ended: CodeArtsError = {
  error_code: 'DEV.CB.032302',
  error_msg: 'The build is not running and cannot be stopped.',
};
