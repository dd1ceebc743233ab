// Finds the caller by token or key, and the refusal for an unknown one.
import { isGuarded, type OperationResponse, type RawRequest } from '../../../core/api/operation.ts';
import { given, idAtOnce, type User, userNamed } from './people.ts';

/** Why the caller is unknown; `expired` and `ended` are about tokens that were issued here. */
export type Nobody = 'missing' | 'expired' | 'invalid' | 'ended' | 'no-access';

export type Caller = { readonly user: User } | { readonly nobody: Nobody };

/** What a token looks like. Who sends one that was never given out has not merely typed a word. */
const asGiven = /^[0-9a-f]{40}$/;

export const notProvided = 'Authentication credentials were not provided.';

/** The service looks at the token first. One that has run out counts as none. */
export async function callerOf(request: RawRequest): Promise<Caller> {
  const token = /^Token\s+(.*)$/i.exec(request.header('authorization') ?? '')?.[1];
  const byToken = token === undefined ? undefined : await ofToken(request, token);
  if (byToken && !('nobody' in byToken && byToken.nobody === 'expired')) return withAccess(byToken);
  const key = request.header('es-api-key');
  if (key === undefined) return byToken ?? { nobody: 'missing' };
  return withAccess(await ofKey(request, key));
}

async function ofToken(request: RawRequest, token: string): Promise<Caller> {
  const known = await given(request, 'token', token);
  if (known?.ended) return { nobody: 'ended' };
  if (known) return known.expires! > request.now ? called(request, known.username) : { nobody: 'expired' };
  const word = !asGiven.test(token) || isGuarded(request);
  return word && request.accepts(token) ? called(request, 'admin') : { nobody: 'invalid' };
}

async function ofKey(request: RawRequest, key: string): Promise<Caller> {
  const known = await given(request, 'api-key', key);
  if (known) return called(request, known.username);
  return request.accepts(key) ? called(request, 'admin') : { nobody: 'invalid' };
}

async function called(request: RawRequest, name: string): Promise<Caller> {
  const user = await userNamed(request, name);
  return user ? { user } : { nobody: 'invalid' };
}

function withAccess(caller: Caller): Caller {
  return 'user' in caller && !caller.user.api_access ? { nobody: 'no-access' } : caller;
}

/** The user who asks, of whom it is known that there is one. */
export async function userOf(request: RawRequest): Promise<User> {
  const caller = await callerOf(request);
  return 'user' in caller ? caller.user : (await userNamed(request, 'admin'))!;
}

/** The body and the header of what is answered at once: around each result stands a task that is over. */
export async function atOnce<Result, const Status extends string>(
  request: RawRequest,
  status: Status,
  result: Result,
  owner?: number,
) {
  const task_id = await idAtOnce(request, await userOf(request), owner);
  return [{ status, result, task_id }, { es_task_id: task_id }] as const;
}

/** How somebody is told that he is nobody: always a 403. */
export function turnAway(nobody: Nobody, request: Pick<RawRequest, 'header'>): OperationResponse {
  return { status: 403, body: { detail: textOf(nobody, request) } };
}

function textOf(nobody: Nobody, { header }: Pick<RawRequest, 'header'>): string {
  if (nobody === 'no-access') return 'User account is not allowed to access API';
  if (nobody === 'missing' || nobody === 'expired') return notProvided;
  return /^Token/i.test(header('authorization') ?? '') ? 'Invalid token.' : 'Invalid API key';
}
