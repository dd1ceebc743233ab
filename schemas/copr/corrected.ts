// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'build-entry': BuildEntry;
  'build-list': BuildList;
  'build-task-entry': BuildTaskEntry;
  'build-task-list': BuildTaskList;
  'build-task': BuildTask;
  build: Build;
  'cancel-build.request': CancelBuildRequest;
  'create-build.request': CreateBuildRequest;
  'delete-build.request': DeleteBuildRequest;
  error: Error;
  'get-build-task.request': GetBuildTaskRequest;
  'get-build.request': GetBuildRequest;
  'get-mock-chroot.request': GetMockChrootRequest;
  'get-project-chroot.request': GetProjectChrootRequest;
  'get-project.request': GetProjectRequest;
  link: Link;
  'list-build-tasks.request': ListBuildTasksRequest;
  'list-builds.request': ListBuildsRequest;
  'list-mock-chroots.request': ListMockChrootsRequest;
  'list-projects.request': ListProjectsRequest;
  'mock-chroot-entry': MockChrootEntry;
  'mock-chroot-list': MockChrootList;
  'mock-chroot': MockChroot;
  parents: Parents;
  'project-chroot-entry': ProjectChrootEntry;
  'project-chroot-list': ProjectChrootList;
  'project-chroot': ProjectChroot;
  'project-entry': ProjectEntry;
  'project-list': ProjectList;
  'project-path.request': ProjectPathRequest;
  project: Project;
  root: Root;
  'task-attributes': TaskAttributes;
}
/**
 * A build with its links, and with its tasks where they were asked for.
 */
export interface BuildEntry {
  build: Build;
  build_tasks?: BuildTaskEntry[];
  _links: {
    self: Link;
    project: Link;
    build_tasks: Link;
  };
}
/**
 * A build as a whole; its state is the first of canceled, failed, running, starting, importing, pending and succeeded that any task is in.
 */
export interface Build {
  id: number;
  state:
    | 'failed'
    | 'succeeded'
    | 'canceled'
    | 'running'
    | 'pending'
    | 'skipped'
    | 'starting'
    | 'importing'
    | 'forked'
    | 'waiting'
    | 'unknown';
  submitter: string;
  /**
   * Seconds since 1970.
   */
  submitted_on: number;
  /**
   * When the first task started; seconds since 1970.
   */
  started_on?: number | null;
  /**
   * When the last task ended; seconds since 1970.
   */
  ended_on?: number | null;
  /**
   * Null until the source is imported.
   */
  package_name: string | null;
  /**
   * Version and release; null until the source is imported.
   */
  package_version: string | null;
  built_packages: {
    name: string;
    version: string;
  }[];
  source_type: 'srpm_link' | 'srpm_upload' | 'link' | 'upload';
  source_metadata: {
    [k: string]: string;
  };
  enable_net: boolean;
  repos: string[];
}
/**
 * A build task with its links: an entry of the list, and the response of the detail route.
 */
export interface BuildTaskEntry {
  build_task: BuildTask;
  _links: {
    project: Link;
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
 * A page of builds.
 */
export interface BuildList {
  builds: BuildEntry[];
  _links: {
    self: Link;
  };
}
/**
 * The response of the list.
 */
export interface BuildTaskList {
  build_tasks: BuildTaskEntry[];
  _links: {
    self: Link;
  };
}
/**
 * Which build, and the state to put. Clients send it alone.
 */
export interface CancelBuildRequest {
  path: {
    build_id: number;
  };
  body: {
    state: string;
    [k: string]: unknown;
  };
}
/**
 * A build: JSON with the address of a source package, or a form with metadata (JSON as text) and the package as srpm.
 */
export interface CreateBuildRequest {
  body: {
    project_id?: number;
    srpm_url?: string;
    chroots?: string[];
    enable_net?: boolean;
    metadata?: string;
    srpm?: {
      filename: string;
      type: string;
      size: number;
    };
    [k: string]: unknown;
  };
}
/**
 * Which build to delete.
 */
export interface DeleteBuildRequest {
  path: {
    build_id: number;
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
 * Which build, and whether with its tasks.
 */
export interface GetBuildRequest {
  path: {
    build_id: number;
  };
  query: {
    show_build_tasks?: string;
    [k: string]: unknown;
  };
}
/**
 * Which chroot.
 */
export interface GetMockChrootRequest {
  path: {
    name: string;
  };
}
/**
 * Which chroot of which project.
 */
export interface GetProjectChrootRequest {
  path: {
    project_id: number;
    name: string;
  };
}
/**
 * Which project, and whether with its builds and its chroots.
 */
export interface GetProjectRequest {
  path: {
    project_id: number;
  };
  query: {
    show_builds?: string;
    show_chroots?: string;
    [k: string]: unknown;
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
 * Filters and paging: a project goes before an owner. Unknown parameters are ignored.
 */
export interface ListBuildsRequest {
  query: {
    owner?: string;
    project_id?: number;
    limit?: number;
    offset?: number;
    group?: string;
    is_finished?: string;
    [k: string]: unknown;
  };
}
/**
 * Whether only those that are active.
 */
export interface ListMockChrootsRequest {
  query: {
    active_only?: boolean;
    [k: string]: unknown;
  };
}
/**
 * Filters and paging. Unknown parameters are ignored.
 */
export interface ListProjectsRequest {
  query: {
    search_query?: string;
    owner?: string;
    group?: string;
    name?: string;
    limit?: number;
    offset?: number;
    [k: string]: unknown;
  };
}
/**
 * A chroot of the service with its links.
 */
export interface MockChrootEntry {
  chroot: MockChroot;
  _links: {
    self: Link;
    all_chroots?: Link;
  };
}
/**
 * A chroot of the service.
 */
export interface MockChroot {
  name: string;
  os_release: string;
  os_version: string;
  arch: string;
  is_active: boolean;
}
/**
 * All chroots of the service.
 */
export interface MockChrootList {
  chroots: MockChrootEntry[];
  _links: {
    self: Link;
  };
}
/**
 * Standin's own: the facts of what records belong to, and of what else is kept, by kind.
 */
export interface Parents {
  project?: {
    project_id: number;
    /**
     * The project's owner: a user, or a group as `@name`.
     */
    owner: string;
    /**
     * The user who created the project. Default: its owner, or for a group's project any user.
     */
    creator: string;
    /**
     * The project's name.
     */
    project: string;
    [k: string]: unknown;
  };
  build?: {
    project_id: number;
    /**
     * The project's owner: a user, or a group as `@name`.
     */
    owner: string;
    /**
     * The user who created the project. Default: its owner, or for a group's project any user.
     */
    creator: string;
    /**
     * The project's name.
     */
    project: string;
    /**
     * Shared by the tasks of one build, which belong to one project and have one package and git_hash.
     */
    build_id: number;
    package: string;
    git_hash: string;
    [k: string]: unknown;
  };
  submission?: {
    submitter: string;
    source_type: 'srpm_link' | 'srpm_upload' | 'link' | 'upload';
    source_metadata: {
      [k: string]: string;
    };
    version: string;
    enable_net: boolean;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A chroot that a project builds for, with its links.
 */
export interface ProjectChrootEntry {
  chroot: ProjectChroot;
  _links: {
    project: Link;
    self: Link;
  };
}
/**
 * A chroot that a project builds for.
 */
export interface ProjectChroot {
  name: string;
  buildroot_pkgs: string[];
  comps: string | null;
  comps_name: string | null;
  comps_len: number | null;
}
/**
 * All chroots that a project builds for.
 */
export interface ProjectChrootList {
  chroots: ProjectChrootEntry[];
  _links: {
    self: Link;
  };
}
/**
 * A project with its links; with its builds and its chroots if that was requested.
 */
export interface ProjectEntry {
  project: Project;
  _links: {
    self: Link;
    builds: Link;
    chroots: Link;
    build_tasks: Link;
  };
  project_builds?: BuildEntry[];
  project_chroots?: ProjectChrootEntry[];
}
/**
 * A project. Real clients refuse members that are not listed here, and null for description and instructions.
 */
export interface Project {
  id: number;
  name: string;
  /**
   * A user, or a group as `@name`.
   */
  owner: string;
  is_a_group_project: boolean;
  description: string;
  instructions: string;
  homepage: string | null;
  contact: string | null;
  disable_createrepo: boolean;
  build_enable_net: boolean;
  repos: string[];
}
/**
 * A page of projects.
 */
export interface ProjectList {
  projects: ProjectEntry[];
  _links: {
    self: Link;
  };
}
/**
 * Which project.
 */
export interface ProjectPathRequest {
  path: {
    project_id: number;
  };
}
/**
 * Where everything is.
 */
export interface Root {
  _links: {
    self: Link;
    projects: {
      href: string;
      query_params: {
        name: string;
        type: string;
        description: string;
      }[];
    };
    mock_chroots: Link;
    builds: Link;
    build_tasks: Link;
  };
}
/**
 * Standin's own: the attributes of a build task that is created. What is left out is filled in.
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
