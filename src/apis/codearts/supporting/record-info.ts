// All that is known of one build, in the two envelopes of v3 and v4.
import type { RecordInfoResult, Schemas } from '../../../../schemas/codearts/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import { type Build, startOf } from '../record.ts';
import { toRecord } from '../wire.ts';
import { buildOf, definitions } from './builds.ts';
import { endOf, localTime } from './history.ts';
import { project } from './jobs.ts';
import { recordIdOf } from './record-ids.ts';

const operation = operationsFor<Schemas>();
const refusals = { 400: 'error', 401: 'error', 404: 'error', 422: 'error' } as const;

const showRecordInfo = operation({
  id: 'show-record-info',
  method: 'GET',
  path: '/v3/jobs/{job_id}/{build_no}/record-info',
  says: 'Shows everything about a build, with the id of its record.',
  clauses: [],
  source: `${definitions}/ShowRecordInfo.json`,
  request: 'build.request',
  responses: { 200: 'record-info', ...refusals },
  async handle(request, respond) {
    const build = await buildOf(request, request.params.job_id, request.params.build_no);
    if (!build) return respond(...notThere(request));
    return respond(200, { success: true, message: '', err_code: '', result: toInfo(build, request) });
  },
});

const showRecordDetail = operation({
  id: 'show-record-detail',
  method: 'GET',
  path: '/v4/jobs/{job_id}/{build_no}/record-info',
  says: 'The same in the envelope of v4.',
  clauses: [],
  source: `${definitions}/ShowRecordDetail.json`,
  request: 'build.request',
  responses: { 200: 'record-detail', ...refusals },
  async handle(request, respond) {
    const build = await buildOf(request, request.params.job_id, request.params.build_no);
    if (!build) return respond(...notThere(request));
    return respond(200, { result: toInfo(build, request), error: null, status: 'success' });
  },
});

export const recordInfoOperations = [showRecordInfo, showRecordDetail];

function toInfo(build: Build, request: OperationRequest<never>): RecordInfoResult {
  const { attributes } = build;
  const { job_id, number, daily_build_number, trigger_type, user_id } = attributes;
  const snapshot = request.snapshot(build);
  const shown = toRecord(build, snapshot, request.now);
  const [running, end, id] = [snapshot.at('Running'), endOf(build, request), recordIdOf(build)];
  return {
    ...{ id, build_record_id: id, build_no: number, daily_build_num: daily_build_number },
    ...{ codeci_job_id: job_id, build_project_id: job_id, devcloud_project_id: project.id },
    ...{ build_config_type: 'ACTION', build_type: attributes.build_type, branch: attributes.code_branch },
    ...{ commit: attributes.commit_id, commit_create_time: attributes.committed_at },
    ...{ trigger_type, user_id, status: shown.state!, record_status: shown.state! },
    ...{ create_time: localTime(startOf(build)), schedule_time: '0' },
    queued_time: `${Math.floor((running ?? end ?? request.now) - startOf(build))}`,
    ...(running !== undefined && { start_time: localTime(running), runnable_time: localTime(running) }),
    ...(end !== undefined && { finish_time: localTime(end) }),
    duration: shown.build_time!,
  };
}
