// Login and logout: a token for name and password. And a ping.
import type { Schemas } from '../../../../schemas/erigones/types.ts';
import { isGuarded, type OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { textOf } from '../../../core/values/problem.ts';
import { isoOf } from '../record.ts';
import { end, giveToken, hashOf, nextNumber, stranger, type User, userNamed } from './people.ts';

const operation = operationsFor<Schemas>();
const service = 'erigones/esdc-ce v4.6 (7e3deddd)';

const wrong = 'Unable to log in with provided credentials.';
/** The service's own users are named by an address of mail at most; without a limit every login could add a megabyte to a world. */
const longestName = 254;
const noAccess = 'User account is not allowed to access API.';

const ping = operation({
  id: 'ping',
  method: 'GET',
  path: '/api/ping/',
  says: 'Shows without authentication that the service is there.',
  clauses: [],
  source: `${service}, api/base/views.py`,
  responses: { 200: 'pong', 406: 'error' },
  handle: async (_, respond) => respond(200, 'pong'),
});

const login = operation({
  id: 'login',
  method: 'POST',
  path: '/api/accounts/login/',
  says: 'Gives a token for a name and a password. Without configured credentials every password will do.',
  clauses: [],
  source: `${service}, api/accounts/base/views.py`,
  request: 'login.request',
  responses: { 200: 'login', 400: 'login-refused', 406: 'error' },
  async handle(request, respond) {
    const { username, password } = textsIn(request.body);
    const missing = Object.entries({ username, password }).filter(([, given]) => given === '');
    const required = missing.map(([name]) => [name, ['This field is required.']] as const);
    if (required.length > 0) return respond(400, { detail: Object.fromEntries(required) });
    const user = await whoHas(username, password, request);
    if (!user) return respond(400, { detail: wrong });
    if (!user.api_access) return respond(400, { detail: noAccess });
    const { token, expires } = await giveToken(request, user);
    const detail = 'Welcome to Danube Cloud API.';
    const body = { token, expires: `${isoOf(expires)}+00:00`, detail };
    return respond(200, body, { es_username: user.username });
  },
});

function textsIn(body: unknown): { username: string; password: string } {
  const { username = '', password = '' } = (body ?? {}) as Record<string, unknown>;
  return { username: textOf(username ?? ''), password: textOf(password ?? '') };
}

/** The user of a name, if the password is his: his own, a configured one, or any if none is configured. */
async function whoHas(
  username: string,
  password: string,
  request: OperationRequest,
): Promise<User | undefined> {
  const user = await userNamed(request, username);
  if (user?.password !== undefined) return user.password === hashOf(password) ? user : undefined;
  if (isGuarded(request) && request.secretOf(username) !== password) return undefined;
  if (!user && username.length > longestName) return undefined;
  return user ?? stranger(username, await nextNumber(request), request.now);
}

const logout = operation({
  id: 'logout',
  method: 'GET',
  path: '/api/accounts/logout/',
  says: 'Takes back the token that is sent with it.',
  clauses: [],
  source: `${service}, api/accounts/base/views.py`,
  responses: { 200: 'farewell', 403: 'error', 406: 'error' },
  async handle(request, respond) {
    const token = /^Token\s+([0-9a-f]{40})$/i.exec(request.header('authorization') ?? '')?.[1];
    if (token) await end(request, hashOf(token));
    return respond(200, { detail: 'Bye.' });
  },
});

export const accounts = [ping, login, logout];
