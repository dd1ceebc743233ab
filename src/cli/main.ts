#!/usr/bin/env node
// The command line: which commands there are, and what an error becomes. Exit 0: done. 2: the command was not
// understood. 70: a bug in Standin.
import * as nodeModule from 'node:module';
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../core/api/documents.ts';
import { own } from '../core/values/own.ts';
import { Problem } from '../core/values/problem.ts';
import { visible } from '../core/values/visible.ts';
import { redactText } from '../core/worlds/redact.ts';
import { namingVariables, tidyEnvironment } from './flags/environment.ts';
import { sayFailure } from './terminal/print.ts';

/** Each command is loaded when it is needed, so that `serve` starts fast. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  worlds: async () => (await import('./worlds.ts')).worldsCommand(),
  generate: async () => (await import('./generate.ts')).generateCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  drift: async () => (await import('./drift.ts')).driftCommand(),
  grade: async () => (await import('./grade.ts')).gradeCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  record: async () => (await import('./record.ts')).recordCommand(),
  mutate: async () => (await import('./mutate.ts')).mutateCommand(),
  coverage: async () => (await import('./coverage.ts')).coverageCommand(),
  errata: async () => (await import('./errata.ts')).errataCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  draft: async () => (await import('./draft.ts')).draftCommand(),
  completion: async () => (await import('./completion.ts')).completionCommand(createProgram),
};

/** The program with the command that is named first, or with all of them. */
async function createProgram(first = ''): Promise<Command> {
  const program = new Command('standin')
    .description('A stand-in for build and task APIs that say "pending" first and "done" later.')
    .version(packageVersion())
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    // A misspelt flag may carry a secret: what stands after it is not repeated.
    .configureOutput({
      outputError: (text, write) =>
        write(visible(redactText(text.replaceAll(/(--[\w-]+)=[^'\n]*/g, '$1=…')))),
    })
    .exitOverride();
  const named = own(commands, first);
  for (const load of named ? [named] : Object.values(commands)) {
    const command = await load();
    // Subcommands do not inherit settings: without these, one would end the process in its own way.
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
  let program: Command | undefined;
  try {
    program = await createProgram(argv[0]);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error, program);
  }
}

function exitCodeOf(error: unknown, program: Command | undefined): number {
  // Commander has already said what is wrong; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const problem =
    error instanceof Error && 'syscall' in error ? effectOf(error as NodeJS.ErrnoException) : error;
  if (!(problem instanceof Problem)) return failed(error);
  sayFailure(namingVariables(problem, program));
  return 2;
}

function failed(error: unknown): number {
  sayFailure(error);
  return 70;
}

/** The Problem of a file or a stream, with what to do. */
function effectOf({ code = '', message }: NodeJS.ErrnoException): Problem {
  const problem = (detail: string, hint: string) => new Problem(500, 'File error', { detail, hint });
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code))
    return problem(
      `There is not enough space for the output (${message}).`,
      'Write it to another place, or write less.',
    );
  if (code === 'EIO')
    return problem(`The output could not be written (${message}).`, 'Write it to another place.');
  const [, path] = / '(.*)'$/.exec(message) ?? [];
  if (code === 'ENOENT' && path !== undefined)
    return problem(`There is no file or folder '${path}' (ENOENT).`, 'Check the path.');
  return problem(`${message}.`, 'Give a file or folder that can be used.');
}

// The reader of the output may stop (`| head`); that ends the process quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  sayFailure(effectOf(error));
  process.exit(2);
});
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error) => process.exit(failed(error)));
tidyEnvironment(process.env);
// From Node 22 on: what was compiled once is kept for the next start, in a folder for temporary files.
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
await main(process.argv.slice(2));
