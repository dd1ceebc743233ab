// The control API, under /__standin/: operations like any other, on the world that the request is for.
import type { Schemas } from '../../../schemas/standin/types.ts';
import type { Advertised, Api } from '../../core/api/api.ts';
import { packageVersion } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { Operation, OperationResponse, RequestHead, Surface } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { Problem } from '../../core/values/problem.ts';
import type { World } from '../../core/worlds/world.ts';
import { openToAll, tokenHeader } from '../port/access.ts';
import type { Worlds } from '../worlds.ts';
import { apiOperations } from './apis.ts';
import { clockOperations } from './clock.ts';
import { faultOperations } from './faults.ts';
import { eventOperations } from './live/events.ts';
import { type AskAt, responseOperation } from './live/response.ts';
import { type Own, type VerificationOptions, verificationOperations } from './live/verifications.ts';
import { pactOperations } from './pact.ts';
import { recordOperations } from './records.ts';
import { refuse } from './refuse.ts';
import { schemaOperations } from './schemas.ts';
import { worldOperations } from './worlds.ts';

/** Describes surfaces for other tools. It is passed in, because the server may not import `contract`. */
export type Describe = (
  described: readonly {
    readonly surface: Surface;
    readonly title: string;
    readonly advertised?: Advertised;
  }[],
  about: { readonly version: string; readonly url: string; readonly readings: Readings },
) => Promise<object>;

/** The token is asked for where one is set. */
const advertised: Advertised = {
  schemes: { token: { type: 'apiKey', in: 'header', name: tokenHeader } },
  takes: ({ path }) => ({ oneOf: openToAll.test(path) ? [] : ['token'], must: false }),
};

export interface Surroundings {
  readonly describe?: Describe | undefined;
  /** Without it, nobody can look at a response of another instant. */
  readonly askAt?: AskAt | undefined;
  /** Without it, nothing is verified from here. */
  readonly verification?: (VerificationOptions & Pick<Own, 'fetch'>) | undefined;
}

export function adminSurface(
  apis: readonly Api[],
  worlds: Worlds,
  { describe, askAt, verification }: Surroundings = {},
): Surface {
  const admin: Surface = {
    name: 'standin',
    basePaths: ['/__standin'],
    operations: [
      ...worldOperations(apis, worlds),
      ...eventOperations,
      ...apiOperations(apis, worlds),
      ...clockOperations,
      ...recordOperations,
      ...(askAt ? [responseOperation(askAt)] : []),
      ...(verification ? verificationOperations({ apis, fetch: verification.fetch }, verification) : []),
      ...faultOperations,
      ...pactOperations,
      ...schemaOperations(apis),
    ].map(withReadableProblems),
    wire: { contentType: 'application/json', refuse, dress: indented },
  };
  if (!describe) return admin;
  const full: Surface = {
    ...admin,
    operations: [
      ...admin.operations,
      showOpenApi(
        () => [
          ...apis.map((api) => ({
            surface: api,
            title: api.title,
            ...(api.advertised && { advertised: api.advertised }),
          })),
          { surface: full, title: 'Standin', advertised },
        ],
        describe,
      ),
    ],
  };
  return full;
}

/** `?pretty` indents the response, except a streamed one (an exported world). */
function indented(response: OperationResponse, request: RequestHead): OperationResponse {
  if (!isForPerson(request) || response.body === undefined) return response;
  return { ...response, text: `${JSON.stringify(response.body, null, 2)}\n` };
}

/** Problems are written elsewhere, without the request; this indents them on request. */
function withReadableProblems(operation: Operation): Operation {
  return {
    ...operation,
    async handle(request, respond) {
      try {
        return await operation.handle(request, respond);
      } catch (error) {
        if (!(error instanceof Problem && isForPerson(request))) throw error;
        const headers = { 'content-type': 'application/problem+json' };
        return { status: error.status, body: error.toJSON(), headers };
      }
    },
  };
}

function isForPerson({ rawQuery }: Pick<RequestHead, 'rawQuery'>): boolean {
  return rawQuery.has('pretty') && !['false', '0'].includes(rawQuery.get('pretty')!);
}

function showOpenApi(described: () => Parameters<Describe>[0], describe: Describe): Operation {
  return operationsFor<Schemas, World>()({
    id: 'show-openapi',
    method: 'GET',
    path: '/__standin/openapi.json',
    says: 'Describes everything that is served here as OpenAPI 3.1.',
    clauses: [],
    responses: { 200: 'openapi' },
    handle: async (request, respond) => {
      const about = { version: packageVersion(), url: request.url(''), readings: request.world.readings };
      return respond(200, (await describe(described(), about)) as Schemas['openapi']);
    },
  });
}
