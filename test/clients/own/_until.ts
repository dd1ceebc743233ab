// Asking again until it is enough, as whoever uses a client without a poller does.
import { setTimeout } from 'node:timers/promises';

/** What is asked for, when it is enough. Throws after ten seconds, so that no test hangs. */
export async function until<T>(ask: () => Promise<T>, isEnough: (value: T) => boolean): Promise<T> {
  for (let times = 0; times < 200; times++) {
    const value = await ask();
    if (isEnough(value)) return value;
    await setTimeout(50);
  }
  throw new Error('It has not ended after two hundred looks.');
}
