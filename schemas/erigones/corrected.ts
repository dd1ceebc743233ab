// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Which task, as a client names it. The service counts the characters of the random part and does not look at them.
 */
export type GivenTaskId = string;
/**
 * Which task. The page prints a number before the random part; the service also says there who started what for whom.
 */
export type TaskId = string;
/**
 * A task is being deleted.
 */
export type DeletePending = 'Delete pending';
/**
 * That the service is there.
 */
export type Pong = 'pong';
/**
 * The response of the list: the ids of the tasks that have not ended.
 */
export type TaskIds = TaskId[];

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'cancel-task.request': CancelTaskRequest;
  'create-user.request': CreateUserRequest;
  'datacenter-path.request': DatacenterPathRequest;
  'datacenter-shown': DatacenterShown;
  datacenter: Datacenter;
  datacenters: Datacenters;
  'delete-pending': DeletePending;
  'delete-task.request': DeleteTaskRequest;
  error: Error;
  farewell: Farewell;
  'filter-errors': FilterErrors;
  'get-log-page.request': GetLogPageRequest;
  'get-log-stats.request': GetLogStatsRequest;
  'get-task-done.request': GetTaskDoneRequest;
  'get-task-status.request': GetTaskStatusRequest;
  'get-task.request': GetTaskRequest;
  'given-task-id': GivenTaskId;
  'list-datacenters.request': ListDatacentersRequest;
  'list-servers.request': ListServersRequest;
  'log-line': LogLine;
  'log-page': LogPage;
  'log-stats': LogStats;
  log: Log;
  'login-refused': LoginRefused;
  'login.request': LoginRequest;
  login: Login;
  'more-lines': MoreLines;
  parents: Parents;
  'pending-call': PendingCall;
  pong: Pong;
  'server-details': ServerDetails;
  'server-path.request': ServerPathRequest;
  'server-shown': ServerShown;
  'server-status': ServerStatus;
  'server-statuses': ServerStatuses;
  server: Server;
  servers: Servers;
  'set-server-status.request': SetServerStatusRequest;
  'task-attributes': TaskAttributes;
  'task-done': TaskDone;
  'task-id': TaskId;
  'task-ids': TaskIds;
  'task-result': TaskResult;
  'task-status': TaskStatus;
  task: Task;
  'user-gone': UserGone;
  'user-keys': UserKeys;
  'user-path.request': UserPathRequest;
  'user-refused': UserRefused;
  'user-shown': UserShown;
  user: User;
}
/**
 * Which task, and how.
 */
export interface CancelTaskRequest {
  path: {
    task_id: GivenTaskId;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
  body?: {
    /**
     * End it at once instead of asking it to end.
     */
    force?: boolean;
    [k: string]: unknown;
  };
}
/**
 * Who is to be there.
 */
export interface CreateUserRequest {
  path: {
    username: string;
  };
  body?: {
    email?: string;
    first_name?: string;
    last_name?: string;
    password?: string;
    is_super_admin?: boolean;
    api_access?: boolean;
    [k: string]: unknown;
  };
}
/**
 * Which data center.
 */
export interface DatacenterPathRequest {
  path: {
    dc: string;
  };
}
/**
 * What is said of a data center.
 */
export interface DatacenterShown {
  name: string;
  alias: string;
  site: string;
  owner: string;
  access: number;
  desc: string;
  created: string;
  /**
   * Shown to administrators.
   */
  groups?: string[];
}
/**
 * A data center.
 */
export interface Datacenter {
  status: 'SUCCESS';
  result: DatacenterShown;
  task_id: TaskId;
}
/**
 * The data centers: names, or what is said of each.
 */
export interface Datacenters {
  status: 'SUCCESS';
  result: (string | DatacenterShown)[];
  task_id: TaskId;
}
/**
 * Which task, and whether by force.
 */
export interface DeleteTaskRequest {
  path: {
    task_id: GivenTaskId;
  };
  body?: {
    /**
     * Without it nothing is deleted.
     */
    force?: boolean;
    [k: string]: unknown;
  };
}
/**
 * What goes wrong, as a text.
 */
export interface Error {
  detail: string;
}
/**
 * That a token is no longer any.
 */
export interface Farewell {
  detail: 'Bye.';
}
/**
 * What is wrong with the filters of the log, by parameter; or one text under detail.
 */
export interface FilterErrors {
  [k: string]: string[];
}
/**
 * Which page of the log, of which lines, in which order. Unknown parameters are ignored.
 */
export interface GetLogPageRequest {
  query: {
    page: number;
    status?: '' | 'PENDING' | 'SUCCESS' | 'FAILURE' | 'REVOKED';
    object_type?:
      | ''
      | 'dc'
      | 'vm'
      | 'node'
      | 'nodestorage'
      | 'subnet'
      | 'image'
      | 'vmtemplate'
      | 'iso'
      | 'domain'
      | 'user'
      | 'role';
    /**
     * A part of the name, in any case.
     */
    object_name?: string;
    date_from?: string;
    date_to?: string;
    /**
     * Only lines of tasks that have not ended.
     */
    show_running?: boolean;
    hide_auto?: boolean;
    /**
     * Newest first, unless it is time alone; a plus that is not encoded is a space.
     */
    order_by?: '' | 'time' | '-time' | '+time' | ' time';
    [k: string]: unknown;
  };
}
/**
 * How far back to count.
 */
export interface GetLogStatsRequest {
  query: {
    /**
     * In s; a day when left out. The service cannot count back beyond the year 1.
     */
    last?: number;
    [k: string]: unknown;
  };
}
/**
 * Which task.
 */
export interface GetTaskDoneRequest {
  path: {
    task_id: GivenTaskId;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
}
/**
 * Which task.
 */
export interface GetTaskStatusRequest {
  path: {
    task_id: GivenTaskId;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
}
/**
 * Which task.
 */
export interface GetTaskRequest {
  path: {
    task_id: GivenTaskId;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
}
/**
 * Which details of data centers.
 */
export interface ListDatacentersRequest {
  query?: {
    /**
     * Whether details are wanted beside the names.
     */
    full?: string;
    [k: string]: unknown;
  };
}
/**
 * Which details of servers, and in which data center.
 */
export interface ListServersRequest {
  path?: {
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
  query?: {
    /**
     * Whether details are wanted beside the names.
     */
    full?: string;
    [k: string]: unknown;
  };
}
/**
 * One thing that happened to a task: it began or it ended.
 */
export interface LogLine {
  time: string;
  status: 'PENDING' | 'SUCCESS' | 'FAILURE' | 'REVOKED';
  task: TaskId;
  object_type: string;
  object_name: string;
  object_alias: string;
  username: string;
  msg: string;
  detail: string;
}
/**
 * The response of the log with a page.
 */
export interface LogPage {
  count: number;
  next: string | null;
  previous: string | null;
  /**
   * @maxItems 100
   */
  results: LogLine[];
}
/**
 * How many lines of each kind the log has of the last so many seconds.
 */
export interface LogStats {
  failed: number;
  pending: number;
  succeeded: number;
  revoked: number;
  /**
   * How far back, in s.
   */
  _last: number;
}
/**
 * The response of the log without a page: its last lines.
 */
export interface Log {
  /**
   * @maxItems 10
   */
  results: (LogLine | MoreLines)[];
}
/**
 * What the page prints in the place of further lines.
 */
export interface MoreLines {
  '...': '...';
}
/**
 * Why there is no token: a text, or texts by the name of what is missing.
 */
export interface LoginRefused {
  detail:
    | string
    | {
        /**
         * @minItems 1
         */
        [k: string]: string[];
      };
}
/**
 * Who wants a token. What is missing is said by name.
 */
export interface LoginRequest {
  body?: {
    username?: unknown;
    password?: unknown;
    [k: string]: unknown;
  };
}
/**
 * A token, and until when it is good.
 */
export interface Login {
  token: string;
  expires: string;
  detail: string;
}
/**
 * Standin's own: the facts of what records belong to, and of what else is kept, by kind.
 */
export interface Parents {
  server?: {
    hostname: string;
    [k: string]: unknown;
  };
  user?: {
    username: string;
    number: number;
    email: string;
    first_name: string;
    last_name: string;
    is_super_admin: boolean;
    api_access: boolean;
    created: number;
    password?: string;
    token?: string;
    [k: string]: unknown;
  };
  token?: {
    username?: string;
    expires?: number;
    ended?: true;
    [k: string]: unknown;
  };
  'api-key'?: {
    username: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * The call that a task stands for.
 */
export interface PendingCall {
  view: string;
  method: string;
  action: string;
  hostname: string;
  time: string;
}
/**
 * A server with some details.
 */
export interface ServerDetails {
  hostname: string;
  uuid: string;
  alias: string;
  status: 'running' | 'stopped';
  node_status: 'online';
  /**
   * In seconds.
   */
  uptime: number;
  node: string;
  owner: string;
  vcpus: number;
  ram: number;
  disk: number;
  ips: string[];
  locked: boolean;
  changed: boolean;
}
/**
 * Which server.
 */
export interface ServerPathRequest {
  path: {
    hostname: string;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
}
/**
 * Whether a server runs, since when, and what is being done to it.
 */
export interface ServerShown {
  hostname: string;
  uuid: string;
  alias: string;
  status: 'running' | 'stopped';
  node_status: 'online';
  /**
   * In seconds.
   */
  uptime: number;
  /**
   * When it came to run or stop; null if it never did.
   */
  status_change: string | null;
  /**
   * By its id, each task that has not ended.
   */
  tasks: {
    [k: string]: PendingCall;
  };
}
/**
 * Whether a server runs.
 */
export interface ServerStatus {
  status: 'SUCCESS';
  result: ServerShown;
  task_id: TaskId;
}
/**
 * Whether each server runs.
 */
export interface ServerStatuses {
  status: 'SUCCESS';
  result: ServerShown[];
  task_id: TaskId;
}
/**
 * A server with some details.
 */
export interface Server {
  status: 'SUCCESS';
  result: ServerDetails;
  task_id: TaskId;
}
/**
 * The servers: names, or details of each.
 */
export interface Servers {
  status: 'SUCCESS';
  result: (string | ServerDetails)[];
  task_id: TaskId;
}
/**
 * What is to be done to which server, and who is to be told of its end.
 */
export interface SetServerStatusRequest {
  path: {
    hostname: string;
    action: string;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
  };
  body?: {
    /**
     * Where the status of the task is sent when it has ended.
     */
    cb_url?: {
      [k: string]: unknown;
    };
    /**
     * POST unless it is named.
     */
    cb_method?: {
      [k: string]: unknown;
    };
    /**
     * The data center.
     */
    dc?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
}
/**
 * Standin's own: the attributes of a task that is created. What is left out is filled in.
 */
export interface TaskAttributes {
  task_id?: TaskId;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * What the task works on: hostname of the details, object_name of the log.
   */
  hostname?: string;
  action?: string;
  view?: string;
  object_type?:
    'dc' | 'vm' | 'node' | 'nodestorage' | 'subnet' | 'image' | 'vmtemplate' | 'iso' | 'domain' | 'user' | 'role';
  object_alias?: string;
  username?: string;
  /**
   * What the log calls it.
   */
  msg?: string;
  /**
   * The message of its result if it succeeds.
   */
  message?: string;
  /**
   * The detail of its result if it fails.
   */
  failure?: string;
}
/**
 * Whether a task has succeeded.
 */
export interface TaskDone {
  done: boolean;
  task_id: GivenTaskId;
}
/**
 * What a task leaves behind: returncode and message of one that succeeded, detail of one that failed. Other members differ by call.
 */
export interface TaskResult {
  returncode?: number;
  message?: string;
  detail?: string;
  [k: string]: unknown;
}
/**
 * Where a task is, and what came of it.
 */
export interface TaskStatus {
  status: 'PENDING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED';
  /**
   * Null until the task has ended; text if it was revoked.
   */
  result: TaskResult | (string | null);
  task_id: GivenTaskId;
}
/**
 * The call that a task stands for, while it has not ended.
 */
export interface Task {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  hostname: string;
  action: string;
  view: string;
  task_id: TaskId;
}
/**
 * That a user is there no more.
 */
export interface UserGone {
  status: 'SUCCESS';
  result: null;
  task_id: TaskId;
}
/**
 * The keys of a user.
 */
export interface UserKeys {
  status: 'SUCCESS';
  result: {
    api_key: string;
    callback_key: string;
  };
  task_id: TaskId;
}
/**
 * Which user.
 */
export interface UserPathRequest {
  path: {
    username: string;
  };
}
/**
 * Why there is no such user: texts by the name of what is missing.
 */
export interface UserRefused {
  status: 'FAILURE';
  result: {
    /**
     * @minItems 1
     */
    [k: string]: string[];
  };
  task_id: TaskId;
}
/**
 * A user.
 */
export interface UserShown {
  status: 'SUCCESS';
  result: User;
  task_id: TaskId;
}
/**
 * A user, without his secrets.
 */
export interface User {
  username: string;
  current_dc: 'main';
  email: string;
  first_name: string;
  last_name: string;
  is_super_admin: boolean;
  is_active: boolean;
  api_access: boolean;
  api_key: '***';
  callback_key: '***';
  groups: string[];
  dc_bound: boolean;
  created: string;
}
