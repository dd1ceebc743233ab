// A server that is no Standin: the mock with some records, its control API hidden, and somebody in between who may meddle.
import type { Report } from '../../src/contract/judge/finding.ts';
import type { Api } from '../../src/core/api/api.ts';
import { operationFor } from '../../src/core/api/matching.ts';
import type { Operation } from '../../src/core/api/operation.ts';
import { createStandin, type StandinOptions } from '../../src/index.ts';
import { type VerifyOptions, verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

/** A request that passes, and the operation that it is of. */
export interface Passing {
  readonly url: URL;
  readonly init: RequestInit;
  readonly operation: Operation | undefined;
}

/** Whoever stands in between: changes a request on its way, or its response. */
export interface Meddler {
  request?(passing: Passing): URL;
  response?(response: Response, passing: Passing): Response | Promise<Response>;
}

/** What is verified, and what for; `params` and the world's records are what a user of a real server would know. */
export interface Setting {
  readonly standin?: StandinOptions;
  readonly options?: Partial<VerifyOptions>;
  /** Whether verify may control it, as it can a Standin. */
  readonly controlled?: boolean;
}

export async function verifyBehind(
  api: Api,
  { request, response }: Meddler,
  { standin: about, options, controlled = false }: Setting = {},
): Promise<Report> {
  const standin = createStandin({ apis: [api], at: startOfTime, clock: 'frozen', ...about });
  return verify({
    ...{ api, token: 'any', poll: 1, for: 10, pact: false, write: true },
    ...options,
    async fetch(input, init = {}) {
      const url = new URL(input);
      const isControl = url.pathname.startsWith('/__standin');
      if (isControl)
        return controlled ? standin.fetch(input, init) : new Response('Not here', { status: 404 });
      const passing = { url, init, operation: operationOf(api, url, init) };
      const honest = await standin.fetch(String(request?.(passing) ?? url), init);
      return response ? response(honest, passing) : honest;
    },
  });
}

function operationOf(api: Api, { pathname, searchParams }: URL, { method = 'GET' }: RequestInit) {
  const head = { method, path: pathname, query: new Map(searchParams) };
  return operationFor(api, head, () => true)?.operation;
}

/** The same response under another status. */
export function withStatus(response: Response, status: number): Response {
  const empty = [204, 205, 304].includes(status);
  return new Response(empty ? null : response.body, { status, headers: response.headers });
}
