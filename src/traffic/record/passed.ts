// One request and its response between a client and a server, as bytes and instants.

/** Names and values in the order in which they were sent; a name may come several times. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** The bytes of a body, as far as they were kept. */
export interface Captured {
  readonly bytes: Uint8Array;
  /** How many bytes there were, kept or not. */
  readonly size: number;
}

export interface Passed {
  /** When the request arrived, in ms since 1970. */
  readonly at: number;
  readonly method: string;
  /** Its absolute URL. */
  readonly url: string;
  readonly httpVersion: string;
  readonly headers: Headers;
  readonly body: Captured;
  /** Undefined if none came. */
  readonly response?: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly headers: Headers;
    readonly body: Captured;
  };
  /** Why the response is missing or incomplete. */
  readonly failed?: string;
  /** How long it took to send the request, until the response began, and until it ended; in ms. */
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  /** Which connection of the client carried it. */
  readonly connection?: string;
}

/** Keeps the first bytes of a stream. `most`: how many. */
export function createCapture(most: number): { add(chunk: Uint8Array): void; captured(): Captured } {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let kept = 0;
  return {
    add(chunk) {
      size += chunk.length;
      if (kept >= most) return;
      const part = chunk.subarray(0, most - kept);
      chunks.push(part);
      kept += part.length;
    },
    captured: () => ({ bytes: Buffer.concat(chunks), size }),
  };
}
