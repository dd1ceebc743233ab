// Users: made, shown and deleted by administrators; and the keys that let them in and sign their call-backs.
import type { CreateUserRequest, Schemas, User as WireUser } from '../../../../schemas/erigones/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { isoOf } from '../record.ts';
import { atOnce, userOf } from './caller.ts';
import { forget, hashOf, keep, nextNumber, showKeys, type User, userNamed } from './people.ts';

const operation = operationsFor<Schemas>();
const source = 'erigones/esdc-ce v4.6 (7e3deddd), api/accounts/user/base/api_views.py and serializers.py';

const unknown = { detail: 'User not found' };
const denied = { detail: 'Permission denied' };
const needed = ['email', 'first_name', 'last_name'] as const;

const createUser = operation({
  id: 'create-user',
  method: 'POST',
  path: '/api/accounts/user/{username}/',
  says: 'Makes a user. A password of his own counts from then on.',
  clauses: [],
  source,
  request: 'create-user.request',
  responses: { 201: 'user-shown', 400: 'user-refused', 403: 'error', 406: 'error' },
  async handle(request, respond) {
    const { username } = request.params;
    if (!(await userOf(request)).is_super_admin) return respond(403, denied);
    if (await userNamed(request, username)) return respond(406, { detail: 'User already exists' });
    const given = request.body ?? {};
    const missing = needed.filter((name) => typeof given[name] !== 'string');
    if (missing.length > 0) {
      const errors = Object.fromEntries(missing.map((name) => [name, ['This field is required.']]));
      return respond(400, ...(await atOnce(request, 'FAILURE', errors)));
    }
    const user = made(username, await nextNumber(request), given, request.now);
    await keep(request, user);
    await showKeys(request, user);
    return respond(201, ...(await atOnce(request, 'SUCCESS', toWire(user))));
  },
});

function made(
  username: string,
  number: number,
  given: CreateUserRequest['body'] & {},
  created: number,
): User {
  const { email = '', first_name = '', last_name = '', password } = given;
  return {
    username,
    number,
    ...(password !== undefined && { password: hashOf(password) }),
    ...{ email, first_name, last_name, created },
    is_super_admin: given.is_super_admin ?? false,
    api_access: given.api_access ?? true,
  };
}

function toWire({
  username,
  email,
  first_name,
  last_name,
  is_super_admin,
  api_access,
  created,
}: User): WireUser {
  return {
    ...{
      username,
      current_dc: 'main',
      email,
      first_name,
      last_name,
      is_super_admin,
      is_active: true,
      api_access,
    },
    ...{
      api_key: '***',
      callback_key: '***',
      groups: [],
      dc_bound: false,
      created: `${isoOf(created)}+00:00`,
    },
  };
}

const getUser = operation({
  id: 'get-user',
  method: 'GET',
  path: '/api/accounts/user/{username}/',
  says: 'Shows a user, without his secrets.',
  clauses: [],
  source,
  request: 'user-path.request',
  responses: { 200: 'user-shown', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    const options = await userOf(request);
    const own = options.username === request.params.username;
    if (!options.is_super_admin && !own) return respond(403, denied);
    const user = await userNamed(request, request.params.username);
    if (!user) return respond(404, unknown);
    return respond(200, ...(await atOnce(request, 'SUCCESS', toWire(user))));
  },
});

const deleteUser = operation({
  id: 'delete-user',
  method: 'DELETE',
  path: '/api/accounts/user/{username}/',
  says: 'Takes a user away, and with him his token. Nobody can do that to himself, or to the first administrator.',
  clauses: [],
  source,
  request: 'user-path.request',
  responses: { 200: 'user-gone', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    const options = await userOf(request);
    const user = await userNamed(request, request.params.username);
    if (!user) return respond(404, unknown);
    const forbidden = !options.is_super_admin || user.number === 1 || user.username === options.username;
    if (forbidden) return respond(403, denied);
    await forget(request, user);
    return respond(200, ...(await atOnce(request, 'SUCCESS', null)));
  },
});

const getUserKeys = operation({
  id: 'get-user-keys',
  method: 'GET',
  path: '/api/accounts/user/{username}/apikeys/',
  says: 'Shows the key that lets a user in and the one that signs his call-backs, but not to who came with a key.',
  clauses: [],
  source,
  request: 'user-path.request',
  responses: { 200: 'user-keys', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    const options = await userOf(request);
    if (request.header('authorization') === undefined) return respond(403, denied);
    const user = await userNamed(request, request.params.username);
    if (!user) return respond(404, unknown);
    if (!options.is_super_admin && options.username !== user.username) return respond(403, denied);
    return respond(200, ...(await atOnce(request, 'SUCCESS', await showKeys(request, user))));
  },
});

export const users = [createUser, getUser, deleteUser, getUserKeys];
