// Starting a build of a task: two routes that take the same.
import type { BuildStarted, Schemas, StartBuildRequest } from '../../../../schemas/codearts/types.ts';
import type { Operation, OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import { jobExists } from '../operations.ts';
import type { Build, BuildAttributes } from '../record.ts';
import { definitions } from './builds.ts';
import { idOf, shownToken } from './tokens.ts';

const operation = operationsFor<Schemas>();

type StartRequest = OperationRequest<StartBuildRequest>;

const startBuild = operation({
  id: 'start-build',
  method: 'POST',
  path: '/v3/jobs/build',
  says: 'Starts a build of a task, and returns its number.',
  clauses: [],
  source: `${definitions}/RunJob.json`,
  request: 'start-build.request',
  responses: { 200: 'build-started', 400: 'error', 401: 'error', 404: 'error', 422: 'error' },
  async handle(request, respond) {
    if (!(await jobExists(request, request.body.job_id))) return respond(...notThere(request));
    return respond(200, toStarted(await start(request)));
  },
});

/** Its page shows the members on their own, and users found them in an envelope: both are there, and suit either. */
const executeJob: Operation = operation({
  id: 'execute-job',
  method: 'POST',
  path: '/v1/job/execute',
  says: 'Starts a build of a task; the response has its facts both at the top and in `result`.',
  clauses: [],
  source: `${definitions}/ExecuteJob.json; huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild`,
  request: 'start-build.request',
  responses: { 200: 'job-executed', 400: 'error', 401: 'error', 404: 'error', 422: 'error' },
  async handle(request, respond) {
    if (!(await jobExists(request, request.body.job_id))) return respond(...notThere(request));
    const started = toStarted(await start(request));
    return respond(200, { ...started, result: started, error: null, status: 'success' });
  },
});

export const startOperations = [startBuild, executeJob];

async function start(request: StartRequest): Promise<Build> {
  const { job_id, parameter, scm } = request.body;
  const branch = parameter?.find(({ name }) => name === 'codeBranch')?.value;
  const tag = scm?.build_tag;
  const commit_id = scm?.build_commit_id;
  return (await request.create({
    job_id,
    trigger_type: 'Manual',
    ...(branch && { build_type: 'branch', code_branch: branch }),
    ...(tag && { build_type: 'tag', code_branch: tag }),
    ...(commit_id && { commit_id }),
    ...(await executorOf(request)),
  } satisfies Partial<BuildAttributes>)) as Build;
}

/** The build names the user of a token of ours; other callers are unknown. */
async function executorOf(request: StartRequest): Promise<Partial<BuildAttributes>> {
  const user = (await shownToken(request))?.user;
  return user ? { user_id: user.id, executor: user.name, nickname: user.name } : {};
}

function toStarted({ id, attributes: { number, daily_build_number } }: Build): BuildStarted {
  return {
    octopus_job_name: `j_${idOf('project', id).slice(0, 8)}`,
    actual_build_number: `${number}`,
    daily_build_number,
  };
}
