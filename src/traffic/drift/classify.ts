// Whose doing a difference is, and the erratum or clause that would say it.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Difference, DriftClass, Drifted } from './difference.ts';

/** Between two recordings of a server: it has changed. What may differ at any time has not. */
export function betweenServers(api: Api, differences: readonly Difference[]): Drifted[] {
  return differences.map((each) => toDrifted(api, each, each.optional ? 'volatile' : 'server', false));
}

/**
 * Between the document's mock and a server. What the mock answers otherwise too as the service is known to be (`observed`), is known.
 * Where the document says something else, or nothing, the document is wrong; where the server does as documented, the mock is.
 */
export function againstMock(
  api: Api,
  corrected: readonly Difference[],
  observed: readonly Difference[],
  isAccused: (difference: Difference) => boolean,
): Drifted[] {
  const still = new Set(observed.map(keyOf));
  return corrected.map((each) => {
    if (each.optional) return toDrifted(api, each, 'volatile', false);
    if (!still.has(keyOf(each))) return toDrifted(api, each, 'document', true);
    const document = each.errata.length > 0 || isBeyond(each) || isAccused(each);
    return toDrifted(api, each, document ? 'document' : 'mock', false);
  });
}

/** What a server does that the document forbids: if always, the document may be wrong; if only now and then, the server is. */
export function accusation(api: Api, difference: Difference, always: boolean): Drifted {
  return toDrifted(api, difference, always ? 'document' : 'server', false);
}

/** A place is the same, whatever the values are that it has under a reading. */
const keyOf = ({ operation, place, after }: Difference) => `${operation}\n${place}\n${after}`;

/** A member that the mock never has and the server always does. */
const isBeyond = ({ before, place }: Difference) => place.startsWith('/') && before === 'absent';

function toDrifted(api: Api, difference: Difference, driftClass: DriftClass, known: boolean): Drifted {
  return { ...difference, class: driftClass, known, draft: draftOf(api, difference) };
}

/** As the entries of `errata.json`, or where an erratum is there already, the reading that would join it. */
function draftOf(api: Api, { operation, place, before, after, clause, errata, situation }: Difference) {
  const what = `${operation} has ${after} at ${place} (${situation})`;
  const [known] = errata;
  if (known !== undefined) {
    const { readings = {} } = api.errata.find(({ id }) => id === known) ?? {};
    return { id: known, readings: { ...readings, observed: `${what}.` } };
  }
  const { clauses } = documentsOf(api.name, api.folder).ledger;
  const cited = clauses.find(({ id }) => id === clause);
  return {
    id: `${api.name}/${slugOf(operation, place)}`,
    clauses: [clause],
    lines: cited?.lines ?? [],
    says: cited?.says ?? `${operation} has ${before} at ${place}.`,
    against: `${what}.`,
    readings: { corrected: `${before} at ${place}.`, observed: `${after} at ${place}.` },
  };
}

function slugOf(operation: string, place: string): string {
  return `${operation}${place}`
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replaceAll(/^-|-$/g, '');
}
