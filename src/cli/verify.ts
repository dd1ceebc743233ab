// `standin verify`: judge a running implementation, or recorded traffic, against the document. Exit 0: it passed; 1: it
// failed, or a demand was not met; 3: no server answered, or nothing could be judged.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { unmet } from '../contract/judge/demand.ts';
import type { Report } from '../contract/judge/finding.ts';
import { Problem } from '../core/values/problem.ts';
import { isLoopback } from '../server/port/hosts.ts';
import { verify, verifyHar } from '../verify.ts';
import { readCa } from './flags/ca.ts';
import { isOfEnvironment } from './flags/environment.ts';
import { say } from './terminal/print.ts';
import { createProgressLine } from './terminal/progress.ts';
import {
  checkFlags,
  verifyCommand as commandWithFlags,
  pairIn,
  tokenIn,
  type VerifyFlags,
} from './verify/flags.ts';
import { writeReports } from './verify/output.ts';

export function verifyCommand(): Command {
  return commandWithFlags().action(run);
}

async function run(api: string, given: VerifyFlags, command: Command): Promise<void> {
  checkFlags(given);
  const flags = withTrustedToken(given, command);
  const report = await reportOn(api, flags);
  writeReports(report, flags);
  process.exitCode = exitCodeOf(report, flags);
}

/**
 * A token of the environment was given for a Standin, and not for this server, which may only say that it is one. So it goes to
 * this machine alone; to any other server goes what was typed for it.
 */
function withTrustedToken({ adminToken, ...flags }: VerifyFlags, command: Command): VerifyFlags {
  const option = command.options.find((each) => each.attributeName() === 'adminToken')!;
  const host = flags.url !== undefined && URL.canParse(flags.url) ? new URL(flags.url).hostname : '';
  const isTrusted = !isOfEnvironment(command, option) || isLoopback(host);
  return { ...flags, ...(adminToken !== undefined && isTrusted && { adminToken }) };
}

async function reportOn(api: string, flags: VerifyFlags): Promise<Report> {
  const { url, har, only, except, profile } = flags;
  const token = tokenIn(flags.tokenEnv);
  const common = { api, only, except, ...(profile && { profile }), ...(token !== undefined && { token }) };
  if (har.length > 0)
    return verifyHar({
      ...common,
      har: har.map((file) => readFileSync(file)),
      ...(url !== undefined && { url }),
    });
  const progress = createProgressLine(process.stderr);
  try {
    return await verify({
      ...common,
      url: url!,
      headers: Object.fromEntries(flags.header.map((text) => pairIn(text, ':', 'header'))),
      params: Object.fromEntries(flags.param.map((text) => pairIn(text, '=', 'param'))),
      ...(flags.adminToken !== undefined && { adminToken: flags.adminToken }),
      ...(flags.ca !== undefined && { ca: readCa(flags.ca) }),
      ...(flags.stateUrl !== undefined && { stateUrl: flags.stateUrl }),
      write: flags.write ?? false,
      wait: flags.wait * 1_000,
      timeout: flags.timeout * 1_000,
      poll: flags.poll * 1_000,
      for: flags.for * 1_000,
      pact: flags.pact,
      onProgress: ({ doing, requests }) => progress.show(`${doing} … ${requests} requests`),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 502) throw error;
    progress.clear();
    say(`${error.detail} ${error.hint ?? 'Is it running? --wait <s> waits for it.'}`);
    process.exit(3);
  } finally {
    progress.clear();
  }
}

function exitCodeOf(report: Report, demand: VerifyFlags): number {
  if (report.verdict === 'skipped') {
    say(`nothing could be judged. ${report.findings[0]?.actual ?? ''}`);
    return 3;
  }
  const reasons = unmet(report, demand);
  // The report itself shows what failed.
  if (report.verdict !== 'failed' && reasons.length > 0) say(reasons.join(' '));
  return reasons.length > 0 ? 1 : 0;
}
