// Replies that are held open: text as it comes, encoded, and given up when the client goes away.
import type { Reply } from '../core/operation.ts';

/** The body of a reply whose text comes bit by bit. */
export function streamOf(toTexts: NonNullable<Reply['stream']>): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const texts = eachOf(toTexts(gone.signal));
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await texts.next();
      if (done) stream.close();
      else stream.enqueue(utf8.encode(value));
    },
    async cancel() {
      gone.abort();
      await texts.return();
    },
  });
}

async function* eachOf(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string, void> {
  yield* texts;
}
