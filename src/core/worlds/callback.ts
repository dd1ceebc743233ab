// What a request may ask for beside its response: a request of ours to another server, later.

/** A request of ours, sent when it is time. */
export interface Callback {
  readonly method: string;
  /** Absolute. Only this machine and hosts that the user has allowed get callbacks. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Waits until it is time, and returns the body to send; undefined to send nothing, for example when `signal` aborts. */
  content(signal: AbortSignal): Promise<string | undefined>;
  /** As JSON, what {@link Api.callbackOf} makes the same of in another process. Without it, it ends with its own. */
  readonly kept?: unknown;
}
