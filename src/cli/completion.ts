// `standin completion`: a script on stdout that lets a shell complete commands, flags, APIs and files.
import { Argument, Command } from 'commander';
import { apisNamed } from '../standin.ts';
import { offersOf } from './completion/offers.ts';
import { type Shell, scriptFor, shells } from './completion/shells.ts';

/** `all` gives every command of the program. */
export function completionCommand(all: () => Promise<Command>): Command {
  return new Command('completion')
    .description('Print the script that completes commands and flags in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
Where the scripts go:
  standin completion bash > ~/.local/share/bash-completion/completions/standin
  standin completion zsh > "\${fpath[1]}/_standin"
  standin completion fish > ~/.config/fish/completions/standin.fish`,
    )
    .action(async (shell: Shell) => {
      const apis = apisNamed().map(({ name, title }) => ({ word: name, says: title }));
      process.stdout.write(scriptFor(shell, offersOf(await all(), apis)));
    });
}
