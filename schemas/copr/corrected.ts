// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Every shape of this API, by the name of its file.
 */
export interface Shapes {
  'build-task-entry': BuildTaskEntry;
  'build-task-list': BuildTaskList;
  'build-task': BuildTask;
  error: Error;
  'get-build-task.request': GetBuildTaskRequest;
  link: Link;
  'list-build-tasks.request': ListBuildTasksRequest;
  'task-attributes': TaskAttributes;
}
/**
 * A build task with its links: an entry of the list, and the reply of the detail route.
 */
export interface BuildTaskEntry {
  build_task: BuildTask;
  _links: {
    project: Link;
    build?: Link;
    self: Link;
  };
}
/**
 * One build task: a build in one chroot.
 */
export interface BuildTask {
  chroot_name: string;
  build_id: number;
  /**
   * The seven that are documented, and those that the service has beside them.
   */
  state: 'failed' | 'succeeded' | 'canceled' | 'running' | 'pending' | 'starting' | 'importing';
  /**
   * Unix time in s, UTC, and so less than any of these days in ms; null until the chroot has started.
   */
  started_on: number | null;
  /**
   * Unix time in s, UTC, and so less than any of these days in ms; null until the chroot has ended.
   */
  ended_on: number | null;
  /**
   * Null until the import has made the commit.
   */
  git_hash: string | null;
  /**
   * Null, in observed, until the service has a folder for the results.
   */
  result_dir_url: string;
}
/**
 * A host-relative link.
 */
export interface Link {
  href: string;
}
/**
 * The reply of the list.
 */
export interface BuildTaskList {
  build_tasks: BuildTaskEntry[];
  _links: {
    self: Link;
  };
}
/**
 * What goes wrong: a message, sometimes with data.
 */
export interface Error {
  message: string;
  data?: {
    [k: string]: unknown;
  };
}
/**
 * Which build task.
 */
export interface GetBuildTaskRequest {
  path: {
    build_id: number;
    name: string;
  };
}
/**
 * Filters and paging of the list. Unknown parameters are ignored.
 */
export interface ListBuildTasksRequest {
  query: {
    owner?: string;
    project_id?: number;
    build_id?: number;
    /**
     * Only observed; ignored otherwise.
     */
    group?: string;
    offset?: number;
    limit?: number;
    /**
     * The last four only observed; a 400 otherwise.
     */
    state?:
      | 'failed'
      | 'succeeded'
      | 'canceled'
      | 'running'
      | 'pending'
      | 'starting'
      | 'importing'
      | 'waiting'
      | 'skipped'
      | 'forked'
      | 'unknown';
    [k: string]: unknown;
  };
}
/**
 * Standin's own: what may be said of a build task when it is born. What is left out is filled in.
 */
export interface TaskAttributes {
  /**
   * Shared by the tasks of one build, which belong to one project and have one package and git_hash.
   */
  build_id?: number;
  chroot_name?: string;
  project_id?: number;
  /**
   * The project's name.
   */
  project?: string;
  /**
   * The project's owner: a user, or a group as `@name`.
   */
  owner?: string;
  /**
   * The user who created the project. Default: its owner, or for a group's project any user.
   */
  creator?: string;
  package?: string;
  git_hash?: string;
  /**
   * Scheme and host of the results, without a slash at its end.
   */
  results_host?: string;
}
