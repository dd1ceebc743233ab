// Who asks, by his token or his key, and what he is told if nobody knows him.
import type { Knock, Reply } from '../../../core/operation.ts';
import { given, type User, userNamed } from './people.ts';

/** Why somebody is nobody; `expired` and `ended` are about a token that was given out here. */
export type Nobody = 'missing' | 'expired' | 'invalid' | 'ended' | 'no-access';

export type Caller = { readonly user: User } | { readonly nobody: Nobody };

/** What a token looks like. Who sends one that was never given out has not merely typed a word. */
const asGiven = /^[0-9a-f]{40}$/;
/** Who is let in with this is let in with anything: no credentials are configured. */
const anything = '\u0000';

export const notProvided = 'Authentication credentials were not provided.';

/** The service looks at the token first. One that has run out counts as none. */
export async function callerOf(knock: Knock): Promise<Caller> {
  const token = /^Token\s+(.*)$/i.exec(knock.header('authorization') ?? '')?.[1];
  const byToken = token === undefined ? undefined : await ofToken(knock, token);
  if (byToken && !('nobody' in byToken && byToken.nobody === 'expired')) return withAccess(byToken);
  const key = knock.header('es-api-key');
  if (key === undefined) return byToken ?? { nobody: 'missing' };
  return withAccess(await ofKey(knock, key));
}

async function ofToken(knock: Knock, token: string): Promise<Caller> {
  const known = await given(knock, 'token', token);
  if (known?.ended) return { nobody: 'ended' };
  if (known) return known.expires! > knock.now ? called(knock, known.username) : { nobody: 'expired' };
  const word = !asGiven.test(token) || !knock.accepts(anything);
  return word && knock.accepts(token) ? called(knock, 'admin') : { nobody: 'invalid' };
}

async function ofKey(knock: Knock, key: string): Promise<Caller> {
  const known = await given(knock, 'api-key', key);
  if (known) return called(knock, known.username);
  return knock.accepts(key) ? called(knock, 'admin') : { nobody: 'invalid' };
}

async function called(knock: Knock, name: string): Promise<Caller> {
  const user = await userNamed(knock, name);
  return user ? { user } : { nobody: 'invalid' };
}

function withAccess(caller: Caller): Caller {
  return 'user' in caller && !caller.user.api_access ? { nobody: 'no-access' } : caller;
}

/** The user who asks, of whom it is known that there is one. */
export async function userOf(knock: Knock): Promise<User> {
  const caller = await callerOf(knock);
  return 'user' in caller ? caller.user : (await userNamed(knock, 'admin'))!;
}

/** Whether credentials are configured, so that not everybody is let in. */
export const isGuarded = (knock: Pick<Knock, 'accepts'>) => !knock.accepts(anything);

/** How somebody is told that he is nobody: always a 403. */
export function turnAway(nobody: Nobody, knock: Pick<Knock, 'header'>): Reply {
  return { status: 403, body: { detail: textOf(nobody, knock) } };
}

function textOf(nobody: Nobody, { header }: Pick<Knock, 'header'>): string {
  if (nobody === 'no-access') return 'User account is not allowed to access API';
  if (nobody === 'missing' || nobody === 'expired') return notProvided;
  return /^Token/i.test(header('authorization') ?? '') ? 'Invalid token.' : 'Invalid API key';
}
