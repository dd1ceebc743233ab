// Everything that was seen of a server, in the order in which it was sent.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import { operationFor } from '../../core/api/matching.ts';
import { createValidator, type Validator } from '../../core/api/schema.ts';
import type { May, Seen, Trace } from '../../core/invariants/invariant.ts';
import { nestingOf } from '../../core/values/nesting.ts';
import type { Received, Sent } from '../verify/target.ts';

/** Where exchanges are noted as they come. */
export interface Notebook {
  readonly seen: readonly Seen[];
  note(sent: Sent, received: Received, staged?: Seen['staged']): Promise<Seen>;
  /** What comes now is of another scene. */
  turn(): void;
}

/** Whoever does not know which readings a server follows takes any for possible. */
export const anyReading: May = () => true;

export function createNotebook(api: Api): Notebook {
  const seen: Seen[] = [];
  const validator = createValidator(documentsOf(api.name, api.folder).schemas);
  let scene = 1;
  return {
    seen,
    async note(sent, received, staged) {
      const place = { number: seen.length + 1, scene, ...(staged && { staged }) };
      const each = toSeen(api, place, sent, received);
      const content = await contentBy(api, each, validator);
      const whole = { ...each, content };
      seen.push(whole);
      return whole;
    },
    turn: () => void scene++,
  };
}

export function createTrace(api: Api, seen: readonly Seen[], may: May): Trace {
  const content = seen.filter((each) => isTelling(api, each));
  return {
    seen,
    of: (operations) => content.filter(({ operation }) => operations.includes(operation!)),
    observations: content.flatMap((each) => api.invariants.observations(each, may)),
    may,
  };
}

/**
 * Whether a response tells of records: a success in the promised schema, or another response for which its operation promises the schema
 * of a success. So an API whose status follows the state of a record tells of those that failed as well.
 */
export function isTelling({ operations }: Api, { operation, response, content }: Seen): boolean {
  if (content === undefined) return false;
  if (response.status < 400) return true;
  const { responses = {} } = operations.find(({ id }) => id === operation) ?? {};
  return Object.entries(responses).some(
    ([status, schemaName]) => Number(status) < 400 && schemaName === responses[response.status],
  );
}

function toSeen(
  api: Api,
  place: Pick<Seen, 'number' | 'scene' | 'staged'>,
  sent: Sent,
  { at, until, url, status, headers, text }: Received,
): Omit<Seen, 'content'> {
  const [path = '', search = ''] = sent.path.split('?', 2);
  const query = new Map([...new URLSearchParams(search)].reverse());
  const operation = operationFor(api, { method: sent.method, path, query }, anyReading);
  return {
    ...place,
    at,
    until,
    operation: operation?.operation.id,
    request: {
      method: sent.method,
      url,
      path,
      params: operation?.params ?? {},
      query,
      headers: lowerCased(sent.headers),
      ...(sent.body !== undefined && sent.body !== '' && { body: parsed(sent.body) ?? sent.body }),
    },
    response: {
      status,
      headers: lowerCased(headers),
      text,
      body: meant(text),
    },
  };
}

/** The body, if its operation promises a schema for such a response and it has it. */
async function contentBy(
  { operations }: Api,
  { operation, response }: Omit<Seen, 'content'>,
  validator: Validator,
): Promise<unknown> {
  const schemaName = operations.find(({ id }) => id === operation)?.responses[response.status];
  if (!schemaName || response.body === undefined) return undefined;
  const violations = await validator.violations(schemaName, response.body);
  return violations.every(({ expected }) => expected === 'no such member') ? response.body : undefined;
}

/** Headers by their names in lower case. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Deeper JSON is nobody's build, and would overflow whatever walks it. */
const deepest = 500;

/** The text as JSON; undefined if it is none. */
export function parsed(text: string): unknown {
  try {
    return nestingOf(text) > deepest ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text as JSON, be it as a careless author prints it; whether that may be is for the schemas to say. */
export function meant(text: string): unknown {
  return parsed(text) ?? parsed(withoutTrailingCommas(text));
}

function withoutTrailingCommas(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === ',' ? '' : token));
}
