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
  /** Knows of these requests of a caller and of no others; undefined if of none. */
  set(who: string, requests: readonly number[] | undefined): void;
  /** Forgets who has asked. */
  clear(): void;
}

/** Told of each request that was counted: what is known of its caller now, and what was before. */
type Counted = (who: string, now: readonly number[], before: readonly number[] | undefined) => void;

/** Of so many callers the requests are remembered; beyond, whoever has not asked for longest is forgotten. */
const mostCallers = 10_000;
/** In characters: what a caller says of himself may be as long as a header. */
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
      // Put in anew, so that those who have not asked for longest stand first.
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
