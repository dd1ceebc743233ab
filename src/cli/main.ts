#!/usr/bin/env node
// The command line: which commands there are, and what an error becomes. Exit 0: done. 2: it was not understood.
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../core/documents.ts';
import { Problem, sentencesOf } from '../core/problem.ts';
import { redactText } from '../core/redact.ts';
import { coverageCommand } from './coverage.ts';
import { errataCommand } from './errata.ts';
import { exportCommand } from './export.ts';
import { generateCommand } from './generate.ts';
import { mutateCommand } from './mutate.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

function createProgram(): Command {
  const program = new Command('standin')
    .description('A stand-in for build and task APIs that say "pending" first and "done" later.')
    .version(packageVersion())
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    // A misspelt flag may carry a secret: what stands after it is not repeated.
    .configureOutput({
      outputError: (text, write) => write(redactText(text.replaceAll(/(--[\w-]+)=[^'\n]*/g, '$1=…'))),
    })
    .exitOverride();
  for (const command of [
    serveCommand(),
    generateCommand(),
    verifyCommand(),
    mutateCommand(),
    coverageCommand(),
    errataCommand(),
    exportCommand(),
  ]) {
    // Settings are not handed down by themselves: without them a part would end the process its own way.
    for (const each of [command, ...command.commands]) each.copyInheritedSettings(program);
    program.addCommand(command);
  }
  program.addHelpText(
    'after',
    '\nStart here:\n  standin serve                 all five APIs on http://127.0.0.1:4010\n  standin serve copr -p 0       one of them, on a free port\n  standin serve --help          every option',
  );
  return program;
}

export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = createProgram();
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has already said what is wrong; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Problem) {
    process.stderr.write(`standin: ${sentencesOf(error)}\n`);
    return 2;
  }
  if (error instanceof Error && 'syscall' in error) {
    process.stderr.write(`standin: ${error.message}. Give a file or folder that can be used.\n`);
    return 2;
  }
  throw error;
}

// Whoever reads the output may stop reading (`| head`); that ends us quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
await main(process.argv.slice(2));
