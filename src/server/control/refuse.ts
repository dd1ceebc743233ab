// How the control API refuses: RFC 9457, with what failed, what was given and what to do.
import type { OperationResponse, Refusal, RequestHead } from '../../core/api/operation.ts';
import { memberSentence } from '../../core/api/schema.ts';
import { Problem } from '../../core/values/problem.ts';

export function refuse(refusal: Refusal, request: RequestHead): OperationResponse {
  const problem = toProblem(refusal, request);
  const headers = {
    'content-type': 'application/problem+json',
    ...(refusal.kind === 'wrong-method' && { allow: refusal.allowed.join(', ') }),
  };
  return { status: problem.status, body: problem.toJSON(), headers };
}

function toProblem(refusal: Refusal, { method, path }: RequestHead): Problem {
  switch (refusal.kind) {
    case 'unknown-route':
      return new Problem(404, 'No such control route', {
        detail: `There is nothing at ${path}.`,
        given: path,
        hint: 'GET /__standin/openapi.json lists the routes of the control API.',
      });
    case 'wrong-method':
      return new Problem(405, 'Method not allowed', {
        detail: `${path} does not accept ${method}.`,
        given: method,
        hint: `It accepts ${refusal.allowed.join(', ')}.`,
      });
    case 'invalid':
      return new Problem(400, 'Bad request', {
        detail: sentence(refusal),
        given: refusal.given,
        hint: `Check the ${refusal.in} of the request.`,
      });
    case 'unreadable-body':
      return new Problem(400, 'Body is not JSON', { detail: refusal.reason, hint: 'Send JSON.' });
    case 'body-too-large':
      return new Problem(413, 'Body too large', {
        detail: `A body may have at most ${refusal.limit} bytes.`,
      });
    case 'limit':
      return new Problem(refusal.status, refusal.status === 415 ? 'Unsupported coding' : 'Limit reached', {
        detail: refusal.says,
      });
    default:
      throw new Error(`the control API does not refuse with '${refusal.kind}'`);
  }
}

function sentence({ name, expected, given, members }: Extract<Refusal, { kind: 'invalid' }>): string {
  if (members) return memberSentence(members);
  return `'${name}' should be ${expected}, and is ${JSON.stringify(given)}.`;
}
