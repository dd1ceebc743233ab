// What the command line offers at each place, read from the commands themselves: commands, parts of commands, flags and their values.
import type { Command, Option } from 'commander';

/** A word that can stand at a place, and what it means. */
export interface Offer {
  readonly word: string;
  readonly says: string;
}

/** A flag with the words that may follow it. */
export interface FlagOffer extends Offer {
  /** What follows: nothing, a path, one of these words, or something that cannot be listed. */
  readonly value: 'none' | 'path' | 'other' | readonly string[];
}

export interface CommandOffer extends Offer {
  /** The words that may follow as its first argument: parts of the command, or APIs. */
  readonly words: readonly Offer[];
  readonly flags: readonly FlagOffer[];
}

/** Which commands there are; `apis` are offered wherever a command asks for one. */
export function offersOf(program: Command, apis: readonly Offer[]): readonly CommandOffer[] {
  return program.commands.map((command) => ({
    word: command.name(),
    says: command.description(),
    words: [
      ...command.commands.map((part) => ({ word: part.name(), says: part.description() })),
      ...(asksForApi(command) ? apis : []),
    ],
    flags: flagsOf(command, apis),
  }));
}

function asksForApi({ registeredArguments, commands }: Command): boolean {
  return [...commands, { registeredArguments }].some((each) =>
    each.registeredArguments.some((argument) => /^apis?$/.test(argument.name())),
  );
}

function flagsOf(command: Command, apis: readonly Offer[]): readonly FlagOffer[] {
  const all = [command, ...command.commands].flatMap(({ options }) => options);
  const flags = all.flatMap((option) => {
    const value = valueAfter(option, apis);
    return [option.short, option.long]
      .filter((word) => word !== undefined)
      .map((word) => ({ word, says: option.description, value }));
  });
  const byWord = new Map(flags.map((flag) => [flag.word, flag]));
  byWord.set('--help', { word: '--help', says: 'show every option', value: 'none' });
  return [...byWord.values()];
}

const path = /<(file|files|folder|dir|path|document|archive|db)\b/;
const profiles = ['literal', 'corrected', 'observed'];

function valueAfter(
  { required, optional, argChoices, flags, long }: Option,
  apis: readonly Offer[],
): FlagOffer['value'] {
  if (!required && !optional) return 'none';
  if (argChoices) return argChoices;
  if (long === '--profile') return profiles;
  if (long === '--api') return apis.map(({ word }) => word);
  return path.test(flags) ? 'path' : 'other';
}
