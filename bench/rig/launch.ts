// Servers under measurement: each a process of its own, started on a free port of loopback and waited for.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A server that can be started: its name, and the command for a port. */
export interface Contender {
  readonly name: string;
  command(port: number): readonly [string, ...string[]];
  /** For how many seconds it is asked before anything is measured, at least; a virtual machine for Java needs a minute. */
  readonly warmUp?: number;
}

export interface Running {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly warmUp: number | undefined;
  /** From the start of the process to its first 200, in ms. */
  readonly startMs: number;
  /** Processor time since it was started, in ms; its children are not seen. */
  processorMs(): number;
  stop(): Promise<void>;
}

/** Ticks of /proc in a second: 100 on every Linux that Node runs on. */
const ticks = 100;

/** Starts a server and waits until `path` is answered with 200, for at most `patience` ms. */
export async function launch(contender: Contender, path: string, patience = 240_000): Promise<Running> {
  const port = await freePort();
  const [command, ...args] = contender.command(port);
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  // A bench that fails leaves nobody behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-500);
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + path))) {
    const over = performance.now() - started > patience;
    if (over || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(
        `${contender.name} did not answer ${path} with 200: ${said.trim() || 'it said nothing'}`,
      );
    }
    await setTimeout(1);
  }
  const startMs = performance.now() - started;
  const pid = child.pid!;
  return {
    name: contender.name,
    url,
    pid,
    warmUp: contender.warmUp,
    startMs,
    processorMs: () => spentBy(pid) ?? Number.NaN,
    stop: () => stop(child),
  };
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    }).on('error', () => resolve(false));
  });
}

/** The processor time of a process so far, in ms; undefined for one that has ended. */
export function spentBy(pid: number): number | undefined {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticks;
  } catch {
    return undefined;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
