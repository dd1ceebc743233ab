// Runs one operation: authenticates the caller, checks the request, then calls the handler.
import type { Operation, OperationResponse, Refusal } from '../../core/api/operation.ts';
import { sentenceOf } from '../../core/api/schema.ts';
import { Problem } from '../../core/values/problem.ts';
import { limitTable } from '../../core/worlds/limits.ts';
import type { Served } from '../served.ts';
import { readForm } from './body/form.ts';
import type { Call } from './call.ts';
import { checkRequest } from './parameters.ts';
import { checkState, preferredResponse } from './prefer.ts';
import { Refused, refusedBy } from './refused.ts';

const utf8 = new TextDecoder();

/** Calls the operation's handler if the caller is authenticated and the request is well-formed. Otherwise it is refused. */
export async function perform(operation: Operation, call: Call): Promise<OperationResponse> {
  const { served, incoming, preferences, sent } = call.received;
  const { surface, api, documents, validator } = served;
  if (api) checkState(api, preferences);
  const refuse = (refusal: Refusal) => surface.wire.refuse(refusal, call);
  const preferred = preferredResponse(surface, operation, preferences, refuse);
  if (preferred) return preferred;

  const stranger = operation.open ? undefined : await surface.wire.authenticate?.(call, operation);
  if (stranger && 'kind' in stranger) throw new Refused(stranger);
  if (stranger) return stranger;
  const { headers } = incoming.request;
  const raw = {
    path: incoming.pathParams,
    query: call.rawQuery,
    headers,
    body: sent.length === 0 ? '' : utf8.decode(sent),
    form: operation.form && (await readForm(headers, sent)),
    forgiving: surface.wire.forgivesBody?.(call) ?? false,
  };
  const checked = await checkRequest(operation, documents.schemas, validator, raw);
  const response = await handled(served, operation, call.with(checked));
  if (served.strict) await checkResponse(served, operation, response);
  return response;
}

/** The API words the error of a limit that one of its requests reaches. */
async function handled(
  { api }: Served,
  operation: Operation,
  request: ReturnType<Call['with']>,
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
      detail: `${name} answered ${response.status}, which its operation does not declare.`,
    });
  }
  if (schemaName === null || response.text !== undefined || response.stream) return;
  const [violation] = await validator.violations(schemaName, response.body);
  if (!violation) return;
  throw new Problem(500, 'Response breaks its schema', {
    detail: `${name} answered ${response.status} with a body that does not match '${schemaName}': ${sentenceOf(violation)}`,
    given: response.body,
  });
}
