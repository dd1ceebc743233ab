// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Where the result of a build lies; only a build that succeeded has one.
 */
export type BuildLocation = ZipFile;

/**
 * Every shape of this API, by the name of its file.
 */
export interface Shapes {
  'build-attributes': BuildAttributes;
  'build-event': BuildEvent;
  'build-list': BuildList;
  'build-location': BuildLocation;
  build: Build;
  'create-build.request': CreateBuildRequest;
  creator: Creator;
  curie: Curie;
  'delete-build.request': DeleteBuildRequest;
  link: Link;
  'list-builds.request': ListBuildsRequest;
  'nameless-curie': NamelessCurie;
  platform: Platform;
  problem: Problem;
  'read-build.request': ReadBuildRequest;
  'read-platform.request': ReadPlatformRequest;
  'zip-file-from-s3': ZipFileFromS3;
  'zip-file': ZipFile;
}
/**
 * Standin's own: what may be said of a build when it is born. What is left out is filled in.
 */
export interface BuildAttributes {
  buildID?: number;
  /**
   * A platform that is not there yet comes into being.
   */
  platformID?: string;
  /**
   * The app of a platform that is not there yet.
   */
  appID?: string;
  comment?: string;
  /**
   * The creator's.
   */
  email?: string;
  /**
   * The creator's.
   */
  accountID?: string;
  /**
   * Of the result, in bytes.
   */
  size?: number;
}
/**
 * Something that happened during a build.
 */
export interface BuildEvent {
  buildEventID: number;
  /**
   * Here one of info, verbose, warn and error; the document lists none.
   */
  buildEventType: string;
  timestamp: string;
  message: string;
  temporary: boolean;
  /**
   * Any JSON by the document; always an object here.
   */
  info: {
    [k: string]: unknown;
  };
}
/**
 * A page of the builds of a platform.
 */
export interface BuildList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  /**
   * A link to the platform is always there, under one of two names.
   */
  _links: {
    self: Link;
    first?: Link;
    prev?: Link;
    next?: Link;
    curies: Curie[];
    'ec:app/build/by-id': Link;
    'ec:app/builds/options': Link;
    'ec:app/platform': Link;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    'ec:app/build': Build[];
  };
}
/**
 * A link of HAL: absolute in resources, relative to the host in errors.
 */
export interface Link {
  href: string;
  /**
   * Where the schema of the target lies.
   */
  profile?: 'https://schema.entrecode.de/schema-app/build';
  templated?: boolean;
}
/**
 * Where the relations that start with a prefix are explained.
 */
export interface Curie {
  name: 'ec';
  href: string;
  templated: true;
}
/**
 * One build of a platform.
 */
export interface Build {
  buildID: number;
  started: string;
  /**
   * Left out while the build is running.
   */
  finished?: string;
  successful: 'success' | 'error' | 'running';
  buildLocation?: BuildLocation;
  events: BuildEvent[];
  /**
   * What the client said when it started the build.
   */
  comment?: string;
  /**
   * The link to the last deployment is only there if the build was deployed.
   */
  _links: {
    self: Link;
    collection: Link;
    'ec:app': Link;
    'ec:app/deployment/latest'?: Link;
    'ec:app/platform': Link;
  };
}
/**
 * A result that lies under a URL.
 */
export interface ZipFile {
  type: 'zipFile';
  config: {
    url: string;
  };
}
/**
 * What is to be built. The body may be left out.
 */
export interface CreateBuildRequest {
  query: {
    platformID: string;
    [k: string]: unknown;
  };
  body?: {
    comment?: string;
    [k: string]: unknown;
  };
}
/**
 * Who started a build.
 */
export interface Creator {
  email: string;
  accountID: string;
}
/**
 * Which build.
 */
export interface DeleteBuildRequest {
  query: {
    buildID: number;
    platformID?: string;
    [k: string]: unknown;
  };
}
/**
 * Whose builds, in what order, which page. Unknown parameters are refused: they would be filters.
 */
export interface ListBuildsRequest {
  query: {
    platformID: string;
    buildID?: number;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front. A plus sign arrives as a space.
     */
    sort?: string;
    /**
     * Asks for a list even where a buildID would give a single build.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Where relations are explained, as the service says it: which prefix is meant is left out.
 */
export interface NamelessCurie {
  href: string;
  templated: true;
}
/**
 * A platform of an app, as far as its builds need it.
 */
export interface Platform {
  platformID: string;
  platformType: string;
  title: string;
  config: {
    [k: string]: unknown;
  };
  _links: {
    self: Link;
    collection: Link;
    'ec:app': Link;
    'ec:app/builds': Link;
    'ec:app/builds/options': Link;
    'ec:app/build/latest'?: Link;
  };
}
/**
 * What goes wrong: a problem of RFC 9457 that is also a HAL resource.
 */
export interface Problem {
  status: number;
  /**
   * The App Manager's digit 3, then the error.
   */
  code: number;
  title: string;
  type: string;
  /**
   * The name of what is wrong: a property, a parameter, a method.
   */
  detail?: string;
  /**
   * More about it.
   */
  verbose?: string;
  _links: {
    up: Link;
    describedby: Link;
  };
}
/**
 * Which build. What only lists need is ignored, any other parameter is refused.
 */
export interface ReadBuildRequest {
  query: {
    buildID: number;
    platformID?: string;
    /**
     * Asks for a list even where a buildID would give a single build.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
    page?: number;
    size?: number;
    sort?: string;
  };
}
/**
 * Which platform.
 */
export interface ReadPlatformRequest {
  query: {
    platformID: string;
    [k: string]: unknown;
  };
}
/**
 * A result that lies in a bucket, as the service answers.
 */
export interface ZipFileFromS3 {
  type: 'zipFileFromS3';
  config: {
    key: string;
    size: number;
    bucket: string;
  };
}
