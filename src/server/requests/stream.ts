// Held-open responses: text is sent as it comes, and stops when the client disconnects. Their number is limited.

import type { OperationResponse } from '../../core/api/operation.ts';
import { type Limits, limitReached } from '../../core/worlds/limits.ts';
import { refusedBy } from './refused.ts';

/** The places for held-open responses. */
export interface Streams {
  /** Takes a place, and returns the function that frees it. Refused if there is none. */
  take(): () => void;
}

export function createStreams(limits: Limits): Streams {
  let taken = 0;
  return {
    take() {
      if (taken >= limits.streams) throw refusedBy(limitReached('streams', limits));
      taken++;
      let left = false;
      return () => {
        if (!left) taken--;
        left = true;
      };
    },
  };
}

/** The body of a response whose text comes piece by piece. `over` is called at its end. */
export function streamOf(
  toTexts: NonNullable<OperationResponse['stream']>,
  over: () => void = () => {},
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const texts = eachOf(toTexts(gone.signal), over);
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await texts.next();
      if (done) stream.close();
      else stream.enqueue(utf8.encode(value));
    },
    async cancel() {
      gone.abort();
      over();
      await texts.return();
    },
  });
}

async function* eachOf(
  texts: AsyncIterable<string> | Iterable<string>,
  over: () => void,
): AsyncGenerator<string, void> {
  try {
    yield* texts;
  } finally {
    over();
  }
}
