// Sending what is hostile, and what comes back: responses, silence, or a connection that is closed.
import { connect } from 'node:net';
import type { Bytes } from './bytes.ts';
import type { OperationRequest } from './calls.ts';

export interface Answered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Outcome {
  readonly responses: readonly Answered[];
  /** What went wrong below HTTP: no end within the patience, or bytes that are no response. */
  readonly wrong?: string;
  /** Why nothing was sent: `fetch` knows better. */
  readonly unsent?: string;
}

/** Longer than this is a hang, in ms. */
export const patience = 15_000;

export async function sendRequest(
  url: string,
  { method, path, headers, body }: OperationRequest,
): Promise<Outcome> {
  let request: Request;
  try {
    request = new Request(url + path, {
      method,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...(body !== undefined && { body: Buffer.from(body, 'latin1') }),
    });
  } catch (error) {
    return { responses: [], unsent: (error as Error).message };
  }
  try {
    const response = await fetch(request);
    const text = await response.text();
    return { responses: [{ status: response.status, headers: Object.fromEntries(response.headers), text }] };
  } catch (error) {
    const cause = ((error as Error).cause ?? error) as Error;
    return { responses: [], wrong: `no response: ${cause.message}` };
  }
}

export function sendBytes(url: string, { pieces, after }: Bytes): Promise<Outcome> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let text = '';
    const settle = (wrong?: string) => {
      clearTimeout(cut);
      socket.destroy();
      const parsed = responsesIn(text);
      const fault = wrong ?? parsed.wrong;
      resolve({ responses: parsed.responses, ...(fault !== undefined && { wrong: fault }) });
    };
    const cut = setTimeout(() => settle(`not closed within ${patience} ms`), patience);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    // That the other side closes first is its right.
    socket.on('error', () => settle());
    socket.on('close', () => settle());
    socket.on('end', () => settle());
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (!socket.writable) return;
        socket.write(Buffer.from(piece, 'latin1'));
        if (pieces.length > 1) await new Promise((done) => setImmediate(done));
      }
      if (after === 'end') socket.end();
      if (after === 'reset') {
        socket.resetAndDestroy();
        settle();
      }
    });
  });
}

/** The responses on a connection, one after the other. */
function responsesIn(text: string): Pick<Outcome, 'responses' | 'wrong'> {
  const responses: Answered[] = [];
  let rest = text;
  while (rest !== '') {
    const [, head, status, after] =
      /^(HTTP\/1\.1 (\d{3})[^\r\n]*\r\n(?:[^\r\n]+\r\n)*)\r\n([\s\S]*)$/.exec(rest) ?? [];
    if (head === undefined)
      return { responses, wrong: `no response of HTTP: ${JSON.stringify(rest.slice(0, 80))}` };
    const headers = Object.fromEntries(
      [...head.matchAll(/^([^:\r\n]+): ?([^\r\n]*)\r$/gm)].map(([, name, value]) => [
        name!.toLowerCase(),
        value!,
      ]),
    );
    if (Number(status) < 200) {
      rest = after!;
      continue;
    }
    const body =
      headers['transfer-encoding'] === 'chunked'
        ? chunksIn(after!)
        : sizedIn(after!, headers['content-length']);
    responses.push({ status: Number(status), headers, text: Buffer.from(body.text, 'latin1').toString() });
    rest = body.rest;
  }
  return { responses };
}

function sizedIn(text: string, length: string | undefined) {
  const size = Number(length ?? 0);
  return { text: text.slice(0, size), rest: text.slice(size) };
}

function chunksIn(text: string) {
  let body = '';
  let rest = text;
  for (;;) {
    const [whole, size] = /^([0-9a-f]+)\r\n/.exec(rest) ?? [];
    if (whole === undefined) return { text: body, rest: '' };
    const bytes = Number.parseInt(size!, 16);
    body += rest.slice(whole.length, whole.length + bytes);
    rest = rest.slice(whole.length + bytes + 2);
    if (bytes === 0) return { text: body, rest };
  }
}
