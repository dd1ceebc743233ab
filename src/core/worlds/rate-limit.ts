// How often somebody may ask: so many requests in a window of time that slides along with the world's clock.

export interface Rate {
  /** How many requests are let through. */
  readonly most: number;
  /** In how many ms. */
  readonly per: number;
}

export interface RateLimit {
  /** Whether an API is to mind how often it is asked. */
  minds(api: string): boolean;
  /**
   * Counts a request of `who` at the instant `now` (ms). Undefined if it may pass; otherwise, in ms, how long he should
   * wait, and the request does not count.
   */
  count(who: string, rate: Rate, now: number): number | undefined;
  /** Forgets who has asked. */
  clear(): void;
}

/** Of so many callers the requests are remembered; beyond, whoever has not asked for longest is forgotten. */
const mostCallers = 10_000;
/** In characters: what a caller says of himself may be as long as a header. */
const longestName = 200;

export function createRateLimit(apis: readonly string[]): RateLimit {
  const requests = new Map<string, readonly number[]>();
  return {
    minds: (api) => apis.includes(api),
    count(caller, { most, per }, now) {
      const who = caller.slice(0, longestName);
      const recent = (requests.get(who) ?? []).filter((at) => at > now - per);
      const full = recent.length >= most;
      // Put in anew, so that those who have not asked for longest stand first.
      requests.delete(who);
      requests.set(who, full ? recent : [...recent, now]);
      if (requests.size > mostCallers) requests.delete(requests.keys().next().value!);
      return full ? recent[0]! + per - now : undefined;
    },
    clear: () => requests.clear(),
  };
}
