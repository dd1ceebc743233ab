#!/usr/bin/env node
// The command line: which commands there are, and what an error becomes. Exit 0: done. 2: it was not
// understood. 70: a fault of ours.
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../core/api/documents.ts';
import { own } from '../core/values/own.ts';
import { Problem, sentencesOf } from '../core/values/problem.ts';
import { visible } from '../core/values/visible.ts';
import { redactText } from '../core/worlds/redact.ts';

/** Each is loaded when it is needed: a server does not wait for what verifies others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  generate: async () => (await import('./generate.ts')).generateCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  grade: async () => (await import('./grade.ts')).gradeCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  record: async () => (await import('./record.ts')).recordCommand(),
  mutate: async () => (await import('./mutate.ts')).mutateCommand(),
  coverage: async () => (await import('./coverage.ts')).coverageCommand(),
  errata: async () => (await import('./errata.ts')).errataCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
};

/** With the one command that is named first, or with all of them to choose from. */
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
    const program = await createProgram(argv[0]);
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
    say(sentencesOf(error));
    return 2;
  }
  if (error instanceof Error && 'syscall' in error) {
    say(effectOf(error as NodeJS.ErrnoException));
    return 2;
  }
  return failed(error);
}

/** One line, whatever was given. */
function say(text: string): void {
  process.stderr.write(`standin: ${visible(text).replaceAll('\n', ' ')}\n`);
}

/** What nobody foresaw is a bug of ours; its stack would show minified source and help nobody. */
function failed(error: unknown): number {
  const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
  say(redactText(`A bug of ours: ${name}: ${message} Please report it with the command that did it.`));
  return 70;
}

/** Empty is unset; and Kubernetes sets STANDIN_PORT to a URL for a service of that name. */
function tidyEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env))
    if (/^(HOST|PORT|STANDIN_.*)$/.test(name) && env[name]!.trim() === '') delete env[name];
  if (!/^(tcp|udp|sctp):\/\//.test(env.STANDIN_PORT ?? '')) return;
  say('STANDIN_PORT is the address of a service, as Kubernetes sets it, and is ignored.');
  delete env.STANDIN_PORT;
}

/** What is wrong with a file or a stream, and what to do. */
function effectOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code))
    return `There is no room for all of the output (${message}). Write it to where there is, or write less.`;
  if (code === 'EIO') return `The output could not be written (${message}). Write it to another place.`;
  return `${message}. Give a file or folder that can be used.`;
}

// Whoever reads the output may stop reading (`| head`); that ends us quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`standin: ${effectOf(error)}\n`);
  process.exit(2);
});
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error) => process.exit(failed(error)));
tidyEnvironment(process.env);
await main(process.argv.slice(2));
