// What is wrong with a body, in the words of the libraries that the service of 2022 reads bodies with.
import type { Error as CoprError } from '../../../../schemas/copr/types.ts';
import type { RawRequest, Refusal } from '../../../core/api/operation.ts';

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

const byType: Readonly<Record<string, string>> = {
  'type string': 'Not a valid string.',
  'type integer': 'Not a valid integer.',
  'type boolean': 'Not a valid boolean.',
  'type array': 'Not a valid list.',
};

/** A member of another type. Undefined where the profile has other words. */
export function wrongType(
  { name, rule, expected, given }: Invalid,
  request: RawRequest,
): CoprError | undefined {
  if (!isObserved(request) || rule !== 'type') return undefined;
  if (name === 'body') return unparsed("{'_schema': ['Invalid input type.']}", request);
  const words = `['${given === null ? 'Field may not be null.' : (byType[expected] ?? 'Invalid value.')}']`;
  // The only list that is sent is that of the chroots.
  return unparsed(/^\d+$/.test(name) ? `{'chroots': {${name}: ${words}}}` : `{'${name}': ${words}}`, request);
}

/** A submission whose content type is none that the service reads, which it sees before it looks at the body. */
export function wrongContentType(request: RawRequest): CoprError | undefined {
  if (!isObserved(request) || request.method !== 'POST') return undefined;
  const type = request.header('content-type');
  if (type === undefined) return { message: 'Got request without content type header' };
  if (/application\/json|multipart\/form-data/.test(type)) return undefined;
  return { message: `Got unexpected content type: ${type}` };
}

export function unparsed(words: string, { sent }: Pick<RawRequest, 'sent'>): CoprError {
  const request_string = Buffer.from(sent).toString();
  return { message: `Failed to parse request: ${words}`, data: { request_string } };
}

function isObserved({ reading }: Pick<RawRequest, 'reading'>): boolean {
  return reading('copr/bad-parameter') === 'observed';
}
