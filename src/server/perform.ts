// What one operation answers: who asks, is it well-formed, and then it is the handler's turn.
import type { Operation, OperationResponse, Refusal } from '../core/api/operation.ts';
import { sentenceOf } from '../core/api/schema.ts';
import { Problem } from '../core/values/problem.ts';
import { limitTable } from '../core/worlds/limits.ts';
import { type Incoming, type Opening, toOperationRequest } from './call.ts';
import { readForm } from './form.ts';
import { checkState, type Preferences, preferredResponse } from './prefer.ts';
import { checkRequest, Refused, refusedBy } from './request.ts';
import type { Served } from './served.ts';

export interface Particulars {
  readonly incoming: Incoming;
  readonly body: string;
  readonly preferences: Preferences;
}

/** Has an operation's handler answer, if the caller is let in and what he asks is well-formed. Refused otherwise. */
export async function perform(
  served: Served,
  operation: Operation,
  request: Opening,
  { incoming, body, preferences }: Particulars,
): Promise<OperationResponse> {
  const { surface, api, documents, validator } = served;
  if (api) checkState(api, preferences);
  const refuse = (refusal: Refusal) => surface.wire.refuse(refusal, request);
  const preferred = preferredResponse(surface, operation, preferences, refuse);
  if (preferred) return preferred;

  const turned = operation.open ? undefined : surface.wire.authenticate?.(request, operation);
  const stranger = turned instanceof Promise ? await turned : turned;
  if (stranger && 'kind' in stranger) throw new Refused(stranger);
  if (stranger) return stranger;
  const raw = {
    path: incoming.pathParams,
    query: request.rawQuery,
    headers: incoming.request.headers,
    body,
    form: operation.form && (await readForm(incoming.request.headers, request.sent)),
    forgiving: surface.wire.forgivesBody?.(request) ?? false,
  };
  const checking = checkRequest(operation, documents.schemas, validator, raw);
  const checked = checking instanceof Promise ? await checking : checking;
  const response = await handled(served, operation, toOperationRequest(request, checked));
  if (served.strict) await checkResponse(served, operation, response);
  return response;
}

/** A limit that an API's request reaches is said in the API's own words. */
async function handled(
  { api }: Served,
  operation: Operation,
  request: ReturnType<typeof toOperationRequest>,
): Promise<OperationResponse> {
  try {
    return await operation.handle(request, responseWith);
  } catch (error) {
    const isFull = api && error instanceof Problem && error.status === limitTable.records.status;
    throw isFull ? refusedBy(error) : error;
  }
}

function responseWith(
  status: number,
  body?: unknown,
  headers?: OperationResponse['headers'],
): OperationResponse {
  return headers ? { status, body, headers } : { status, body };
}

async function checkResponse(
  { surface, validator }: Served,
  operation: Operation,
  response: OperationResponse,
): Promise<void> {
  const schemaName = operation.responses[response.status];
  const name = `${surface.name}/${operation.id}`;
  if (schemaName === undefined) {
    throw new Problem(500, 'Response not declared', {
      detail: `${name} answered ${response.status}, which its operation does not name.`,
    });
  }
  if (schemaName === null || response.text !== undefined || response.stream) return;
  const [violation] = await validator.violations(schemaName, response.body);
  if (!violation) return;
  throw new Problem(500, 'Response breaks its schema', {
    detail: `${name} answered ${response.status} with a body that is no '${schemaName}': ${sentenceOf(violation)}`,
    given: response.body,
  });
}
