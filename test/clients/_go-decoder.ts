// A decoder as strict as that of the vendor's Go client: a member of the wrong JSON type fails the whole response. Null fits
// everywhere, and members that it does not know are passed over.

/** The type of a member, or the members of an object; in an array the type of its items. */
export type GoType =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'float64'
  | readonly [GoType]
  | { readonly [member: string]: GoType };

const record: GoType = {
  number: 'int32',
  build_time: 'int32',
  cost_time: 'int32',
  start_time: 'int64',
  job_running_status: 'string',
  state: 'string',
  user_id: 'string',
  executor: 'string',
  nickname: 'string',
  daily_build_number: 'string',
  trigger_type: 'string',
  commit_id: 'string',
  commit_info: { commit_id: 'string', created_at: 'string' },
  build_type: 'string',
  code_branch: 'string',
  scm_type: 'string',
  scm_web_url: 'string',
  commit_detail_url: 'string',
};
const envelope = (result: GoType) => ({ result, error: 'string', status: 'string' }) as const;
const list = envelope({
  health_score: 'string',
  page_index: 'string',
  total_page: 'string',
  total_record: 'string',
  job_build_states: [record],
});

const job: GoType = {
  id: 'string',
  job_name: 'string',
  build_time: 'int64',
  health_score: 'int32',
  is_finished: 'bool',
  last_build_time: 'float64',
  last_build_status: 'string',
  last_job_running_status: 'string',
  repo_id: 'string',
};
const historyRecord: GoType = {
  build_number: 'int32',
  end_time: 'string',
  job_id: 'string',
  record_id: 'string',
  result: 'string',
  start_time: 'string',
};

/** By operation of the vendor's: the model that its response is decoded into. */
export const models = {
  RunJob: { octopus_job_name: 'string', actual_build_number: 'string', daily_build_number: 'string' },
  ExecuteJob: { octopus_job_name: 'string', actual_build_number: 'string', daily_build_number: 'string' },
  StopBuildJob: { success: 'bool', result: 'string' },
  StopJob: { result: 'bool' },
  StopTheJob: { status: 'string' },
  ShowJobStatus: { result: 'bool' },
  ShowRunningStatus: envelope({
    last_job_id: 'string',
    last_build_no: 'string',
    last_build_status: 'string',
    is_running: 'bool',
  }),
  ShowJobStepStatus: envelope({ status: 'string', abort_status: 'string', label: 'string' }),
  ShowBuildInfoRecord: envelope(record),
  ListBuildInfoRecord: list,
  ListBuildInfoRecordByJobId: list,
  DownloadRealTimeLog: envelope({
    has_more_data: 'bool',
    offset: 'int32',
    content: 'string',
    current_offset: 'int32',
  }),
  ListJob: { result: { job_list: [job], total: 'int32' }, status: 'string' },
  ListProjectJobs: { jobs: [job], total: 'int32' },
  ShowJobListByProjectId: { jobs: [job], total: 'int32' },
  ShowListHistory: { history_records: [historyRecord], total: 'int32' },
  ShowListPeriodHistory: { history_records: [historyRecord], total: 'int32' },
  ShowJobSuccessRatio: { success_count: 'int32', total_count: 'int32', success_ratio: 'float64' },
  ShowRecordInfo: {
    success: 'bool',
    message: 'string',
    err_code: 'string',
    result: {
      id: 'string',
      build_record_id: 'string',
      build_no: 'int32',
      status: 'string',
      duration: 'float64',
      queued_time: 'string',
      finish_time: 'string',
    },
  },
  ShowHistoryDetails: {
    job_name: 'string',
    build_number: 'int32',
    build_steps: [{ name: 'string', status: 'string', build_time: 'int32' }],
  },
  ShowOutputInfo: envelope({ package_info: { name: 'string', uri: 'string', version: 'string' } }),
} as const satisfies Readonly<Record<string, GoType>>;

/** Throws, as Go's decoder does, where a value does not fit its type. */
export function decodeStrictly(type: GoType, value: unknown, place = ''): void {
  if (value === null || value === undefined) return;
  if (typeof type === 'string') {
    if (!fits[type](value))
      throw new Error(`cannot unmarshal ${JSON.stringify(value)} at ${place} into ${type}`);
  } else if (Array.isArray(type)) {
    if (!Array.isArray(value)) throw new Error(`no array at ${place}`);
    for (const [index, item] of value.entries()) decodeStrictly(type[0], item, `${place}/${index}`);
  } else {
    if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`no object at ${place}`);
    for (const [member, each] of Object.entries(type))
      decodeStrictly(each, (value as Record<string, unknown>)[member], `${place}/${member}`);
  }
}

const isWhole = (value: unknown, limit: number) =>
  Number.isInteger(value) && Math.abs(value as number) <= limit;
const fits: Readonly<Record<Extract<GoType, string>, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int32: (value) => isWhole(value, 2 ** 31 - 1),
  int64: (value) => isWhole(value, Number.MAX_SAFE_INTEGER),
  float64: (value) => typeof value === 'number',
};
