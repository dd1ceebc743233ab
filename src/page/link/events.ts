// The events of a world, read from a response that stays open: `EventSource` could not send a token. What breaks off is taken up
// again where it was left.
import { signal } from '@preact/signals';
import { request } from './send.ts';

export interface Message {
  readonly event: string;
  readonly data: unknown;
}

/** Whether the server is heard of. */
export const connection = signal<'connecting' | 'live' | 'away' | 'ended'>('connecting');

/** The server says something at least every 5 s; after so long (ms) without a word it is away. */
const patience = 15_000;
const waits = [250, 500, 1_000, 2_000, 4_000];

/** Follows a world until `signal` aborts. */
export async function followEvents(
  world: string,
  tell: (message: Message) => void,
  over: AbortSignal,
): Promise<void> {
  let since: string | undefined;
  let failures = 0;
  while (!over.aborted) {
    let isHeard = false;
    try {
      for await (const { id, message } of events(world, since, over)) {
        connection.value = message.event === 'end' ? 'ended' : 'live';
        failures = 0;
        isHeard = true;
        tell(message);
        since = id ?? since;
      }
    } catch {
      // Said by `connection`; what follows tries again.
    }
    if (over.aborted || connection.peek() === 'ended') return;
    if (!isHeard) connection.value = 'away';
    await new Promise((resolve) => setTimeout(resolve, waits[Math.min(failures++, waits.length - 1)]));
  }
}

async function* events(world: string, since: string | undefined, over: AbortSignal) {
  const search = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patience);
  try {
    const gone = AbortSignal.any([over, silence.signal]);
    const response = await request(`/__standin/events${search}`, { signal: gone }, world);
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    let text = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patience);
      const blocks = (text + part).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) yield parse(block);
    }
  } finally {
    clearTimeout(timer);
  }
}

function parse(block: string): { id: string | undefined; message: Message } {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const at = line.indexOf(': ');
    fields.set(line.slice(0, at), line.slice(at + 2));
  }
  return {
    id: fields.get('id'),
    message: { event: fields.get('event') ?? '', data: JSON.parse(fields.get('data') ?? 'null') },
  };
}
