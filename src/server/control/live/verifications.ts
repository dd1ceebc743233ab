// Verifications that are started over the control API: one at a time, against this Standin in a world of its own, or against a
// server that is allowed. How one is run is handed in: the server does not know.
import type { Schemas } from '../../../../schemas/standin/types.ts';
import type { Api } from '../../../core/api/api.ts';
import type { Operation } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { Problem, unknownName } from '../../../core/values/problem.ts';
import type { World } from '../../../core/worlds/world.ts';
import { isLoopback } from '../../port/hosts.ts';

/** What is to be verified, and whom to tell how far it is. */
export interface VerificationTask {
  readonly api: Api;
  readonly url: string;
  /** Instead of a socket. */
  readonly fetch?: (input: string, init?: RequestInit) => Promise<Response>;
  readonly write: boolean;
  readonly onProgress: (progress: { readonly doing: string; readonly requests: number }) => void;
}

export interface VerificationOptions {
  readonly run: (task: VerificationTask) => Promise<object>;
  /** The origins that may be verified beside those of this machine. */
  readonly origins: readonly string[];
}

export interface Own {
  readonly apis: readonly Api[];
  /** Has this Standin answer. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

type Running = { -readonly [K in keyof Schemas['verification']]: Schemas['verification'][K] };

/** So many are kept, the newest. */
const mostKept = 5;
const operation = operationsFor<Schemas, World>();

export function verificationOperations(own: Own, options: VerificationOptions): readonly Operation[] {
  let all: Running[] = [];
  let last = 0;
  return [
    operation({
      id: 'list-verifications',
      method: 'GET',
      path: '/__standin/verifications',
      says: 'Lists the newest verifications that were started here.',
      clauses: [],
      responses: { 200: 'verification-list' },
      handle: async (_, respond) => respond(200, { verifications: all.map(({ report, ...rest }) => rest) }),
    }),
    operation({
      id: 'start-verification',
      method: 'POST',
      path: '/__standin/verifications',
      says: 'Starts to verify this Standin, or a server that is allowed, against the document of an API.',
      clauses: [],
      request: 'start-verification.request',
      responses: { 202: 'verification', 400: 'problem', 403: 'problem', 409: 'problem' },
      async handle({ body }, respond) {
        const api = own.apis.find(({ name }) => name === body.api);
        if (!api)
          throw unknownName(
            'api',
            body.api,
            own.apis.map(({ name }) => name),
          );
        if (body.url !== undefined) checkUrl(body.url, options.origins);
        if (all.some(({ state }) => state === 'running')) throw busy();
        const id = ++last;
        const started: Running = {
          id,
          api: api.name,
          url: body.url ?? ownUrl,
          state: 'running',
          doing: '',
          requests: 0,
        };
        all = [...all, started].slice(-mostKept);
        void run(started, api, body, own, options);
        return respond(202, started);
      },
    }),
    operation({
      id: 'show-verification',
      method: 'GET',
      path: '/__standin/verifications/{id}',
      says: 'Shows how far a verification is, and its report.',
      clauses: [],
      request: 'verification.request',
      responses: { 200: 'verification', 404: 'problem' },
      async handle({ params }, respond) {
        const found = all.find(({ id }) => id === params.id);
        if (!found) throw unknown(params.id);
        return respond(200, found);
      },
    }),
  ];
}

/** What this Standin is called where no socket is needed. It verifies in worlds of its own, which it drops afterwards. */
const ownUrl = 'http://standin.localhost';

async function run(
  started: Running,
  api: Api,
  { url, write = false }: { url?: string; write?: boolean },
  { fetch }: Own,
  options: VerificationOptions,
): Promise<void> {
  const isOwn = url === undefined;
  try {
    started.report = (await options.run({
      api,
      url: started.url,
      ...(isOwn && { fetch: async (input, init) => fetch(new Request(input, init)) }),
      write: isOwn || write,
      onProgress: (progress) =>
        Object.assign(started, { doing: progress.doing, requests: progress.requests }),
    })) as Record<string, unknown>;
    started.state = 'done';
  } catch (error) {
    started.state = 'failed';
    started.why = error instanceof Problem ? error.detail : (error as Error).message;
  }
}

/** A page must not be a way to servers that it could not reach by itself. */
function checkUrl(url: string, origins: readonly string[]): void {
  const given = URL.canParse(url) ? new URL(url) : undefined;
  const isHttp = given !== undefined && /^https?:$/.test(given.protocol);
  if (isHttp && (isLoopback(given.hostname) || origins.includes(given.origin))) return;
  throw new Problem(isHttp ? 403 : 400, isHttp ? 'URL not allowed' : 'Bad URL', {
    detail: isHttp ? `Nothing at ${given.origin} is verified from here.` : `'${url}' is no URL of HTTP.`,
    given: url,
    hint: isHttp
      ? `Start this Standin with --verify-url ${given.origin}, or run standin verify.`
      : 'Write scheme, host and path: http://127.0.0.1:8080.',
  });
}

function busy(): Problem {
  return new Problem(409, 'Verification running', {
    detail: 'Another verification is still running.',
    hint: 'Wait for it: GET /__standin/verifications.',
  });
}

function unknown(id: number): Problem {
  return new Problem(404, 'No such verification', {
    detail: `There is no verification ${id}.`,
    given: id,
    hint: 'GET /__standin/verifications lists the newest.',
  });
}
