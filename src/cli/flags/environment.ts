// Settings from the environment: which variables to ignore, and which one a Problem is about.
import type { Command, Option } from 'commander';
import { Problem } from '../../core/values/problem.ts';
import { say } from '../terminal/print.ts';

/** An empty variable counts as unset, and Kubernetes sets STANDIN_PORT to a URL for a service of that name. */
export function tidyEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env))
    if (/^(HOST|PORT|STANDIN_.*)$/.test(name) && env[name]!.trim() === '') delete env[name];
  if (!/^(tcp|udp|sctp):\/\//.test(env.STANDIN_PORT ?? '')) return;
  say('STANDIN_PORT is a service URL, as Kubernetes sets it, and is ignored.');
  delete env.STANDIN_PORT;
}

/** The same Problem; if the value came from the environment, the message says so, because the user did not type it. */
export function namingVariables(problem: Problem, program: Command | undefined): Problem {
  const variables = (program?.commands ?? [])
    .flatMap((command) => command.options.filter((option) => isOfEnvironment(command, option)))
    .filter((option) => isAbout(problem, option))
    .map(({ envVar }) => envVar!);
  const unnamed = variables.filter((name) => !problem.detail.includes(name));
  if (unnamed.length === 0) return problem;
  const { status, title, detail, given, hint } = problem;
  return new Problem(status, title, {
    detail: `${detail} It comes from the environment variable ${unnamed.join(' or ')}.`,
    given,
    ...(hint !== undefined && { hint }),
  });
}

export function isOfEnvironment(command: Command, option: Option): boolean {
  return option.envVar !== undefined && command.getOptionValueSource(option.attributeName()) === 'env';
}

/** Whether a Problem is named after an option or begins with it, or repeats what the option's variable says. */
function isAbout({ title, detail }: Problem, option: Option): boolean {
  const value = process.env[option.envVar!]!.trim();
  const pieces = [/\s+/, /[\s=]+/, /[\s=/:,?&]+/].flatMap((between) => value.split(between)).filter(Boolean);
  return (
    title.toLowerCase().endsWith(` ${option.name().replaceAll('-', ' ')}`) ||
    detail.startsWith(`--${option.name()} `) ||
    (value.length > 2 && detail.includes(value)) ||
    pieces.some((piece) => detail.includes(`'${piece}'`))
  );
}
