// A body that is passed on while it is read, and that a signal can break off.

export interface Watching {
  /** Breaks the body off, with its reason. */
  readonly signal?: AbortSignal;
  /** Called with each piece that is read. */
  readonly chunk?: (bytes: Uint8Array) => void;
  /** Called when all of it has been read. */
  readonly ends?: () => void;
  /** Called with the error that broke it, other than the signal; returns the error for its reader. */
  readonly fails?: (error: unknown) => unknown;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Controller = ReadableByteStreamController;

export function watchBody(
  body: ReadableStream<Uint8Array>,
  { signal, chunk, ends, fails }: Watching,
): ReadableStream<Bytes> {
  const reader = body.getReader();
  let over = false;
  let abort = () => {};
  const end = () => {
    over = true;
    signal?.removeEventListener('abort', abort);
  };
  const breaks = (stream: Controller, error: unknown) => {
    end();
    stream.error(fails ? fails(error) : error);
  };
  const pull = async (stream: Controller): Promise<void> => {
    const read = await reader.read().catch((error) => ({ error }));
    if (over) return;
    if ('error' in read) return breaks(stream, read.error);
    if (read.done) {
      end();
      stream.close();
      stream.byobRequest?.respond(0);
      return ends?.();
    }
    const bytes = read.value as Bytes;
    // A byte stream cannot enqueue an empty piece.
    if (bytes.length === 0) return pull(stream);
    // The piece belongs to its reader alone, who may change it.
    chunk?.(bytes.slice());
    stream.enqueue(bytes);
  };
  return new ReadableStream({
    type: 'bytes',
    start(stream: Controller) {
      abort = () => {
        end();
        stream.error(signal!.reason);
        reader.cancel(signal!.reason).catch(() => {});
      };
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    },
    pull,
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  }) as ReadableStream<Bytes>;
}
