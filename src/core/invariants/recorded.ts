// One exchange of recorded traffic, between those who read archives and those who judge them.

export interface RecordedExchange {
  /** Its number in the archive, from 1. */
  readonly number: number;
  /** When it was sent and when its response ended, in ms since 1970. */
  readonly at: number;
  readonly until: number;
  readonly request: {
    readonly method: string;
    readonly url: URL;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly response: {
    readonly status: number;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    /** Undefined if the body was not recorded, or is not text. */
    readonly text?: string;
    readonly bytes?: Uint8Array;
  };
}
