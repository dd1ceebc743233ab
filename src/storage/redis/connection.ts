// A connection to the engine that says what is wrong with it: a command is answered, or there is a Problem (503) in time.
// Not the global ones: a test that fakes those still wants its requests to end.
import { createHash } from 'node:crypto';
import { clearTimeout, setTimeout } from 'node:timers';
import { StoreFailure } from '../../core/replica/engine.ts';
import { steadyNow } from '../../core/time/clock.ts';
import type { RedisClient } from './client.ts';
import { failureOf, isLost } from './failure.ts';
import { keysVersion } from './keys.ts';
import type { EngineTime } from './time.ts';

export interface Connection {
  /** A command, once the engine is there. One that was lost on its way is not repeated. */
  command(name: string, ...args: (string | number)[]): Promise<unknown>;
  /**
   * A script that begins with a deadline; its answer begins with the engine's time, which is taken off. One that was lost on
   * its way is sent again: it must find out by itself whether it has happened.
   */
  script(text: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown[]>;
  /** What is wrong with it, as far as is known. */
  failure(): StoreFailure | undefined;
  /** Why it cannot work, where waiting does not help; undefined once it works. */
  ready(): Promise<void>;
  close(): void;
}

export interface ConnectionOptions {
  readonly client: RedisClient;
  readonly time: EngineTime;
  readonly formatKey: string;
  /** How long (ms) a request waits. */
  readonly patience: number;
}

/** How long (ms) is waited before a script is sent again. */
const breath = 20;

export function createConnection({ client, time, formatKey, patience }: ConnectionOptions): Connection {
  let isClosed = false;
  let failed: unknown;
  let downSince: number | undefined = steadyNow();
  let checking: Promise<void> | undefined;
  const onError = (error: unknown) => {
    failed = error;
  };
  const onClose = () => {
    downSince ??= steadyNow();
    checking = undefined;
  };
  const onReady = () => {
    failed = undefined;
    downSince = undefined;
  };
  client.on('error', onError);
  client.on('close', onClose);
  client.on('ready', onReady);
  if (client.status === 'ready') onReady();
  if (client.status === 'wait') client.connect().catch(onError);

  const away = () =>
    failed ? awayBecause(failed) : new StoreFailure(`The store was not there for ${patience} ms.`);

  /** Until the engine is there and its keys are ours. */
  async function present(until: number): Promise<void> {
    if (isClosed) throw new StoreFailure('This Standin is closed.');
    if (client.status !== 'ready') await comes(Math.min(until, (downSince ?? until) + patience));
    checking ??= checkKeys().catch((error) => {
      checking = undefined;
      throw error;
    });
    await checking;
  }

  function comes(until: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (result: () => void) => {
        clearTimeout(timer);
        client.off('ready', come);
        result();
      };
      const come = () => end(resolve);
      const timer = setTimeout(() => end(() => reject(away())), Math.max(0, until - steadyNow()));
      client.on('ready', come);
    });
  }

  async function checkKeys(): Promise<void> {
    const sent = steadyNow();
    const [seconds, micros] = (await client.call('time')) as [string, string];
    time.sample(sent, steadyNow(), Number(seconds) * 1_000 + Number(micros) / 1_000);
    await client.call('set', formatKey, keysVersion, 'NX');
    const found = await client.call('get', formatKey);
    if (found === keysVersion) return;
    throw new StoreFailure(
      `The keys of this store are of version ${found}, and this Standin has version ${keysVersion}.`,
      'Export its worlds with the Standin that wrote them (standin worlds export), drop them, and import them here; or use another --store-prefix.',
    );
  }

  /** The answer, or a Problem when the time is over. */
  async function inTime<T>(until: number, send: () => Promise<T>): Promise<T> {
    await present(until);
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      const late = () => reject(new StoreFailure(`The store did not answer within ${patience} ms.`));
      timer = setTimeout(late, Math.max(0, until - steadyNow()));
    });
    try {
      return await Promise.race([send(), over]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function evaluate(text: string, keys: readonly string[], args: readonly (string | number)[]) {
    const rest = [keys.length, ...keys, ...args];
    try {
      return await client.call('evalsha', shaOf(text), ...rest);
    } catch (error) {
      if (!/^NOSCRIPT/.test((error as Error).message)) throw error;
      return client.call('eval', text, ...rest);
    }
  }

  async function run(
    until: number,
    text: string,
    keys: readonly string[],
    args: readonly (string | number)[],
  ) {
    let sent = 0;
    const found = (await inTime(until, () => {
      sent = steadyNow();
      const deadline = time.now() + Math.max(0, until - sent);
      return evaluate(text, keys, [deadline, ...args]);
    })) as [string, string, ...unknown[]];
    const [seconds, micros, ...answer] = found;
    time.sample(sent, steadyNow(), Number(seconds) * 1_000 + Number(micros) / 1_000);
    if (answer[0] === 'expired') throw new StoreFailure('The store took too long to come to the request.');
    return answer;
  }

  return {
    async command(name, ...args) {
      try {
        return await inTime(steadyNow() + patience, () => client.call(name, ...args));
      } catch (error) {
        throw isLost(error) ? awayBecause(error) : failureOf(error);
      }
    },
    async script(text, keys, args) {
      const until = steadyNow() + patience;
      for (;;) {
        try {
          return await run(until, text, keys, args);
        } catch (error) {
          if (!isLost(error)) throw failureOf(error);
          if (isClosed || steadyNow() + breath >= until) throw away();
          await new Promise((resolve) => setTimeout(resolve, breath));
        }
      }
    },
    failure: () => (client.status === 'ready' ? undefined : away()),
    ready: () => present(steadyNow() + patience).catch((error) => Promise.reject(failureOf(error))),
    close() {
      isClosed = true;
      client.off('close', onClose);
      client.disconnect();
    },
  };
}

function awayBecause(error: unknown): StoreFailure {
  const { message, code = '' } = error as NodeJS.ErrnoException;
  if (/CERT|ALTNAME|VERIFY/.test(code))
    return new StoreFailure(
      `The certificate of the store is not trusted (${code}).`,
      'Name its authority to Node with NODE_EXTRA_CA_CERTS=ca.pem, or hand over a client: redisStore({ client }).',
    );
  return isLost(error) || code !== ''
    ? new StoreFailure(`The store is not there${code ? ` (${code})` : ''}.`)
    : failureOf(new Error(message));
}

const shas = new Map<string, string>();

function shaOf(text: string): string {
  let sha = shas.get(text);
  if (sha === undefined) {
    sha = createHash('sha1').update(text).digest('hex');
    shas.set(text, sha);
  }
  return sha;
}
