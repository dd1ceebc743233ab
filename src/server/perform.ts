// What one operation answers: who asks, is it well-formed, and then it is the handler's turn.
import type { Operation, Refusal, Reply } from '../core/operation.ts';
import { Problem } from '../core/problem.ts';
import { sentenceOf } from '../core/schema.ts';
import { type Incoming, type Opening, toCall } from './call.ts';
import { readForm } from './form.ts';
import { checkState, type Preferences, preferredReply } from './prefer.ts';
import { checkRequest, Refused } from './request.ts';
import type { Served } from './served.ts';

export interface Particulars {
  readonly incoming: Incoming;
  readonly body: string;
  readonly preferences: Preferences;
}

/** Has a row's handler answer, if the caller is let in and what he asks is well-formed. Refused otherwise. */
export async function perform(
  served: Served,
  operation: Operation,
  asked: Opening,
  { incoming, body, preferences }: Particulars,
): Promise<Reply> {
  const { surface, api, documents, validator } = served;
  if (api) checkState(api, preferences);
  const refuse = (refusal: Refusal) => surface.wire.refuse(refusal, asked);
  const preferred = preferredReply(surface, operation, preferences, refuse);
  if (preferred) return preferred;

  const turned = operation.open ? undefined : surface.wire.authenticate?.(asked, operation);
  const stranger = turned instanceof Promise ? await turned : turned;
  if (stranger && 'kind' in stranger) throw new Refused(stranger);
  if (stranger) return stranger;
  const raw = {
    path: incoming.pathParams,
    query: asked.rawQuery,
    headers: incoming.request.headers,
    body,
    form: operation.form && (await readForm(incoming.request.headers, asked.sent)),
    forgiving: surface.wire.forgivesBody?.(asked) ?? false,
  };
  const checking = checkRequest(operation, documents.schemas, validator, raw);
  const checked = checking instanceof Promise ? await checking : checking;
  const reply = await operation.handle(toCall(asked, checked), replyWith);
  if (served.strict) await checkReply(served, operation, reply);
  return reply;
}

function replyWith(status: number, body?: unknown, headers?: Reply['headers']): Reply {
  return headers ? { status, body, headers } : { status, body };
}

async function checkReply({ surface, validator }: Served, operation: Operation, reply: Reply): Promise<void> {
  const shape = operation.replies[reply.status];
  const name = `${surface.name}/${operation.id}`;
  if (shape === undefined) {
    throw new Problem(500, 'Reply not declared', {
      detail: `${name} answered ${reply.status}, which its row does not name.`,
    });
  }
  if (shape === null || reply.text !== undefined || reply.stream) return;
  const [violation] = await validator.violations(shape, reply.body);
  if (!violation) return;
  throw new Problem(500, 'Reply breaks its schema', {
    detail: `${name} answered ${reply.status} with a body that is no '${shape}': ${sentenceOf(violation)}`,
    given: reply.body,
  });
}
