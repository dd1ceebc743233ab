// What a build leaves behind: the package that it made, and its whole log as a file.
import type { Schemas } from '../../../../schemas/codearts/types.ts';
import type { Operation } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import type { Build } from '../record.ts';
import { buildOf, definitions } from './builds.ts';
import { jobNameOf, project } from './jobs.ts';
import { logOf } from './log.ts';
import { buildOfRecord } from './record-ids.ts';

const operation = operationsFor<Schemas>();
const refusals = { 401: 'error', 404: 'error', 422: 'error' } as const;

const showOutputInfo = operation({
  id: 'show-output-info',
  method: 'GET',
  path: '/v3/jobs/{job_id}/{build_no}/output-info',
  says: 'What a build has made: a package if it succeeded, else nothing.',
  clauses: [],
  source: `${definitions}/ShowOutputInfo.json`,
  request: 'build.request',
  responses: { 200: 'output-info', 400: 'error', ...refusals },
  async handle(request, respond) {
    const build = await buildOf(request, request.params.job_id, request.params.build_no);
    if (!build) return respond(...notThere(request));
    const made = request.snapshot(build).state === 'SUCCESS' ? packageOf(build) : undefined;
    const packages = made ? { package_info: made, package_infos: [made] } : { package_infos: [] };
    return respond(200, { result: { ...packages, image_infos: [] }, error: null, status: 'success' });
  },
});

function packageOf({ attributes: { job_id, daily_build_number } }: Build) {
  const name = `${jobNameOf(job_id)}.zip`;
  return {
    ...{ name, package_type: 'release', type: 'zip', version: daily_build_number },
    ...{ uri: `/${jobNameOf(job_id)}/${daily_build_number}/${name}` },
    ...{ daily_build_number, project_id: project.id },
  };
}

const downloadLog = operation({
  id: 'download-log',
  method: 'GET',
  path: '/v4/{record_id}/download-log',
  says: 'The whole log of a build, as a file, as far as it has come.',
  clauses: [],
  source: `${definitions}/DownloadBuildLog.json`,
  request: 'record-path.request',
  responses: { 200: null, ...refusals },
  async handle(request, respond) {
    const build = await buildOfRecord(request.store, request.params.record_id);
    if (!build) return respond(...notThere(request));
    const { job_id, number } = build.attributes;
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${job_id}_${number}.log"`,
    };
    return { status: 200, text: logOf(build, request.now), headers };
  },
});

/** The same log under two more paths. */
const alias = (id: string, path: string, definition: string): Operation => ({
  ...downloadLog,
  id,
  path,
  source: `${definitions}/${definition}.json`,
});

export const outputOperations = [
  showOutputInfo,
  downloadLog,
  alias('download-task-log', '/v4/{record_id}/task-log', 'DownloadTaskLog'),
  alias('download-full-log', '/v1/log/{record_id}/download-log', 'DownloadBuildFullLog'),
];
