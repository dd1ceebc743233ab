// Follows one exchange on its way through a proxy, from its first byte to its last.
import type { IncomingMessage } from 'node:http';
import { createClock } from '../../core/time/clock.ts';
import { createCapture, type Headers, type Passed } from './passed.ts';

const clock = createClock();

export interface Note {
  sent(chunk: Uint8Array): void;
  sentAll(): void;
  answered(response: IncomingMessage): void;
  received(chunk: Uint8Array): void;
  /** Reports the exchange, once. False if it was reported before. */
  end(failed?: string): boolean;
}

/** `most`: how many bytes of each body are kept. */
export function createNote(
  request: IncomingMessage,
  { url, connection, most }: { readonly url: string; readonly connection: string; readonly most: number },
  onPassed: (passed: Passed) => void,
): Note {
  const at = clock.now();
  const [body, responseBody] = [createCapture(most), createCapture(most)];
  let sentAt = at;
  let answered: { readonly at: number; readonly response: IncomingMessage } | undefined;
  let isOver = false;
  return {
    sent: body.add,
    sentAll() {
      sentAt = clock.now();
    },
    answered(response) {
      answered = { at: clock.now(), response };
    },
    received: responseBody.add,
    end(failed) {
      if (isOver) return false;
      isOver = true;
      const endedAt = clock.now();
      const answeredAt = Math.max(sentAt, answered?.at ?? endedAt);
      onPassed({
        at,
        method: request.method ?? 'GET',
        url,
        httpVersion: `HTTP/${request.httpVersion}`,
        headers: pairsOf(request.rawHeaders),
        body: body.captured(),
        ...(answered && { response: { ...lineOf(answered.response), body: responseBody.captured() } }),
        ...(failed !== undefined && { failed }),
        timings: { send: sentAt - at, wait: answeredAt - sentAt, receive: endedAt - answeredAt },
        connection,
      });
      return true;
    },
  };
}

function lineOf({ statusCode = 0, statusMessage = '', httpVersion, rawHeaders }: IncomingMessage) {
  return {
    status: statusCode,
    statusText: statusMessage,
    httpVersion: `HTTP/${httpVersion}`,
    headers: pairsOf(rawHeaders),
  };
}

/** Node lists names and values in turn. */
export function pairsOf(raw: readonly string[]): Headers {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[2 * index]!, raw[2 * index + 1]!] as const,
  );
}
