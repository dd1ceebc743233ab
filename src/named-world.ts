// One world of a Standin for the library: its handles, and its own address.
import { withKnownMembers } from './core/values/members.ts';
import type { WorldHandle } from './server/control/handle.ts';
import { isPath, requestOf } from './server/in-process/request.ts';
import { addressOf, defaultWorld, prefixOf } from './server/requests/address.ts';

/** A world with an address of its own. */
export interface NamedWorld extends WorldHandle {
  /** The base URL of this world: links in its responses lead back into it. */
  readonly url: string;
  /** Answers a request as `fetch` does, in this world, without a socket. A text that starts with `/` is a path in it. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Drops the world with everything in it. Its next use starts a new one. */
  drop(): Promise<void>;
}

export interface Circumstances {
  readonly handle: WorldHandle;
  /** The base URL of its Standin. */
  url(): string;
  answer(request: Request): Promise<Response>;
  drop(): Promise<unknown>;
}

export function nameWorld(name: string, { handle, url, answer, drop }: Circumstances): NamedWorld {
  const prefix = prefixOf(name === defaultWorld ? undefined : name);
  return withKnownMembers('a world', {
    ...handle,
    get url() {
      return url() + prefix;
    },
    fetch: async (input, init) => {
      const request = requestOf(input, init, url() + prefix);
      // This world answers requests for any host, unless the path names another one.
      if (!isPath(input) && addressOf(request.url).world === undefined)
        request.headers.set('x-standin-world', name);
      return answer(request);
    },
    drop: async () => void (await drop()),
  });
}
