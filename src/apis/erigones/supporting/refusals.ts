// How the service words what it does not do.
import type { FilterErrors } from '../../../../schemas/erigones/types.ts';
import type { OperationResponse, Refusal, RequestHead } from '../../../core/api/operation.ts';
import { textOf } from '../../../core/values/problem.ts';
import { literal, observed } from '../errata.ts';
import { no } from '../wire.ts';
import { turnAway } from './caller.ts';

export function sayNo(refusal: Refusal, request: RequestHead): OperationResponse {
  switch (refusal.kind) {
    case 'unknown-route':
      return observed('unknown-route', request)
        ? { status: 404, text: 'Resource not found' }
        : error(404, 'Resource not found');
    case 'wrong-method':
      return {
        ...error(405, `Method "${request.method}" not allowed.`),
        headers: { allow: refusal.allowed.join(', ') },
      };
    case 'unauthenticated':
      return turnAway(refusal.why, request);
    case 'unreadable-body':
      return error(400, `JSON parse error - ${refusal.reason}`);
    case 'body-too-large':
      return error(413, `The request has more than ${refusal.limit} bytes.`);
    case 'limit':
      return error(refusal.status, refusal.says);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because that was requested.`);
    case 'invalid':
      return invalid(refusal, request);
  }
}

const filterTexts: Readonly<Record<string, string>> = {
  format: 'Enter a valid date.',
  dependentRequired: 'object_type attribute is required when filtering by object_name.',
};

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

function invalid(
  { in: where, name, rule, expected, given }: Invalid,
  request: RequestHead,
): OperationResponse {
  if (where === 'body') return error(400, `Invalid ${name}: expected ${expected}`);
  if (where === 'headers') return error(406, 'Could not satisfy the request Accept header.');
  if (name === 'dc') return { status: 404, body: no.datacenter };
  if (where === 'path') {
    const denied = rule === 'permission' || observed('malformed-ids', request);
    return denied ? error(403, 'Permission denied') : { status: 404, body: no.task };
  }
  const said = (erratum: string, status: number) => (literal(erratum, request) ? 400 : status);
  if (name === 'page') return { status: said('page-status', 404), body: no.page };
  if (name === 'last') return error(said('last-status', 412), 'Invalid "last" parameter');
  if (name === 'order_by')
    return error(said('order-status', 412), 'Invalid order_by; Possible sort fields are: time');
  const choice = `Select a valid choice. ${textOf(given)} is not one of the available choices.`;
  const filters: FilterErrors = {
    [name]: [rule === 'enum' ? choice : (filterTexts[rule] ?? 'Enter a valid value.')],
  };
  return { status: 400, body: filters };
}

function error(status: number, detail: string): OperationResponse {
  return { status, body: { detail } };
}
