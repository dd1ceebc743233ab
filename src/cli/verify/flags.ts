// The flags of `standin verify`: names, values, and allowed combinations.
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Demandable, demandable } from '../../contract/judge/demand.ts';
import { type ReporterName, reporters } from '../../contract/reports/index.ts';
import { type Reading, readingNames } from '../../core/api/errata.ts';
import { Problem, unknownName } from '../../core/values/problem.ts';
import { caOption } from '../flags/ca.ts';

export interface VerifyFlags {
  readonly url?: string;
  readonly har: readonly string[];
  readonly header: readonly string[];
  readonly tokenEnv?: string;
  readonly adminToken?: string;
  readonly ca?: string;
  readonly param: readonly string[];
  readonly stateUrl?: string;
  readonly write?: boolean;
  readonly profile?: readonly Reading[];
  readonly only: readonly string[];
  readonly except: readonly string[];
  readonly wait: number;
  readonly timeout: number;
  readonly poll: number;
  readonly for: number;
  readonly pact: boolean;
  readonly failOn: readonly Demandable[];
  readonly minJudged: number;
  readonly reporter: readonly ReporterName[];
  readonly output?: string;
  readonly undecided?: boolean;
  readonly annotateInto?: string;
}

/** The command without its action. */
export function verifyCommand(): Command {
  const many = (flags: string, says: string) =>
    new Option(flags, `${says}; may be repeated`)
      .default([], 'none')
      .argParser((value, list: string[]) => [...list, value]);
  const seconds = (flags: string, says: string, usual: number) =>
    new Option(flags, says).default(usual).argParser(toSeconds);
  return new Command('verify')
    .description('Judge a running implementation, or recorded traffic, against the document.')
    .argument('<api>', 'which API: a name, or a file that describes one')
    .option('--url <base>', 'the base URL of the implementation')
    .addOption(
      many('--har <file>', 'judge the recorded traffic of an HTTP archive instead, without sending requests'),
    )
    .addOption(many('--header <name: value>', 'a header of every request, to that origin only'))
    .option('--token-env <name>', 'the environment variable that holds the token of the API')
    .addOption(
      new Option(
        '--admin-token <token>',
        'the token for the control API of a Standin; that of the environment goes to this machine only',
      ).env('STANDIN_ADMIN_TOKEN'),
    )
    .addOption(caOption())
    .addOption(many('--param <name=value>', 'an existing record, such as build_id=106882'))
    .option('--state-url <url>', "the URL that sets provider states, as Pact's verifiers call it")
    .option('--write', 'allow requests that create, cancel or delete (always allowed on a Standin)')
    .addOption(
      new Option(
        '--profile <readings>',
        'which readings are acceptable: literal, corrected, observed (default: all)',
      ).argParser(toReadings),
    )
    .addOption(many('--only <glob>', 'check only these clauses, for example copr/list/*'))
    .addOption(many('--except <glob>', 'leave these clauses out'))
    .addOption(seconds('--wait <s>', 'seconds to wait for the server to start', 0))
    .addOption(seconds('--timeout <s>', 'seconds to wait for each response', 10))
    .addOption(seconds('--poll <s>', 'seconds between two requests for a live build', 5))
    .addOption(seconds('--for <s>', 'seconds to follow live builds in all', 60))
    .option('--no-pact', 'leave out the exchanges of the Pact contract')
    .addOption(
      new Option(
        '--fail-on <severities>',
        `exit 1 on these: ${demandable.join(', ')}; what failed always counts`,
      )
        .default(['failed'], 'failed')
        .argParser(toDemandable),
    )
    .addOption(
      new Option(
        '--min-judged <share>',
        'exit 1 if fewer of the judgeable clauses were judged, for example 80%',
      )
        .default(0, '0%')
        .argParser(toShare),
    )
    .addOption(
      new Option(
        '--reporter <names>',
        `the report formats: ${Object.keys(reporters).join(', ')}; separated by commas`,
      )
        .default(['pretty'], 'pretty')
        .argParser(toReporters),
    )
    .option('--output <file>', 'the file for the report; with several reporters, a folder')
    .option('--undecided', 'list the readings that no exchange shows, each with the reason')
    .option(
      '--annotate-into <folder>',
      'write the clauses into a file there, to whose lines the github and sarif reports point',
    );
}

export function checkFlags({ url, har, reporter, output }: VerifyFlags): void {
  if (url === undefined && har.length === 0)
    throw new Problem(400, 'Nothing to verify', {
      detail: 'Neither --url nor --har was given.',
      hint: "Try 'standin verify copr --url http://127.0.0.1:4010'.",
    });
  checkOutput({ reporter, ...(output !== undefined && { output }) });
}

/** Several reports on one stream would be none. */
export function checkOutput({ reporter, output }: Pick<VerifyFlags, 'reporter' | 'output'>): void {
  if (reporter.length > 1 && output === undefined)
    throw new Problem(400, 'Several reports', {
      detail: `${reporter.join(', ')} cannot all be written to one stream.`,
      hint: 'Give a folder with --output.',
    });
}

export function tokenIn(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const token = process.env[name];
  if (token) return token;
  throw new Problem(400, 'No token', {
    detail: `The environment variable ${name} is not set, or empty.`,
    hint: 'Export it, or omit --token-env.',
  });
}

export function pairIn(text: string, between: string, what: string): [string, string] {
  const at = text.indexOf(between);
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  // The value may be a secret, so it is not repeated.
  throw new Problem(400, `Bad ${what}`, {
    detail: `A ${what} without '${between}' was given.`,
    hint: `Write --${what} '<name>${between}${between === ':' ? ' ' : ''}<value>'.`,
  });
}

export function toReporters(text: string): ReporterName[] {
  return text.split(',').map((name) => {
    if (Object.hasOwn(reporters, name)) return name as ReporterName;
    throw unknownName('reporter', name, Object.keys(reporters));
  });
}

function toReadings(text: string): Reading[] {
  return text.split(',').map((name) => {
    const reading = readingNames.find((each) => each === name);
    if (!reading) throw unknownName('profile', name, readingNames);
    return reading;
  });
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds >= 0) || seconds > 86_400)
    throw new InvalidArgumentError('It must be a number of seconds from 0 to 86400.');
  return seconds;
}

function toDemandable(text: string): Demandable[] {
  const given = text.split(',').map((name) => {
    const found = demandable.find((each) => each === name.trim());
    if (!found) throw unknownName('severity', name, demandable);
    return found;
  });
  return [...new Set<Demandable>(['failed', ...given])];
}

/** `80%` or `0.8`, as a number from 0 to 1. */
function toShare(text: string): number {
  const [, digits = '', sign] = /^(\d+(?:\.\d+)?) ?(%?)$/.exec(text.trim()) ?? [];
  const share = digits === '' ? Number.NaN : Number(digits) / (sign ? 100 : 1);
  if (!(share <= 1)) throw new InvalidArgumentError('It must be a share, such as 80% or 0.8.');
  return share;
}
