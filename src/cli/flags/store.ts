// `--store`: where processes share their worlds.
import { type Command, Option } from 'commander';
import { Problem } from '../../core/values/problem.ts';
import type { StandinOptions } from '../../standin.ts';
import { redisStore } from '../../storage/redis/store.ts';
import { toWhole } from './flag-values.ts';

export interface StoreFlags {
  readonly store?: string;
  readonly storePrefix: string;
  readonly worldTtl?: string;
  readonly workers?: number;
}

/** Which store, for each command that speaks to one. */
export function storeOptions(): readonly Option[] {
  return [
    new Option('--store <url>', 'share the worlds in Redis or Valkey, as redis://127.0.0.1:6379/0').env(
      'STANDIN_STORE',
    ),
    new Option('--store-prefix <prefix>', 'what the names of its keys begin with')
      .env('STANDIN_STORE_PREFIX')
      .default('standin'),
  ];
}

export function addStoreFlags(command: Command): Command {
  for (const option of storeOptions()) command.addOption(option);
  return command
    .addOption(
      new Option(
        '--world-ttl <duration>',
        'drop worlds of the store that nobody used for so long, as 12h',
      ).env('STANDIN_WORLD_TTL'),
    )
    .addOption(
      new Option('--workers <count>', 'so many processes on one port; needs --store')
        .env('STANDIN_WORKERS')
        .argParser(toWhole),
    );
}

/** An empty URL is none. */
export function storeOf({ store, storePrefix, worldTtl }: StoreFlags): Pick<StandinOptions, 'store'> {
  if (store === undefined || store === '') return {};
  const ttl = worldTtl === undefined || worldTtl === '' ? {} : { worldTtl };
  return { store: redisStore({ url: store, prefix: storePrefix, ...ttl }) };
}

/** The same, for a command that is nothing without one. */
export function storeIn(flags: StoreFlags): NonNullable<StandinOptions['store']> {
  const { store } = storeOf(flags);
  if (store) return store;
  throw new Problem(400, 'No store', {
    detail: 'This command is about the worlds of a store, and none is named.',
    hint: 'Name it with --store redis://127.0.0.1:6379/0, or as $STANDIN_STORE.',
  });
}
