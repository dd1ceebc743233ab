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

export function createRateLimit(apis: readonly string[]): RateLimit {
  const request = new Map<string, readonly number[]>();
  return {
    minds: (api) => apis.includes(api),
    count(who, { most, per }, now) {
      const recent = (request.get(who) ?? []).filter((at) => at > now - per);
      const full = recent.length >= most;
      request.set(who, full ? recent : [...recent, now]);
      return full ? recent[0]! + per - now : undefined;
    },
    clear: () => request.clear(),
  };
}
