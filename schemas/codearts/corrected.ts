// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'build-attributes': BuildAttributes;
  'build-history.request': BuildHistoryRequest;
  'build-history': BuildHistory;
  'build-info-record': BuildInfoRecord;
  'build-record-list': BuildRecordList;
  'build-record-page': BuildRecordPage;
  'build-record': BuildRecord;
  'build-started': BuildStarted;
  'build-stopped': BuildStopped;
  'build.request': BuildRequest;
  'commit-info': CommitInfo;
  'create-token.request': CreateTokenRequest;
  'domain-list': DomainList;
  error: Error;
  'history-record': HistoryRecord;
  history: History;
  'iam-error': IamError;
  'job-entry': JobEntry;
  'job-executed': JobExecuted;
  'job-list': JobList;
  'job-status': JobStatus;
  'job-stopped': JobStopped;
  'job.request': JobRequest;
  'list-build-records-any-case.request': ListBuildRecordsAnyCaseRequest;
  'list-build-records.request': ListBuildRecordsRequest;
  'list-history.request': ListHistoryRequest;
  'list-jobs.request': ListJobsRequest;
  'list-period-history.request': ListPeriodHistoryRequest;
  'list-project-jobs.request': ListProjectJobsRequest;
  'list-projects.request': ListProjectsRequest;
  'output-info': OutputInfo;
  parents: Parents;
  'period-history-record': PeriodHistoryRecord;
  'period-history': PeriodHistory;
  'post-real-time-log.request': PostRealTimeLogRequest;
  'project-job-list': ProjectJobList;
  'project-job': ProjectJob;
  'project-list': ProjectList;
  project: Project;
  'read-real-time-log.request': ReadRealTimeLogRequest;
  'real-time-log': RealTimeLog;
  'record-detail': RecordDetail;
  'record-info-result': RecordInfoResult;
  'record-info': RecordInfo;
  'record-path.request': RecordPathRequest;
  'running-status': RunningStatus;
  'show-step-status.request': ShowStepStatusRequest;
  'start-build.request': StartBuildRequest;
  'step-status': StepStatus;
  'stop-job.request': StopJobRequest;
  'stop-the-job.request': StopTheJobRequest;
  'success-ratio.request': SuccessRatioRequest;
  'success-ratio': SuccessRatio;
  'the-job-stopped': TheJobStopped;
  token: Token;
}
/**
 * Standin's own: the attributes of a build that is created. What is left out is filled in.
 */
export interface BuildAttributes {
  /**
   * The task. One that is new comes into being.
   */
  job_id?: string;
  number?: number;
  /**
   * By default the day of creation in +08:00, and a counter.
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
 * Which build of which task.
 */
export interface BuildHistoryRequest {
  path: {
    job_id: string;
    build_number: number;
  };
}
/**
 * The steps of a build.
 */
export interface BuildHistory {
  job_name: string;
  build_number: number;
  project_id: string;
  project_name: string;
  /**
   * @maxItems 0
   */
  parameters: unknown[];
  build_steps: {
    name: string;
    status: '' | 'running' | 'success' | 'error';
    build_time: number;
  }[];
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
 * The response of the list.
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
 * The record of one build.
 */
export interface BuildRecord {
  result: BuildInfoRecord;
  error: null;
  status: 'success';
}
/**
 * The build that was started. Its number is a text.
 */
export interface BuildStarted {
  octopus_job_name: string;
  actual_build_number: string;
  daily_build_number: string;
}
/**
 * That a build was stopped.
 */
export interface BuildStopped {
  success: boolean;
  result: string;
}
/**
 * Which build of which task.
 */
export interface BuildRequest {
  path: {
    job_id: string;
    build_no: number;
  };
}
/**
 * Who asks for a token, and for which project or domain.
 */
export interface CreateTokenRequest {
  query?: {
    nocatalog?: string;
    [k: string]: unknown;
  };
  body: {
    auth: {
      identity: {
        methods: string[];
        password: {
          user: {
            id?: string;
            name?: string;
            password: string;
            domain?: (
              | {
                  id: string;
                }
              | {
                  name: string;
                }
            ) & {
              id?: string;
              name?: string;
              [k: string]: unknown;
            };
            [k: string]: unknown;
          };
          [k: string]: unknown;
        };
        [k: string]: unknown;
      };
      scope?: {
        project?: (
          | {
              id: string;
            }
          | {
              name: string;
            }
        ) & {
          id?: string;
          name?: string;
          [k: string]: unknown;
        };
        domain?: (
          | {
              id: string;
            }
          | {
              name: string;
            }
        ) & {
          id?: string;
          name?: string;
          [k: string]: unknown;
        };
        [k: string]: unknown;
      };
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
}
/**
 * The domains that a user has.
 */
export interface DomainList {
  domains: {
    id: string;
    name: string;
    enabled: boolean;
    description: string;
    links: {
      self: string;
    };
  }[];
  links: {
    self: string;
    next: null;
    previous: null;
  };
}
/**
 * What went wrong: a code and a message.
 */
export interface Error {
  error_code: string;
  error_msg: string;
}
/**
 * A build as the history shows it; without an end while it has none.
 */
export interface HistoryRecord {
  build_number: number;
  job_id: string;
  record_id: string;
  result: string;
  start_time: string;
  end_time?: string;
}
/**
 * The builds of a task in some days.
 */
export interface History {
  history_records: HistoryRecord[];
  total: number;
}
/**
 * What IAM says when it gives no token.
 */
export interface IamError {
  error: {
    code: 400 | 401;
    message: string;
    title: 'Bad Request' | 'Unauthorized';
  };
}
/**
 * A task as the list of all tasks shows it, with its last build.
 */
export interface JobEntry {
  id: string;
  job_name: string;
  job_creator: string;
  user_name: string;
  build_project_id: string;
  last_build_time: number;
  last_build_status: string;
  last_job_running_status: string;
  last_build_user: string;
  last_build_user_id: string;
  trigger_type: string;
  scm_type: string;
  scm_web_url: string;
  source_code: string;
  repo_id: string;
  is_finished: boolean;
  disabled: boolean;
  favorite: boolean;
  health_score: number;
  build_time: number;
  is_view: boolean;
  is_execute: boolean;
  is_modify: boolean;
  is_copy: boolean;
  is_delete: boolean;
  is_forbidden: boolean;
  build_number: string;
  build_type: string;
  code_branch: string;
  commit_id: string;
  commit_detail_url: string;
  project_id: string;
  project_name: string;
  task_id: string;
  user_id: string;
  nick_name: string;
}
/**
 * The build that was started, on its own and in an envelope.
 */
export interface JobExecuted {
  octopus_job_name: string;
  actual_build_number: string;
  daily_build_number: string;
  result: BuildStarted;
  error: null;
  status: 'success';
}
/**
 * The tasks.
 */
export interface JobList {
  result: {
    job_list: JobEntry[];
    total: number;
  };
  error: null;
  status: 'success';
}
/**
 * Whether a task is being built.
 */
export interface JobStatus {
  result: boolean;
}
/**
 * That a build was stopped.
 */
export interface JobStopped {
  result: boolean;
}
/**
 * Which task.
 */
export interface JobRequest {
  path: {
    job_id: string;
  };
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
  headers: (
    | {
        'x-auth-token': unknown;
      }
    | {
        authorization: unknown;
      }
  ) & {
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
  headers: (
    | {
        'x-auth-token': unknown;
      }
    | {
        authorization: unknown;
      }
  ) & {
    'x-auth-token'?: string;
    authorization?: string;
    [k: string]: unknown;
  };
}
/**
 * Builds of which task, of how many days back from now, and which of them.
 */
export interface ListHistoryRequest {
  path: {
    job_id: string;
  };
  query: {
    offset: number;
    limit: number;
    interval: number;
    [k: string]: unknown;
  };
}
/**
 * Which page of the tasks, and what their names hold.
 */
export interface ListJobsRequest {
  query?: {
    page_index?: number;
    page_size?: number;
    search?: string;
    sort_field?: string;
    sort_order?: string;
    [k: string]: unknown;
  };
}
/**
 * Builds of which task, from which day to which, and which of them.
 */
export interface ListPeriodHistoryRequest {
  path: {
    job_id: string;
  };
  query: {
    offset: number;
    limit: number;
    start_time: string;
    end_time: string;
    [k: string]: unknown;
  };
}
/**
 * The tasks of which project, and which page of them.
 */
export interface ListProjectJobsRequest {
  path: {
    project_id: string;
  };
  query?: {
    page_index?: number;
    page_size?: number;
    search?: string;
    sort_field?: string;
    sort_order?: string;
    [k: string]: unknown;
  };
}
/**
 * Projects of which name.
 */
export interface ListProjectsRequest {
  query?: {
    name?: string;
    [k: string]: unknown;
  };
}
/**
 * What a build has made; nothing unless it succeeded.
 */
export interface OutputInfo {
  result: {
    package_info?: {
      name: string;
      package_type: string;
      type: string;
      uri: string;
      version: string;
      daily_build_number: string;
      project_id: string;
    };
    package_infos: {
      name: string;
      package_type: string;
      type: string;
      uri: string;
      version: string;
      daily_build_number: string;
      project_id: string;
    }[];
    /**
     * @maxItems 0
     */
    image_infos: unknown[];
  };
  error: null;
  status: 'success';
}
/**
 * Standin's own: the facts of what records belong to, and of what else is kept, by kind.
 */
export interface Parents {
  job?: {
    /**
     * The task. One that is new comes into being.
     */
    job_id: string;
    scm_type?: string;
    /**
     * Ends in /home; the link to the commit is made from it.
     */
    scm_web_url?: string;
    build_type?: string;
    code_branch?: string;
    [k: string]: unknown;
  };
  token?: {
    user: {
      id: string;
      name: string;
      [k: string]: unknown;
    };
    domain: {
      id: string;
      name: string;
      [k: string]: unknown;
    };
    expires: number;
    project?: {
      id: string;
      name: string;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A build as the history of a period shows it; without an end while it has none.
 */
export interface PeriodHistoryRecord {
  build_number: number;
  job_id: string;
  record_id: string;
  result: string;
  start_time: string;
  end_time?: string;
  branch: string;
  commit_id: string;
  executor: string;
  trigger_type: string;
}
/**
 * The builds of a task from a day to another.
 */
export interface PeriodHistory {
  history_records: PeriodHistoryRecord[];
  total: number;
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
  headers: (
    | {
        'x-auth-token': unknown;
      }
    | {
        authorization: unknown;
      }
  ) & {
    'x-auth-token'?: string;
    authorization?: string;
    [k: string]: unknown;
  };
}
/**
 * The tasks of a project.
 */
export interface ProjectJobList {
  jobs: ProjectJob[];
  total: number;
}
/**
 * A task as the lists of a project show it, with its last build.
 */
export interface ProjectJob {
  id: string;
  job_name: string;
  job_creator: string;
  user_name: string;
  build_project_id: string;
  last_build_time: number;
  last_build_status: string;
  last_job_running_status: string;
  last_build_user: string;
  last_build_user_id: string;
  trigger_type: string;
  scm_type: string;
  scm_web_url: string;
  source_code: string;
  repo_id: string;
  is_finished: boolean;
  disabled: boolean;
  favorite: boolean;
  health_score: number;
  build_time: number;
  is_view: boolean;
  is_execute: boolean;
  is_modify: boolean;
  is_copy: boolean;
  is_delete: boolean;
  is_forbidden: boolean;
}
/**
 * The projects that there are of a name.
 */
export interface ProjectList {
  projects: Project[];
  links: {
    self: string;
    next: null;
    previous: null;
  };
}
/**
 * A project.
 */
export interface Project {
  id: string;
  name: string;
  domain_id: string;
  parent_id: string;
  is_domain: boolean;
  enabled: boolean;
  description: string;
  links: {
    self: string;
  };
}
/**
 * Which build, from which character on, and how many at most.
 */
export interface ReadRealTimeLogRequest {
  path: {
    job_id: string;
    build_number: number;
  };
  query: {
    offset: number;
    length?: number;
    [k: string]: unknown;
  };
}
/**
 * A piece of a log, and where the next one begins.
 */
export interface RealTimeLog {
  result: {
    has_more_data: boolean;
    offset: number;
    content: string;
    current_offset: number;
  };
  error: null;
  status: 'success';
}
/**
 * All that is known of a build, as v4 answers.
 */
export interface RecordDetail {
  result: RecordInfoResult;
  error: null;
  status: 'success';
}
/**
 * All that is known of a build.
 */
export interface RecordInfoResult {
  id: string;
  build_record_id: string;
  build_no: number;
  daily_build_num: string;
  codeci_job_id: string;
  build_project_id: string;
  devcloud_project_id: string;
  build_config_type: string;
  build_type: string;
  branch: string;
  commit: string;
  commit_create_time: string;
  trigger_type: string;
  user_id: string;
  status: string;
  record_status: string;
  create_time: string;
  schedule_time: string;
  queued_time: string;
  start_time?: string;
  runnable_time?: string;
  finish_time?: string;
  duration: number;
}
/**
 * All that is known of a build, as v3 answers.
 */
export interface RecordInfo {
  success: boolean;
  message: string;
  err_code: string;
  result: RecordInfoResult;
}
/**
 * Which record of a build.
 */
export interface RecordPathRequest {
  path: {
    record_id: string;
  };
}
/**
 * Whether a task is being built, and its last build. The number is a text.
 */
export interface RunningStatus {
  result: {
    last_job_id: string;
    last_build_no: string;
    last_build_status: 'InQueue' | 'Running' | 'Finished';
    is_running: boolean;
  };
  error: null;
  status: 'success';
}
/**
 * Which task, and which of its builds if not the last.
 */
export interface ShowStepStatusRequest {
  path: {
    job_id: string;
  };
  query: {
    build_no?: number;
    [k: string]: unknown;
  };
}
/**
 * Which task to build, and from what if not as usual.
 */
export interface StartBuildRequest {
  body: {
    job_id: string;
    parameter?: {
      name: string;
      value: string;
      [k: string]: unknown;
    }[];
    scm?: {
      build_tag?: string | null;
      build_commit_id?: string | null;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
}
/**
 * How a build goes.
 */
export interface StepStatus {
  result: {
    status: '' | 'running' | 'success' | 'error' | 'aborted';
    abort_status: '' | 'aborted';
    label: string;
  };
  error: null;
  status: 'success';
}
/**
 * Which build to stop; its number is a text.
 */
export interface StopJobRequest {
  body: {
    job_id: string;
    build_no: string | number;
    [k: string]: unknown;
  };
}
/**
 * Which build to stop: its number is in the query or in the body.
 */
export interface StopTheJobRequest {
  path: {
    job_id: string;
  };
  query?: {
    build_no?: number;
    [k: string]: unknown;
  };
  body?: {
    build_no?: number | string;
    [k: string]: unknown;
  };
}
/**
 * Of which task, from which day to which.
 */
export interface SuccessRatioRequest {
  path: {
    job_id: string;
  };
  query: {
    start_time: string;
    end_time: string;
    [k: string]: unknown;
  };
}
/**
 * How many builds of a task succeeded.
 */
export interface SuccessRatio {
  success_count: number;
  total_count: number;
  success_ratio: number;
}
/**
 * That a build was stopped.
 */
export interface TheJobStopped {
  status: 'success';
}
/**
 * A token: what it is good for, for whom and until when. The token itself is in the header X-Subject-Token.
 */
export interface Token {
  token: {
    methods: string[];
    issued_at: string;
    expires_at: string;
    user: {
      id: string;
      name: string;
      domain: {
        id: string;
        name: string;
      };
      password_expires_at: string;
    };
    project?: {
      id: string;
      name: string;
      domain: {
        id: string;
        name: string;
      };
    };
    domain?: {
      id: string;
      name: string;
    };
    roles: {
      id: string;
      name: string;
    }[];
    catalog?: {
      id: string;
      name: string;
      type: string;
      endpoints: {
        id: string;
        interface: string;
        region: string;
        region_id: string;
        url: string;
      }[];
    }[];
  };
}
