// The part of IAM that a client needs before it requests builds: a token for a password, and the projects of a region.
import type { CreateTokenRequest, Project, Schemas } from '../../../../schemas/codearts/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { iamError } from '../auth.ts';
import { type Grant, giveToken, iamTime, idOf, type Named, shownToken } from './tokens.ts';

const operation = operationsFor<Schemas>();
const pages = 'support.huaweicloud.com/intl/en-us/api-iam';

/** The default region. */
const usualRegion = 'cn-north-4';
/** Whose users they are where a user does not say so. */
const usualDomain = 'standin';

type Scope = NonNullable<CreateTokenRequest['body']['auth']['scope']>;

const createToken = operation({
  id: 'create-token',
  method: 'POST',
  path: '/v3/auth/tokens',
  says: 'Gives a token for the name and password of a user, good for 24 hours of the clock.',
  clauses: [],
  source: `${pages}/iam_30_0001.html, 2025-03-28; huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/iam/v3`,
  open: true,
  request: 'create-token.request',
  responses: { 201: 'token', 400: 'iam-error', 401: 'iam-error' },
  async handle(request, respond) {
    const { identity, scope = {} } = request.body.auth;
    const { user } = identity.password;
    const name = user.name ?? user.id;
    if (name === undefined)
      return respond(400, iamError(400, 'auth.identity.password.user.name is missing.'));
    if (!isKnown(name, user.password, request))
      return respond(401, iamError(401, 'The username or password is wrong.'));
    const grant = grantOf(name, named('domain', user.domain ?? { name: usualDomain }), scope);
    const { token, issued, expires } = await giveToken(grant, request);
    const times = { issued_at: iamTime(issued), expires_at: iamTime(expires) };
    return respond(
      201,
      { token: { ...times, ...described(grant), ...catalogFor(request) } },
      { 'x-subject-token': token },
    );
  },
});

const listProjects = operation({
  id: 'list-projects',
  method: 'GET',
  path: '/v3/projects',
  says: 'Lists the one project that a region has, by its name.',
  clauses: [],
  source: `${pages}/iam_06_0001.html, 2025-12-27`,
  request: 'list-projects.request',
  responses: { 200: 'project-list', 401: 'error' },
  async handle(request, respond) {
    const { name = usualRegion } = request.query ?? {};
    const domain = (await shownToken(request))?.domain ?? named('domain', { name: usualDomain });
    const self = request.url('/v3/projects');
    return respond(200, {
      projects: [toProject(named('project', { name }), domain, self)],
      links: linksTo(self),
    });
  },
});

const listDomains = operation({
  id: 'list-domains',
  method: 'GET',
  path: '/v3/auth/domains',
  says: 'Lists the one domain that a user has.',
  clauses: [],
  source: `${pages}/iam_07_0001.html; huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, core/internal/services/iam.service.ts`,
  responses: { 200: 'domain-list', 401: 'error' },
  async handle(request, respond) {
    const domain = (await shownToken(request))?.domain ?? named('domain', { name: usualDomain });
    const self = request.url('/v3/auth/domains');
    const links = { self: request.url(`/v3/domains/${domain.id}`) };
    return respond(200, {
      domains: [{ ...domain, enabled: true, description: '', links }],
      links: linksTo(self),
    });
  },
});

export const iamOperations = [createToken, listProjects, listDomains];

function linksTo(self: string) {
  return { self, next: null, previous: null };
}

/** Whether it is a configured `name:password`; where no credentials are configured, everybody is known by any. */
function isKnown(
  name: string,
  password: string,
  { accepts, secretOf }: Pick<OperationRequest, 'accepts' | 'secretOf'>,
) {
  return secretOf(name) === undefined ? accepts(`${name}:${password}`) : secretOf(name) === password;
}

/** The id of a named thing follows from its name; a thing with an id alone has the id as its name. */
function named(kind: 'domain' | 'project', { id, name }: Partial<Named>): Named {
  const known = name ?? (id === idOf(kind, usualRegion) ? usualRegion : id!);
  return { id: id ?? idOf(kind, known), name: known };
}

function grantOf(name: string, home: Named, { project }: Scope): Grant {
  const user = { id: idOf('user', `${name} of ${home.id}`), name };
  return { user, domain: home, ...(project && { project: named('project', project) }) };
}

function described({ user, domain, project }: Grant) {
  return {
    methods: ['password'],
    roles: [{ id: '0', name: 'te_admin' }],
    user: { domain, ...user, password_expires_at: '' },
    ...(project ? { project: { domain, ...project } } : { domain }),
  };
}

/** The catalogue of services: all of them are here. A request without a catalogue gets none. */
function catalogFor({ query, url }: OperationRequest<CreateTokenRequest>) {
  if (query?.nocatalog) return {};
  const endpoint = {
    id: idOf('project', 'iam'),
    interface: 'public',
    region: '*',
    region_id: '*',
    url: url('/v3'),
  };
  return { catalog: [{ id: endpoint.id, name: 'iam', type: 'iam', endpoints: [endpoint] }] };
}

function toProject({ id, name }: Named, domain: Named, self: string): Project {
  return {
    id,
    name,
    domain_id: domain.id,
    parent_id: domain.id,
    is_domain: false,
    enabled: true,
    description: '',
    links: { self: `${self}/${id}` },
  };
}
