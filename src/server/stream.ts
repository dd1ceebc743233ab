// Replies that are held open: text as it comes, encoded, and given up when the client goes away; and how many there may be.
import { type Limits, limitReached } from '../core/limits.ts';
import type { Reply } from '../core/operation.ts';
import { refusedBy } from './request.ts';

/** Room for one reply that is held open. It is left once, however often that is said. */
export interface Seat {
  leave(): void;
}

/** Gives out as many seats as the limits allow. Refused where all are taken. */
export function createSeats(limits: Limits): () => Seat {
  let taken = 0;
  return () => {
    if (taken >= limits.streams) throw refusedBy(limitReached('streams', limits));
    taken++;
    let isLeft = false;
    return {
      leave() {
        if (!isLeft) taken--;
        isLeft = true;
      },
    };
  };
}

/** The body of a reply whose text comes bit by bit. Leaves its seat with the last of it. */
export function streamOf(toTexts: NonNullable<Reply['stream']>, seat?: Seat): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const texts = eachOf(toTexts(gone.signal), seat);
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await texts.next();
      if (done) stream.close();
      else stream.enqueue(utf8.encode(value));
    },
    async cancel() {
      gone.abort();
      seat?.leave();
      await texts.return();
    },
  });
}

async function* eachOf(
  texts: AsyncIterable<string> | Iterable<string>,
  seat: Seat | undefined,
): AsyncGenerator<string, void> {
  try {
    yield* texts;
  } finally {
    seat?.leave();
  }
}
