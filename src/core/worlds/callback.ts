// What a request may ask for beside its response: that something is sent to somebody else, later.

/** A request of ours, sent when it is time. */
export interface Callback {
  readonly method: string;
  /** Absolute. Only hosts that the user has allowed are sent anything; this machine always is. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When it is time, the body that is to be sent; undefined if nothing is, as when `signal` aborts. */
  content(signal: AbortSignal): Promise<string | undefined>;
  /** As JSON, what {@link Api.callbackOf} makes the same of in another process. Without it, it ends with its own. */
  readonly kept?: unknown;
}
