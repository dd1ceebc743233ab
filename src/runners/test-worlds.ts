// One Standin for all tests of a file, and a world of its own for each of them.
import { withKnownMembers } from '../core/values/members.ts';
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
  /** A fresh world. */
  open(): Promise<NamedWorld>;
  close(): Promise<void>;
}

/** The clock is frozen in tests by default. */
const inTests: StandinOptions = { clock: 'frozen' };

export function createTestWorlds({ listen = false, ...options }: TestOptions = {}): TestWorlds {
  const standin = createStandin({ ...inTests, ...options });
  let ready: Promise<unknown> | undefined;
  let count = 0;
  return {
    standin,
    async open() {
      if (listen) ready ??= standin.listen();
      await ready;
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
}
