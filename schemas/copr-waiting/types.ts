// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * URLs of more repositories, without blanks; null for none.
 *
 * @minItems 1
 */
export type Repos = string[] | null;
/**
 * The chroots that the copr has now, all of one release.
 *
 * @minItems 1
 */
export type CoprChroots = string[];

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'build-attributes': BuildAttributes;
  copr: Copr;
  parents: Parents;
  'report-builds.request': ReportBuildsRequest;
  'report-taken': ReportTaken;
  'waiting-build-list': WaitingBuildList;
  'waiting-build': WaitingBuild;
}
/**
 * Standin's own: the attributes of a build that is created. What is left out is filled in.
 */
export interface BuildAttributes {
  build_id?: number;
  /**
   * Who submits it; need not own the copr.
   */
  user_id?: number;
  /**
   * URLs of source packages, without blanks.
   *
   * @minItems 1
   */
  pkgs?: string[];
  /**
   * What it is to be built for, all of one release. Default: those of the copr.
   *
   * @minItems 1
   */
  chroots?: string[];
  /**
   * Shared by the builds of one copr. Default: a new copr.
   */
  copr_id?: number;
  /**
   * The copr's name.
   */
  copr?: string;
  /**
   * Who owns the copr.
   */
  owner_id?: number;
  /**
   * The owner's name, which only the observed service shows.
   */
  owner?: string;
  repos?: Repos;
  copr_chroots?: CoprChroots;
  /**
   * In MB; only the observed service shows it.
   */
  memory_reqs?: number;
  /**
   * In s; only the observed service shows it.
   */
  timeout?: number;
  /**
   * What a backend has reported of it: instants in s since 1970 by its own clock, where the results are, 1 for a success.
   */
  reported?: {
    started_on?: number;
    results?: string;
    ended_on?: number;
    status?: number;
  };
}
/**
 * The copr that a build belongs to: as the page prints it or, in observed, with what the service sends instead.
 */
export interface Copr {
  /**
   * Left out, in observed, for owner.
   */
  owner_id?: number;
  /**
   * URLs of more repositories to build against; null if there are none.
   */
  repos?: string | null;
  /**
   * The copr's chroots now: one release, one or more architectures.
   */
  chroots?: string;
  id: number;
  name: string;
  /**
   * Only observed: who owns the copr.
   */
  owner?: {
    id: number;
    name: string;
  };
}
/**
 * Standin's own: the facts of what records belong to, and of what else is kept, by kind.
 */
export interface Parents {
  copr?: {
    /**
     * Shared by the builds of one copr. Default: a new copr.
     */
    copr_id: number;
    /**
     * The copr's name.
     */
    copr: string;
    /**
     * Who owns the copr.
     */
    owner_id: number;
    /**
     * The owner's name, which only the observed service shows.
     */
    owner: string;
    repos: Repos;
    copr_chroots: CoprChroots;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * What a backend reports: builds that it has started, and builds that have ended.
 */
export interface ReportBuildsRequest {
  body: {
    /**
     * @minItems 1
     */
    builds: {
      id: number;
      /**
       * In s since 1970.
       */
      started_on?: number | null;
      /**
       * URL of the folder of results.
       */
      results?: string | null;
      /**
       * In s since 1970.
       */
      ended_on?: number | null;
      /**
       * 1 for a success, 0 for a failure.
       */
      status?: number | null;
      [k: string]: unknown;
    }[];
    [k: string]: unknown;
  };
}
/**
 * Which of the reported builds there are, and which there are not.
 */
export interface ReportTaken {
  updated_builds_ids: number[];
  non_existing_builds_ids: number[];
}
/**
 * The response of the list.
 */
export interface WaitingBuildList {
  /**
   * @maxItems 10
   */
  builds: WaitingBuild[];
}
/**
 * A build that waits: as the page prints it or, in observed, with what the service sends instead.
 */
export interface WaitingBuild {
  /**
   * The same as the id in copr.
   */
  copr_id?: number;
  /**
   * Who submitted the build; need not own the copr.
   */
  user_id: number;
  /**
   * A build that waits has none.
   */
  results: null;
  /**
   * A build that waits has not started.
   */
  started_on: null;
  copr: Copr;
  /**
   * Never true: a canceled build waits no more.
   */
  canceled: false | null;
  /**
   * Unix time in s.
   */
  submitted_on: number;
  /**
   * Null: a build that waits has not ended. The service of 2012 also listed builds that ended without a start.
   */
  ended_on: null | number;
  /**
   * URLs of source packages.
   */
  pkgs: string;
  /**
   * What to build for: the copr's chroots when the build was submitted.
   */
  chroots: string;
  /**
   * Only observed: URLs of more repositories to build against; null if there are none.
   */
  repos?: string | null;
  /**
   * Only observed: in MB.
   */
  memory_reqs?: number;
  /**
   * Only observed: in s.
   */
  timeout?: number;
  id: number;
}
