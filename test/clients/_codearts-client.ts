// The vendor's Node client of CodeArts Build. The package of the operations is in no registry, its core is: what is here
// only names paths, as the generated client does; building, signing, encoding and sending are the core's own.
import { createRequire } from 'node:module';
import { decodeStrictly, models } from './_go-decoder.ts';

const require = createRequire(import.meta.url);
const { BasicCredentials, GlobalCredentials } = require('@huaweicloud/huaweicloud-sdk-core');
const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder');
export const iam = require('@huaweicloud/huaweicloud-sdk-iam/v3/public-api');
export { BasicCredentials, GlobalCredentials };

// Left alone it prints every failing response with all its headers.
require('log4js').configure({
  appenders: { none: { type: 'recording' } },
  categories: { default: { appenders: ['none'], level: 'off' } },
});

type Values = Readonly<Record<string, unknown>>;
type Name = keyof typeof models;
// biome-ignore lint/suspicious/noExplicitAny: responses are what the client hands over, which is untyped.
type OperationResponse = any;

const routes: Readonly<Record<Name, string>> = {
  RunJob: 'POST /v3/jobs/build',
  ExecuteJob: 'POST /v1/job/execute',
  StopBuildJob: 'POST /v3/jobs/{job_id}/{build_no}/stop',
  StopJob: 'POST /v3/jobs/stop',
  StopTheJob: 'POST /v1/job/{job_id}/stop',
  ShowJobStatus: 'GET /v3/jobs/{job_id}/status',
  ShowRunningStatus: 'GET /v1/job/{job_id}/running-status',
  ShowJobStepStatus: 'GET /v1/job/{job_id}/status',
  ShowBuildInfoRecord: 'GET /v1/record/{job_id}/{build_no}/build-info-record',
  ListBuildInfoRecord: 'GET /v3/jobs/{job_id}/build-info-records',
  ListBuildInfoRecordByJobId: 'GET /v1/record/{job_id}/list',
  ListJob: 'GET /v1/job/list',
  ListProjectJobs: 'GET /v1/job/{project_id}/list',
  ShowJobListByProjectId: 'GET /v3/{project_id}/jobs',
  ShowListHistory: 'GET /v3/jobs/{job_id}/history',
  ShowListPeriodHistory: 'GET /v3/jobs/{job_id}/period-history',
  ShowJobSuccessRatio: 'GET /v3/jobs/{job_id}/success-ratio',
  ShowRecordInfo: 'GET /v3/jobs/{job_id}/{build_no}/record-info',
  ShowHistoryDetails: 'GET /v3/jobs/{job_id}/{build_number}/history-details',
  ShowOutputInfo: 'GET /v3/jobs/{job_id}/{build_no}/output-info',
  DownloadRealTimeLog: 'GET /v3/jobs/{job_id}/{build_no}/real-time-log',
};

/** What of a request goes where, beside what its path names. */
interface Sent {
  readonly path?: Values;
  readonly query?: Values;
  readonly body?: Values;
}

export type CodeArtsClient = (name: Name, sent?: Sent) => Promise<OperationResponse>;

/** A client for an endpoint; in `region` it looks for its project first, at the IAM that the credentials name. */
export function createClient(
  endpoint: string,
  credential: OperationResponse,
  region?: string,
): CodeArtsClient {
  const builder = new ClientBuilder((hcClient: OperationResponse) => hcClient)
    .withCredential(credential)
    // Without a name of its own it writes an id into the home directory.
    .withOptions({ customUserAgent: 'standin-tests' });
  const client = (
    region ? builder.withRegion({ id: region, endpoints: [endpoint] }) : builder.withEndpoint(endpoint)
  ).build();
  return async (name, { path = {}, query = {}, body } = {}) => {
    const [method, url] = routes[name].split(' ');
    const response = await client.sendRequest({
      method,
      url,
      contentType: 'application/json',
      queryParams: query,
      pathParams: path,
      headers: {},
      ...(body && { data: body }),
    });
    decodeStrictly(models[name], response);
    return response;
  };
}

/** The vendor's client of IAM. */
export function createIamClient(endpoint: string, ak: string, sk: string): OperationResponse {
  const credential = new GlobalCredentials().withAk(ak).withSk(sk).withDomainId('d'.repeat(32));
  return iam.IamClient.newBuilder()
    .withCredential(credential)
    .withEndpoint(endpoint)
    .withOptions({ customUserAgent: 'standin-tests' })
    .build();
}
