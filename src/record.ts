// The assembly for recording: a proxy in front of a server, an archive of its traffic, and a verdict on it.

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Finding, Report } from './contract/judge/finding.ts';
import { packageVersion } from './core/api/documents.ts';
import type { Reading } from './core/api/errata.ts';
import { createClock } from './core/time/clock.ts';
import { Problem } from './core/values/problem.ts';
import { wayTo } from './outward/agent.ts';
import { checkCa } from './outward/fetch.ts';
import { createArchive } from './traffic/record/archive.ts';
import { toEntry } from './traffic/record/entry.ts';
import type { Passed } from './traffic/record/passed.ts';
import { createProxy, targetOf } from './traffic/record/proxy.ts';
import { type Fetch, type Recording, recordFetch } from './traffic/record/recording.ts';
import { createRedaction } from './traffic/record/redaction.ts';
import { verifyHar } from './verify.ts';

export interface RecordOptions {
  /** The base URL of the server whose traffic is recorded. */
  readonly to: string;
  /** The file of the archive (HAR 1.2). An existing one is replaced. */
  readonly out: string;
  /** Where the proxy listens. Default: port 0, a free one, on 127.0.0.1. */
  readonly port?: number;
  readonly host?: string;
  /** The certificate (PEM) of the server's certificate authority. */
  readonly ca?: string;
  /** Names of headers, parameters and members that are secret, besides those that Standin knows. */
  readonly redact?: readonly string[];
  /** The API to judge the traffic by. */
  readonly verify?: string;
  /** Which readings are acceptable. Default: all. */
  readonly profile?: Reading | readonly Reading[];
  /** Called for each exchange at its end. */
  readonly onPassed?: (passed: Passed) => void;
  /** Called once for each failure, as soon as the traffic shows it. */
  readonly onFinding?: (finding: Finding) => void;
}

export interface Recorder {
  /** The base URL for clients, instead of the server's. */
  readonly url: string;
  /** How many exchanges have passed so far. */
  readonly count: () => number;
  /** Stops, writes the rest, and judges all traffic if an API was given. */
  close(): Promise<Report | undefined>;
}

const clock = createClock();
/** The pause between two judgements, in ms, and as a multiple of the time of the last one. */
const pause = 1_000;
const share = 10;

/** Records the traffic of a server. A Problem for an invalid URL or a port that is in use. */
export async function record(options: RecordOptions): Promise<Recorder> {
  const { to, out, port = 0, host = '127.0.0.1', ca, redact = [], onPassed } = options;
  const redaction = createRedaction(redact);
  if (ca !== undefined) checkCa(ca);
  const way = await wayTo(targetOf(to));
  let count = 0;
  const server = createProxy({
    to,
    ca,
    way,
    onPassed(passed) {
      count++;
      archive.add(toEntry(passed, redaction));
      onPassed?.(passed);
    },
  });
  const url = await opened(server, host, port);
  const archive = createArchive(out, packageVersion());
  const live = options.onFinding ? judgeLive(options, () => count) : undefined;
  return {
    url,
    count: () => count,
    async close() {
      live?.stop();
      await closed(server);
      archive.close();
      return options.verify === undefined ? undefined : judged(options);
    },
  };
}

/** Records what a `fetch` sends and receives. */
export function recording(
  fetch: Fetch = globalThis.fetch,
  { redact = [] }: Pick<RecordOptions, 'redact'> = {},
): Recording {
  return recordFetch(fetch, { version: packageVersion(), redact });
}

async function judged({ out, to, verify, profile }: RecordOptions): Promise<Report> {
  return verifyHar({
    api: verify!,
    har: readFileSync(out, 'utf8'),
    url: to,
    ...(profile !== undefined && { profile }),
  });
}

/** Judges the traffic repeatedly, and less often as it takes longer. */
function judgeLive(options: RecordOptions, count: () => number): { stop(): void } {
  const reported = new Set<string>();
  let judgedSoFar = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const began = clock.now();
    if (count() > judgedSoFar) {
      judgedSoFar = count();
      const report = await judged(options).catch(() => undefined);
      for (const finding of report?.findings ?? []) {
        const key = [finding.severity, finding.clause, finding.by.name, finding.pointer].join('\n');
        if (finding.severity !== 'failed' || reported.has(key)) continue;
        reported.add(key);
        options.onFinding?.(finding);
      }
    }
    if (timer) timer = setTimeout(look, Math.max(pause, share * (clock.now() - began))).unref();
  };
  if (options.verify !== undefined) timer = setTimeout(look, pause).unref();
  return {
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

function opened(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Problem(500, 'Cannot listen', {
          detail: `${host}:${port} cannot be opened: ${error.message}.`,
          given: port,
          hint: 'Give another --port, or 0 for a free one.',
        }),
      ),
    );
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
