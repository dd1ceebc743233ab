// What every real client is asked to do, in its own words.

/** A client against a Standin that serves the API it was written for. */
export interface Client {
  /** Creates a record; what names it from then on. */
  create(): Promise<string>;
  /** Polls until it has ended, with the client's own poller where it has one; the last word that the client has seen. */
  finish(id: string): Promise<unknown>;
  /** Asks for it once. */
  look(id: string): Promise<unknown>;
  /** Undefined: the client has nothing to cancel with. */
  cancel?(id: string): Promise<unknown>;
  /** All names, read page by page, two each. Undefined: the client has no list. */
  list?(): Promise<string[]>;
}

export interface Subject {
  readonly title: string;
  /** The file that describes its API. */
  readonly file: string;
  /** What shows one record: there the 429 strikes. */
  readonly detail: string;
  /** What finishing comes to by scenario; a RegExp is the message of what the client throws. */
  readonly ends: { readonly succeeds: unknown; readonly fails: unknown; readonly canceled?: unknown };
  /** What the client throws when a cancel is refused; undefined where a cancel is never refused. */
  readonly refused?: RegExp;
  /** What the client throws for a record that is not there; undefined where it gives nothing then. */
  readonly missing: RegExp | undefined;
  /** An id of the right form that nobody has. */
  readonly nobody: string;
  /** What it does on 429 with Retry-After: waits as long, asks again in its own time, or throws. */
  readonly heldBack: 'waits' | 'retries' | 'throws';
  /** What it throws on 429, where that does not say 429. */
  readonly limit?: RegExp;
  /** How many records are created for the list, which has to take more than one page. Default: five, in pages of two. */
  readonly many?: number;
  readonly connect: (url: string) => Promise<Client>;
}
