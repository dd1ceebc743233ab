// What the command line says while it serves: calm lines for people, or JSON lines for programs.
import { packageVersion } from '../core/documents.ts';
import { curlOf } from '../server/curl.ts';
import type { Sent } from '../server/errands.ts';
import type { Answered } from '../server/mount.ts';
import type { Standin } from '../standin.ts';
import { paint } from './print.ts';

export interface Reporter {
  ready(standin: Standin, settings: { readonly profile: string; readonly clock: string }): void;
  answered(answered: Answered): void;
  sent(sent: Sent): void;
  failed(error: Error): void;
}

export function reporterFor({
  json,
  quiet,
}: {
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Reporter {
  if (json) return jsonReporter(quiet ?? false);
  return quiet ? { ...peopleReporter(), ready() {}, answered() {}, sent() {} } : peopleReporter();
}

function peopleReporter(): Reporter {
  return {
    ready(standin, { profile, clock }) {
      const width = Math.max(...standin.apis.map((api) => api.name.length), 'admin'.length);
      const line = (name: string, text: string) => `  ${paint('bold', name.padEnd(width))}  ${text}\n`;
      process.stdout.write(
        [
          `\nStandin ${packageVersion()} at ${paint('cyan', standin.url)}  (${profile} readings, ${clock} clock)\n\n`,
          ...standin.apis.map((api) =>
            line(
              api.name,
              curlOf(api, standin.url, { readings: standin.readings, token: standin.shownToken }),
            ),
          ),
          line('admin', `curl '${standin.url}/__standin/health'`),
          `\n${paint('dim', 'Ctrl-C stops it.')}\n\n`,
        ].join(''),
      );
    },
    answered({ method, url, status, world }) {
      const colour = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
      const where = world === 'default' ? '' : `/~${world}`;
      process.stdout.write(`  ${paint(colour, String(status))}  ${method.padEnd(6)} ${where}${url}\n`);
    },
    sent({ method, url, status, failed }) {
      const outcome =
        failed === undefined ? paint('dim', String(status)) : paint('yellow', `not sent: ${failed}`);
      process.stdout.write(`  ${paint('dim', '->')}   ${method.padEnd(6)} ${url}  ${outcome}\n`);
    },
    failed: sayFailed,
  };
}

function jsonReporter(quiet: boolean): Reporter {
  const log = (event: object) => process.stderr.write(`${JSON.stringify(event)}\n`);
  return {
    ready(standin) {
      const port = Number(new URL(standin.url).port);
      const apis = standin.apis.map((api) => api.name);
      const ready = { event: 'ready', url: standin.url, port, pid: process.pid, apis };
      process.stdout.write(`${JSON.stringify(ready)}\n`);
    },
    answered: (answered) => void (quiet || log({ event: 'answered', ...answered })),
    sent: (sent) => void (quiet || log({ event: 'sent', ...sent })),
    failed: (error) => void log({ event: 'failed', message: error.message }),
  };
}

function sayFailed(error: Error): void {
  process.stderr.write(`standin: a bug of ours: ${error.stack ?? error.message}\n`);
}
