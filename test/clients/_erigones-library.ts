// The library esdc-api 2.0.1 (Python) as a driver: it is in no registry that this house uses. Same requests, same reading, same
// exceptions by the same headers.
import type { IncomingMessage } from 'node:http';
import { readAll, readStream, send } from './_erigones-program.ts';

/** What a response comes to. */
export interface Content {
  readonly result: unknown;
  readonly dc: string | undefined;
  readonly taskStatus: string | undefined;
  readonly taskId: string | undefined;
  readonly version: string;
  readonly streamed: boolean;
}

/** As the library raises it: ServerError, TaskFailure, TaskRevoked, TaskError or ClientError. */
export class EsApiError extends Error {
  readonly kind: string;
  readonly status: number;
  readonly detail: unknown;

  constructor(kind: string, status: number, detail: unknown) {
    super(`${kind} ${status}: ${JSON.stringify(detail)}`);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
  }
}

type Parameters = Readonly<Record<string, unknown>> & { readonly stream?: boolean };

export class EsdcClient {
  readonly #api: string;
  readonly #headers: Record<string, string>;

  constructor(api: string, apiKey?: string) {
    if (api.endsWith('/')) throw new Error('trailing slash in api_url is not allowed');
    this.#api = api;
    this.#headers = {
      'User-Agent': 'esdc-api/python-client/2.0.1',
      Accept: 'application/json; indent=4',
      'Content-Type': 'application/json; indent=4',
      'ES-STREAM': 'es',
      ...(apiKey !== undefined && { 'ES-API-KEY': apiKey }),
    };
  }

  async request(
    method: string,
    resource: string,
    { stream = true, ...params }: Parameters = {},
  ): Promise<Content> {
    if (!resource.startsWith('/')) throw new Error('resource should begin with a slash');
    const { 'ES-STREAM': wish, ...plain } = this.#headers;
    const url = new URL(this.#api + resource + (resource.endsWith('/') ? '' : '/'));
    if (method === 'GET')
      for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
    const body = method === 'GET' ? undefined : JSON.stringify(params);
    const headers = stream ? { ...plain, 'ES-STREAM': wish! } : plain;
    return toContent(await send(url, method, headers, body));
  }

  get = (resource: string, params?: Parameters) => this.request('GET', resource, params);
  create = (resource: string, params?: Parameters) => this.request('POST', resource, params);
  set = (resource: string, params?: Parameters) => this.request('PUT', resource, params);
  delete = (resource: string, params?: Parameters) => this.request('DELETE', resource, params);
  options = (resource: string) => this.request('OPTIONS', resource);
  ping = async () => (await this.get('/ping')).result;

  async login(username: string, password: string): Promise<Content> {
    delete this.#headers.Authorization;
    const content = await this.create('/accounts/login', { username, password });
    const { token } = content.result as { token?: string };
    if (token === undefined) throw new Error("KeyError: 'token'");
    this.#headers.Authorization = `Token ${token}`;
    return content;
  }

  async logout(): Promise<Content> {
    const content = await this.get('/accounts/logout');
    delete this.#headers.Authorization;
    return content;
  }

  get isAuthenticated(): boolean {
    return 'ES-API-KEY' in this.#headers || 'Authorization' in this.#headers;
  }
}

async function toContent(response: IncomingMessage): Promise<Content> {
  const {
    es_version: version = '???',
    es_task_id,
    es_stream,
    es_dc,
    es_task_response,
  } = response.headers as Record<string, string | undefined>;
  const { status, text } = es_stream ? await readStream(response) : await readAll(response);
  if (typeof status !== 'number') throw new Error('Could not read status code from streaming response');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = text;
  }
  const members = isObject(content) ? content : {};
  const taskStatus = members.status as string | undefined;
  const result = 'result' in members ? members.result : content;
  if (status < 400) {
    const taskId = (members.task_id as string | undefined) ?? es_task_id;
    return { result, dc: es_dc, taskStatus, taskId, version, streamed: Boolean(es_stream) };
  }
  const why = members.detail ?? result;
  const detail = isObject(why) ? (why.detail ?? why.message ?? why) : why;
  throw new EsApiError(kindOf(status, taskStatus, es_task_response), status, detail);
}

function kindOf(status: number, taskStatus: string | undefined, taskResponse: string | undefined): string {
  if (status >= 500) return 'ServerError';
  if (!taskResponse) return 'ClientError';
  return { FAILURE: 'TaskFailure', REVOKED: 'TaskRevoked' }[taskStatus ?? ''] ?? 'TaskError';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
