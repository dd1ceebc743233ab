// All exchanges with a server, in the order in which they were sent.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import { operationFor, schemaNameFor } from '../../core/api/matching.ts';
import type { Violation } from '../../core/api/schema.ts';
import type { May, Observation, Params, Seen, Trace } from '../../core/invariants/invariant.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import type { Received, Sent } from '../verify/target.ts';
import { type BodyJudge, createBodyJudge, createPruning } from './body.ts';
import { createReading, parsed } from './text.ts';

/** Collects exchanges as they come. */
export interface Notebook {
  readonly seen: readonly Seen[];
  note(sent: Sent, received: Received, about?: { staged?: Seen['staged']; number?: number }): Promise<Seen>;
  /** Begins a new scene. */
  turn(): void;
  /** From now on only bodies without violations count as content: for an exploration that has failed on one. */
  beStrict(): void;
}

/** Without knowledge of a server's readings, any is possible. */
export const anyReading: May = () => true;

export function createNotebook(api: Api): Notebook {
  const seen: Seen[] = [];
  const { schemas } = documentsOf(api.name, api.folder);
  const bodies = createBodyJudge(schemas);
  const read = createReading(createPruning(schemas));
  let scene = 1;
  let strict = false;
  return {
    seen,
    async note(sent, received, { staged, number = seen.length + 1 } = {}) {
      const place = { number, scene, ...(staged && { staged }) };
      const each = toSeen(api, place, sent, received, read(received.text));
      const found = await contentBy(api, each, bodies);
      const whole = { ...each, ...(strict && found.faults.length > 0 ? nothingFound : found) };
      seen.push(whole);
      return whole;
    },
    turn: () => void scene++,
    beStrict() {
      strict = true;
    },
  };
}

export function createTrace(api: Api, seen: readonly Seen[], may: May, given: Params = {}): Trace {
  const content = seen.filter((each) => isTelling(api, each));
  return {
    seen,
    of: (operations) => content.filter(({ operation }) => operations.includes(operation!)),
    observations: content.flatMap((each) => observationsIn(api, each, may)),
    may,
    given,
  };
}

/**
 * Whether a response shows records: a success with the promised schema, or another response for which its operation promises the schema
 * of a success. So an API whose status follows the state of a record shows failed ones as well.
 */
export function isTelling({ operations }: Api, { operation, response, content }: Seen): boolean {
  if (content === undefined) return false;
  if (response.status < 400) return true;
  const { responses = {} } = operations.find(({ id }) => id === operation) ?? {};
  return Object.entries(responses).some(
    ([status, schemaName]) => Number(status) < 400 && schemaName === responses[response.status],
  );
}

/**
 * What a response shows of records. A body that does not match the promised schema may make its reader throw: then it shows
 * nothing, and the schemas report its violations.
 */
export function observationsIn(api: Api, seen: Seen, may: May): readonly Observation[] {
  if (!isTelling(api, seen)) return [];
  if (seen.faults.length === 0) return api.invariants.observations(seen, may);
  try {
    const known = Object.keys(api.lifecycle.states);
    return api.invariants.observations(seen, may).map((observation) => {
      const states = observation.states.filter((state) => known.includes(state));
      return { ...observation, states: states.length > 0 ? states : known };
    });
  } catch {
    return [];
  }
}

function toSeen(
  api: Api,
  place: Pick<Seen, 'number' | 'scene' | 'staged'>,
  sent: Sent,
  { at, until, url, status, headers, text, lacksBody, lacksHeaders }: Received,
  body: unknown,
): Omit<Seen, 'content' | 'faults'> {
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
      body,
      ...(lacksBody && { lacksBody }),
      ...(lacksHeaders && { lacksHeaders }),
    },
  };
}

/** The body and its violations, if its operation promises a schema for such a response and the body has its structure. */
async function contentBy(
  { operations }: Api,
  { operation, response }: Omit<Seen, 'content' | 'faults'>,
  bodies: BodyJudge,
): Promise<Pick<Seen, 'content' | 'faults'>> {
  const known = operations.find(({ id }) => id === operation);
  const schemaName = known && schemaNameFor(known, response.status);
  if (!schemaName || response.body === undefined) return nothingFound;
  const violations = await bodies.faults(schemaName, response.body);
  if (violations.some(isStructural)) return nothingFound;
  const faults = violations.map(({ pointer, rule, name }) =>
    rule === 'required' ? `${pointer}/${escapePointer(name)}` : pointer,
  );
  if (faults.length === 0) return { content: response.body, faults };
  // Items beyond those that are checked may have any faults.
  return { content: bodies.checked(response.body), faults: [...new Set(faults)] };
}

const nothingFound = { content: undefined, faults: [] } as const;

/** Whether the body as a whole is wrong, so that nothing can be found in it. */
function isStructural({ pointer, rule }: Violation): boolean {
  return pointer === '' && rule !== 'required' && rule !== 'anyOf';
}

/** Headers by their names in lower case. */
export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
