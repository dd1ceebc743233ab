// Runs a client for a trial: a command or a function that is started once.
import { spawn } from 'node:child_process';
import { createClock } from '../../core/time/clock.ts';
import { redactText } from '../../core/worlds/redact.ts';
import type { Ending } from './run.ts';

/** What a client gets. */
export interface Given {
  /** The base URL of the API. */
  readonly url: string;
  /** The same and more, as variables of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborts when the trial is over. */
  readonly signal: AbortSignal;
}

/** Resolves when the client reports success; rejects when it reports failure. */
export type Client = (given: Given) => unknown;

const clock = createClock();
const mostOutput = 2_000;

/** Runs a client for at most `patience` ms. */
export async function follow(
  client: Client,
  given: Omit<Given, 'signal'>,
  patience: number,
): Promise<Ending> {
  const began = clock.now();
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const endless = new Promise<'endless'>((resolve) => {
    timer = setTimeout(() => resolve('endless'), patience);
  });
  try {
    const result = await Promise.race([
      Promise.resolve(client({ ...given, signal: over.signal })).then((value) => ({ value })),
      endless,
    ]);
    const at = clock.now() - began;
    if (result === 'endless')
      return { how: 'endless', at, says: `was still running after ${patience} ms`, output: '' };
    return { how: 'success', at, says: 'ended well', output: outputOf(result.value) };
  } catch (error) {
    const { message, output = '' } = error as Error & { output?: string };
    const says = redactText(`${message}`).slice(0, 200);
    return { how: 'failure', at: clock.now() - began, says, output: redactText(output) };
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

function outputOf(value: unknown): string {
  return typeof value === 'string' ? redactText(value) : '';
}

/** A program as a client: exit code 0 is success. It is killed when the trial is over. */
export function commandClient([command, ...args]: readonly [string, ...string[]]): Client {
  return ({ env, signal }) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(command, args, {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      const hear = (text: Buffer) => {
        output = `${output}${text}`.slice(-mostOutput);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      signal.addEventListener('abort', () => child.kill('SIGKILL'));
      child.on('error', (error) => reject(error));
      child.on('close', (code, killed) => {
        if (code === 0) return resolve(output);
        reject(
          Object.assign(new Error(killed ? `was ended by ${killed}` : `exited with ${code}`), { output }),
        );
      });
    });
}
