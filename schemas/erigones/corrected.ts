// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Which task. The page prints a number before the random part; the service also says there who started what for whom.
 */
export type TaskId = string;
/**
 * A task is being taken away.
 */
export type DeletePending = 'Delete pending';
/**
 * The reply of the list: the ids of the tasks that have not ended.
 */
export type TaskIds = TaskId[];

/**
 * Every shape of this API, by the name of its file.
 */
export interface Shapes {
  'cancel-task.request': CancelTaskRequest;
  'delete-pending': DeletePending;
  'delete-task.request': DeleteTaskRequest;
  error: Error;
  'filter-errors': FilterErrors;
  'get-log-page.request': GetLogPageRequest;
  'get-log-stats.request': GetLogStatsRequest;
  'get-task-done.request': GetTaskDoneRequest;
  'get-task-status.request': GetTaskStatusRequest;
  'get-task.request': GetTaskRequest;
  'log-line': LogLine;
  'log-page': LogPage;
  'log-stats': LogStats;
  log: Log;
  'more-lines': MoreLines;
  'task-attributes': TaskAttributes;
  'task-done': TaskDone;
  'task-id': TaskId;
  'task-ids': TaskIds;
  'task-result': TaskResult;
  'task-status': TaskStatus;
  task: Task;
}
/**
 * Which task, and how.
 */
export interface CancelTaskRequest {
  path: {
    task_id: TaskId;
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
 * Which task, and whether by force.
 */
export interface DeleteTaskRequest {
  path: {
    task_id: TaskId;
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
    task_id: TaskId;
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
    task_id: TaskId;
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
    task_id: TaskId;
    /**
     * The data center, where the path names one.
     */
    dc?: string;
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
 * The reply of the log with a page.
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
 * The reply of the log without a page: its last lines.
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
 * Standin's own: what may be said of a task when it is born. What is left out is filled in.
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
  task_id: TaskId;
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
  task_id: TaskId;
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
