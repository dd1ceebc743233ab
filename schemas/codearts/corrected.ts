// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Every shape of this API, by the name of its file.
 */
export interface Shapes {
  'build-attributes': BuildAttributes;
  'build-info-record': BuildInfoRecord;
  'build-record-list': BuildRecordList;
  'build-record-page': BuildRecordPage;
  'commit-info': CommitInfo;
  error: Error;
  'list-build-records-any-case.request': ListBuildRecordsAnyCaseRequest;
  'list-build-records.request': ListBuildRecordsRequest;
  'post-real-time-log.request': PostRealTimeLogRequest;
}
/**
 * Standin's own: what may be said of a build when it is born. What is left out is filled in.
 */
export interface BuildAttributes {
  /**
   * The task. One that is new comes into being.
   */
  job_id?: string;
  number?: number;
  /**
   * By default the day of birth in +08:00, and a counter.
   */
  daily_build_number?: string;
  user_id?: string;
  /**
   * Who triggered the build.
   */
  executor?: string;
  nickname?: string;
  trigger_type?: string;
  commit_id?: string;
  /**
   * ISO 8601 with an offset.
   */
  committed_at?: string;
  build_type?: string;
  code_branch?: string;
  scm_type?: string;
  /**
   * Ends in /home; the link to the commit is made from it.
   */
  scm_web_url?: string;
}
/**
 * One build of a task.
 */
export interface BuildInfoRecord {
  /**
   * Counts the builds of a task from 1.
   */
  number: number;
  /**
   * In ms; the same as cost_time.
   */
  build_time: number;
  /**
   * Unix time in ms.
   */
  start_time: number;
  /**
   * InQueue, Running or Finished.
   */
  job_running_status: string;
  /**
   * SUCCESS, FAILURE, ABORTED or SCHEDULE_FAILURE once it has finished.
   */
  state: string;
  user_id: string;
  executor: string;
  nickname: string;
  /**
   * The date, and a counter that starts at 1 each day.
   */
  daily_build_number: string;
  trigger_type: string;
  commit_id: string;
  /**
   * In ms; the same as build_time.
   */
  cost_time: number;
  commit_info: CommitInfo;
  /**
   * branch or tag.
   */
  build_type: string;
  code_branch: string;
  scm_type: string;
  scm_web_url: string;
  commit_detail_url: string;
}
/**
 * The commit that was built.
 */
export interface CommitInfo {
  commit_id: string;
  /**
   * ISO 8601 with an offset.
   */
  created_at: string;
}
/**
 * The reply of the list.
 */
export interface BuildRecordList {
  result: BuildRecordPage;
  /**
   * Null when nothing went wrong.
   */
  error: null;
  /**
   * `success` when nothing went wrong.
   */
  status: string;
}
/**
 * One page of build records, and how much there is in all. The counts are texts.
 */
export interface BuildRecordPage {
  health_score: string;
  page_index: string;
  total_page: string;
  total_record: string;
  job_build_states: BuildInfoRecord[];
}
/**
 * What went wrong: a code and a message.
 */
export interface Error {
  error_code: string;
  error_msg: string;
}
/**
 * The same request with a job_id of either case: only in `literal`. All else is as in its sibling.
 */
export interface ListBuildRecordsAnyCaseRequest {
  path: {
    /**
     * 32 digits and letters.
     */
    job_id: string;
  };
  query: {
    /**
     * yyyy-MM-dd HH:mm:ss
     */
    start_time: string;
    /**
     * yyyy-MM-dd HH:mm:ss
     */
    end_time: string;
    /**
     * The first page is 0, which is the default.
     */
    page_index?: number;
    /**
     * The default is 10.
     */
    page_size?: number;
    [k: string]: unknown;
  };
  /**
   * A token is mandatory. In place of it the service lets in who signs.
   */
  headers: {
    [k: string]: unknown;
  } & {
    'x-auth-token'?: string;
    authorization?: string;
    [k: string]: unknown;
  };
}
/**
 * Which task, which window of time, which page. Unknown parameters are ignored.
 */
export interface ListBuildRecordsRequest {
  path: {
    /**
     * 32 digits and letters; lower case, as the vendor's definition has them.
     */
    job_id: string;
  };
  query: {
    /**
     * yyyy-MM-dd HH:mm:ss
     */
    start_time: string;
    /**
     * yyyy-MM-dd HH:mm:ss
     */
    end_time: string;
    /**
     * The first page is 0, which is the default.
     */
    page_index?: number;
    /**
     * The default is 10.
     */
    page_size?: number;
    [k: string]: unknown;
  };
  /**
   * A token is mandatory. In place of it the service lets in who signs.
   */
  headers: {
    [k: string]: unknown;
  } & {
    'x-auth-token'?: string;
    authorization?: string;
    [k: string]: unknown;
  };
}
/**
 * The request that the example prints.
 */
export interface PostRealTimeLogRequest {
  path: {
    /**
     * 32 digits and letters; lower case, as the vendor's definition has them.
     */
    job_id: string;
    build_number: number;
  };
  /**
   * A token is mandatory. In place of it the service lets in who signs.
   */
  headers: {
    [k: string]: unknown;
  } & {
    'x-auth-token'?: string;
    authorization?: string;
    [k: string]: unknown;
  };
}
