// The program es 1.3.2 of Erigones, as a driver: it is in no registry. It sends what the program sends, in its order, with
// exactly its headers; reads as strictly; keeps its session in a file in the same way; and ends with the same exit codes.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Ended {
  readonly code: number;
  /** What it prints: method, URL, status and text. */
  readonly said: { readonly status: number | string; readonly text: unknown } | undefined;
  /** How many blanks it has shown as dots; undefined where the response was no stream. */
  readonly dots: number | undefined;
  readonly headers: IncomingMessage['headers'];
}

export interface Es {
  /** Runs the program: an action, a resource and its parameters. */
  (action: Action, resource?: string, parameters?: Readonly<Record<string, unknown>>): Promise<Ended>;
  /** The token in the session file; undefined if there is none. */
  token(): string | undefined;
}

type Action = keyof typeof methods;

const methods = {
  login: 'POST',
  logout: 'GET',
  get: 'GET',
  create: 'POST',
  set: 'PUT',
  delete: 'DELETE',
  help: 'OPTIONS',
} as const;

/** `api` is the constant at the head of the script; `session` the file that it keeps in the temporary folder. */
export function createEs(api: string, session: string): Es {
  const token = () => {
    try {
      return readFileSync(session, 'utf8').split('\n')[0] || undefined;
    } catch {
      return undefined;
    }
  };
  const es = async (
    action: Action,
    resource?: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ) => {
    const path = resource ?? `/accounts/${action}/`;
    const { 'api-key': key, ...rest } = parameters;
    const asQuery = action === 'get' || action === 'logout';
    const known = action === 'login' ? undefined : token();
    const url = new URL(`${api}${path}${path.endsWith('/') ? '' : '/'}`);
    if (asQuery) for (const [name, value] of Object.entries(rest)) url.searchParams.set(name, asText(value));
    const headers = {
      'User-Agent': 'es/1.3.2',
      'Accept-Encoding': 'gzip, deflate',
      Accept: 'application/json; indent=4',
      Connection: 'keep-alive',
      'Content-Type': 'application/json; indent=4',
      'ES-STREAM': 'es',
      ...(known !== undefined && { Authorization: `Token ${known}` }),
      ...(key !== undefined && { 'ES-API-KEY': String(key) }),
    };
    const response = await send(url, methods[action], headers, asQuery ? undefined : JSON.stringify(rest));
    const stream = response.headers.es_stream !== undefined;
    const { status, text: read, dots } = stream ? await readStream(response) : await readAll(response);
    const content = parsed(read);
    // A stream without its line of a status leaves a text where the program compares numbers: it crashes there.
    if (typeof status !== 'number') throw new TypeError(`es compares '${status}' with a number`);
    const code = status < 400 ? 0 : status < 500 ? 1 : 2;
    if (action === 'logout' && response.statusCode === 200) rmSync(session, { force: true });
    const said = { method: methods[action], url: url.href, status, text: content };
    const ended = { said, dots, headers: response.headers };
    if (action !== 'login') return { ...ended, code };
    const given = (content as { token?: string } | null)?.token;
    if (typeof given !== 'string') return { ...ended, code: 4 };
    overwrite(session, given);
    return { ...ended, code };
  };
  return Object.assign(es, { token });
}

/** Python's text of a value, as requests puts it in a query. */
function asText(value: unknown): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  return String(value);
}

/** The file is opened without being cut: what is shorter than what stood there leaves the rest of it. */
function overwrite(session: string, token: string): void {
  const file = openSync(session, 0o1 | 0o100, 0o600);
  writeSync(file, token, 0);
  closeSync(file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a request on a connection of its own, and gives the response as soon as its head is there. Redirects are not followed. */
export function send(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` };
    const sending = request(url, { method, headers: { ...headers, ...length }, agent: false }, resolve);
    sending.once('error', reject);
    sending.end(body);
  });
}

export async function readAll(response: IncomingMessage) {
  return { status: response.statusCode! as number | string, text: await text(response), dots: undefined };
}

/** Blank by blank, up to the first byte that is none; then all of the rest, of which the first line is the status. */
export async function readStream(response: IncomingMessage) {
  if (response.headers.es_task_id === undefined) throw new Error("no 'es_task_id' beside 'es_stream'");
  const all = await text(response);
  const rest = all.trimStart();
  const dots = all.length - rest.length;
  const [line, ...lines] = rest.trim().split('\n');
  const body = lines.join('\n');
  const isStatus = /^\s*[+-]?\d+\s*$/.test(line!);
  // One line alone is taken for the body, and there is no status before it.
  if (lines.length === 0) return { status: `${response.statusCode}?` as number | string, text: line!, dots };
  return {
    status: (isStatus ? Number(line) : `${response.statusCode}?`) as number | string,
    text: body,
    dots,
  };
}
