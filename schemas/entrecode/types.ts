// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Where the result of a build lies; only a build that succeeded has one.
 */
export type BuildLocation = ZipFile | ZipFileFromS3;

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'app-list': AppList;
  'app-template': AppTemplate;
  app: App;
  'build-attributes': BuildAttributes;
  'build-event': BuildEvent;
  'build-list': BuildList;
  'build-location': BuildLocation;
  build: Build;
  'codesource-list': CodesourceList;
  'codesource-template': CodesourceTemplate;
  codesource: Codesource;
  'create-app.request': CreateAppRequest;
  'create-build.request': CreateBuildRequest;
  'create-codesource.request': CreateCodesourceRequest;
  'create-datasource.request': CreateDatasourceRequest;
  'create-deployment.request': CreateDeploymentRequest;
  'create-platform.request': CreatePlatformRequest;
  'create-target.request': CreateTargetRequest;
  creator: Creator;
  curie: Curie;
  'datasource-list': DatasourceList;
  'datasource-template': DatasourceTemplate;
  datasource: Datasource;
  'delete-build.request': DeleteBuildRequest;
  'deployment-event': DeploymentEvent;
  'deployment-list': DeploymentList;
  deployment: Deployment;
  'edit-app.request': EditAppRequest;
  'edit-codesource.request': EditCodesourceRequest;
  'edit-datasource.request': EditDatasourceRequest;
  'edit-platform.request': EditPlatformRequest;
  'edit-target.request': EditTargetRequest;
  link: Link;
  'list-apps.request': ListAppsRequest;
  'list-builds.request': ListBuildsRequest;
  'list-codesources.request': ListCodesourcesRequest;
  'list-datasources.request': ListDatasourcesRequest;
  'list-deployments.request': ListDeploymentsRequest;
  'list-platforms.request': ListPlatformsRequest;
  'list-targets.request': ListTargetsRequest;
  'nameless-curie': NamelessCurie;
  parents: Parents;
  'platform-list': PlatformList;
  'platform-template': PlatformTemplate;
  platform: Platform;
  problem: Problem;
  'read-app.request': ReadAppRequest;
  'read-build.request': ReadBuildRequest;
  'read-codesource.request': ReadCodesourceRequest;
  'read-datasource.request': ReadDatasourceRequest;
  'read-deployment.request': ReadDeploymentRequest;
  'read-platform.request': ReadPlatformRequest;
  'read-target.request': ReadTargetRequest;
  'supporting-link': SupportingLink;
  'target-list': TargetList;
  'target-template': TargetTemplate;
  target: Target;
  'zip-file-from-s3': ZipFileFromS3;
  'zip-file': ZipFile;
}
/**
 * A page of the apps; where clients enter.
 */
export interface AppList {
  /**
   * A greeting.
   */
  msg: string;
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:app/by-id': SupportingLink;
    'ec:apps/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app': App[];
  };
}
/**
 * A link of what stands beside the builds, with the address of its schema.
 */
export interface SupportingLink {
  href: string;
  /**
   * Where this Standin serves the schema of the target.
   */
  profile?: string;
  title?: string;
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
 * Where relations are explained, as the service says it: which prefix is meant is left out.
 */
export interface NamelessCurie {
  href: string;
  templated: true;
}
/**
 * An app: what platforms, sources and targets belong to.
 */
export interface App {
  appID: string;
  shortID: string;
  created: string;
  title: string;
  hexColor: string;
  _links: {
    self: SupportingLink;
    collection: SupportingLink;
    'ec:app/platforms': SupportingLink;
    'ec:app/platforms/options': SupportingLink;
    'ec:app/platform/by-id': SupportingLink;
    'ec:app/codesources': SupportingLink;
    'ec:app/codesources/options': SupportingLink;
    'ec:app/codesource/by-id': SupportingLink;
    'ec:app/datasources': SupportingLink;
    'ec:app/datasources/options': SupportingLink;
    'ec:app/datasource/by-id': SupportingLink;
    'ec:app/targets': SupportingLink;
    'ec:app/targets/options': SupportingLink;
    'ec:app/target/by-id': SupportingLink;
    'ec:app/platform'?: SupportingLink[];
  };
}
/**
 * What an app is created from.
 */
export interface AppTemplate {
  title: string;
  hexColor: string;
  [k: string]: unknown;
}
/**
 * Standin's own: the attributes of a build that is created. What is left out is filled in.
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
  buildEventID: number | string;
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
    curies: Curie[] | NamelessCurie;
    'ec:app/build/by-id': Link;
    'ec:app/build'?: Link;
    'ec:app/builds/options': Link;
    'ec:app/platform'?: Link;
    'ec:platform'?: Link;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    'ec:app/build': Build[] | Build;
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
  profile?: string;
  templated?: boolean;
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
  /**
   * What successful says, under the name of the introduction.
   */
  status?: 'success' | 'error' | 'running';
  buildLocation?: BuildLocation;
  events: BuildEvent[];
  creator?: Creator;
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
/**
 * Who started a build.
 */
export interface Creator {
  email: string;
  accountID: string;
}
/**
 * A page of the code sources of an app, or of all.
 */
export interface CodesourceList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:apps': SupportingLink;
    'ec:app/codesource/by-id': SupportingLink;
    'ec:app/codesources/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app/codesource': Codesource[];
  };
}
/**
 * A place that the code of platforms is taken from.
 */
export interface Codesource {
  codeSourceID: string;
  codeSourceType: string;
  config: {
    [k: string]: unknown;
  };
  _links: {
    self: SupportingLink;
    collection: SupportingLink;
    'ec:app': SupportingLink;
    'ec:app/platform'?: SupportingLink[];
  };
}
/**
 * What one of the code sources is created from.
 */
export interface CodesourceTemplate {
  codeSourceType: string;
  config: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * What the new app is.
 */
export interface CreateAppRequest {
  query: {
    [k: string]: unknown;
  };
  body: AppTemplate;
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
 * Of which app, and what it is.
 */
export interface CreateCodesourceRequest {
  query: {
    appID: string;
    [k: string]: unknown;
  };
  body: CodesourceTemplate;
}
/**
 * Of which app, and what it is.
 */
export interface CreateDatasourceRequest {
  query: {
    appID: string;
    [k: string]: unknown;
  };
  body: DatasourceTemplate;
}
/**
 * What one of the data sources is created from.
 */
export interface DatasourceTemplate {
  dataSourceType: string;
  config: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * Which build is deployed where. The body may be left out.
 */
export interface CreateDeploymentRequest {
  query: {
    platformID: string;
    buildID: number;
    /**
     * One target, or several with commas between.
     */
    targetID: string;
    [k: string]: unknown;
  };
  body?: {
    comment?: string;
    /**
     * Handed on to the targets.
     */
    outsideConfig?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
}
/**
 * Of which app, and what the new platform is.
 */
export interface CreatePlatformRequest {
  query: {
    appID: string;
    [k: string]: unknown;
  };
  body: PlatformTemplate;
}
/**
 * What a platform is created from. Links may name the sources and targets that it uses.
 */
export interface PlatformTemplate {
  platformType: string;
  title: string;
  config: {
    [k: string]: unknown;
  };
  _links?: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * Of which app, and what it is.
 */
export interface CreateTargetRequest {
  query: {
    appID: string;
    [k: string]: unknown;
  };
  body: TargetTemplate;
}
/**
 * What one of the targets is created from.
 */
export interface TargetTemplate {
  targetType: string;
  config: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A page of the data sources of an app, or of all.
 */
export interface DatasourceList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:apps': SupportingLink;
    'ec:app/datasource/by-id': SupportingLink;
    'ec:app/datasources/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app/datasource': Datasource[];
  };
}
/**
 * A place that the data of platforms is taken from.
 */
export interface Datasource {
  dataSourceID: string;
  dataSourceType: string;
  config: {
    [k: string]: unknown;
  };
  _links: {
    self: SupportingLink;
    collection: SupportingLink;
    'ec:app': SupportingLink;
    'ec:app/platform'?: SupportingLink[];
  };
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
 * Something that happened during a deployment.
 */
export interface DeploymentEvent {
  deploymentEventID: number | string;
  deploymentEventType: string;
  timestamp: string;
  message: string;
  temporary: boolean;
  info: {
    [k: string]: unknown;
  };
}
/**
 * A page of the deployments of a platform.
 */
export interface DeploymentList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:app/deployment/by-id': SupportingLink;
    'ec:app/deployments/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app/deployment': Deployment[];
  };
}
/**
 * One deployment of a build.
 */
export interface Deployment {
  deploymentID: number;
  buildID: number;
  platformID: string;
  /**
   * @minItems 1
   */
  targetIDs: string[];
  creator?: Creator;
  comment?: string;
  /**
   * Whatever was sent.
   */
  outsideConfig?: {
    [k: string]: unknown;
  };
  started: string;
  /**
   * Left out while the deployment is running.
   */
  finished?: string;
  /**
   * Where each target serves it; only of a deployment that succeeded.
   */
  results?: string[];
  successful: 'success' | 'error' | 'running';
  events: DeploymentEvent[];
  _links: {
    self: SupportingLink;
    collection: SupportingLink;
    'ec:app': SupportingLink;
    'ec:app/platform': SupportingLink;
    'ec:app/build': SupportingLink;
    'ec:app/target'?: SupportingLink[];
  };
}
/**
 * Which app, and what it is to be.
 */
export interface EditAppRequest {
  query: {
    appID: string;
    [k: string]: unknown;
  };
  body: AppTemplate;
}
/**
 * Which of the code sources, and what it is to be.
 */
export interface EditCodesourceRequest {
  query: {
    codeSourceID: string;
    [k: string]: unknown;
  };
  body: CodesourceTemplate;
}
/**
 * Which of the data sources, and what it is to be.
 */
export interface EditDatasourceRequest {
  query: {
    dataSourceID: string;
    [k: string]: unknown;
  };
  body: DatasourceTemplate;
}
/**
 * Which platform, and what it is to be.
 */
export interface EditPlatformRequest {
  query: {
    platformID: string;
    [k: string]: unknown;
  };
  body: PlatformTemplate;
}
/**
 * Which of the targets, and what it is to be.
 */
export interface EditTargetRequest {
  query: {
    targetID: string;
    [k: string]: unknown;
  };
  body: TargetTemplate;
}
/**
 * Which apps, in what order, which page.
 */
export interface ListAppsRequest {
  query: {
    appID?: string;
    title?: string;
    'title~'?: string;
    created?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
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
 * Which code sources, in what order, which page.
 */
export interface ListCodesourcesRequest {
  query: {
    appID?: string;
    codeSourceID?: string;
    codeSourceType?: string;
    'codeSourceType~'?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Which data sources, in what order, which page.
 */
export interface ListDatasourcesRequest {
  query: {
    appID?: string;
    dataSourceID?: string;
    dataSourceType?: string;
    'dataSourceType~'?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Whose deployments, in what order, which page.
 */
export interface ListDeploymentsRequest {
  query: {
    platformID?: string;
    targetID?: string;
    buildID?: string;
    deploymentID?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Whose platforms, in what order, which page.
 */
export interface ListPlatformsRequest {
  query: {
    appID?: string;
    platformID?: string;
    platformType?: string;
    'platformType~'?: string;
    title?: string;
    'title~'?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Which targets, in what order, which page.
 */
export interface ListTargetsRequest {
  query: {
    appID?: string;
    targetID?: string;
    targetType?: string;
    'targetType~'?: string;
    /**
     * 1 when left out.
     */
    page?: number;
    /**
     * How many on a page; 10 when left out, 0 for all.
     */
    size?: number;
    /**
     * Properties, each with its direction in front.
     */
    sort?: string;
    /**
     * Asks for a list even where an id would give a single one.
     */
    _list?: boolean;
    /**
     * The access token, instead of a header.
     */
    _token?: string;
  };
}
/**
 * Standin's own: the facts of what records belong to, and of what else is kept, by kind.
 */
export interface Parents {
  app?: {
    appID: string;
    shortID: string;
    created: string;
    title: string;
    hexColor: string;
    [k: string]: unknown;
  };
  codesource?: {
    id: string;
    appID: string;
    type: string;
    config: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  datasource?: {
    id: string;
    appID: string;
    type: string;
    config: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  target?: {
    id: string;
    appID: string;
    type: string;
    config: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  platform?: {
    platformID: string;
    appID: string;
    platformType: string;
    title: string;
    config: {
      [k: string]: unknown;
    };
    uses?: {
      codesource: string[];
      datasource: string[];
      target: string[];
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  deployment?: {
    deploymentID: number;
    buildID: number;
    platformID: string;
    appID: string;
    targetIDs: string[];
    email: string;
    accountID: string;
    created: number;
    /**
     * @minItems 1
     */
    plan: {
      state: 'running' | 'success' | 'error';
      lasts?: number;
    }[];
    comment?: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * A page of the platforms of an app, or of all.
 */
export interface PlatformList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:apps': SupportingLink;
    'ec:app/platform/by-id': SupportingLink;
    'ec:app/platforms/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app/platform': Platform[];
  };
}
/**
 * A platform of an app. The links to what it is made of, and to its deployments, are there when it is served.
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
    'ec:app/codesource'?: Link;
    'ec:app/datasource'?: Link;
    'ec:app/deployments'?: Link;
    'ec:app/deployments/options'?: Link;
    'ec:app/deployment/latest'?: Link;
    'ec:app/target'?: Link[];
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
 * Which app.
 */
export interface ReadAppRequest {
  query: {
    appID: string;
    [k: string]: unknown;
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
 * Which of the code sources.
 */
export interface ReadCodesourceRequest {
  query: {
    codeSourceID: string;
    [k: string]: unknown;
  };
}
/**
 * Which of the data sources.
 */
export interface ReadDatasourceRequest {
  query: {
    dataSourceID: string;
    [k: string]: unknown;
  };
}
/**
 * Which deployment.
 */
export interface ReadDeploymentRequest {
  query: {
    deploymentID: number;
    platformID?: string;
    [k: string]: unknown;
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
 * Which of the targets.
 */
export interface ReadTargetRequest {
  query: {
    targetID: string;
    [k: string]: unknown;
  };
}
/**
 * A page of the targets of an app, or of all.
 */
export interface TargetList {
  /**
   * How many are on this page.
   */
  count: number;
  /**
   * How many there are on all pages.
   */
  total: number;
  _links: {
    self: SupportingLink;
    'ec:apps': SupportingLink;
    'ec:app/target/by-id': SupportingLink;
    'ec:app/targets/options': SupportingLink;
    first?: SupportingLink;
    prev?: SupportingLink;
    next?: SupportingLink;
    curies: Curie[] | NamelessCurie;
  };
  /**
   * Left out when the page is empty.
   */
  _embedded?: {
    /**
     * @minItems 1
     */
    'ec:app/target': Target[];
  };
}
/**
 * A place that platforms are deployed to.
 */
export interface Target {
  targetID: string;
  targetType: string;
  config: {
    [k: string]: unknown;
  };
  _links: {
    self: SupportingLink;
    collection: SupportingLink;
    'ec:app': SupportingLink;
    'ec:app/deployments': SupportingLink;
    'ec:app/platform'?: SupportingLink[];
  };
}
