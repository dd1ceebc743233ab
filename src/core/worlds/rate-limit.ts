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
  /** Forgets all callers. */
  clear(): void;
}

/** How many callers are remembered; beyond that, the one with the oldest last request is forgotten. */
const mostCallers = 10_000;
/** In characters: a caller's name may be as long as a header. */
const longestName = 200;

export function createRateLimit(apis: readonly string[]): RateLimit {
  const requests = new Map<string, readonly number[]>();
  return {
    minds: (api) => apis.includes(api),
    count(caller, { most, per }, now) {
      const who = caller.slice(0, longestName);
      const recent = (requests.get(who) ?? []).filter((at) => at > now - per);
      const full = recent.length >= most;
      // Inserted again, so that the caller with the oldest last request is first.
      requests.delete(who);
      requests.set(who, full ? recent : [...recent, now]);
      if (requests.size > mostCallers) requests.delete(requests.keys().next().value!);
      return full ? recent[0]! + per - now : undefined;
    },
    clear: () => requests.clear(),
  };
}
