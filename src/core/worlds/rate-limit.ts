// How often a client may send requests: so many in a window of time that slides with the world's clock.

export interface Rate {
  /** How many requests may pass. */
  readonly most: number;
  /** In how many ms. */
  readonly per: number;
}

export interface RateLimit {
  /** Whether an API applies its rate limit. */
  minds(api: string): boolean;
  /**
   * Counts a request of the caller `who` at the instant `now` (ms). Undefined if it may pass; otherwise the time to
   * wait, in ms, and the request does not count.
   */
  count(who: string, rate: Rate, now: number): number | undefined;
  /** Knows of these requests of a caller and of no others; undefined if of none. */
  set(who: string, requests: readonly number[] | undefined): void;
  /** Forgets all callers. */
  clear(): void;
}

/** Told of each request that was counted: what is known of its caller now, and what was before. */
type Counted = (who: string, now: readonly number[], before: readonly number[] | undefined) => void;

/** How many callers are remembered; beyond that, the one with the oldest last request is forgotten. */
const mostCallers = 10_000;
/** In characters: a caller's name may be as long as a header. */
const longestName = 200;

export function createRateLimit(apis: readonly string[], counted?: Counted): RateLimit {
  const requests = new Map<string, readonly number[]>();
  return {
    minds: (api) => apis.includes(api),
    count(caller, { most, per }, now) {
      const who = caller.slice(0, longestName);
      const before = requests.get(who);
      const recent = (before ?? []).filter((at) => at > now - per);
      const full = recent.length >= most;
      // Inserted again, so that the caller with the oldest last request is first.
      requests.delete(who);
      const after = full ? recent : [...recent, now];
      requests.set(who, after);
      counted?.(who, after, before);
      if (requests.size > mostCallers) requests.delete(requests.keys().next().value!);
      return full ? recent[0]! + per - now : undefined;
    },
    set(who, times) {
      requests.delete(who);
      if (times) requests.set(who, times);
    },
    clear: () => requests.clear(),
  };
}
