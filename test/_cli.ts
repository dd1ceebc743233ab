// The command line as users run it: the built program in a process of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const program = 'dist/cli/main.js';

/** Runs a command to its end. */
export function standin(...args: string[]): Promise<Ran> {
  return standinWith({}, ...args);
}

/** The same with more in the environment. */
export function standinWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    const options = { maxBuffer: 1e8, env: { ...process.env, ...env } };
    execFile(process.execPath, [program, ...args], options, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Serves while it is used, on a free port. */
export async function serving<T>(args: readonly string[], use: (url: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [program, 'serve', ...args, '-p', '0', '--json', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface(child.stdout)) return await use(JSON.parse(line).url);
    throw new Error('it ended before it was ready');
  } finally {
    child.kill();
  }
}

/** A folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A server in use: what it said when it was ready, what else it has said, and how it is stopped. */
export interface InService {
  readonly ready: {
    readonly url: string;
    readonly port?: number;
    readonly socket?: string;
    readonly ca?: string;
  };
  output(): string;
  /** Resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Serves while it is used, and is told to stop afterwards. On a free port, unless the arguments or the environment say where. */
export async function serveWith<T>(
  args: readonly string[],
  use: (server: InService) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const where = args.includes('-p') || 'STANDIN_SOCKET' in env ? [] : ['-p', '0'];
  const child = spawn(process.execPath, [program, 'serve', ...args, ...where, '--json'], {
    env: { PATH: process.env.PATH!, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  try {
    for await (const line of createInterface(child.stdout))
      return await use({ ready: JSON.parse(line), output: () => line + said, stop });
    throw new Error(`it ended before it was ready: ${said}`);
  } finally {
    await stop();
  }
}
