// Who there is: users, the tokens that they were given when they logged in, and their keys. Of a password or token no more
// is kept than its hash; keys are shown by the service itself, and follow from the world's seed.
import { createHash } from 'node:crypto';
import type { RawRequest } from '../../../core/api/operation.ts';
import { afterRealTime } from '../../../core/time/clock.ts';
import { randomFor } from '../../../core/values/random.ts';

export interface User {
  readonly username: string;
  /** What ids of tasks begin with. */
  readonly number: number;
  /** The hash of the password; of who has none here, the configured credentials decide. */
  readonly password?: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly is_super_admin: boolean;
  readonly api_access: boolean;
  /** In ms. */
  readonly created: number;
  /** The hash of the token of the last login. */
  readonly token?: string;
}

type Place = Pick<RawRequest, 'store' | 'world' | 'now'>;

const api = 'erigones';
/** Users 1 and 7 are the service's own. */
const ownUsers = 7;
/** How long a token is good, in ms of real time. */
const tokenLasts = 3_600_000;
/** So many tokens are remembered, those that have ended among them. */
const mostTokens = 1_000;

export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Somebody who is there from the start, or comes to be when he first logs in. */
export function stranger(username: string, number: number, created: number): User {
  const first_name = username === 'admin' ? 'System' : username.slice(0, 30);
  const names = { email: `${username.split('@')[0]}@example.com`, first_name, last_name: 'Admin' };
  return { username, number, ...names, is_super_admin: true, api_access: true, created };
}

/** Whom the log of the page names. */
export const printedUser = {
  kind: 'user',
  id: 'user@example.com',
  parent: { ...stranger('user@example.com', 2, 0), is_super_admin: false },
};

export const nextNumber = async ({ store }: Pick<Place, 'store'>) =>
  ownUsers + (await store.serial(`${api} users`));

/** Undefined if there is nobody of that name. */
export async function userNamed({ store }: Pick<Place, 'store'>, name: string): Promise<User | undefined> {
  const known = (await store.parent(api, 'user', name)) as User | undefined;
  return known ?? (name === 'admin' ? stranger('admin', 1, 0) : undefined);
}

export async function keep({ store }: Pick<Place, 'store'>, user: User): Promise<void> {
  await store.putParent(api, 'user', user.username, { ...user });
}

/** With him goes his token, and his key. */
export async function forget(place: Place, user: User): Promise<void> {
  if (user.token) await end(place, user.token);
  await place.store.removeParent(api, 'api-key', hashOf(keysOf(place, user).api_key));
  await place.store.removeParent(api, 'user', user.username);
}

/** Gives a user a token, his only one: 40 hexadecimal digits, always, since the program writes a new one over the old. */
export async function giveToken(place: Place, user: User): Promise<{ token: string; expires: number }> {
  if (user.token) await end(place, user.token);
  const token = await drawn(place, 'tokens', 40);
  const expires = afterRealTime(place.world.clock, place.now, tokenLasts);
  const hash = hashOf(token);
  await place.store.putParent(api, 'token', hash, { username: user.username, expires }, mostTokens);
  await keep(place, { ...user, token: hash });
  return { token, expires };
}

/** The token of that hash is no longer any. It is remembered, so that it is not taken for a word that will do. */
export async function end({ store }: Pick<Place, 'store'>, hash: string): Promise<void> {
  await store.putParent(api, 'token', hash, { ended: true }, mostTokens);
}

/** What is known of a token or a key that was given out. */
export async function given({ store }: Pick<Place, 'store'>, kind: 'token' | 'api-key', secret: string) {
  return (await store.parent(api, kind, hashOf(secret))) as
    | { readonly username: string; readonly expires?: number; readonly ended?: true }
    | undefined;
}

/** The keys of a user: the one that lets him in, and the one that his call-backs are signed with. */
export function keysOf({ world }: Pick<Place, 'world'>, { number }: Pick<User, 'number'>) {
  const random = randomFor(world.seed, `${api} keys`, number);
  return { api_key: random.hex(32), callback_key: random.hex(32) };
}

/** From now on the key of a user lets him in. */
export async function showKeys(place: Place, user: User) {
  const keys = keysOf(place, user);
  await place.store.putParent(api, 'api-key', hashOf(keys.api_key), { username: user.username });
  return keys;
}

/** Hexadecimal digits that nobody has had yet. */
export async function drawn(
  { store, world }: Pick<Place, 'store' | 'world'>,
  series: string,
  length: number,
): Promise<string> {
  return randomFor(world.seed, `${api} ${series}`, await store.serial(`${api} ${series}`)).hex(length);
}

/** The id of a call that is answered at once: nobody can ask for it later. */
export async function idAtOnce({ store, world }: Place, { number }: User, owner = number): Promise<string> {
  const serial = await store.serial(`${api} calls`);
  const tail = randomFor(world.seed, `${api} calls`, serial).uuid().slice(8, 23);
  return `${number}d${owner}d1-${createHash('md5').update(`${number}`).digest('hex').slice(-8)}${tail}`;
}
