// Load from a process of its own: wrk, one thread and 32 connections that ask as soon as they are answered.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Running, spentBy } from './launch.ts';

export interface Send {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a server did under load. */
export interface Figures {
  /** Answers per second. */
  readonly rate: number;
  /** The time within which half, and 99 of 100, were answered; in ms. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for each answer, in µs. */
  readonly cost: number;
  /** Of the processor time that server and wrk have used together, the share of wrk. */
  readonly share: number;
  /** Responses that were no 2xx or 3xx, and connections that broke. */
  readonly errors: number;
}

const connections = 32;
const folder = mkdtempSync(join(tmpdir(), 'standin-load-'));

export function wrkVersion(): string {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'pipe' });
    return 'wrk';
  } catch (error) {
    // It says its version and ends with 1.
    const said = String((error as { stdout?: Buffer }).stdout ?? '');
    if (said.startsWith('wrk')) return said.split(' [')[0]!;
    throw new Error('The bench needs wrk: apt-get install wrk.');
  }
}

/** Asks a server for some seconds. */
export async function send(server: Running, request: Send, seconds: number): Promise<Figures> {
  const before = server.processorMs();
  const wrk = spawn('wrk', [
    ...[
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--latency',
      '--timeout',
      '10s',
      '-s',
      scriptFor(request),
    ],
    server.url + request.path,
  ]);
  // Whoever has ended tells nothing any more, so it is asked all the time.
  let spent = 0;
  const asking = setInterval(() => {
    spent = spentBy(wrk.pid!) ?? spent;
  }, 50);
  const stdout = await text(wrk.stdout);
  clearInterval(asking);
  const processor = server.processorMs() - before;
  const answered = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
  const failed = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0);
  const broken = [...(/Socket errors: .*/.exec(stdout)?.[0].matchAll(/\d+/g) ?? [])];
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    p50: percentile(stdout, 50),
    p99: percentile(stdout, 99),
    cost: (processor * 1_000) / answered,
    share: spent / (spent + processor),
    errors: failed + broken.reduce((sum, [count]) => sum + Number(count), 0),
  };
}

/**
 * Asks a server until three rates in a row differ by at most 5 % and it has been asked for `atLeast` seconds; for `atMost` seconds,
 * because on a busy machine no rate is steady. Gives the seconds that it took.
 */
export async function warm(
  server: Running,
  request: Send,
  { atLeast = 4, atMost = Math.max(12, 1.5 * atLeast) } = {},
): Promise<number> {
  const rates: number[] = [];
  const window = 2;
  const isSteady = () => {
    const last = rates.slice(-3);
    return last.length === 3 && Math.max(...last) / Math.min(...last) < 1.05;
  };
  while (rates.length * window < atMost) {
    if (rates.length * window >= atLeast && isSteady()) break;
    rates.push((await send(server, request, window)).rate);
  }
  return rates.length * window;
}

function percentile(said: string, percent: number): number {
  const [, value = 'NaN', unit = 'ms'] = new RegExp(`${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(said) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit as 'ms'];
}

function scriptFor({ method = 'GET', headers = {}, body }: Send): string {
  const file = join(folder, `${method}.lua`);
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`);
  if (body !== undefined) lines.push(`wrk.body = [[${body}]]`);
  writeFileSync(file, [`wrk.method = "${method}"`, ...lines].join('\n'));
  return file;
}
