// The output of `serve`: lines for people, or JSON lines for programs.
import { packageVersion } from '../../core/api/documents.ts';
import { oneLine, unturned } from '../../core/values/visible.ts';
import { redactText } from '../../core/worlds/redact.ts';
import type { Sent } from '../../server/callbacks.ts';
import { curlOf } from '../../server/page/curl.ts';
import type { Answered } from '../../server/requests/answered.ts';
import type { Standin } from '../../standin.ts';
import { paint, print, sayFailure } from './print.ts';

export interface Reporter {
  ready(standin: Standin, settings: Settings): void;
  /** Not there if requests are not told: then nothing is made ready for it. */
  readonly answered?: (answered: Answered) => void;
  sent(sent: Sent): void;
  /** Files were read again. */
  changed(): void;
  failed(error: Error): void;
}

interface Settings {
  readonly profile: string;
  readonly clock: string;
  readonly state?: string;
  readonly page: boolean;
  /** Given by the user, so it is not printed again. */
  readonly adminToken?: string;
  /** The file with what clients have to trust. */
  readonly ca?: string;
  /** The same where the user has named it. */
  readonly caOut?: string;
  /** The path of the Unix socket that clients connect to. */
  readonly socket?: string | undefined;
}

export function reporterFor({
  json,
  quiet,
}: {
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Reporter {
  if (json) return jsonReporter(quiet ?? false);
  if (!quiet) return peopleReporter();
  const { answered, ...rest } = peopleReporter();
  return { ...rest, ready: sayNeeded, sent() {} };
}

/** A random token, which must be printed. */
function madeUpToken({ adminToken }: Standin, settings: Settings): string | undefined {
  return settings.adminToken === undefined ? adminToken : undefined;
}

/** What was made up and has to be known. */
function sayNeeded(standin: Standin, settings: Settings): void {
  const token = madeUpToken(standin, settings);
  if (token !== undefined) process.stdout.write(`Standin's admin token: ${token}\n`);
  const { ca, caOut } = settings;
  if (ca !== undefined && caOut === undefined) print(`Standin's clients have to trust: ${oneLine(ca)}`);
}

/** An example of a control request; a token from the user is not shown. */
function curlOfControl(standin: Standin, settings: Settings): string {
  const curl = `curl ${connectionOf(settings)}`;
  if (standin.adminToken === undefined) return `${curl}'${standin.url}/__standin/health'`;
  const shown = madeUpToken(standin, settings) ?? '<token>';
  return `${curl}-H 'X-Standin-Token: ${shown}' '${standin.url}/__standin/clock'`;
}

/** What curl has to be told of the connection. */
function connectionOf({ ca, socket }: Settings): string {
  const quoted = (text: string) => `'${oneLine(text).replaceAll("'", "'\\''")}'`;
  const parts = [ca && `--cacert ${quoted(ca)} `, socket && `--unix-socket ${quoted(socket)} `];
  return parts.filter(Boolean).join('');
}

/** Where it is reached, in words. */
function placeOf({ url }: Standin, { socket }: Settings): string {
  return socket === undefined ? paint('cyan', url) : `${paint('cyan', oneLine(socket))}, as ${url}`;
}

function peopleReporter(): Reporter {
  return {
    ready(standin, settings) {
      const { profile, clock, state, page, ca, socket } = settings;
      const width = Math.max(...standin.apis.map((api) => api.name.length), 'control'.length);
      const line = (name: string, text: string) => `  ${paint('bold', name.padEnd(width))}  ${text}\n`;
      process.stdout.write(
        [
          `\nStandin ${packageVersion()} at ${placeOf(standin, settings)}  (${state ? `worlds in ${oneLine(state)}` : `${profile} readings, ${clock} clock`})\n\n`,
          ...standin.apis.map((api) =>
            line(
              api.name,
              curlOf(
                api,
                standin.url,
                { readings: standin.readings, token: standin.shownToken },
                connectionOf(settings),
              ),
            ),
          ),
          line('control', curlOfControl(standin, settings)),
          ...(page && socket === undefined ? [line('page', `${standin.url}/__standin/`)] : []),
          ...(ca === undefined ? [] : [line('trust', oneLine(ca))]),
          `\n${paint('dim', 'Ctrl-C stops it.')}\n\n`,
        ].join(''),
      );
    },
    answered({ method, url, status, world }) {
      const colour = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
      const where = world === 'default' ? '' : `/~${world}`;
      process.stdout.write(
        `  ${paint(colour, String(status))}  ${oneLine(`${method.padEnd(6)} ${where}${url}`)}\n`,
      );
    },
    sent({ method, url, status, failed }) {
      const outcome =
        failed === undefined ? paint('dim', String(status)) : paint('yellow', `not sent: ${oneLine(failed)}`);
      process.stdout.write(
        `  ${paint('dim', '->')}   ${oneLine(`${method.padEnd(6)} ${url}`)}  ${outcome}\n`,
      );
    },
    changed: () => void process.stdout.write(`  ${paint('dim', 'read again')}\n`),
    failed: sayFailure,
  };
}

function jsonReporter(quiet: boolean): Reporter {
  const log = (event: object) => process.stderr.write(`${unturned(JSON.stringify(event))}\n`);
  return {
    ready(standin, settings) {
      const adminToken = madeUpToken(standin, settings);
      const { ca, socket } = settings;
      const { port, protocol } = new URL(standin.url);
      const usual = protocol === 'https:' ? 443 : 80;
      const apis = standin.apis.map((api) => api.name);
      const ready = {
        ...{ event: 'ready', url: standin.url },
        ...(socket === undefined ? { port: Number(port || usual) } : { socket }),
        ...{ pid: process.pid, apis },
        ...(ca !== undefined && { ca }),
        ...(adminToken !== undefined && { adminToken }),
      };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    },
    ...(!quiet && { answered: (answered) => void log({ event: 'answered', ...answered }) }),
    sent: (sent) => void (quiet || log({ event: 'sent', ...sent })),
    changed: () => void log({ event: 'changed' }),
    failed: (error) => void log({ event: 'failed', message: redactText(error.message) }),
  };
}
