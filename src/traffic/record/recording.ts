// The same around a `fetch`: what a program sends and receives becomes an archive, without a port.
import { createClock } from '../../core/time/clock.ts';
import { type HarEntry, toEntry } from './entry.ts';
import type { Captured, Passed } from './passed.ts';
import { createRedaction } from './redaction.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface Recording {
  /** Sends like the wrapped `fetch`, and records the exchange. */
  readonly fetch: Fetch;
  /** The exchanges so far, in the order of sending. Waits for bodies that still arrive. */
  entries(): Promise<readonly HarEntry[]>;
  /** The same as the text of an HTTP archive (HAR 1.2). */
  har(): Promise<string>;
}

const clock = createClock();

/** `redact`: names of headers, parameters and members that are secret besides those that Standin knows. */
export function recordFetch(
  fetch: Fetch,
  { version, redact = [] }: { readonly version: string; readonly redact?: readonly string[] },
): Recording {
  const redaction = createRedaction(redact);
  const passed: Promise<Passed>[] = [];
  const entries = async () => (await Promise.all(passed)).map((each) => toEntry(each, redaction));
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const at = clock.now();
      const body = captured(request.clone());
      let settle: (passed: Passed | Promise<Passed>) => void = () => {};
      passed.push(new Promise((resolve) => (settle = resolve)));
      try {
        const response = await fetch(input, init);
        settle(toPassed(request, await body, at, clock.now(), response.clone()));
        return response;
      } catch (error) {
        settle(noResponse(request, await body, at, clock.now(), error));
        throw error;
      }
    },
    entries,
    har: async () =>
      JSON.stringify({
        log: { version: '1.2', creator: { name: 'standin', version }, entries: await entries() },
      }),
  };
}

async function captured(message: Request | Response): Promise<Captured> {
  const bytes = new Uint8Array(await message.arrayBuffer());
  return { bytes, size: bytes.length };
}

function requestPart({ method, url, headers }: Request, body: Captured, at: number) {
  return { at, method, url, httpVersion: 'HTTP/1.1', headers: [...headers], body };
}

async function toPassed(
  request: Request,
  body: Captured,
  at: number,
  answeredAt: number,
  response: Response,
): Promise<Passed> {
  // `fetch` has decoded the body, but still shows its content coding.
  const headers = [...response.headers].filter(([name]) => name !== 'content-encoding');
  const common = { ...requestPart(request, body, at) };
  const { status, statusText } = response;
  const timings = (end: number) => ({ send: 0, wait: answeredAt - at, receive: end - answeredAt });
  const line = { status, statusText, httpVersion: 'HTTP/1.1', headers };
  try {
    const received = await captured(response);
    return { ...common, response: { ...line, body: received }, timings: timings(clock.now()) };
  } catch (error) {
    const none = { bytes: new Uint8Array(), size: 0 };
    return {
      ...common,
      response: { ...line, body: none },
      failed: `${error}`,
      timings: timings(clock.now()),
    };
  }
}

function noResponse(request: Request, body: Captured, at: number, endedAt: number, error: unknown): Passed {
  const timings = { send: 0, wait: endedAt - at, receive: 0 };
  return { ...requestPart(request, body, at), failed: `${error}`, timings };
}
