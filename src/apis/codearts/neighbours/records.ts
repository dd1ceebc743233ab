// The record of a single build, and the twin of the documented list under /v1.
import type { Shapes } from '../../../../schemas/codearts/types.ts';
import { type Operation, operationsFor } from '../../../core/operation.ts';
import { notThere } from '../door.ts';
import { listBuildRecords } from '../operations.ts';
import { toRecord } from '../wire.ts';
import { buildOf, definitions } from './builds.ts';

const operation = operationsFor<Shapes>();

const showBuildRecord = operation({
  id: 'show-build-record',
  method: 'GET',
  path: '/v1/record/{job_id}/{build_no}/build-info-record',
  says: 'The record of one build, as it stands in the list.',
  clauses: [],
  source: `${definitions}/ShowBuildInfoRecord.json`,
  request: 'build.request',
  replies: { 200: 'build-record', 400: 'error', 401: 'error', 404: 'error', 422: 'error' },
  async handle(call, reply) {
    const build = await buildOf(call, call.params.job_id, call.params.build_no);
    if (!build) return reply(...notThere(call));
    const result = toRecord(build, call.moment(build), call.now);
    return reply(200, { result, error: null, status: 'success' });
  },
});

const { 403: _, 500: __, ...answered } = listBuildRecords.replies;

/** It takes and answers the same. */
const listRecordsOfJob: Operation = {
  ...listBuildRecords,
  id: 'list-records-of-job',
  path: '/v1/record/{job_id}/list',
  clauses: [],
  source: `${definitions}/ListBuildInfoRecordByJobId.json`,
  replies: answered,
};

export const recordRows = [showBuildRecord, listRecordsOfJob];
