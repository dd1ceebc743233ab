// `standin serve`: start the mock, print its address, stop on a signal.
import { Argument, Command, Option } from 'commander';
import { Problem } from '../core/values/problem.ts';
import { createStandinWith } from '../standin.ts';
import { addAccessFlags } from './flags/access-flags.ts';
import { makeCertificate, writeCa } from './flags/certificate-files.ts';
import { applyConfig } from './flags/config.ts';
import { addConnectionFlags, checkShareable, namingHost, toAddress } from './flags/connection-flags.ts';
import { isOn, toWhole } from './flags/flag-values.ts';
import { addPageFlags, hasPage, openPage } from './flags/page-flags.ts';
import { acceptEditedStateOption, stateOption } from './flags/state.ts';
import { addStoreFlags } from './flags/store.ts';
import { type ServeFlags, toOptions } from './serve/options.ts';
import { watchFiles } from './serve/reload.ts';
import { isFirst, startWorkers, workersWanted } from './shared/workers.ts';
import { endOnSignals } from './terminal/ending.ts';
import { reporterFor } from './terminal/report.ts';
import { verifyFromPage } from './verify/from-page.ts';

export function serveCommand(): Command {
  const listOption = (flag: string, schemaName: string, says: string) =>
    new Option(`--${flag} <${schemaName}>`, `${says}; may be repeated`)
      .env(`STANDIN_${flag.toUpperCase()}`)
      .default([], 'none')
      .argParser((value, list: string[]) => [...list, ...value.trim().split(/\s+/)]);
  const command = new Command('serve')
    .description('Serve the APIs on one port.')
    .addArgument(
      new Argument('[api...]', 'the APIs: names, or files that describe others (default: all five)'),
    )
    .addOption(
      listOption(
        'api',
        'file',
        'a file that describes an API: <name>.standin.yaml, or an annotated OpenAPI document',
      ),
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
    .addOption(listOption('callbacks', 'host', 'a host, besides this machine, that may receive callbacks'))
    .addOption(
      new Option(
        '--config <file>',
        'settings in a file, called as these flags are (default: standin.config.json, .yaml, .js or .ts, or the key standin of package.json)',
      ).env('STANDIN_CONFIG'),
    )
    .option(
      '--watch',
      'read files that describe APIs, their documents and the configuration again when they change; the worlds go on (env: STANDIN_WATCH)',
    )
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
  return addPageFlags(addStoreFlags(addAccessFlags(addConnectionFlags(command), listOption)), listOption)
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

async function serve(apis: readonly string[], _: unknown, command: Command): Promise<void> {
  const read = async () => {
    const config = await applyConfig(command, command.opts<ServeFlags>().config);
    const flags = settled(command.opts<ServeFlags>());
    const named = [...apis, ...flags.api];
    return { config, flags, apis: named.length > 0 ? named : (config?.apis ?? []) };
  };
  const settings = await read();
  const { flags } = settings;
  const report = reporterFor(flags);
  if (workersWanted(flags)) {
    checkShareable(toAddress(flags, command));
    return startWorkers(flags.workers!, report);
  }
  const open = ({ apis, flags }: typeof settings) =>
    createStandinWith(
      {
        ...toOptions(apis, flags),
        ...(report.answered && { onAnswer: report.answered }),
        ...{ onSent: report.sent, onError: report.failed },
      },
      { verification: { run: verifyFromPage, origins: flags.verifyUrl } },
    );
  const address = toAddress(flags, command);
  const made = address.tls === true ? await makeCertificate(address.host, flags) : undefined;
  const where = made ? { ...address, tls: made } : address;
  const standin = open(settings);
  try {
    await standin.listen(where);
    if (made) writeCa(made);
  } catch (error) {
    await standin.close();
    throw error instanceof Problem ? namingHost(error, flags) : error;
  }
  const current = flags.watch
    ? watchFiles(standin, {
        address: where,
        files: settings.config ? [settings.config.file] : [],
        async open() {
          const changed = await read();
          return open({
            ...changed,
            flags: { ...changed.flags, ...(flags.state && { state: flags.state }) },
          });
        },
        changed: () => report.changed(),
        failed: (error) => report.failed(error),
      })
    : { close: () => standin.close() };
  // First this: whoever reads that it is ready may stop it at once.
  endOnSignals(() => current.close(), report.failed);
  const { socket } = where;
  if (isFirst(standin, flags)) {
    report.ready(standin, { ...flags, socket, ...(made && { ca: made.file }), page: hasPage(flags) });
    if (socket === undefined) openPage(flags, standin.url);
  }
}

/** Switches may be set in the environment as well. */
function settled(given: ServeFlags) {
  return {
    ...given,
    empty: given.empty ?? isOn('STANDIN_EMPTY'),
    strict: given.strict ?? isOn('STANDIN_STRICT'),
    json: given.json ?? isOn('STANDIN_JSON'),
    quiet: given.quiet ?? isOn('STANDIN_QUIET'),
    watch: given.watch ?? isOn('STANDIN_WATCH'),
  };
}
