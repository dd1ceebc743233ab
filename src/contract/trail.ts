// Everything that was seen of a server, in the order in which it was sent.
import type { Api } from '../core/api.ts';
import { documentsOf } from '../core/documents.ts';
import type { May, Seen, Trail } from '../core/law.ts';
import { nestingOf } from '../core/nesting.ts';
import { rowFor } from '../core/rows.ts';
import { createValidator, type Validator } from '../core/schema.ts';
import type { Received, Sent } from './target.ts';

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
      const told = await toldBy(api, each, validator);
      const whole = { ...each, told };
      seen.push(whole);
      return whole;
    },
    turn: () => void scene++,
  };
}

export function createTrail(api: Api, seen: readonly Seen[], may: May): Trail {
  const told = seen.filter((each) => isTelling(api, each));
  return {
    seen,
    of: (operations) => told.filter(({ operation }) => operations.includes(operation!)),
    sightings: told.flatMap((each) => api.laws.sightings(each, may)),
    may,
  };
}

/**
 * Whether a reply tells of records: a success in the promised shape, or another reply for which its row promises the shape
 * of a success. So an API whose status follows the state of a record tells of those that failed as well.
 */
export function isTelling({ operations }: Api, { operation, reply, told }: Seen): boolean {
  if (told === undefined) return false;
  if (reply.status < 400) return true;
  const { replies = {} } = operations.find(({ id }) => id === operation) ?? {};
  return Object.entries(replies).some(
    ([status, shape]) => Number(status) < 400 && shape === replies[reply.status],
  );
}

function toSeen(
  api: Api,
  place: Pick<Seen, 'number' | 'scene' | 'staged'>,
  sent: Sent,
  { at, until, url, status, headers, text }: Received,
): Omit<Seen, 'told'> {
  const [path = '', search = ''] = sent.path.split('?', 2);
  const query = new Map([...new URLSearchParams(search)].reverse());
  const row = rowFor(api, { method: sent.method, path, query }, anyReading);
  return {
    ...place,
    at,
    until,
    operation: row?.operation.id,
    request: {
      method: sent.method,
      url,
      path,
      params: row?.params ?? {},
      query,
      headers: lowerCased(sent.headers),
      ...(sent.body !== undefined && sent.body !== '' && { body: parsed(sent.body) ?? sent.body }),
    },
    reply: {
      status,
      headers: lowerCased(headers),
      text,
      body: meant(text),
    },
  };
}

/** The body, if its row promises a shape for such a reply and it has it. */
async function toldBy(
  { operations }: Api,
  { operation, reply }: Omit<Seen, 'told'>,
  validator: Validator,
): Promise<unknown> {
  const shape = operations.find(({ id }) => id === operation)?.replies[reply.status];
  if (!shape || reply.body === undefined) return undefined;
  const violations = await validator.violations(shape, reply.body);
  return violations.every(({ expected }) => expected === 'no such member') ? reply.body : undefined;
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

/** The text as JSON, be it as a careless author prints it; whether that may be is for the shapes to say. */
export function meant(text: string): unknown {
  return parsed(text) ?? parsed(withoutTrailingCommas(text));
}

function withoutTrailingCommas(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === ',' ? '' : token));
}
