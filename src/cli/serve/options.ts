// The flags of `standin serve`, as the options of a Standin.
import { readFileSync } from 'node:fs';
import { parseOverride } from '../../core/api/errata.ts';
import { Problem } from '../../core/values/problem.ts';
import type { StandinOptions } from '../../standin.ts';
import { replayOf } from '../../traffic/replay/replay.ts';
import { type AccessFlags, toAccessOptions } from '../flags/access-flags.ts';
import type { ConnectionFlags } from '../flags/connection-flags.ts';
import { toPair, toPreset, toValue } from '../flags/flag-values.ts';
import { hasPage, type PageFlags } from '../flags/page-flags.ts';
import { type StateFlags, stateOf } from '../flags/state.ts';
import { type StoreFlags, storeOf } from '../flags/store.ts';

export interface ServeFlags extends AccessFlags, ConnectionFlags, StateFlags, StoreFlags, PageFlags {
  readonly api: readonly string[];
  readonly config?: string;
  readonly watch?: boolean;
  readonly replay?: string;
  readonly clock: string;
  readonly at?: string;
  readonly profile: NonNullable<StandinOptions['profile']>;
  readonly reading: readonly string[];
  readonly seed: number;
  readonly preset: readonly string[];
  readonly scenario: readonly string[];
  readonly fault: readonly string[];
  readonly empty?: boolean;
  readonly fill: readonly string[];
  readonly credential: readonly string[];
  readonly throttle: readonly string[];
  readonly callbacks: readonly string[];
  readonly mutant?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function toOptions(apis: readonly string[], flags: ServeFlags): StandinOptions {
  if (flags.clock === 'timers')
    throw new Problem(400, 'Bad clock', {
      detail:
        "The clock 'timers' follows the fake timers of a test, but this server runs in a process of its own.",
      hint: "Write --clock frozen. Use 'timers' for a Standin within the process of a test.",
    });
  const pairs = (list: readonly string[], what: Parameters<typeof toPair>[1]) =>
    list.map((text) => toPair(text, what));
  const credentials: Record<string, string[]> = {};
  for (const [api, token] of pairs(flags.credential, 'credential'))
    credentials[api] = [...(credentials[api] ?? []), token];
  return {
    ...(apis.length > 0 && { apis }),
    ...(flags.replay !== undefined && { apis: [replayOf(readFileSync(flags.replay))] }),
    profile: flags.profile,
    readings: Object.fromEntries(flags.reading.map(parseOverride)),
    seed: flags.seed,
    clock: flags.clock,
    ...(flags.at !== undefined && { at: flags.at }),
    presets: flags.preset.map(toPreset),
    scenarios: { defaults: Object.fromEntries(pairs(flags.scenario, 'scenario')) as never },
    faults: flags.fault,
    ...(flags.empty && { samples: false }),
    fill: Object.fromEntries(
      pairs(flags.fill, 'fill').map(([api, count]) => [api, toValue(count) as number]),
    ),
    credentials,
    throttle: flags.throttle,
    callbacks: flags.callbacks,
    ...(flags.mutant !== undefined && { mutant: flags.mutant }),
    ...(flags.strict && { strict: true }),
    ...toAccessOptions(flags),
    page: hasPage(flags),
    ...stateOf(flags),
    ...storeOf(flags),
  };
}
