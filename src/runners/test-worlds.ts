// One Standin for all tests of a file, and a world of its own for each of them.
import { followLegacyTimers } from '../core/time/fake-timers.ts';
import { withKnownMembers } from '../core/values/members.ts';
import { Problem } from '../core/values/problem.ts';
import type { NamedWorld } from '../named-world.ts';
import { requestOf } from '../server/in-process/request.ts';
import { createStandin, type Standin, type StandinOptions } from '../standin.ts';
import { keeping } from './traffic.ts';

export interface TestOptions extends StandinOptions {
  /** Open a port, so that `world.url` can be reached from anywhere. Default: no, and `world.fetch` needs none. */
  readonly listen?: boolean;
}

export interface TestWorlds {
  readonly standin: Standin;
  /** Opens the port, where there is to be one. */
  ready(): Promise<void>;
  /** A fresh world. */
  open(): Promise<NamedWorld>;
  /** The same at once. A Problem (409) where the port is not open yet. */
  openNow(): NamedWorld;
  close(): Promise<void>;
}

/** The clock is frozen in tests by default. */
const inTests: StandinOptions = { clock: 'frozen' };

/** What only a runner knows. */
export interface RunnerFacts {
  /** Tells the time of its legacy fake timers. */
  readonly legacyNow?: () => number;
}

export function createTestWorlds(
  { listen = false, ...options }: TestOptions = {},
  { legacyNow }: RunnerFacts = {},
): TestWorlds {
  if (legacyNow) followLegacyTimers(legacyNow);
  const standin = createStandin({ ...inTests, ...options });
  let listening: Promise<unknown> | undefined;
  let isReady = !listen;
  let count = 0;
  const worlds: TestWorlds = {
    standin,
    async ready() {
      if (isReady) return;
      listening ??= standin.listen();
      await listening;
      isReady = true;
    },
    async open() {
      await worlds.ready();
      return worlds.openNow();
    },
    openNow() {
      if (!isReady) throw notReady();
      const world = standin.world(`test-${++count}`);
      return withKnownMembers('a world', {
        ...world,
        // The value of its getter is copied: the address does not change any more.
        url: world.url,
        fetch: async (input, init) =>
          keeping(requestOf(input, init, world.url), (request) => world.fetch(request)),
      } satisfies NamedWorld);
    },
    close: () => standin.close(),
  };
  return worlds;
}

function notReady(): Problem {
  return new Problem(409, 'No port yet', {
    detail: 'This test began before the Standin could open its port.',
    hint: 'Tests that run at once begin before the hooks of their describe: call useStandin() at the top of the file.',
  });
}
