// `standin worlds`: the worlds of a store, without a server.
import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { Problem, unknownName } from '../core/values/problem.ts';
import { worldText } from '../core/worlds/state-text.ts';
import { createStandin, type Standin } from '../standin.ts';
import { type StoreFlags, storeIn, storeOptions } from './flags/store.ts';

interface Flags extends StoreFlags {
  readonly api: readonly string[];
}

export function worldsCommand(): Command {
  const command = new Command('worlds').description(
    'List, export, import and drop the worlds of a shared store.',
  );
  const name = () => new Argument('<name>', 'which world');
  const part = (kind: string, says: string) => {
    const each = command.command(kind).description(says);
    for (const option of storeOptions()) each.addOption(option);
    return each.option(
      '--api <file>',
      'a file that describes an API of the worlds; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    );
  };
  part('list', 'List their names, one per line.').action((flags: Flags) => withStore(flags, list));
  part('export', 'Write a world as JSON to stdout, without its journal.')
    .addArgument(name())
    .action((world: string, flags: Flags) => withStore(flags, (standin) => exportWorld(standin, world)));
  part('import', 'Replace a world with an exported one.')
    .addArgument(name())
    .addArgument(new Argument('<file>', 'the exported world'))
    .action((world: string, file: string, flags: Flags) =>
      withStore(flags, (standin) => standin.world(world).import(worldIn(file))),
    );
  part('drop', 'Drop worlds. Their next use starts new ones.')
    .addArgument(new Argument('<name...>', 'which worlds'))
    .action((worlds: readonly string[], flags: Flags) =>
      withStore(flags, (standin) => drop(standin, worlds)),
    );
  return command;
}

/** A Problem for a file that is no JSON; whether it is a world is for the import to say. */
function worldIn(file: string) {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(400, 'Bad world', {
      detail: `${file} is not JSON: ${(error as Error).message}.`,
      given: file,
      hint: 'Give a file that `standin worlds export` has written.',
    });
  }
}

async function withStore(flags: Flags, action: (standin: Standin) => Promise<void>): Promise<void> {
  const apis =
    flags.api.length > 0
      ? { apis: ['codearts', 'copr', 'copr-waiting', 'entrecode', 'erigones', ...flags.api] }
      : {};
  const standin = createStandin({ ...apis, store: storeIn(flags) });
  try {
    await action(standin);
  } finally {
    await standin.close();
  }
}

async function namesIn(standin: Standin): Promise<readonly string[]> {
  const answer = await standin.fetch('/__standin/health');
  const { worlds, store } = (await answer.json()) as {
    worlds: string[];
    store: { failure?: string; hint?: string };
  };
  if (answer.ok) return worlds;
  throw new Problem(503, 'Store unavailable', {
    detail: store.failure ?? 'The store does not answer.',
    ...(store.hint !== undefined && { hint: store.hint }),
  });
}

async function list(standin: Standin): Promise<void> {
  for (const each of await namesIn(standin)) process.stdout.write(`${each}\n`);
}

async function exportWorld(standin: Standin, name: string): Promise<void> {
  const known = await namesIn(standin);
  if (!known.includes(name)) throw unknownName('world', name, known);
  for (const text of worldText(await standin.world(name).export())) process.stdout.write(text);
  process.stdout.write('\n');
}

async function drop(standin: Standin, names: readonly string[]): Promise<void> {
  const known = await namesIn(standin);
  for (const name of names) {
    if (!known.includes(name)) throw unknownName('world', name, known);
    await standin.world(name).drop();
  }
}
