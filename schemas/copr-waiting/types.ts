// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Every shape of this API, by the name of its file.
 */
export interface Shapes {
  'build-attributes': BuildAttributes;
  copr: Copr;
  'observed-build': ObservedBuild;
  'observed-copr': ObservedCopr;
  'waiting-build-list': WaitingBuildList;
  'waiting-build': WaitingBuild;
}
/**
 * Standin's own: what may be said of a build when it is born. What is left out is filled in.
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
  /**
   * URLs of more repositories, without blanks; null for none.
   *
   * @minItems 1
   */
  repos?: string[] | null;
  /**
   * The chroots that the copr has now, all of one release.
   *
   * @minItems 1
   */
  copr_chroots?: string[];
  /**
   * In MB; only the observed service shows it.
   */
  memory_reqs?: number;
  /**
   * In s; only the observed service shows it.
   */
  timeout?: number;
}
/**
 * The copr that a build belongs to, as the page prints it.
 */
export interface Copr {
  owner_id: number;
  /**
   * URLs of more repositories to build against; null if there are none.
   */
  repos: string | null;
  /**
   * The copr's chroots now: one release, one or more architectures.
   */
  chroots: string;
  id: number;
  name: string;
}
/**
 * A build that waits, as the service of November 2012 sends it.
 */
export interface ObservedBuild {
  user_id: number;
  results: null;
  started_on: null;
  copr: ObservedCopr;
  canceled: false | null;
  /**
   * Unix time in s.
   */
  submitted_on: number;
  ended_on: null;
  pkgs: string;
  chroots: string;
  repos: string | null;
  /**
   * In MB.
   */
  memory_reqs: number;
  /**
   * In s.
   */
  timeout: number;
  id: number;
}
/**
 * The copr that a build belongs to, as the service of November 2012 sends it.
 */
export interface ObservedCopr {
  id: number;
  name: string;
  owner: {
    id: number;
    name: string;
  };
}
/**
 * The reply of the list: builds as the page prints them or, observed, as the service sends them.
 */
export interface WaitingBuildList {
  /**
   * @maxItems 10
   */
  builds: (WaitingBuild | ObservedBuild)[];
}
/**
 * A build that waits, as the page prints it.
 */
export interface WaitingBuild {
  /**
   * The same as the id in copr.
   */
  copr_id: number;
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
   * A build that waits has not ended.
   */
  ended_on: null;
  /**
   * URLs of source packages.
   */
  pkgs: string;
  /**
   * What to build for: the copr's chroots when the build was submitted.
   */
  chroots: string;
  id: number;
}
