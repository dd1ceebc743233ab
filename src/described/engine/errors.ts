// The errors of a described API: with the texts of its file, otherwise in the document's schema for errors.
import { STATUS_CODES } from 'node:http';
import type { OperationResponse, Refusal, Speech } from '../../core/api/operation.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { isObject } from '../source/library.ts';
import { withAt } from '../values/bodies.ts';
import { sampleOf } from '../values/sample.ts';
import type { Description } from './model.ts';

export type SayNo = (
  status: number,
  message: string,
  operation?: DocumentOperation,
  own?: unknown,
) => OperationResponse;

export function errorsOf(description: Description): SayNo {
  const { text, table } = description;
  const usual = usualError(description);
  return (status, message, operation, own) => {
    const given = own ?? text.errors?.[String(status)] ?? text.errors?.default;
    if (given === 'none') return { status };
    if (given !== undefined) return { status, body: filled(given, { status, message }) };
    const documented = operation?.responses() ?? [];
    const response =
      documented.find((each) => each.status === status) ??
      documented.find((each) => each.status === 'default');
    if (!response) return { status, body: usual(message, status) };
    if (!response.schema)
      return response.status === 'default' ? { status, body: usual(message, status) } : { status };
    const name = table.nameOf(response.schema, `${operation!.id}.${response.status}`);
    return { status, body: bySchema(description, name, message, status) };
  };
}

/** Replaces `{message}` and `{status}` in all texts. */
export function filled(
  given: unknown,
  values: { readonly status: number; readonly message: string },
): unknown {
  if (given === '{status}') return values.status;
  if (typeof given === 'string')
    return given.replaceAll('{message}', values.message).replaceAll('{status}', String(values.status));
  if (Array.isArray(given)) return given.map((each) => filled(each, values));
  if (!isObject(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([key, each]) => [key, filled(each, values)]));
}

/** The most frequent schema of the document's errors, otherwise a message alone. */
function usualError({ document, table }: Description): (message: string, status: number) => unknown {
  let found: { readonly name: string | undefined } | undefined;
  const look = () => {
    const times = new Map<string, number>();
    for (const operation of document.operations)
      for (const { status, schema } of operation.responses()) {
        if (!schema || (status !== 'default' && status < 400)) continue;
        const name = table.nameOf(schema, `${operation.id}.${status}`);
        times.set(name, (times.get(name) ?? 0) + 1);
      }
    return { name: [...times].sort(([, a], [, b]) => b - a)[0]?.[0] };
  };
  return (message, status) => {
    found ??= look();
    return found.name === undefined ? { message } : bySchema({ table }, found.name, message, status);
  };
}

const messageName = /^(message|detail|error_description|errorMessage|description|title|reason|error|msg)$/;

function bySchema(
  { table }: Pick<Description, 'table'>,
  name: string,
  message: string,
  status: number,
): unknown {
  const sample = sampleOf(table.schemas, table.schemas[name], true);
  return telling(sample, message, status);
}

/** Error codes as words. */
const codes: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  429: 'TooManyRequests',
  501: 'NotImplemented',
};

/** A sample of an error with this message in the place of its message. */
function telling(sample: unknown, message: string, status: number, depth = 0): unknown {
  if (!isObject(sample) || depth > 3) return sample;
  let result: unknown = sample;
  for (const [key, value] of Object.entries(sample)) {
    const at = `/${escapePointer(key)}`;
    if (typeof value === 'string' && messageName.test(key)) result = withAt(result, at, message);
    else if (typeof value === 'string' && key === 'code')
      result = withAt(result, at, codes[status] ?? 'BadRequest');
    else if (typeof value === 'number' && /^(status|status_?code|code)$/i.test(key))
      result = withAt(result, at, status);
    else if (isObject(value)) result = withAt(result, at, telling(value, message, status, depth + 1));
  }
  return result;
}

export function refusing(description: Description, sayNo: SayNo): Speech['refuse'] {
  return (refusal) => {
    const [status, message, headers] = worded(refusal);
    const response = sayNo(status, message, undefined);
    return headers ? { ...response, headers: { ...response.headers, ...headers } } : response;
  };
  function worded(refusal: Refusal): [number, string, Record<string, string>?] {
    switch (refusal.kind) {
      case 'unknown-route':
        return [404, `${description.title} has nothing at this URL.`];
      case 'wrong-method':
        return [405, `Allowed here: ${refusal.allowed.join(', ')}.`, { allow: refusal.allowed.join(', ') }];
      case 'unauthenticated':
        return [
          401,
          refusal.why === 'missing' ? 'A credential is required.' : 'The credential is not accepted.',
        ];
      case 'invalid':
        return [
          400,
          refusal.rule === 'required'
            ? `'${refusal.name}' is missing in the ${refusal.in}.`
            : `'${refusal.name}' in the ${refusal.in} should be ${refusal.expected}.`,
        ];
      case 'unreadable-body':
        return [400, `The body cannot be read: ${refusal.reason}.`];
      case 'body-too-large':
        return [413, `A body may have at most ${refusal.limit} bytes.`];
      case 'limit':
        return [refusal.status, refusal.says];
      case 'status':
        return [refusal.status, `${STATUS_CODES[refusal.status] ?? 'As preferred'}.`];
    }
  }
}
