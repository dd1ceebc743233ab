// The record of a single build, and the twin of the documented list under /v1.
import type { Schemas } from '../../../../schemas/codearts/types.ts';
import type { Operation } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { notThere } from '../auth.ts';
import { listBuildRecords } from '../operations.ts';
import { toRecord } from '../wire.ts';
import { buildOf, definitions } from './builds.ts';

const operation = operationsFor<Schemas>();

const showBuildRecord = operation({
  id: 'show-build-record',
  method: 'GET',
  path: '/v1/record/{job_id}/{build_no}/build-info-record',
  says: 'The record of one build, as it stands in the list.',
  clauses: [],
  source: `${definitions}/ShowBuildInfoRecord.json`,
  request: 'build.request',
  responses: { 200: 'build-record', 400: 'error', 401: 'error', 404: 'error', 422: 'error' },
  async handle(request, respond) {
    const build = await buildOf(request, request.params.job_id, request.params.build_no);
    if (!build) return respond(...notThere(request));
    const result = toRecord(build, request.snapshot(build), request.now);
    return respond(200, { result, error: null, status: 'success' });
  },
});

const { 403: _, 500: __, ...answered } = listBuildRecords.responses;

/** It takes and answers the same. */
const listRecordsOfJob: Operation = {
  ...listBuildRecords,
  id: 'list-records-of-job',
  path: '/v1/record/{job_id}/list',
  clauses: [],
  source: `${definitions}/ListBuildInfoRecordByJobId.json`,
  responses: answered,
};

export const recordOperations = [showBuildRecord, listRecordsOfJob];
