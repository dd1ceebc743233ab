// Bytes to a socket, and the bytes that come back until it is closed.
import { connect, type Socket } from 'node:net';

export interface Raw {
  readonly socket: Socket;
  /** Everything that has come, once the other side has closed. */
  readonly ended: Promise<string>;
}

/** A connection of its own, over which these bytes are sent. */
export function open(url: string, bytes = ''): Raw {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  // A reset is an end like another here, so nothing that rejects at an error.
  const ended = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(text));
  });
  if (bytes !== '') socket.write(Buffer.from(bytes, 'latin1'));
  return { socket, ended };
}

/** Sends bytes and waits until the other side has closed. */
export function sendRaw(url: string, bytes: string): Promise<string> {
  return open(url, bytes).ended;
}

/** A request with these lines, that asks for its connection to be closed. */
export function request(url: string, line: string, ...headers: string[]): Promise<string> {
  const host = headers.some((each) => /^host:/i.test(each)) ? [] : [`Host: ${new URL(url).host}`];
  return sendRaw(url, [`${line} HTTP/1.1`, ...host, ...headers, 'Connection: close', '', ''].join('\r\n'));
}
