// What can be wrong with the engine, in a sentence, and what to do.
import { StoreFailure } from '../../core/replica/engine.ts';
import { redactText } from '../../core/worlds/redact.ts';

/** By how the engine's own message begins. */
const known: readonly (readonly [RegExp, detail: string, hint?: string])[] = [
  [/^OOM/, 'The store has no memory left.', 'Raise its maxmemory, or drop worlds: standin worlds drop.'],
  [/^READONLY/, 'The store is a read-only replica.', 'Name its primary, or all of its Sentinels.'],
  [
    /^(WRONGPASS|NOAUTH|ERR AUTH|ERR Client sent AUTH|invalid password)/i,
    'The store does not accept the user or the password.',
    'Check those in the URL of the store: redis://user:password@host:6379/0.',
  ],
  [
    /^NOPERM/,
    'The user of the store may not do what Standin needs.',
    'Allow it the commands and keys that docs/guides/many-machines.md lists.',
  ],
  [/^LOADING/, 'The store is still loading its data.'],
  [
    /^(MISCONF|NOREPLICAS)/,
    'The store takes no changes, because it cannot keep them as it was told to.',
    'Its own log says why.',
  ],
  [/^(CLUSTERDOWN|MASTERDOWN|TRYAGAIN)/, 'The store has no primary for this world at the moment.'],
];

export function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const { message = '' } = error as Error;
  const [, detail, hint] = known.find(([pattern]) => pattern.test(message)) ?? [];
  return new StoreFailure(detail ?? `The store failed: ${redactText(message)}`, hint);
}

/** Whether it is not known if what was sent has happened: the connection was lost. */
export function isLost(error: unknown): boolean {
  const { name = '', message = '' } = error as Error;
  return (
    name !== 'ReplyError' &&
    !(error instanceof StoreFailure) &&
    /closed|ECONN|EPIPE|max ?retries|writeable|ended/i.test(`${name} ${message}`)
  );
}
