// Whether a found record is in the situation that an exchange requires: it may have the same state but nothing else,
// as a build that was canceled before it ran has the same state as one that was canceled later.
import type { Api } from '../../core/api/api.ts';
import type { Exchange } from '../../core/api/documents.ts';
import { operationFor } from '../../core/api/matching.ts';
import type { Observation, Seen } from '../../core/invariants/invariant.ts';
import { anyReading } from './trace.ts';

/** The difference between the documented and the found records, as a phrase; undefined if there is none. */
export function otherSituation(
  api: Api,
  exchange: Exchange,
  found: readonly Observation[],
): string | undefined {
  const documented = api.invariants.observations(toSeen(api, exchange), anyReading);
  if (documented.length === 0 || found.length === 0) return undefined;
  if (found.length < documented.length) return `${found.length} of ${documented.length} records`;
  const differences = found.map((each) => differenceOf(documented[0]!, each));
  return differences.includes('') ? undefined : differences[0];
}

function differenceOf(documented: Observation, found: Observation): string {
  const [wanted, known] = [knownOf(documented), knownOf(found)];
  const lacks = [...wanted].filter((name) => !known.has(name));
  const more = [...known].filter((name) => !wanted.has(name));
  const had = found.has ?? [];
  const missing = (documented.has ?? []).filter((each) => !had.includes(each));
  return [...[...lacks, ...missing].map((name) => `no ${name}`), ...more.map((name) => `a ${name}`)].join(
    ', ',
  );
}

/** The facts and dates that are shown of a record. */
function knownOf({ facts = {}, times = {} }: Observation): ReadonlySet<string> {
  const shown = Object.entries({ ...facts, ...times });
  return new Set(shown.flatMap(([name, value]) => (value === null || value === undefined ? [] : name)));
}

/** The documented exchange as a seen one. */
function toSeen(api: Api, { operation, request, response }: Exchange): Seen {
  const query = new Map(Object.entries(request.query ?? {}).map(([name, value]) => [name, String(value)]));
  const { method, path } = request;
  const { params = {} } = operationFor(api, { method, path, query }, anyReading) ?? {};
  const url = `http://localhost${path}`;
  return {
    ...{ number: 0, at: 0, until: 0, scene: 0 },
    operation: operation.slice(api.name.length + 1),
    request: { method, url, path, params, query, headers: {} },
    response: { status: response.status, headers: {}, text: '', body: response.body },
    content: response.body,
    faults: [],
  };
}
