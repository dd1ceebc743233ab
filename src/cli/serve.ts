// `standin serve`: starts the mock.
import { readFileSync } from 'node:fs';
import { Argument, Command, Option } from 'commander';
import { parseOverride } from '../core/api/errata.ts';
import { Problem } from '../core/values/problem.ts';
import { createStandin, type StandinOptions } from '../standin.ts';
import { replayOf } from '../traffic/replay/replay.ts';
import { type AccessFlags, addAccessFlags, toAccessOptions } from './flags/access-flags.ts';
import { isOn, portOf, toPair, toPort, toPreset, toValue, toWhole } from './flags/flag-values.ts';
import { addPageFlags, hasPage, openPage, type PageFlags } from './flags/page-flags.ts';
import { acceptEditedStateOption, type StateFlags, stateOf, stateOption } from './flags/state.ts';
import { addStoreFlags, type StoreFlags, storeOf } from './flags/store.ts';
import { isFirst, startWorkers, workersWanted } from './shared/workers.ts';
import { endOnSignals } from './terminal/ending.ts';
import { reporterFor } from './terminal/report.ts';

interface ServeFlags extends AccessFlags, StateFlags, StoreFlags, PageFlags {
  readonly api: readonly string[];
  readonly replay?: string;
  readonly port?: number;
  readonly host?: string;
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

export function serveCommand(): Command {
  const listOption = (flag: string, schemaName: string, says: string) =>
    new Option(`--${flag} <${schemaName}>`, `${says}; may be repeated`)
      .env(`STANDIN_${flag.toUpperCase()}`)
      .default([], 'none')
      .argParser((value, list: string[]) => [...list, ...value.trim().split(/\s+/)]);
  const command = new Command('serve')
    .description('Serve the APIs on one port, from pending to done.')
    .addArgument(
      new Argument('[api...]', 'which APIs: names, or files that describe others (default: all five)'),
    )
    .addOption(
      listOption(
        'api',
        'file',
        'an API that a file describes: <name>.standin.yaml, or an annotated OpenAPI document',
      ),
    )
    .addOption(
      new Option('-p, --port <port>', '0 = any free one (default: $PORT or 4010)')
        .env('STANDIN_PORT')
        .argParser(toPort),
    )
    .addOption(
      new Option(
        '-H, --host <host>',
        'address to listen on (default: $HOST or localhost, which is 127.0.0.1 and ::1)',
      ).env('STANDIN_HOST'),
    )
    .addOption(
      new Option('--clock <clock>', 'how time passes: real, x60, frozen, step:2s')
        .env('STANDIN_CLOCK')
        .default('real'),
    )
    .addOption(new Option('--at <instant>', 'where the clock starts, ISO 8601').env('STANDIN_AT'))
    .addOption(
      new Option('--profile <profile>', 'which reading of each erratum: literal, corrected, observed')
        .env('STANDIN_PROFILE')
        .default('corrected'),
    )
    .addOption(listOption('reading', 'erratum=reading', 'another reading of one erratum'))
    .addOption(
      new Option('--seed <number>', 'seed of all randomness')
        .env('STANDIN_SEED')
        .default(1)
        .argParser(toWhole),
    )
    .addOption(listOption('preset', 'api/name?param=value', 'a situation to start with'))
    .addOption(
      listOption(
        'scenario',
        'api=name',
        'the scenario of new records: succeeds, fails, canceled, stuck, instant, slow',
      ),
    )
    .addOption(listOption('fault', 'where:what', 'a fault, such as copr:status=503,nth=3 or *:latency=1s'))
    .option('--empty', 'start without the records that the documents print (env: STANDIN_EMPTY)')
    .addOption(listOption('fill', 'api=count', 'start with so many lifelike records'))
    .addOption(listOption('credential', 'api=token', 'a token that the API accepts (default: any)'))
    .addOption(listOption('throttle', 'api', "an API that applies its service's rate limit"))
    .addOption(listOption('callbacks', 'host', 'a host, besides this machine, that callbacks may be sent to'))
    .addOption(
      new Option('--replay <file>', 'play back recorded traffic (HAR) instead of serving an API').env(
        'STANDIN_REPLAY',
      ),
    )
    .addOption(stateOption())
    .addOption(acceptEditedStateOption())
    .addOption(
      new Option('--mutant <id>', "break one clause, by a mutant's id (standin mutate --all lists them)").env(
        'STANDIN_MUTANT',
      ),
    );
  return addPageFlags(addStoreFlags(addAccessFlags(command, listOption)))
    .option(
      '--strict',
      "check Standin's own responses against the schemas; a wrong one becomes a 500 (env: STANDIN_STRICT)",
    )
    .option('--json', 'one JSON line on stdout when ready, logs on stderr (env: STANDIN_JSON)')
    .option('--quiet', 'print nothing but errors (env: STANDIN_QUIET)')
    .addHelpText(
      'after',
      '\nEvery option can also be set as $STANDIN_… (items of a list separated by spaces); --port and --host also as $PORT and $HOST.',
    )
    .action(serve);
}

async function serve(apis: readonly string[], given: ServeFlags): Promise<void> {
  const switches = (['empty', 'strict', 'json', 'quiet'] as const).map(
    (name) => [name, given[name] ?? isOn(`STANDIN_${name.toUpperCase()}`)] as const,
  );
  const flags: ServeFlags = { ...given, ...Object.fromEntries(switches) };
  const report = reporterFor(flags);
  if (workersWanted(flags)) return startWorkers(flags.workers!, report);
  const standin = createStandin({
    ...toOptions([...apis, ...flags.api], flags),
    ...(report.answered && { onAnswer: report.answered }),
    onSent: (sent) => report.sent(sent),
    onError: (error) => report.failed(error),
  });
  const { port = portOf(process.env.PORT ?? '4010'), host = process.env.HOST ?? 'localhost' } = flags;
  try {
    await standin.listen({ port, host });
  } catch (error) {
    await standin.close();
    throw flags.host === undefined && process.env.HOST !== undefined ? namingHost(error) : error;
  }
  const isAnnounced = isFirst(standin, flags);
  if (isAnnounced) report.ready(standin, { ...flags, page: hasPage(flags) });
  if (isAnnounced) openPage(flags, standin.url);
  endOnSignals(() => standin.close(), report.failed);
}

function toOptions(apis: readonly string[], flags: ServeFlags): StandinOptions {
  if (flags.clock === 'timers')
    throw new Problem(400, 'Bad clock', {
      detail: "The clock 'timers' follows the fake timers of a test, and a server of its own has none.",
      hint: "Write --clock frozen. Use 'timers' for a Standin in the process of its tests.",
    });
  type What = Parameters<typeof toPair>[1];
  const pairs = (list: readonly string[], what: What) => list.map((text) => toPair(text, what));
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

/** Shells and conda set HOST to what is no address: whoever never typed it is told where it comes from. */
function namingHost(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const { status, title, detail, given } = error;
  return new Problem(status, title, {
    detail: `${detail} The host is that of the environment's HOST.`,
    given,
    hint: 'Unset HOST, or choose another with --host.',
  });
}
