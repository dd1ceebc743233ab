// Replies that are held open: text as it comes, encoded, and given up when the client goes away.

/** The body of a reply whose text comes bit by bit. */
export function streamOf(
  toTexts: (signal: AbortSignal) => AsyncIterable<string>,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const texts = toTexts(gone.signal)[Symbol.asyncIterator]();
  const utf8 = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      const { done, value } = await texts.next();
      if (done) stream.close();
      else stream.enqueue(utf8.encode(value));
    },
    async cancel() {
      gone.abort();
      await texts.return?.();
    },
  });
}
